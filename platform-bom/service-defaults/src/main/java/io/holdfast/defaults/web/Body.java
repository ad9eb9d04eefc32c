package io.holdfast.defaults.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the body of a request is, where the handler takes it as plain JSON or bytes; {@code openapi.json} shows it. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Body {

    Class<?> value();
}
