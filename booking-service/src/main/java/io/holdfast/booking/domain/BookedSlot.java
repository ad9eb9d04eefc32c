package io.holdfast.booking.domain;

import java.time.Instant;

/** Whose time availability says it has booked. */
public record BookedSlot(ProfessionalId professional, Instant start, Instant end) {

    public static BookedSlot of(Slot slot) {
        return new BookedSlot(slot.professional().id(), slot.start(), slot.end());
    }

    boolean is(Slot slot) {
        return equals(of(slot));
    }
}
