package io.holdfast.booking.domain.booking;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.ProfessionalRef;
import org.jspecify.annotations.Nullable;

/**
 * Whose time, and which. A later revision of a booking may have another.
 *
 * @param professional null while nobody is found who provides it: then it is a time only, and nobody's
 */
public record Slot(@Nullable ProfessionalRef professional, Instant start, Instant end) {

    public static Slot of(@Nullable ProfessionalRef professional, Instant start, int minutes) {
        return new Slot(professional, start, start.plus(Duration.ofMinutes(minutes)));
    }

    /** @throws IllegalStateException when nobody provides it yet */
    public ProfessionalRef provider() {
        if (professional == null) {
            throw new IllegalStateException("Nobody provides what is at " + start + " yet");
        }
        return professional;
    }

    /** Empty while nobody provides it. */
    public Optional<ProfessionalId> professionalId() {
        return Optional.ofNullable(professional).map(ProfessionalRef::id);
    }

    Slot with(@Nullable ProfessionalRef other) {
        return new Slot(other, start, end);
    }

    /** Of the same professional, as long, at another time. */
    public Slot at(Instant other) {
        return of(professional, other, minutes());
    }

    /** Whether it is the same professional at the same time, under whichever name. */
    boolean isSameTimeAs(Slot other) {
        return BookedSlot.of(this).is(other);
    }

    public int minutes() {
        return Math.toIntExact(Duration.between(start, end).toMinutes());
    }
}
