package io.holdfast.availability.domain;

import org.jspecify.annotations.Nullable;

/**
 * A booking's request of a slot, or that of an offer which may become a booking.
 *
 * @param number  of the booking, null where a message did not say
 * @param by      who asks
 * @param attempt which try to reach that revision this is, from 1: a move or an acceptance that was refused leaves the revision as
 *                it was
 */
public record SlotRequest(
        TenantId tenant,
        ProfessionalId professional,
        OfferingId offering,
        BookingRevision booking,
        @Nullable String number,
        Slot slot,
        By by,
        int attempt) {

    /** On whose behalf a slot is asked for. */
    public enum By {
        CLIENT,
        /** Books by hand. */
        ADMIN,
        /** Accepts a proposal, of which the start was judged when it was booked. */
        PROFESSIONAL,
        /** Fills a gap with somebody on a waitlist, by the rules for clients. */
        WAITLIST
    }

    /** Whether the booking window, the switch for same-day bookings and the slot step do not apply. */
    boolean isBeyondWindow() {
        return switch (by) {
            case CLIENT, WAITLIST -> false;
            case ADMIN, PROFESSIONAL -> true;
        };
    }

    /** Other people's bookings are an admin's business, not a client's. */
    public boolean mayKnowConflicts() {
        return by == By.ADMIN;
    }

    /**
     * Whether somebody waits for an answer even when the booking has ended: a professional who said yes is to hear of it.
     */
    public boolean isAlwaysAnswered() {
        return by == By.PROFESSIONAL;
    }
}
