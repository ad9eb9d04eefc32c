package io.holdfast.availability.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * A professional as far as their time goes. Whether they work and what they offer is matching-service's word; the
 * schedule is ours.
 *
 * @param change how often the schedule was changed, 0 at first
 * @param draft  a schedule that is being checked against what is reserved; nothing is decided meanwhile
 */
public record Professional(
        ProfessionalId id,
        boolean active,
        Set<OfferingId> offerings,
        Schedule schedule,
        long change,
        Optional<Draft> draft) {

    public Professional {
        offerings = Set.copyOf(offerings);
    }

    /** Somebody new begins with the schedule they bring, else with the standard one in their zone. */
    public static Professional begin(Profile profile) {
        return new Professional(
                profile.id(),
                profile.active(),
                profile.offerings(),
                profile.defaultSchedule().orElseGet(() -> Schedule.standard(profile.zone())),
                0,
                Optional.empty());
    }

    /**
     * Takes over what changed, except for the zone: a schedule keeps its own until the professional changes it, because
     * calendar days are dates in it.
     */
    public Professional update(Profile profile) {
        return new Professional(id, profile.active(), profile.offerings(), schedule, change, draft);
    }

    public Professional deactivate() {
        return new Professional(id, false, offerings, schedule, change, draft);
    }

    /** With a schedule that is to be checked before it counts. */
    public Professional drafting(Draft wanted) {
        return new Professional(id, active, offerings, schedule, change + 1, Optional.of(wanted));
    }

    /** With the draft for its schedule. */
    public Professional adopting(Draft checked) {
        return new Professional(id, active, offerings, checked.schedule(), change, Optional.empty());
    }

    public Professional withoutDraft() {
        return new Professional(id, active, offerings, schedule, change, Optional.empty());
    }

    boolean provides(Offering offering) {
        return active && !offering.retired() && offerings.contains(offering.id());
    }

    /**
     * A schedule that is being checked.
     *
     * @param id    of this attempt to change the schedule
     * @param since when it began
     */
    public record Draft(String id, Schedule schedule, Instant since) {}

    /** What matching-service says about a professional. */
    public record Profile(
            ProfessionalId id,
            ZoneId zone,
            boolean active,
            Set<OfferingId> offerings,
            Optional<Schedule> defaultSchedule) {}
}
