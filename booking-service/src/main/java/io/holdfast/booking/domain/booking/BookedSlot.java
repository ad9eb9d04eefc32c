package io.holdfast.booking.domain.booking;

import java.time.Instant;

import io.holdfast.booking.domain.ProfessionalId;

/** Whose time availability says it has booked. */
public record BookedSlot(ProfessionalId professional, Instant start, Instant end) {

    public static BookedSlot of(Slot slot) {
        return new BookedSlot(slot.provider().id(), slot.start(), slot.end());
    }

    boolean is(Slot slot) {
        return slot.professional() != null && equals(of(slot));
    }
}
