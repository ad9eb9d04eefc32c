package io.holdfast.matching.domain.match;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How well a candidate fits, 0–1, and of what that is made.
 *
 * @param total the parts' average by the weights of the policy
 * @param parts each 0–1
 */
public record Score(double total, Map<Part, Double> parts) {

    /** What a score is made of. */
    public enum Part {
        SKILL,
        DISTANCE,
        LANGUAGE,
        RATING,
        LOAD_TODAY,
        LOAD_WEEK,
        RECENCY,
        ACCEPTANCE
    }

    public Score {
        parts.values().forEach(Score::requireShare);
        requireShare(total);
        // In the order of the parts, also when it is shown.
        parts = Collections.unmodifiableMap(new EnumMap<>(parts));
    }

    private static void requireShare(double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("A score is from 0 to 1, not " + value);
        }
    }
}
