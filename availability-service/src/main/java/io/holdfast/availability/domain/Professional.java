package io.holdfast.availability.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

import io.holdfast.messaging.aggregates.Decision;

/**
 * The professional aggregate, as far as their time goes. Whether they work and what they offer is matching-service's word;
 * the schedule is ours.
 *
 * @param sequence of the event of matching-service that this is as of; what is not newer changes nothing
 * @param hourlyRate what they take for an hour, where an offering has no price of its own; empty where that was never said
 * @param draft    a schedule that is being checked against what is reserved; nothing is decided meanwhile
 */
public record Professional(
        TenantId tenant,
        ProfessionalId id,
        long sequence,
        boolean active,
        Set<OfferingId> offerings,
        Optional<Money> hourlyRate,
        Schedule schedule,
        Optional<Draft> draft) {

    public Professional {
        offerings = Set.copyOf(offerings);
    }

    /** Somebody new begins with the standard schedule in their zone. */
    public static Decision<Professional, ScheduleChanged> register(
            TenantId tenant, Profile profile, long sequence, Instant now) {
        return Decision.changed(
                new Professional(
                        tenant,
                        profile.id(),
                        sequence,
                        profile.active(),
                        profile.offerings(),
                        profile.hourlyRate(),
                        Schedule.standard(profile.zone()),
                        Optional.empty()),
                new ScheduleChanged(now));
    }

    /**
     * Takes over what changed, except for the zone: a schedule keeps its own until the professional changes it, because
     * calendar days are dates in it.
     */
    public Decision<Professional, ScheduleChanged> update(Profile profile, long sequence) {
        return asOf(sequence, profile.active(), profile.offerings(), profile.hourlyRate());
    }

    public Decision<Professional, ScheduleChanged> deactivate(long sequence) {
        return asOf(sequence, false, offerings, hourlyRate);
    }

    private Decision<Professional, ScheduleChanged> asOf(
            long next, boolean works, Set<OfferingId> offers, Optional<Money> rate) {
        return next > sequence
                ? Decision.changed(new Professional(tenant, id, next, works, offers, rate, schedule, draft))
                : Decision.unchanged(this, "not newer than what is known");
    }

    /** Drafts a schedule, which is to be checked before it counts; not while another one is. */
    public Decision<Professional, ScheduleChanged> propose(Draft wanted) {
        return draft.filter(other -> !other.isAbandoned(wanted.since())).isPresent()
                ? Decision.unchanged(this, "another schedule is being checked")
                : Decision.changed(with(schedule, Optional.of(wanted)));
    }

    /** Puts the draft in the place of the schedule, unless it was withdrawn. */
    public Decision<Professional, ScheduleChanged> adopt(Draft checked, Instant now) {
        if (!draft.equals(Optional.of(checked))) {
            return Decision.unchanged(this, "it is not the draft any more");
        }
        Professional next = with(checked.schedule(), Optional.empty());
        return schedule.equals(next.schedule())
                ? Decision.changed(next)
                : Decision.changed(next, new ScheduleChanged(now));
    }

    public Decision<Professional, ScheduleChanged> withdraw(Draft given) {
        return draft.equals(Optional.of(given))
                ? Decision.changed(with(schedule, Optional.empty()))
                : Decision.unchanged(this, "it is not the draft any more");
    }

    /** As they would be with that schedule, for whoever wants to see it before it counts. */
    public Professional with(Schedule wanted) {
        return with(wanted, draft);
    }

    private Professional with(Schedule next, Optional<Draft> checking) {
        return new Professional(tenant, id, sequence, active, offerings, hourlyRate, next, checking);
    }

    /** The calendar day on which {@code at} lies. */
    public DayId dayAt(Instant at) {
        return dayOn(schedule.dateOf(at));
    }

    public DayId dayOn(LocalDate date) {
        return new DayId(tenant, id, date);
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
    public record Draft(String id, Schedule schedule, Instant since) {

        // Checking takes moments. Who is slower than this has died, or will find the draft gone and begin again.
        private static final Duration LONGEST_CHECK = Duration.ofSeconds(10);

        /** Whether whoever made it gave it up. */
        public boolean isAbandoned(Instant now) {
            return now.isAfter(since.plus(LONGEST_CHECK)) || now.isBefore(since.minus(LONGEST_CHECK));
        }
    }

    /**
     * What matching-service says about a professional.
     *
     * @param hourlyRate what they take for an hour; empty where it does not say
     */
    public record Profile(
            ProfessionalId id, ZoneId zone, boolean active, Set<OfferingId> offerings, Optional<Money> hourlyRate) {}
}
