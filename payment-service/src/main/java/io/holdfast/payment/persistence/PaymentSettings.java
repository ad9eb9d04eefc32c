package io.holdfast.payment.persistence;

import java.time.Duration;

import io.holdfast.payment.domain.RetrySchedule;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code payment.*}: when the provider is called. {@link RetrySchedule} says what each of them means.
 *
 * @param firstPoll the later polls follow from it, each pause twice the last
 */
@ConfigurationProperties("payment")
@Validated
record PaymentSettings(
        @DefaultValue("30s") @NotNull @DurationMin(seconds = 1) Duration longestPause,
        @DefaultValue("10s") @NotNull Duration captureAfter,
        @DefaultValue("2m") @NotNull @DurationMin(seconds = 1) Duration firstPoll,
        @DefaultValue("24h") @NotNull @DurationMin(seconds = 1) Duration longestPollPause,
        @DefaultValue("1d") @NotNull Duration pollAfterCapture,
        @DefaultValue("5d") @NotNull Duration lateAuthorization,
        @DefaultValue("5s") @NotNull @DurationMin(millis = 100) Duration firstRefundPoll,
        @DefaultValue("1h") @NotNull @DurationMin(seconds = 1) Duration longestRefundPause,
        @DefaultValue("1m") @NotNull Duration refundRetry,
        @DefaultValue("5") @Min(1) @Max(100) int refundTries) {

    RetrySchedule schedule() {
        return new RetrySchedule(
                longestPause, captureAfter, firstPoll, longestPollPause, pollAfterCapture, lateAuthorization,
                firstRefundPoll, longestRefundPause, refundRetry, refundTries);
    }
}
