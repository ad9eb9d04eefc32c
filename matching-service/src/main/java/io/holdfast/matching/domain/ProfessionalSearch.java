package io.holdfast.matching.domain;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which of a tenant's professionals somebody wants to see.
 *
 * @param active     only those who can be booked, or only others; null for both
 * @param offeringId only who can be booked for it; null for any
 * @param category   exactly this one; null for any
 * @param words      that each begin a word of their name, id or address, or of their phone; none for any
 */
public record ProfessionalSearch(
        @Nullable Boolean active, @Nullable String offeringId, @Nullable String category, List<String> words) {

    public ProfessionalSearch {
        words = List.copyOf(words);
    }

    /** Who can be booked, for an offering where it is not null. */
    public static ProfessionalSearch active(@Nullable String offeringId) {
        return new ProfessionalSearch(true, offeringId, null, List.of());
    }
}
