package io.holdfast.endtoend;

import java.util.List;
import java.util.Map;

import io.holdfast.endtoend.Apart.Booked;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.InTurn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Machines that disagree about the time: nothing ends early, and nothing is used up before its time and forgotten. */
@InTurn(0)
@OnServicesApart
class SkewedClocksTest {

    private static final String PROFESSIONAL = "dr-james-lee";
    /** Longer than a hold lasts. */
    private static final Map<String, String> AHEAD = Map.of("HOLDFAST_CLOCK_OFFSET", "PT20M");

    private final Apart apart = Apart.running();

    @AfterEach
    void allByTheSameClockAgain() {
        for (String service : List.of("scheduler-service", "booking-service")) {
            apart.killHard(service);
            apart.restart(service);
        }
    }

    @Test
    void holdWhoseTimerFiresEarlyCanBePaidAndEndsInItsTime() {
        again("scheduler-service", AHEAD);
        Booked payer = apart.hold(PROFESSIONAL);
        Booked nobody = apart.hold(PROFESSIONAL);
        String order = apart.awaitOrder(payer);
        apart.awaitOrder(nobody);
        Eventually.see("the timers of both holds have fired, by a clock that is ahead",
                () -> List.of(holdTimer(payer), holdTimer(nobody)), timers -> timers.equals(List.of("COMPLETED", "COMPLETED")));

        apart.pay(order);
        apart.awaitStatus(payer, "CONFIRMED");
        assertThat(apart.booking(nobody).get("status").asString()).isEqualTo("PENDING_PAYMENT");

        // And so it becomes later for booking-service, too.
        again("booking-service", AHEAD);
        apart.awaitStatus(nobody, "EXPIRED");
        assertThat(apart.booking(payer).get("status").asString()).isEqualTo("CONFIRMED");
        for (Booked booked : List.of(payer, nobody)) {
            Eventually.see("all agree about " + booked, () -> ViewsAudit.findings(Views.of(booked, apart)), List::isEmpty);
        }
    }

    private void again(String service, Map<String, String> environment) {
        apart.killHard(service);
        apart.restart(service, environment);
    }

    private String holdTimer(Booked booked) {
        return Views.of(booked, apart).timers().stream()
                .filter(timer -> timer.getString("kind").equals("HOLD"))
                .map(timer -> timer.getString("status"))
                .findFirst()
                .orElse("none");
    }
}
