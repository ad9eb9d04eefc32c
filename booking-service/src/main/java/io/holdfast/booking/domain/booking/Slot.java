package io.holdfast.booking.domain.booking;

import java.time.Duration;
import java.time.Instant;

import io.holdfast.booking.domain.ProfessionalRef;

/** Whose time, and which. A later revision of a booking may have another. */
public record Slot(ProfessionalRef professional, Instant start, Instant end) {

    public static Slot of(ProfessionalRef professional, Instant start, int minutes) {
        return new Slot(professional, start, start.plus(Duration.ofMinutes(minutes)));
    }

    /** Whether it is the same professional at the same time, under whichever name. */
    boolean isSameTimeAs(Slot other) {
        return BookedSlot.of(this).is(other);
    }

    public int minutes() {
        return Math.toIntExact(Duration.between(start, end).toMinutes());
    }
}
