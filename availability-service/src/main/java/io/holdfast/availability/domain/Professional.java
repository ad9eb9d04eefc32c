package io.holdfast.availability.domain;

import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * A professional as far as their time goes. Whether they work and what they offer is matching-service's word; the
 * schedule is ours.
 */
public record Professional(ProfessionalId id, boolean active, Set<OfferingId> offerings, Schedule schedule) {

    public Professional {
        offerings = Set.copyOf(offerings);
    }

    /** Somebody new begins with the schedule they bring, else with the standard one in their zone. */
    public static Professional begin(Profile profile) {
        return new Professional(
                profile.id(),
                profile.active(),
                profile.offerings(),
                profile.defaultSchedule().orElseGet(() -> Schedule.standard(profile.zone())));
    }

    /**
     * Takes over what changed, except for the zone: a schedule keeps its own until the professional changes it, because
     * calendar days are dates in it.
     */
    public Professional update(Profile profile) {
        return new Professional(id, profile.active(), profile.offerings(), schedule);
    }

    public Professional deactivate() {
        return new Professional(id, false, offerings, schedule);
    }

    boolean provides(Offering offering) {
        return active && !offering.retired() && offerings.contains(offering.id());
    }

    /** What matching-service says about a professional. */
    public record Profile(
            ProfessionalId id,
            ZoneId zone,
            boolean active,
            Set<OfferingId> offerings,
            Optional<Schedule> defaultSchedule) {}
}
