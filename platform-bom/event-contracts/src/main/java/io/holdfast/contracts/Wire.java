package io.holdfast.contracts;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the contract says of a component of a wire record beyond its name and Java type, or of the record itself. The
 * schema in this module is derived from such records (test-support's {@code ProducedContracts}); most need none.
 */
// FIELD as well, or Error Prone does not see what a record's components are annotated with.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.TYPE})
public @interface Wire {

    /** A sentence for who reads the contract. */
    String value() default "";

    /** What it is where the name misleads. */
    WireType type() default WireType.BY_NAME;

    /** The least number, or the fewest items. */
    long min() default Long.MIN_VALUE;

    /** The greatest number, or the most items. */
    long max() default Long.MAX_VALUE;

    /** Whether no item comes twice. */
    boolean unique() default false;

    /** The only numbers that it can be. */
    long[] values() default {};

    /** A regular expression that the text matches. */
    String pattern() default "";
}
