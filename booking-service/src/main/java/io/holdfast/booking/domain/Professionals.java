package io.holdfast.booking.domain;

import java.util.Optional;

/** Professionals as matching-service last described them. */
public interface Professionals {

    /** Empty when the tenant has no such professional, or none who can be booked. */
    Optional<ProfessionalSummary> find(TenantId tenant, ProfessionalId id);

    /**
     * Takes note of a profile, unless something newer is known.
     *
     * @param sequence position of this news among all about this professional
     * @param profile  empty when they can no longer be booked
     */
    void learn(TenantId tenant, ProfessionalId id, long sequence, Optional<ProfessionalSummary> profile);
}
