package io.holdfast.booking.domain;

import java.util.Set;

/** What a booking needs to know of a professional who can be booked; matching-service owns the rest. */
public record ProfessionalSummary(
        ProfessionalRef ref, Money hourlyRate, String zone, Set<OfferingId> offerings) {

    public ProfessionalSummary {
        offerings = Set.copyOf(offerings);
    }
}
