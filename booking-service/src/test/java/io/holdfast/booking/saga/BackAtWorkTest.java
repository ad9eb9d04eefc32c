package io.holdfast.booking.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.holdfast.booking.BookingInstance;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** booking-service was away while others had much to say: of what waits for it, the timer may be the first. */
class BackAtWorkTest {

    @Test
    void whatWasPaidInTimeIsHeardBeforeItsHoldEnds() {
        // So long that it is not over before the test is; that what is kept in mind ends is shown in BookingSagaTest.
        try (var service = new BookingInstance(Duration.ofMinutes(10))) {
            service.catalogue("consultation-60", "INSTANT", 150_000, "dr-sarah-khan");
            Instant ended = service.clock.instant().minusSeconds(60);
            String paid = held(service, ended);

            service.timer("hold.timed-out.v1", paid, ended);
            service.captured(paid);

            await().until(() -> status(service, paid).equals("CONFIRMING"));
            assertThat(service.said("booking.expired.v1", paid)).isEmpty();
        }
    }

    private static String held(BookingInstance service, Instant until) {
        String id = service.client("asha").post("/api/v1/bookings", Map.of(
                        "offeringId", "consultation-60",
                        "professionalId", "dr-sarah-khan",
                        "start", "2026-12-01T04:30:00Z",
                        "duration", 60))
                .expect(202)
                .body()
                .at("/id")
                .asString();
        service.slotReserved(id, until);
        await().until(() -> status(service, id).equals("PENDING_PAYMENT"));
        return id;
    }

    private static String status(BookingInstance service, String id) {
        return service.client("asha").get("/api/v1/bookings/" + id).expect(200).body().at("/status").asString();
    }
}
