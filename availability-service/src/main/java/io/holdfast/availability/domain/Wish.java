package io.holdfast.availability.domain;

import org.jspecify.annotations.Nullable;

/**
 * What a booking asks of a calendar day.
 *
 * @param number of the booking, null where a message did not say
 * @param manual an admin asks: the booking window, the switch for same-day bookings and the slot step do not apply
 */
public record Wish(BookingRevision booking, @Nullable String number, Slot slot, boolean manual) {

    /** What a client asks for. */
    public static Wish of(BookingRevision booking, Slot slot) {
        return new Wish(booking, null, slot, false);
    }
}
