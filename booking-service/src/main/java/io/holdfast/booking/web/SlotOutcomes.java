package io.holdfast.booking.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.holdfast.defaults.web.Outcomes;

/** The handler may wait for a slot, and hear why it cannot be had. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Outcomes(problems = {
    "BOOKED", "HELD", "FULL", "BREAK", "CLOSED", "OFF_STEP", "TOO_SOON", "TOO_FAR", "TOO_LATE", "ENDED", "OFFERING_UNKNOWN",
    "PROFESSIONAL_UNKNOWN"
})
@interface SlotOutcomes {}
