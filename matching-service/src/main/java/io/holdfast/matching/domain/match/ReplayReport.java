package io.holdfast.matching.domain.match;

import java.util.List;

import io.holdfast.matching.domain.match.Score.Part;
import org.jspecify.annotations.Nullable;

/**
 * What another policy would have made of past requests, beside what happened.
 *
 * @param requests    that were replayed
 * @param sameWinner  for how many of them the same professional, or likewise nobody, came of it
 * @param differences the first of the others, {@value #MOST_DIFFERENCES} at most
 */
public record ReplayReport(int requests, int sameWinner, Figures actual, Figures shadow, List<Difference> differences) {

    public static final int MOST_DIFFERENCES = 100;

    public ReplayReport {
        differences = List.copyOf(differences);
    }

    /**
     * @param matched         requests for which somebody was found
     * @param proposals       how many were asked, over all requests
     * @param acceptanceRate  accepted proposals by all that were sent, 0–1
     * @param minutesToMatch  from the request to the acceptance that counted, on average; null when nobody was found
     * @param kilometres      how far the one who was found has to go, on average; null when that is known of none
     * @param giniOfProposals how unevenly proposals are spread over all who could have been asked, 0–1
     * @param newcomersShare  part of the proposals that went to people without a review who had never accepted before
     */
    public record Figures(
            int matched,
            int proposals,
            double acceptanceRate,
            @Nullable Double minutesToMatch,
            @Nullable Double kilometres,
            double giniOfProposals,
            double newcomersShare) {}

    /**
     * @param actual  who was found; null for nobody
     * @param shadow  who would have been
     * @param because what speaks most for the other one by the other policy; null where nothing does (they were asked
     *                beside each other, and one answered sooner) or one of the two was not ranked
     */
    public record Difference(BookingId booking, @Nullable String actual, @Nullable String shadow, @Nullable Part because) {}
}
