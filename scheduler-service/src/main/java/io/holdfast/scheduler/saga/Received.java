package io.holdfast.scheduler.saga;

import java.time.Instant;

/** What this service reads of booking-service's events. */
final class Received {

    private Received() {}

    record Requested(String bookingId, int revision, Instant deadline) {}

    record AwaitingPayment(String bookingId, int revision, Instant holdUntil) {}

    record Paid(String bookingId, int revision, Instant deadline) {}

    record AwaitingConfirmation(String bookingId, int revision, Instant deadline) {}

    /** Confirmed, or confirmed at another time. */
    record Confirmed(String bookingId, int revision, Instant start, Instant end) {}

    /** In whatever way. */
    record Ended(String bookingId, int revision) {}
}
