package io.holdfast.notification.feed;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code notification.feed.*}
 *
 * @param kept how long an event can be read; whoever reads less often is told that some are gone
 */
@Validated
@ConfigurationProperties("notification.feed")
record FeedSettings(@NotNull @DurationMin(hours = 1) @DefaultValue("30d") Duration kept) {}
