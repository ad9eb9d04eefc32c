package io.holdfast.booking.application;

import java.time.Instant;
import java.util.Optional;

import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.TenantId;

/** Asks whose calendars they are whether somebody else has a time already, before anything is stored. */
@FunctionalInterface
public interface SlotCheck {

    /** Leaves it all to the saga. */
    SlotCheck NONE = (tenant, professional, offering, start, minutes) -> Optional.empty();

    /**
     * Why the time is not to be had: {@code BOOKED}, {@code HELD} or {@code FULL}. Empty when it is, when the answer is another
     * one, and when there is none in time: then the saga decides.
     */
    Optional<String> taken(TenantId tenant, ProfessionalId professional, OfferingId offering, Instant start, int minutes);
}
