package io.holdfast.notification;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a notification says about its booking, frozen when it was caused.
 *
 * @param professional display name, null when none was found yet
 * @param recipient    who receives the service, null when it is the client
 * @param start        UTC
 * @param end          UTC
 * @param price        null where the event does not tell
 * @param meetingUrl   null when they do not meet online
 * @param cancellation null while the booking stands
 * @param previous     what the booking was before it was moved, null when it was not
 */
public record BookingFacts(
        String number,
        String offering,
        @Nullable String professional,
        String client,
        @Nullable String recipient,
        Instant start,
        Instant end,
        @Nullable Money price,
        @Nullable String meetingUrl,
        @Nullable Cancellation cancellation,
        @Nullable Previous previous) {

    /** Why a booking was called off and what the client gets back. */
    public record Cancellation(String reason, Money refund, int refundPercentage) {}

    /**
     * Where the booking stood at an earlier revision.
     *
     * @param professional display name, null when it is the same as now
     */
    public record Previous(int revision, @Nullable String professional, Instant start, Instant end) {}
}
