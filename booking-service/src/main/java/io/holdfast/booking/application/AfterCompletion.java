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

/** How long after a booking's completion its client is asked for a review again: 1 hour to 90 days. */
@DurationMin(hours = 1)
@DurationMax(days = 90)
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface AfterCompletion {

    String message() default "must be between 1 hour and 90 days";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
