package io.holdfast.defaults.store;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The documents of this collection are not deleted with time; the alternative to {@link DataRetention}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Permanent {

    /** What keeps their number in bounds, or why it may grow. */
    String why();
}
