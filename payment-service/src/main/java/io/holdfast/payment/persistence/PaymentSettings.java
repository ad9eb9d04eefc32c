package io.holdfast.payment.persistence;

import java.time.Duration;

import io.holdfast.payment.domain.Pace;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code payment.*}: how patient we are with the provider. {@link Pace} says what each of them means.
 *
 * @param firstLook the later looks follow from it, each pause twice the last
 */
@ConfigurationProperties("payment")
@Validated
record PaymentSettings(
        @DefaultValue("30s") @NotNull @DurationMin(seconds = 1) Duration longestPause,
        @DefaultValue("10s") @NotNull Duration captureAfter,
        @DefaultValue("2m") @NotNull @DurationMin(seconds = 1) Duration firstLook,
        @DefaultValue("24h") @NotNull @DurationMin(seconds = 1) Duration longestLookPause,
        @DefaultValue("1d") @NotNull Duration lookAfterCapture,
        @DefaultValue("5d") @NotNull Duration lateAuthorization,
        @DefaultValue("5s") @NotNull @DurationMin(millis = 100) Duration firstRefundLook,
        @DefaultValue("1h") @NotNull @DurationMin(seconds = 1) Duration longestRefundPause,
        @DefaultValue("1m") @NotNull Duration refundRetry,
        @DefaultValue("5") @Min(1) @Max(100) int refundTries) {

    Pace pace() {
        return new Pace(
                longestPause,
                captureAfter,
                firstLook,
                longestLookPause,
                lookAfterCapture,
                lateAuthorization,
                firstRefundLook,
                longestRefundPause,
                refundRetry,
                refundTries);
    }
}
