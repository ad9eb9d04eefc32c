package io.holdfast.defaults.store;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The bound of a stored array or map, so that a document stays far from the store's limit by rule, not by luck. It says
 * the bound and who holds it; it does not hold it.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Bounded.Several.class)
public @interface Bounded {

    /** Elements, or bytes of a {@code byte[]}. */
    int max();

    /** Who refuses or drops what would be more. */
    String by();

    /** Which array within the field is meant, such as {@code facts}; empty for the field itself. Domain types cannot say it themselves. */
    String of() default "";

    /** Several bounds of one field. */
    @Target(ElementType.FIELD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Several {
        Bounded[] value();
    }
}
