package io.holdfast.availability.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.holdfast.defaults.web.Outcomes;

/** What whoever registers a calendar can be answered. */
@Outcomes(
        value = 201,
        problems = {
            "calendars-off", "google-off", "too-many-calendars", "calendar-target-insecure", "calendar-target-unknown",
            "calendar-target-private"
        })
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface RegistersCalendar {}
