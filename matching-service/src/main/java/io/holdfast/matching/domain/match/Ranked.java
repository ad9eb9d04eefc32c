package io.holdfast.matching.domain.match;

import java.util.Comparator;

/**
 * A suitable candidate with their score.
 *
 * @param professional the id within the tenant
 * @param lot          breaks ties; drawn from booking and professional, so it is the same each time
 */
public record Ranked(String professional, String displayName, Features features, Score score, long lot) {

    private static final double STEP = 100;

    /**
     * The best first. Scores that differ by less than a hundredth are one: what they measure is not more exact, and the
     * same person would be the first of equals each time. The lot decides between those.
     */
    static final Comparator<Ranked> BEST_FIRST = Ranked::compare;

    private static int compare(Ranked one, Ranked other) {
        int byScore = Long.compare(other.step(), one.step());
        int byLot = byScore != 0 ? byScore : Long.compare(one.lot, other.lot);
        return byLot != 0 ? byLot : one.professional.compareTo(other.professional);
    }

    static Ranked of(BookingId booking, String professional, String displayName, Features features, ScoringPolicy policy) {
        return new Ranked(professional, displayName, features, policy.score(features), lotOf(booking, professional));
    }

    private long step() {
        return Math.round(score.total() * STEP);
    }

    /** FNV-1a with a final mix: even over short texts that differ in one letter. */
    static long lotOf(BookingId booking, String professional) {
        long hash = 0xcbf29ce484222325L;
        String seeded = booking.value() + ":" + professional;
        for (int i = 0; i < seeded.length(); i++) {
            hash = (hash ^ seeded.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return (hash ^ (hash >>> 31)) & Long.MAX_VALUE;
    }
}
