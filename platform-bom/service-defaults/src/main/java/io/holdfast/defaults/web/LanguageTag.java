package io.holdfast.defaults.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/** A language tag such as {@code en}, by {@link Texts#isLanguageTag}; null is left to others. */
@Constraint(validatedBy = TextRule.Language.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface LanguageTag {

    String message() default "must be a language tag such as en";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
