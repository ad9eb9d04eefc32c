package io.holdfast.matching.domain.match;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * All candidates for a request in order, and why the others are none.
 *
 * @param ranked     the best first
 * @param unsuitable how many are not suitable for which reason, the first that applies
 * @param policy     by which they were compared
 */
public record Ranking(List<Ranked> ranked, Map<Unsuitability, Integer> unsuitable, ScoringPolicy policy) {

    public Ranking {
        ranked = List.copyOf(ranked);
        var counted = new EnumMap<Unsuitability, Integer>(Unsuitability.class);
        counted.putAll(unsuitable);
        unsuitable = Collections.unmodifiableMap(counted);
    }

    /** @param asked who was asked already, and is not asked again */
    public static Ranking of(
            BookingId booking,
            MatchRequest request,
            Collection<Candidate> candidates,
            Collection<String> asked,
            ScoringPolicy policy,
            Instant now) {
        var unsuitable = new EnumMap<Unsuitability, Integer>(Unsuitability.class);
        var ranked = new ArrayList<Ranked>();
        var inquiry = new Inquiry(request, now);
        for (Candidate candidate : candidates) {
            String id = candidate.id().value();
            Unsuitability why = asked.contains(id) ? Unsuitability.ASKED : candidate.unsuitability(inquiry, policy);
            if (why == null) {
                ranked.add(Ranked.of(booking, id, candidate.displayName(), candidate.features(inquiry), policy));
            } else {
                unsuitable.merge(why, 1, Integer::sum);
            }
        }
        ranked.sort(Ranked.BEST_FIRST);
        return new Ranking(ranked, unsuitable, policy);
    }

    /** The same candidates as another policy sees them. */
    Ranking by(ScoringPolicy other) {
        List<Ranked> again = ranked.stream()
                .map(known -> new Ranked(
                        known.professional(), known.displayName(), known.features(), other.score(known.features()), known.lot()))
                .sorted(Ranked.BEST_FIRST)
                .toList();
        return new Ranking(again, unsuitable, other);
    }

    int considered() {
        return ranked.size() + unsuitable.values().stream().mapToInt(Integer::intValue).sum();
    }
}
