package io.holdfast.razorpay.simulator;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The merchant's account at the simulator. All durations are real time, whatever the platform's clock says, because
 * they stand for a network and a bank which no clock of ours moves.
 *
 * @param webhookSecretPrevious from before a rotation, for the fault that signs with it; empty for none
 * @param lateWebhookAfter how long a webhook asked for as {@code late} is held back
 * @param duplicateWebhookAfter how long after the first the second sending of a {@code duplicate} one is due
 * @param refundSettlesAfter how long a refund stays {@code pending}
 * @param webhookRetries pauses after failed deliveries; the last one repeats until {@code webhookGivesUpAfter}
 */
@Validated
@ConfigurationProperties("razorpay.simulator")
record SimulatorSettings(
        @DefaultValue("rzp_test_holdfast") @NotBlank String keyId,
        @DefaultValue("holdfast-test-key-secret") @NotBlank String keySecret,
        @DefaultValue("acc_HoldfastTest01") @NotBlank String accountId,
        @DefaultValue("http://localhost:8080/api/v1/webhooks/razorpay") @NotNull URI webhookUrl,
        @DefaultValue("holdfast-test-webhook-secret") @NotBlank String webhookSecret,
        @DefaultValue("") @NotNull String webhookSecretPrevious,
        @DefaultValue("5s") @NotNull Duration webhookTimeout,
        @DefaultValue({"200ms", "1s", "2s", "5s", "10s", "30s"}) @NotEmpty List<Duration> webhookRetries,
        @DefaultValue("24h") @NotNull Duration webhookGivesUpAfter,
        @DefaultValue("5s") @NotNull Duration lateWebhookAfter,
        @DefaultValue("1s") @NotNull Duration duplicateWebhookAfter,
        @DefaultValue("200ms") @NotNull Duration refundSettlesAfter) {

    /** The pause after the given number of failed attempts, counted from 1. */
    Duration pauseAfter(int attempts) {
        return webhookRetries.get(Math.min(attempts, webhookRetries.size()) - 1);
    }
}
