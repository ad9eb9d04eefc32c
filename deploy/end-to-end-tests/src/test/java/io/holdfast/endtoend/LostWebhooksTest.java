package io.holdfast.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.holdfast.endtoend.Platform.Held;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Every webhook is lost, and no page says what happened: whoever paid is confirmed all the same. */
@OnPlatform
class LostWebhooksTest {

    private static final int BOOKINGS = Integer.getInteger("holdfast.e2e.lost", 8);

    private final Platform platform = Platform.running();
    private final HoldfastApi simulator =
            HoldfastApi.at("http://127.0.0.1:" + platform.embedded.portOf("razorpay-simulator"));

    @AfterEach
    void callOff() {
        simulator.send("DELETE", "/simulator/faults", null).expect(200);
    }

    @Test
    void allPaidBookingsAreConfirmedByAsking() {
        simulator.post("/simulator/faults", Map.of("fault", "webhook-lost", "probability", 1)).expect(200);
        List<Held> paid = new ArrayList<>();
        for (int i = 0; i < BOOKINGS; i++) {
            Held held = platform.hold(platform.slots.free("dr-sarah-khan", "consultation-60"));
            platform.pay(held.orderId(), "success", i % 2 == 0 ? "normal" : "duplicate");
            paid.add(held);
        }
        Held unpaid = platform.hold(platform.slots.free("dr-sarah-khan", "consultation-60"));
        platform.pay(unpaid.orderId(), "failure", "normal");
        assertThat(paid).allSatisfy(held ->
                assertThat(platform.booking(held).get("status").asString()).isEqualTo("PENDING_PAYMENT"));

        platform.advance("PT2M");

        paid.forEach(held -> platform.awaitStatus(held, "CONFIRMED"));
        assertThat(platform.booking(unpaid).get("status").asString()).isEqualTo("PENDING_PAYMENT");
        List<JsonNode> webhooks = Platform.list(platform.ledger().get("webhooks")).stream()
                .filter(webhook -> paid.stream().anyMatch(held -> held.orderId().equals(webhook.get("orderId").asString())))
                .toList();
        assertThat(webhooks).isNotEmpty().allMatch(webhook -> "LOST".equals(webhook.get("status").asString()));
    }

    @Test
    void whoPaidAfterTheHoldHadEndedGetsTheMoneyBackByAsking() {
        Held held = platform.hold(platform.slots.free("dr-sarah-khan", "consultation-60"));
        platform.advance("PT16M");
        platform.awaitStatus(held, "EXPIRED");
        simulator.post("/simulator/faults", Map.of("fault", "webhook-lost", "probability", 1)).expect(200);
        platform.pay(held.orderId(), "success", "normal");
        String paymentId = platform.payments(held.orderId()).getFirst().get("id").asString();

        platform.advance("PT1H");

        Eventually.see(
                "the refund", () -> platform.refunds(paymentId), refunds -> refunds.size() == 1
                        && refunds.getFirst().get("amount").asLong() == 150_000);
        assertThat(platform.booking(held).get("status").asString()).isEqualTo("EXPIRED");
    }
}
