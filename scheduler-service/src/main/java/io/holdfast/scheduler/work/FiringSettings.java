package io.holdfast.scheduler.work;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code scheduler.firing.*}
 *
 * @param lookInterval pause between looks into the store for timers that another instance armed or a crash left
 * @param atOnce       how many timers may be fired at the same time
 */
@Validated
@ConfigurationProperties("scheduler.firing")
record FiringSettings(@NotNull @DefaultValue("2s") Duration lookInterval, @Min(1) @DefaultValue("32") int atOnce) {}
