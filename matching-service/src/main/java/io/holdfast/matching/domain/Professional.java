package io.holdfast.matching.domain;

import java.time.ZoneId;
import java.util.List;

import io.holdfast.matching.domain.ProfessionalEvent.Deactivated;
import io.holdfast.matching.domain.ProfessionalEvent.Registered;
import io.holdfast.matching.domain.ProfessionalEvent.Updated;
import org.jspecify.annotations.Nullable;

/**
 * Who provides the service.
 *
 * @param rating average of the reviews; null while there are none
 */
public record Professional(ProfessionalId id, Profile profile, @Nullable Double rating) {

    /** A change and the events it causes; none when nothing changed. */
    public record Change(Professional after, List<ProfessionalEvent> events) {}

    public static Change register(ProfessionalId id, Profile profile) {
        return new Change(new Professional(id, profile, null), List.of(new Registered(id, profile)));
    }

    /** Takes over the zone of the schedule, which is the professional's everywhere. */
    public Change follow(ZoneId zone) {
        return replace(profile.in(zone));
    }

    /** Puts another profile in place of this one. */
    public Change replace(Profile with) {
        if (with.equals(profile)) {
            return new Change(this, List.of());
        }
        var after = new Professional(id, with, rating);
        boolean leaves = profile.active() && !with.active();
        // The topic keeps only the last event per professional, so leaving is told alone; what else changed with it is
        // told when they come back.
        return new Change(after, List.of(leaves ? new Deactivated(id) : new Updated(id, with)));
    }
}
