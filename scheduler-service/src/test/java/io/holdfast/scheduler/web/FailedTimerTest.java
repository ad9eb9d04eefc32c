package io.holdfast.scheduler.web;

import java.time.Duration;
import java.time.Instant;

import io.holdfast.messaging.EventWriter;
import io.holdfast.scheduler.BookingSays;
import io.holdfast.scheduler.SchedulerService;
import io.holdfast.scheduler.StoredTimers;
import io.holdfast.servicetest.Contracts;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.MovableClock;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A timer whose event an instance cannot make is shown as failed, and fires when an instance can. */
class FailedTimerTest {

    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    private static final Instant HOLD_UNTIL = NOW.plus(Duration.ofMinutes(15));

    @Test
    void aTimerThatFailedIsShownAndFiresOnceWhatFailedIsMended() {
        var clock = new MovableClock(NOW);
        // It takes itself for another service, whose events are none of its own.
        var broken = ServiceUnderTest.of(SchedulerService.class, "scheduler-service")
                .by(clock)
                .with(EventWriter.class, () -> new EventWriter("booking-service", clock, Contracts.CATALOGUE));
        try (ServiceUnderTest before = broken.start()) {
            new BookingSays(before, "").awaitingPayment("b-1", HOLD_UNTIL);
            await().untilAsserted(() -> assertThat(new StoredTimers(before).of("b-1")).containsExactly("HOLD PENDING"));
            clock.set(HOLD_UNTIL);
            await().untilAsserted(() -> assertThat(new StoredTimers(before).of("b-1")).containsExactly("HOLD FAILED"));

            JsonNode failed = before.as("admin", "admin")
                    .get("/api/v1/admin/automations?status=FAILED").expect(200).body().at("/items/0");
            assertThat(failed.get("bookingId").asString()).isEqualTo("b-1");
            assertThat(failed.get("executedAt").asString()).isEqualTo(HOLD_UNTIL.toString());
            assertThat(failed.get("error").asString()).contains("HOLD").doesNotContain("Exception", "io.holdfast");
            assertThat(before.typesSaid("b-1")).isEmpty();
            before.stop();

            try (ServiceUnderTest after = before.beside()
                    .with(EventWriter.class, () -> new EventWriter("scheduler-service", clock, Contracts.CATALOGUE))
                    .start()) {
                await().untilAsserted(() -> assertThat(after.typesSaid("b-1")).containsExactly("hold.timed-out.v1"));
                assertThat(new StoredTimers(after).of("b-1")).containsExactly("HOLD COMPLETED");
            }
        }
    }
}
