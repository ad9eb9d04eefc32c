package io.holdfast.booking.application;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long before a booking's start somebody is reminded of it: 1 minute to 30 days. */
@DurationMin(minutes = 1)
@DurationMax(days = 30)
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface BeforeStart {

    String message() default "must be between 1 minute and 30 days";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
