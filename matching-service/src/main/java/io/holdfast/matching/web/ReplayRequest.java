package io.holdfast.matching.web;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.holdfast.defaults.web.Problem;
import io.holdfast.matching.domain.match.Score.Part;
import io.holdfast.matching.domain.match.ScoringPolicy;
import io.holdfast.matching.domain.match.Waves;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Another policy and the time in which it is tried; what is left out is as it is for the tenant.
 *
 * @param from of requests that were made then or later
 * @param to   and before then; at most 100 days later
 */
record ReplayRequest(
        @Nullable PolicyRequest policy,
        @NotNull(message = "is needed") Instant from,
        @NotNull(message = "is needed") Instant to) {

    private static final Duration LONGEST = Duration.ofDays(100);

    /** @param weights by part, such as {@code {"DISTANCE": 4}} */
    record PolicyRequest(
            @Nullable @Size(max = 8, message = "must have at most 8 parts") Map<String, @Nullable Double> weights,
            @Nullable Double reachKilometres,
            @Nullable Integer fullDay,
            @Nullable Integer fullWeek,
            @Nullable Integer restedMinutes,
            @Nullable Double usualRating,
            @Nullable Double ratingPrior,
            @Nullable Double usualAcceptance,
            @Nullable Double acceptancePrior,
            @Nullable Integer exposureFloor,
            @Nullable Double leastSkillShare,
            @Nullable WavesRequest waves) {}

    record WavesRequest(
            @Nullable Integer most,
            @Nullable Integer answerMinutes,
            @Nullable List<@Nullable Integer> sizes,
            @Nullable Boolean adaptive,
            @Nullable Double enough) {}

    /** @throws Problem 400 when there is no such time */
    void requireTime() {
        if (!from.isBefore(to) || from.plus(LONGEST).isBefore(to)) {
            throw Problem.invalid("to", "must be later than from, by " + LONGEST.toDays() + " days at most");
        }
    }

    /** @throws Problem 400 when there can be no such policy */
    ScoringPolicy scoring(ScoringPolicy usual) {
        if (policy == null) {
            return usual;
        }
        var weights = new EnumMap<Part, Double>(usual.weights());
        Objects.requireNonNullElse(policy.weights(), Map.<String, @Nullable Double>of()).forEach((name, weight) -> {
            Part part = Stream.of(Part.values())
                    .filter(known -> known.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> Problem.invalid("policy.weights", "has a part that there is not; there are "
                            + List.of(Part.values())));
            if (weight == null) {
                throw Problem.invalid("policy.weights." + part, "must be a number");
            }
            weights.put(part, weight);
        });
        return valid(() -> new ScoringPolicy(
                weights,
                or(policy.reachKilometres(), usual.reachKilometres()),
                or(policy.fullDay(), usual.fullDay()),
                or(policy.fullWeek(), usual.fullWeek()),
                or(policy.restedMinutes(), usual.restedMinutes()),
                or(policy.usualRating(), usual.usualRating()),
                or(policy.ratingPrior(), usual.ratingPrior()),
                or(policy.usualAcceptance(), usual.usualAcceptance()),
                or(policy.acceptancePrior(), usual.acceptancePrior()),
                or(policy.exposureFloor(), usual.exposureFloor()),
                or(policy.leastSkillShare(), usual.leastSkillShare())));
    }

    /** @throws Problem 400 when there can be no such waves */
    Waves waves(Waves usual) {
        WavesRequest wanted = policy == null ? null : policy.waves();
        if (wanted == null) {
            return usual;
        }
        List<@Nullable Integer> sizes = wanted.sizes();
        if (sizes != null && sizes.stream().anyMatch(Objects::isNull)) {
            throw Problem.invalid("policy.waves.sizes", "must hold numbers");
        }
        return valid(() -> new Waves(
                or(wanted.most(), usual.most()),
                wanted.answerMinutes() == null ? usual.answerWithin() : Duration.ofMinutes(wanted.answerMinutes()),
                sizes == null ? usual.sizes() : sizes.stream().map(Objects::requireNonNull).toList(),
                or(wanted.adaptive(), usual.adaptive()),
                or(wanted.enough(), usual.enough())));
    }

    private static <T> T or(@Nullable T wanted, T usual) {
        return wanted == null ? usual : wanted;
    }

    private static <T> T valid(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("policy", String.valueOf(e.getMessage()));
        }
    }
}
