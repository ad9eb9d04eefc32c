package io.holdfast.matching.domain.match;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

import io.holdfast.matching.domain.match.Score.Part;

/**
 * How candidates are compared: a tenant's weights and what the parts of a score are measured against. The same features
 * give the same score, whenever and wherever.
 *
 * @param weights         of each part, 0 or more, not all 0; one that is missing is 0
 * @param reachKilometres who is farther away is not asked, and scores 0 for the way; 1–500
 * @param fullDay         so many bookings on the day, and proposals that are open, leave nothing of {@code LOAD_TODAY}; 1 or more
 * @param fullWeek        likewise of {@code LOAD_WEEK}
 * @param restedMinutes   who was not asked for so long is as if never asked; 1 or more
 * @param usualRating     what is expected of somebody without reviews, 1–5
 * @param ratingPrior     as how many reviews that expectation counts; more than 0
 * @param usualAcceptance the same for accepting, 0–1
 * @param acceptancePrior as how many proposals it counts; more than 0
 * @param exposureFloor   who was asked less often than this, as far back as is remembered, has the last place of a wave; 0 for nobody
 * @param leastSkillShare who knows less of what is wanted is not asked, 0–1
 */
public record ScoringPolicy(
        Map<Part, Double> weights,
        double reachKilometres,
        int fullDay,
        int fullWeek,
        int restedMinutes,
        double usualRating,
        double ratingPrior,
        double usualAcceptance,
        double acceptancePrior,
        int exposureFloor,
        double leastSkillShare) {

    private static final double LOWEST_RATING = 1;
    private static final double RATINGS = 4;
    /** The way is not known: neither near nor far. */
    private static final double MIDDLE = 0.5;
    private static final int HUNDRED = 100;

    /** @throws IllegalArgumentException that says which value is none */
    public ScoringPolicy {
        var all = new EnumMap<Part, Double>(Part.class);
        for (Part part : Part.values()) {
            double weight = weights.getOrDefault(part, 0.0);
            require(weight >= 0 && weight <= HUNDRED, "weights." + part + " is from 0 to " + HUNDRED);
            all.put(part, weight);
        }
        require(all.values().stream().anyMatch(weight -> weight > 0), "weights has one that is more than 0");
        require(reachKilometres >= 1 && reachKilometres <= 500, "reachKilometres is from 1 to 500");
        require(fullDay >= 1, "fullDay is 1 or more");
        require(fullWeek >= 1, "fullWeek is 1 or more");
        require(restedMinutes >= 1, "restedMinutes is 1 or more");
        require(usualRating >= 1 && usualRating <= 5, "usualRating is from 1 to 5");
        require(ratingPrior > 0 && ratingPrior <= 1_000, "ratingPrior is more than 0, up to 1,000");
        require(usualAcceptance >= 0 && usualAcceptance <= 1, "usualAcceptance is from 0 to 1");
        require(acceptancePrior > 0 && acceptancePrior <= 1_000, "acceptancePrior is more than 0, up to 1,000");
        require(exposureFloor >= 0 && exposureFloor <= HUNDRED, "exposureFloor is from 0 to " + HUNDRED);
        require(leastSkillShare >= 0 && leastSkillShare <= 1, "leastSkillShare is from 0 to 1");
        weights = Collections.unmodifiableMap(all);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    public Score score(Features of) {
        var parts = new EnumMap<Part, Double>(Part.class);
        double sum = 0;
        double weighed = 0;
        for (Part part : Part.values()) {
            double share = Math.clamp(share(part, of), 0, 1);
            double weight = weights.getOrDefault(part, 0.0);
            parts.put(part, share);
            sum += weight * share;
            weighed += weight;
        }
        return new Score(Math.clamp(sum / weighed, 0, 1), parts);
    }

    private double share(Part part, Features of) {
        return switch (part) {
            case SKILL -> of.skillShare();
            case DISTANCE -> of.kilometres() == null ? MIDDLE : 1 - of.kilometres() / reachKilometres;
            case LANGUAGE -> of.speaks() ? 1 : 0;
            case RATING -> (expectedRating(of) - LOWEST_RATING) / RATINGS;
            case LOAD_TODAY -> 1 - (double) (of.bookedToday() + of.open()) / fullDay;
            case LOAD_WEEK -> 1 - (double) of.bookedThisWeek() / fullWeek;
            case RECENCY -> of.minutesSinceAsked() == null ? 1 : (double) of.minutesSinceAsked() / restedMinutes;
            case ACCEPTANCE -> acceptance(of);
        };
    }

    private double expectedRating(Features of) {
        double average = of.rating() == null ? 0 : of.rating();
        int count = of.rating() == null ? 0 : of.ratings();
        return (usualRating * ratingPrior + average * count) / (ratingPrior + count);
    }

    /** How likely they are to accept when asked, 0–1: what is usual, corrected by what they did. */
    public double acceptance(Features of) {
        return Math.clamp(
                (usualAcceptance * acceptancePrior + of.accepted()) / (acceptancePrior + of.asked()), 0, 1);
    }

    /** How likely they are to answer at this hour, and to accept then, 0–1. */
    double acceptanceNow(Features of) {
        // Whoever answers rarely at this hour accepts rarely then; one proposal's worth of doubt in favour of the usual.
        double atThisHour = (1.0 + of.hourAnswered()) / (1.0 + of.hourAsked());
        return Math.clamp(acceptance(of) * atThisHour, 0, 1);
    }
}
