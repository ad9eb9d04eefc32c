package io.holdfast.scheduler;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

import io.holdfast.servicetest.ServiceUnderTest;

/**
 * What booking-service says to a scheduler under test.
 *
 * @param prefix put before the id of every booking, so that tests of one service do not meet
 */
public record BookingSays(ServiceUnderTest scheduler, String prefix) {

    public void requested(String bookingId, Instant deadline) {
        says("booking.requested.v1", bookingId, "deadline", deadline);
    }

    public void awaitingPayment(String bookingId, Instant holdUntil) {
        says("booking.awaiting-payment.v1", bookingId, "holdUntil", holdUntil);
    }

    public void paid(String bookingId, Instant deadline) {
        says("booking.paid.v1", bookingId, "deadline", deadline);
    }

    public void awaitingConfirmation(String bookingId, Instant deadline) {
        says("booking.awaiting-confirmation.v1", bookingId, "deadline", deadline);
    }

    public void confirmed(String bookingId, Instant start, Instant end) {
        says("booking.confirmed.v1", bookingId, "start", start, "end", end);
    }

    /** From the revision before {@code revision} to this one. */
    public void rescheduled(String bookingId, int revision, Instant start, Instant end) {
        var previous = Map.of(
                "revision", revision - 1,
                "professionalId", "dr-sarah-khan",
                "start", start.minusSeconds(86_400),
                "end", end.minusSeconds(86_400));
        says("booking.rescheduled.v1", bookingId, "revision", revision, "start", start, "end", end, "previous", previous);
    }

    public void says(String type, String bookingId, Object... changes) {
        scheduler.hears(type, Stream.concat(Stream.of("bookingId", prefix + bookingId), Stream.of(changes)).toArray());
    }
}
