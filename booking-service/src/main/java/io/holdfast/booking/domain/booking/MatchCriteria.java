package io.holdfast.booking.domain.booking;

import java.util.List;

import io.holdfast.booking.domain.ProfessionalId;
import org.jspecify.annotations.Nullable;

/**
 * Who is looked for, in mode MATCH. Nobody who is not like that is asked.
 *
 * @param professional nobody but them, as the client wants it; null for anybody
 * @param gender       likewise; null for any
 * @param languages    BCP 47 tags of which they speak one, likewise; empty for any
 * @param skills       that the offering wants them to have; empty for none
 */
public record MatchCriteria(
        @Nullable ProfessionalId professional, @Nullable Gender gender, List<String> languages, List<String> skills) {

    /** So many languages or skills are named at most. */
    public static final int MOST = 10;

    /** Anybody who provides the offering. */
    public static final MatchCriteria ANYBODY = new MatchCriteria(null, null, List.of(), List.of());

    /** A professional's. */
    public enum Gender {
        FEMALE,
        MALE,
        OTHER
    }

    public MatchCriteria {
        languages = List.copyOf(languages);
        skills = List.copyOf(skills);
    }

    public MatchCriteria with(List<String> wantedByOffering) {
        return new MatchCriteria(professional, gender, languages, wantedByOffering);
    }

    /** Whether the client wants somebody in particular, or of some kind. */
    public boolean isPreference() {
        return professional != null || gender != null || !languages.isEmpty();
    }
}
