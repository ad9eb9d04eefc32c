package io.holdfast.defaults.store;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The documents of this collection name and describe no client: nothing is to be exported or erased. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface NoPersonalData {

    /** Why nobody can be told from it; of whom it may be, where that is the business itself. */
    String why();
}
