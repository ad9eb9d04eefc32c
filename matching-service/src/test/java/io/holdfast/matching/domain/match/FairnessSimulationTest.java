package io.holdfast.matching.domain.match;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Fifty professionals of equal merit over thirty days; the figures are printed. */
class FairnessSimulationTest {

    private static final Logger log = LoggerFactory.getLogger(FairnessSimulationTest.class);

    private static final Instant FIRST_DAY = Instant.parse("2026-12-01T06:00:00Z");
    private static final int DAYS = 30;
    private static final int PROFESSIONALS = 50;
    private static final int REQUESTS_A_DAY = 40;
    private static final double LEAST_FAIR = 0.15;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void equalsGetAboutAsManyBookings(long seed) {
        Marketplace market = marketplace(seed, MatchMother.policy(), MatchMother.WAVES);
        run(market, 0, DAYS);

        print("seed " + seed, market);
        assertThat(Fairness.gini(market.bookings().values())).isLessThanOrEqualTo(LEAST_FAIR);
        assertThat(Fairness.gini(market.proposals().values())).isLessThanOrEqualTo(LEAST_FAIR);
        assertThat(market.history()).filteredOn(match -> match.status() == MatchStatus.MATCHED)
                .hasSizeGreaterThan(market.history().size() * 9 / 10);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void equalsGetAboutAsManyBookingsWhenWavesAreAdaptive(long seed) {
        var adaptive = new Waves(5, Duration.ofMinutes(15), List.of(2, 2, 1), true, 0.8);
        Marketplace market = marketplace(seed, MatchMother.policy(), adaptive);
        run(market, 0, DAYS);

        print("adaptive, seed " + seed, market);
        assertThat(Fairness.gini(market.bookings().values())).isLessThanOrEqualTo(LEAST_FAIR);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void newcomerIsAskedWithinTwoDaysAlthoughAllOthersAreRatedBetter(long seed) {
        var market = new Marketplace(seed, MatchMother.policy(), MatchMother.WAVES);
        for (int i = 0; i < PROFESSIONALS; i++) {
            market.join("p-" + i, 5.0, 200);
        }
        run(market, 0, 10);
        market.join("newcomer", null, 0);
        Instant joined = FIRST_DAY.plus(Duration.ofDays(10));
        run(market, 10, 12);

        Duration waited = Duration.between(joined, market.firstAsked("newcomer"));
        log.info("newcomer, seed {}: first proposal after {} h, {} in two days, others {} on average",
                seed, waited.toMinutes() / 60.0, market.proposals().get("newcomer"),
                market.asked() / 6 / PROFESSIONALS);
        assertThat(waited).isLessThan(Duration.ofDays(2));
    }

    @Test
    void withoutRecencyLoadAndFloorTheSameFewAreAsked() {
        var weights = MatchMother.weights(0);
        weights.put(Score.Part.DISTANCE, 1.0);
        Marketplace market = marketplace(1, MatchMother.policy(weights, 0), MatchMother.WAVES);
        run(market, 0, DAYS);

        print("nearest first", market);
        assertThat(Fairness.gini(market.bookings().values())).isGreaterThan(LEAST_FAIR);
    }

    @Test
    void replayByTheSamePolicyHasTheSameWinnersAndByAnotherOnesThatAreExplained() {
        Marketplace market = marketplace(7, MatchMother.policy(), MatchMother.WAVES);
        run(market, 0, 10);

        ReplayReport same = ShadowReplay.run(market.history().stream(), MatchMother.policy(), MatchMother.WAVES);
        assertThat(same.requests()).isEqualTo(market.history().size());
        assertThat(same.differences()).isEmpty();
        assertThat(same.sameWinner()).isEqualTo(same.requests());
        assertThat(same.shadow().proposals()).isEqualTo(same.actual().proposals());

        var weights = MatchMother.weights(0);
        weights.put(Score.Part.DISTANCE, 1.0);
        ScoringPolicy nearest = MatchMother.policy(weights, 0);
        ReplayReport other = ShadowReplay.run(market.history().stream(), nearest, MatchMother.WAVES);
        assertThat(other).isEqualTo(ShadowReplay.run(market.history().stream(), nearest, MatchMother.WAVES));
        log.info("replay: {} requests, {} with the same winner; actual {}; nearest first {}",
                other.requests(), other.sameWinner(), other.actual(), other.shadow());
        assertThat(other.sameWinner()).isLessThan(other.requests());
        assertThat(other.shadow().kilometres()).isLessThan(other.actual().kilometres());
        assertThat(other.differences()).filteredOn(one -> one.because() != null)
                .hasSizeGreaterThan(other.differences().size() / 2)
                .allMatch(one -> one.because() == Score.Part.DISTANCE);
    }

    private static Marketplace marketplace(long seed, ScoringPolicy policy, Waves waves) {
        var market = new Marketplace(seed, policy, waves);
        for (int i = 0; i < PROFESSIONALS; i++) {
            market.join("p-" + i, 4.6, 20);
        }
        return market;
    }

    private static void run(Marketplace market, int from, int to) {
        for (int day = from; day < to; day++) {
            market.day(FIRST_DAY.plus(Duration.ofDays(day)), REQUESTS_A_DAY);
        }
    }

    private static void print(String what, Marketplace market) {
        Collection<Integer> bookings = market.bookings().values();
        IntSummaryStatistics each = bookings.stream().mapToInt(Integer::intValue).summaryStatistics();
        log.info("{}: Gini of bookings {}, of proposals {}; {} requests, {} matched, {} asked; bookings each {} to {}",
                what, rounded(Fairness.gini(bookings)), rounded(Fairness.gini(market.proposals().values())),
                market.history().size(),
                market.history().stream().filter(match -> match.status() == MatchStatus.MATCHED).count(),
                market.asked(), each.getMin(), each.getMax());
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
