package io.holdfast.defaults.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * One line of text with something to see in it, such as a name; null is left to others. Clean the value with
 * {@link Texts#clean} before.
 */
@Constraint(validatedBy = TextRule.Line.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface TextLine {

    /** The fewest code points. */
    int min() default 1;

    /** The most code points. */
    int max();

    String message() default "is not valid";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
