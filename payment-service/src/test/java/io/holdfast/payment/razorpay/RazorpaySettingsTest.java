package io.holdfast.payment.razorpay;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class RazorpaySettingsTest {

    private final ApplicationContextRunner start =
            new ApplicationContextRunner().withUserConfiguration(OnlySettings.class);

    @Test
    void missingKeysAreNamedByTheirVariablesAtStart() {
        start.withPropertyValues("razorpay.key-id=", "razorpay.key-secret=", "razorpay.webhook-secret=").run(context -> {
            String causes = Stream.<Throwable>iterate(context.getStartupFailure(), e -> e != null, Throwable::getCause)
                    .map(String::valueOf)
                    .reduce("", String::concat);
            assertThat(causes)
                    .contains("set RAZORPAY_KEY_ID")
                    .contains("set RAZORPAY_KEY_SECRET")
                    .contains("set RAZORPAY_WEBHOOK_SECRET");
        });
    }

    @Test
    void emptyPreviousSecretIsNone() {
        start.withPropertyValues(
                        "razorpay.key-id=k",
                        "razorpay.key-secret=s",
                        "razorpay.webhook-secret=w",
                        "razorpay.webhook-secret-previous=")
                .run(context -> assertThat(context.getBean(RazorpaySettings.class).webhookSecrets()).containsExactly("w"));
    }

    @EnableConfigurationProperties(RazorpaySettings.class)
    static class OnlySettings {}
}
