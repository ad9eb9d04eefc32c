package io.holdfast.payment.razorpay;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

import jakarta.validation.constraints.NotBlank;
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
        @Nullable String webhookSecretPrevious) {

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
