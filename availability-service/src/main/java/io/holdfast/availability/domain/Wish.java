package io.holdfast.availability.domain;

import org.jspecify.annotations.Nullable;

/**
 * What a booking asks of a calendar day.
 *
 * @param number of the booking, null where a message did not say
 * @param manual an admin asks: the booking window, the switch for same-day bookings and the slot step do not apply
 * @param attempt which try to reach that revision this is, from 1: a move that was refused leaves the revision as it was
 */
public record Wish(BookingRevision booking, @Nullable String number, Slot slot, boolean manual, int attempt) {

    /** What a client asks for. */
    public static Wish of(BookingRevision booking, Slot slot) {
        return new Wish(booking, null, slot, false, 1);
    }
}
