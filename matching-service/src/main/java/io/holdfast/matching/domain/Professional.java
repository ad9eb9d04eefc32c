package io.holdfast.matching.domain;

import java.time.Instant;
import java.time.ZoneId;

import io.holdfast.matching.domain.ProfessionalEvent.Deactivated;
import io.holdfast.matching.domain.ProfessionalEvent.Registered;
import io.holdfast.matching.domain.ProfessionalEvent.Updated;
import io.holdfast.messaging.aggregates.Decision;
import org.jspecify.annotations.Nullable;

/**
 * The professional aggregate: who provides the service.
 *
 * @param rating       what the reviews of them come to
 * @param registeredBy the request that registered them; null for one that cannot make two of them
 * @param zoneAsOf     as of which change of their schedule the zone is; 0 before any
 */
public record Professional(
        ProfessionalId id, Profile profile, Rating rating, @Nullable RequestKey registeredBy, long zoneAsOf) {

    /**
     * Marks a repeatable request.
     *
     * @param id   what its {@code Idempotency-Key} stands for that day
     * @param hash of the request's content
     */
    public record RequestKey(String id, String hash, Instant at) {}

    public static Decision<Professional, ProfessionalEvent> register(
            ProfessionalId id, Profile profile, @Nullable RequestKey cause) {
        return Decision.changed(new Professional(id, profile, Rating.NONE, cause, 0), new Registered());
    }

    /** Takes over the zone of the schedule, which is the professional's everywhere, as of its change {@code sequence}. */
    public Decision<Professional, ProfessionalEvent> follow(ZoneId zone, long sequence) {
        return sequence <= zoneAsOf
                ? Decision.unchanged(this, "older than what is known")
                : replace(profile.in(zone), sequence);
    }

    /** Takes over what the reviews come to now. There are never fewer of them than before. */
    public Decision<Professional, ProfessionalEvent> rated(Rating now) {
        return now.count() <= rating.count()
                ? Decision.unchanged(this, "no review that is not counted")
                : Decision.changed(new Professional(id, profile, now, registeredBy, zoneAsOf), new Updated());
    }

    public Decision<Professional, ProfessionalEvent> present(Profile.Presentation presentation) {
        return replace(profile.with(presentation));
    }

    /** Puts another profile in place of this one. */
    public Decision<Professional, ProfessionalEvent> replace(Profile with) {
        return replace(with, zoneAsOf);
    }

    private Decision<Professional, ProfessionalEvent> replace(Profile with, long asOf) {
        if (with.equals(profile)) {
            return Decision.unchanged(this, "the same profile");
        }
        boolean leaves = profile.engagement().active() && !with.engagement().active();
        // The topic keeps only the last event per professional, so leaving is told alone; what else changed with it is
        // told when they come back.
        return Decision.changed(
                new Professional(id, with, rating, registeredBy, asOf), leaves ? new Deactivated() : new Updated());
    }
}
