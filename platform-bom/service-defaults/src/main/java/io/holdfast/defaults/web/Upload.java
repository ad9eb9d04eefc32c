package io.holdfast.defaults.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which files a request brings as {@code multipart/form-data}, where the handler reads them itself; {@code openapi.json} shows it. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Upload {

    /** None has to be there; what is needed of them, the handler says. */
    File[] value();

    /** A part of the form. */
    @interface File {

        String name();

        /** What it is, in a sentence. */
        String about();

        String mediaType();
    }
}
