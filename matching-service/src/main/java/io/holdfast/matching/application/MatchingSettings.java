package io.holdfast.matching.application;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.holdfast.matching.domain.match.Score.Part;
import io.holdfast.matching.domain.match.ScoringPolicy;
import io.holdfast.matching.domain.match.Waves;
import io.holdfast.matching.domain.waitlist.AnswerRules;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code matching.*}; a value that cannot be ends the start, and says which.
 *
 * @param enabled whether the platform finds professionals at all; without, a booking that asks for one ends at once
 * @param scoring how candidates are compared
 * @param waves    who is asked when
 * @param waitlist how people wait for a slot
 * @param manageTokenSecret of guests' tokens, the same as booking-service's; empty for one of this process
 * @param tenants by tenant, {@code enabled}, {@code scoring}, {@code waves} and {@code waitlist} in place of the above
 */
@Validated
@ConfigurationProperties("matching")
record MatchingSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue @NotNull @Valid Scoring scoring,
        @DefaultValue @NotNull @Valid Asking waves,
        @DefaultValue @NotNull @Valid Waiting waitlist,
        @DefaultValue("") @NotNull String manageTokenSecret,
        @DefaultValue @NotNull Map<String, @Valid TenantSettings> tenants) {

    /** {@code matching.tenants.<tenant>.*}, as the same of {@code matching.*} */
    record TenantSettings(
            @DefaultValue("true") boolean enabled,
            @DefaultValue @NotNull @Valid Scoring scoring,
            @DefaultValue @NotNull @Valid Asking waves,
            @DefaultValue @NotNull @Valid Waiting waitlist) {}

    MatchingSettings {
        // Now, and not when the first booking comes.
        scoring.toDomain();
        waves.toDomain();
        waitlist.toDomain();
        tenants.values().forEach(tenant -> {
            tenant.scoring().toDomain();
            tenant.waves().toDomain();
            tenant.waitlist().toDomain();
        });
    }

    TenantSettings of(String tenant) {
        return tenants.getOrDefault(tenant, new TenantSettings(enabled, scoring, waves, waitlist));
    }

    /**
     * {@code matching.scoring.*}: see {@link ScoringPolicy}.
     *
     * @param weights       by part in lower case, such as {@code load-week}; those that are left out are usual
     * @param reach         kilometres
     * @param restedAfter   whoever was not asked for so long is as if never asked
     * @param exposureFloor proposals in 30 days
     */
    record Scoring(
            @DefaultValue @NotNull Weights weights,
            @DefaultValue("30") double reach,
            @DefaultValue("4") int fullDay,
            @DefaultValue("16") int fullWeek,
            @DefaultValue("48h") @NotNull Duration restedAfter,
            @DefaultValue("4.2") double usualRating,
            @DefaultValue("5") double ratingPrior,
            @DefaultValue("0.6") double usualAcceptance,
            @DefaultValue("5") double acceptancePrior,
            @DefaultValue("5") int exposureFloor,
            @DefaultValue("1") double leastSkillShare) {

        ScoringPolicy toDomain() {
            return new ScoringPolicy(
                    weights.toDomain(), reach, fullDay, fullWeek, (int) restedAfter.toMinutes(), usualRating, ratingPrior,
                    usualAcceptance, acceptancePrior, exposureFloor, leastSkillShare);
        }
    }

    /** {@code matching.scoring.weights.*}: how much each part of a score counts, relative to the others. */
    record Weights(
            @DefaultValue("2") double skill,
            @DefaultValue("2") double distance,
            @DefaultValue("1") double language,
            @DefaultValue("2") double rating,
            @DefaultValue("1") double loadToday,
            @DefaultValue("2") double loadWeek,
            @DefaultValue("2") double recency,
            @DefaultValue("1") double acceptance) {

        Map<Part, Double> toDomain() {
            var weights = new EnumMap<Part, Double>(Part.class);
            weights.put(Part.SKILL, skill);
            weights.put(Part.DISTANCE, distance);
            weights.put(Part.LANGUAGE, language);
            weights.put(Part.RATING, rating);
            weights.put(Part.LOAD_TODAY, loadToday);
            weights.put(Part.LOAD_WEEK, loadWeek);
            weights.put(Part.RECENCY, recency);
            weights.put(Part.ACCEPTANCE, acceptance);
            return weights;
        }
    }

    /**
     * {@code matching.waitlist.*}
     *
     * @param enabled      whether people can wait for a slot, and what becomes free is offered to them
     * @param answerWithin what whoever is offered a slot has
     * @param least        nobody is asked who would have less
     * @param mostPerClient that one client may wait for at a time
     */
    record Waiting(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("30m") @NotNull Duration answerWithin,
            @DefaultValue("10m") @NotNull Duration least,
            @DefaultValue("10") int mostPerClient) {

        WaitlistPolicy toDomain() {
            return new WaitlistPolicy(enabled, new AnswerRules(answerWithin, least), mostPerClient);
        }
    }

    /** {@code matching.waves.*}: see {@link Waves}. */
    record Asking(
            @DefaultValue("5") int most,
            @DefaultValue("15m") @NotNull Duration answerWithin,
            @DefaultValue({"2", "2", "1"}) @NotNull List<Integer> sizes,
            @DefaultValue("false") boolean adaptive,
            @DefaultValue("0.8") double enough) {

        Waves toDomain() {
            return new Waves(most, answerWithin, sizes, adaptive, enough);
        }
    }
}
