package io.holdfast.scheduler.work;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code scheduler.firing.*}
 *
 * @param lookInterval pause between looks into the store for timers that another instance armed or a crash left
 * @param atOnce       how many writes of fired timers may be under way at the same time; with few of them, what becomes due
 *                     meanwhile shares the next one
 * @param together     of how many bookings timers that are due may be fired by one command to the store
 */
@Validated
@ConfigurationProperties("scheduler.firing")
record FiringSettings(
        @NotNull @DefaultValue("10s") Duration lookInterval,
        @Min(1) @DefaultValue("2") int atOnce,
        @Min(1) @Max(1_000) @DefaultValue("100") int together) {}
