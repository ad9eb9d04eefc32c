package io.holdfast.endtoend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.holdfast.endtoend.Apart.Booked;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Razorpay is away: it is left alone, bookings are accepted all the same, and their orders appear when it is back. */
@OnServicesApart
class RazorpayOutageTest {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Apart apart = Apart.running();
    private final HoldfastApi payment = apart.management("payment-service");

    @AfterEach
    void callOff() {
        apart.simulator.send("DELETE", "/simulator/faults", null).expect(200);
    }

    @Test
    void theBreakerOpensHalfOpensAndClosesAndNoBookingIsLost() {
        awaitBreaker("UP");
        apart.simulator.post("/simulator/faults", Map.of("fault", "server-error", "probability", 1)).expect(200);
        List<Booked> during = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            during.add(apart.ask("dr-sarah-khan"));
        }

        awaitBreaker("BREAKER_OPEN");
        payment.get("/actuator/health/readiness").expect(200);
        Booked whileOpen = apart.ask("dr-sarah-khan");
        apart.awaitStatus(whileOpen, "PENDING_PAYMENT");
        during.add(whileOpen);

        // It is back, and slow, so that its trial can be seen.
        apart.simulator.send("DELETE", "/simulator/faults", null).expect(200);
        apart.simulator.post("/simulator/faults", Map.of("fault", "slow", "delay", "PT2S", "probability", 1)).expect(200);
        awaitBreaker("BREAKER_HALF_OPEN");
        apart.simulator.send("DELETE", "/simulator/faults", null).expect(200);

        awaitBreaker("UP");
        for (Booked booked : during) {
            String order = apart.awaitOrder(booked);
            apart.pay(order);
            apart.awaitStatus(booked, "CONFIRMED");
            assertThat(Platform.list(apart.ledger(order).get("payments"))).hasSize(1);
        }
    }

    private void awaitBreaker(String status) {
        Eventually.see(
                "razorpay on the health page is " + status,
                PATIENCE,
                () -> payment.get("/actuator/health").body().at("/components/razorpay/status").asString(),
                status::equals);
    }
}
