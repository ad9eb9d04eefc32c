package io.holdfast.payment.razorpay;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
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

    @Test
    void theRealHostIsTheDefaultAndConfigurationAloneLeadsElsewhere() {
        var withOurFile = start.withInitializer(new ConfigDataApplicationContextInitializer())
                .withPropertyValues(
                        "spring.config.name=payment-service",
                        "RAZORPAY_KEY_ID=k",
                        "RAZORPAY_KEY_SECRET=s",
                        "RAZORPAY_WEBHOOK_SECRET=w");
        withOurFile.run(context -> assertThat(context.getBean(RazorpaySettings.class).apiUrl())
                .hasToString("https://api.razorpay.com"));
        withOurFile.withPropertyValues("RAZORPAY_API_URL=http://127.0.0.1:8090")
                .run(context -> assertThat(context.getBean(RazorpaySettings.class).apiUrl())
                        .hasToString("http://127.0.0.1:8090"));
        start.withPropertyValues("razorpay.key-id=k", "razorpay.key-secret=s", "razorpay.webhook-secret=w")
                .run(context -> assertThat(context.getBean(RazorpaySettings.class).apiUrl())
                        .hasToString("https://api.razorpay.com"));
    }

    @EnableConfigurationProperties(RazorpaySettings.class)
    static class OnlySettings {}
}
