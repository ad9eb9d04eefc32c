package io.holdfast.payment.razorpay;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code razorpay.*}, all of it from the environment.
 *
 * @param apiUrl where Razorpay is: scheme, host and port
 * @param webhookSecretPrevious still valid after a rotation, because retries keep the signature they were made with
 */
@ConfigurationProperties("razorpay")
@Validated
record RazorpaySettings(
        @DefaultValue("https://api.razorpay.com") URI apiUrl,
        @NotBlank(message = "Razorpay's key id is missing: set RAZORPAY_KEY_ID") String keyId,
        @NotBlank(message = "Razorpay's key secret is missing: set RAZORPAY_KEY_SECRET") String keySecret,
        @NotBlank(message = "The webhooks' secret is missing: set RAZORPAY_WEBHOOK_SECRET") String webhookSecret,
        @Nullable String webhookSecretPrevious,
        @DefaultValue @Valid Resilience resilience) {

    /**
     * {@code razorpay.resilience.*}: when a call is given up and when Razorpay is left alone.
     *
     * @param callTimeout     for one call
     * @param tries           of a call that is safe to repeat
     * @param firstPause      between two tries; the next is twice as long
     * @param failures        in a row that open the breaker
     * @param breakerOpenFor    how long the breaker stays open before one call is tried
     * @param callsAtOnce     more have to wait
     */
    record Resilience(
            @DefaultValue("5s") @NotNull Duration callTimeout,
            @DefaultValue("3") @Min(1) int tries,
            @DefaultValue("1s") @NotNull Duration firstPause,
            @DefaultValue("5") @Min(1) int failures,
            @DefaultValue("60s") @NotNull Duration breakerOpenFor,
            @DefaultValue("32") @Min(1) int callsAtOnce) {}

    List<String> webhookSecrets() {
        return Stream.of(webhookSecret, webhookSecretPrevious)
                .filter(secret -> secret != null && !secret.isBlank())
                .toList();
    }

    @Override
    public String toString() {
        return "RazorpaySettings[apiUrl=" + apiUrl + ", keyId=" + keyId + ", secrets=***]";
    }
}
