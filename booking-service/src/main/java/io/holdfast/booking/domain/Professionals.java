package io.holdfast.booking.domain;

import java.util.Optional;
import java.util.OptionalInt;

/** Professionals as matching-service last described them, in the zone of their schedule. */
public interface Professionals {

    /** Empty when the tenant has no such professional, or none who can be booked. */
    Optional<ProfessionalSummary> find(TenantId tenant, ProfessionalId id);

    /**
     * Stores a profile, unless something newer is known.
     *
     * @param sequence position of this news among all about this professional
     * @param profile  empty when they can no longer be booked
     */
    void project(TenantId tenant, ProfessionalId id, long sequence, Optional<ProfessionalSummary> profile);

    /**
     * Stores what their schedule says, which goes before what the profile says, unless something newer is known.
     *
     * @param sequence position of this news among all about this schedule
     * @param zone     IANA
     * @param slotStep minutes between starts
     */
    void projectSchedule(TenantId tenant, ProfessionalId id, long sequence, String zone, int slotStep);

    /** Minutes between the professional's starts, as far as that is known. */
    OptionalInt slotStep(TenantId tenant, ProfessionalId id);
}
