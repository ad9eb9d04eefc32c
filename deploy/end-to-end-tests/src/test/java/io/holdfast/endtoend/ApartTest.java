package io.holdfast.endtoend;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.holdfast.endtoend.Apart.Booked;
import io.holdfast.testsupport.scenario.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code docker-compose.yml} is true: started with what it says, the services find each other and a booking works. */
@OnServicesApart
class ApartTest {

    private final Apart apart = Apart.running();

    @Test
    void aBookingGoesFromRequestToConfirmedThroughServicesThatShareOnlyTheirEngines() {
        Booked booked = apart.hold("dr-sarah-khan");
        String order = apart.awaitOrder(booked);

        apart.pay(order);

        JsonNode confirmed = apart.awaitStatus(booked, "CONFIRMED");
        assertThat(Platform.list(confirmed.get("statusHistory")).stream().map(h -> h.get("status").asString()))
                .containsExactly("REQUESTED", "PENDING_PAYMENT", "CONFIRMING", "CONFIRMED");
        List<Mail> mails = Eventually.see("three mails", () -> apart.mailsAbout(booked), m -> m.size() >= 3);
        assertThat(mails.stream().map(Mail::to))
                .containsExactlyInAnyOrder(booked.email(), "sarah@holdfast.example", "admin@holdfast.example");
        assertThat(mails.stream().filter(mail -> !mail.to().startsWith("admin@")))
                .allSatisfy(mail -> assertThat(mail.event().getUid().orElseThrow().getValue()).contains(booked.id()));
        assertThat(Platform.list(apart.ledger(order).get("payments"))).hasSize(1);
    }

    static List<Arguments> service() {
        var payment = Arguments.of("payment-service", "RAZORPAY_WEBHOOK_SECRET");
        return Apart.EACH_SERVICE ? List.of(payment, Arguments.of("web-app", "HOLDFAST_OIDC_CLIENT_SECRET")) : List.of(payment);
    }

    /** Somebody takes the file as it is and adds the key of a real account: it must not run with secrets that everybody knows. */
    @ParameterizedTest
    @MethodSource("service")
    void withALiveKeyNoServiceStartsOnTheFilesSecrets(String service, String variable) throws Exception {
        try (ServiceProcess live = apart.startAnother(
                service, service + "-live", Map.of("RAZORPAY_KEY_ID", "rzp_live_1DP5mmOlF5G5ag"), List.of())) {
            assertThat(live.awaitEnd(Duration.ofMinutes(2))).as("it ends by itself").isTrue();

            assertThat(live.said()).contains("this deployment is not safe", variable)
                    .doesNotContain("holdfast-test-webhook-secret", "only-for-development-web-client");
        }
    }
}
