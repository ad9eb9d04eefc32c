package io.holdfast.scheduler.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** What this service reads of booking-service's events; what is {@code @Nullable} is not in those from before. */
final class Received {

    private Received() {}

    record Requested(String bookingId, int revision, Instant deadline) {}

    record AwaitingPayment(String bookingId, int revision, @Nullable Instant remindAt, Instant holdUntil) {}

    record Paid(String bookingId, int revision, Instant deadline) {}

    record AwaitingConfirmation(String bookingId, int revision, @Nullable Instant remindAt, Instant deadline) {}

    /**
     * Confirmed, or confirmed at another time.
     *
     * @param reminders how long before the start
     */
    record Confirmed(String bookingId, int revision, Instant start, Instant end, @Nullable List<Duration> reminders) {}

    record Completed(String bookingId, int revision, @Nullable Review review) {}

    /** @param reminders when the client is asked again, the earliest first */
    record Review(List<Instant> reminders) {}

    /** In whatever way. */
    record Ended(String bookingId) {}
}
