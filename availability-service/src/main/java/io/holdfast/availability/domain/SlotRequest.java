package io.holdfast.availability.domain;

import org.jspecify.annotations.Nullable;

/**
 * A booking's request of a slot.
 *
 * @param number  of the booking, null where a message did not say
 * @param manual  an admin asks: the booking window, the switch for same-day bookings and the slot step do not apply
 * @param attempt which try to reach that revision this is, from 1: a move that was refused leaves the revision as it was
 */
public record SlotRequest(
        TenantId tenant,
        ProfessionalId professional,
        OfferingId offering,
        BookingRevision booking,
        @Nullable String number,
        Slot slot,
        boolean manual,
        int attempt) {}
