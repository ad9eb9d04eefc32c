package io.holdfast.scheduler;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.holdfast.servicetest.ServiceUnderTest;
import org.jspecify.annotations.Nullable;

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
        says("booking.awaiting-payment.v1", bookingId, "remindAt", null, "holdUntil", holdUntil);
    }

    public void paid(String bookingId, Instant deadline) {
        says("booking.paid.v1", bookingId, "deadline", deadline);
    }

    public void awaitingConfirmation(String bookingId, Instant deadline) {
        says("booking.awaiting-confirmation.v1", bookingId, "remindAt", null, "deadline", deadline);
    }

    public void awaitingPayment(String bookingId, Instant remindAt, Instant holdUntil) {
        says("booking.awaiting-payment.v1", bookingId, "remindAt", remindAt, "holdUntil", holdUntil);
    }

    public void awaitingConfirmation(String bookingId, Instant remindAt, Instant deadline) {
        says("booking.awaiting-confirmation.v1", bookingId, "remindAt", remindAt, "deadline", deadline);
    }

    /** @param reminders ISO 8601 durations before the start */
    public void confirmedWithReminders(String bookingId, Instant start, Instant end, String... reminders) {
        says("booking.confirmed.v1", bookingId, "start", start, "end", end, "reminders", List.of(reminders));
    }

    /** @param how such as {@code cancelled}; what is completed is not asked for a review */
    public void ended(String how, String bookingId) {
        if (how.equals("completed")) {
            says("booking.completed.v1", bookingId, "review", null);
        } else {
            says("booking." + how + ".v1", bookingId);
        }
    }

    public void completed(String bookingId, Instant... reminders) {
        var review = Map.of("ask", true, "reminders", List.of(reminders));
        says("booking.completed.v1", bookingId, "review", review);
    }

    public void confirmed(String bookingId, Instant start, Instant end) {
        says("booking.confirmed.v1", bookingId, "start", start, "end", end, "reminders", null);
    }

    /** From the revision before {@code revision} to this one. */
    public void rescheduled(String bookingId, int revision, Instant start, Instant end) {
        var previous = Map.of(
                "revision", revision - 1,
                "professionalId", "dr-sarah-khan",
                "start", start.minusSeconds(86_400),
                "end", end.minusSeconds(86_400));
        says("booking.rescheduled.v1", bookingId, "revision", revision, "start", start, "end", end,
                "previous", previous, "reminders", null);
    }

    public void says(String type, String bookingId, @Nullable Object... changes) {
        scheduler.hears(type, Stream.concat(Stream.of("bookingId", prefix + bookingId), Stream.of(changes)).toArray());
    }
}
