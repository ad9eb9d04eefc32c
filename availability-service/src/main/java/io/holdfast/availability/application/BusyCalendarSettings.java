package io.holdfast.availability.application;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code availability.busy-calendars.*}, as far as it is about how often and how many.
 *
 * @param interval between two readings of a calendar
 * @param most     calendars of a professional
 * @param atOnce   how many are read at the same time
 */
@Validated
@ConfigurationProperties("availability.busy-calendars")
public record BusyCalendarSettings(
        @NotNull @DurationMin(seconds = 1) @DurationMax(days = 1) @DefaultValue("10m") Duration interval,
        @Min(1) @Max(20) @DefaultValue("10") int most,
        @Min(1) @Max(64) @DefaultValue("4") int atOnce) {}
