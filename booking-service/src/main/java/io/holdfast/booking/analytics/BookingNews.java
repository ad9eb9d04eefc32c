package io.holdfast.booking.analytics;

import java.time.Instant;

import io.holdfast.booking.domain.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What one event says of a booking.
 *
 * @param sequence  the event's: what says less than is known already changes nothing
 * @param at        when it happened
 * @param standing  what the booking is from then on
 * @param occasion  null where it is only one of the usual
 * @param offering  null where the event does not say
 * @param slot      null where the event does not say
 */
public record BookingNews(
        TenantId tenant,
        String booking,
        long sequence,
        Instant at,
        Standing standing,
        @Nullable Occasion occasion,
        @Nullable String offering,
        @Nullable Appointment slot) {

    /** What figures about answers want to know of an event beside the standing. */
    public enum Occasion {
        /** Somebody of the business has to accept it. */
        ASKED,
        CONFIRMED,
        DECLINED,
        /** Nobody answered in time. */
        UNANSWERED
    }

    /** @param professional null while nobody provides it */
    public record Appointment(Instant start, @Nullable String professional) {}
}
