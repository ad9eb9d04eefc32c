package io.holdfast.scheduler.saga;

import java.time.Instant;

/** What this service reads of booking-service's events. */
final class BookingMessages {

    private BookingMessages() {}

    record AwaitingPayment(String bookingId, int revision, Instant holdUntil) {}

    record Paid(String bookingId, int revision, Money amount) {}

    record AwaitingConfirmation(String bookingId, int revision, Instant deadline) {}

    record Confirmed(String bookingId, int revision, Instant start, Instant end) {}

    record Expired(String bookingId, int revision) {}

    record Declined(String bookingId, int revision) {}

    record Cancelled(String bookingId, int revision, boolean wasConfirmed) {}

    record Rescheduled(String bookingId, int revision, Instant start, Instant end, Previous previous) {}

    record NoShowRecorded(String bookingId, int revision) {}

    record Completed(String bookingId, int revision) {}

    /** The slot that the booking had before. */
    record Previous(int revision) {}

    /** @param amount minor units */
    record Money(long amount) {}
}
