package io.holdfast.matching.domain.match;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Why these were asked and not others: what is needed to explain a wave, and to choose it again by another policy.
 *
 * @param wave       from 1; the last of a match that failed may have asked nobody
 * @param considered all who do the offering
 * @param unsuitable how many of them could not be asked, by reason
 * @param ranked     the best, {@value #MOST_RANKED} at most, in order
 * @param policy     by which they were compared
 * @param asked      who was
 */
public record WaveDecision(
        int wave,
        Instant at,
        int considered,
        Map<Unsuitability, Integer> unsuitable,
        List<Ranked> ranked,
        ScoringPolicy policy,
        List<String> asked) {

    public static final int MOST_RANKED = 30;

    public WaveDecision {
        unsuitable = Map.copyOf(unsuitable);
        ranked = List.copyOf(ranked);
        asked = List.copyOf(asked);
    }

    static WaveDecision of(int wave, Instant at, Ranking ranking, List<Ranked> chosen) {
        var kept = new ArrayList<>(ranking.ranked().stream().limit(MOST_RANKED).toList());
        // Who is asked for want of exposure may be far down.
        chosen.stream().filter(one -> !kept.contains(one)).forEach(one -> kept.set(kept.size() - 1, one));
        return new WaveDecision(
                wave, at, ranking.considered(), ranking.unsuitable(), kept, ranking.policy(),
                chosen.stream().map(Ranked::professional).toList());
    }
}
