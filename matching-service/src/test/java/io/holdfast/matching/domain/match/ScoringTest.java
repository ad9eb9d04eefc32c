package io.holdfast.matching.domain.match;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.holdfast.matching.domain.match.Score.Part;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import static io.holdfast.matching.domain.match.MatchMother.BOOKING;
import static io.holdfast.matching.domain.match.MatchMother.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Scores and fairness are arithmetic, so they hold for whatever comes. */
class ScoringTest {

    @Property
    void everyScoreAndEveryPartIsFromZeroToOne(@ForAll("anyFeatures") Features features, @ForAll("anyPolicy") ScoringPolicy policy) {
        Score score = policy.score(features);

        assertThat(score.total()).isBetween(0.0, 1.0);
        assertThat(score.parts()).hasSize(Part.values().length);
        assertThat(score.parts().values()).allMatch(part -> part >= 0 && part <= 1);
        assertThat(policy.acceptance(features)).isBetween(0.0, 1.0);
        assertThat(policy.acceptanceNow(features)).isBetween(0.0, 1.0);
    }

    @Property
    void totalIsNeitherBetterThanTheBestPartNorWorseThanTheWorst(
            @ForAll("anyFeatures") Features features, @ForAll("anyPolicy") ScoringPolicy policy) {
        Score score = policy.score(features);
        List<Double> counted = score.parts().entrySet().stream()
                .filter(part -> policy.weights().get(part.getKey()) > 0)
                .map(Map.Entry::getValue)
                .toList();

        assertThat(score.total()).isBetween(Collections.min(counted) - 1e-9, Collections.max(counted) + 1e-9);
    }

    @Property
    void whoIsNearerLessBusyOrBetterRatedNeverScoresLess(
            @ForAll("anyFeatures") Features one, @ForAll("anyPolicy") ScoringPolicy policy) {
        double before = policy.score(one).total();
        double nearer = one.kilometres() == null ? 0 : one.kilometres() / 2;
        var better = new Features(
                1, one.kilometres() == null ? null : nearer, true, one.rating() == null ? null : 5.0, one.ratings(), 0, 0, 0, null,
                one.asked(), one.asked(), one.answered(), one.answerMinutes(), one.hourAsked(), one.hourAnswered());

        assertThat(policy.score(better).total()).isGreaterThanOrEqualTo(before - 1e-9);
    }

    @Property(tries = 200)
    void rankingIsTheSameInWhateverOrderCandidatesCome(
            @ForAll @Size(min = 2, max = 12) List<@IntRange(min = 0, max = 40) Integer> distances, @ForAll long seed) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < distances.size(); i++) {
            candidates.add(at("p-" + i, distances.get(i)));
        }
        Ranking one = ranked(candidates);
        Collections.shuffle(candidates, new Random(seed));
        Ranking other = ranked(candidates);

        assertThat(other).isEqualTo(one);
        assertThat(one.ranked().size() + one.unsuitable().getOrDefault(Unsuitability.AREA, 0)).isEqualTo(distances.size());
        List<Long> steps = one.ranked().stream().map(ranked -> Math.round(ranked.score().total() * 100)).toList();
        assertThat(steps).isSortedAccordingTo(Collections.reverseOrder());
    }

    @Property(tries = 20)
    void tiesAreDrawnByLotSoThatEachOfEqualsIsFirstAboutAsOften(@ForAll @IntRange(min = 2, max = 8) int equals) {
        int bookings = 2_000;
        int[] first = new int[equals];
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < equals; i++) {
            candidates.add(MatchMother.candidate("p-" + i));
        }
        for (int booking = 0; booking < bookings; booking++) {
            Ranking ranking = Ranking.of(
                    new BookingId("booking-" + booking), MatchMother.request(), candidates, List.of(), MatchMother.policy(), NOW);
            first[Integer.parseInt(ranking.ranked().getFirst().professional().substring(2))]++;
        }

        double expected = (double) bookings / equals;
        for (int count : first) {
            assertThat((double) count).isCloseTo(expected, within(6 * Math.sqrt(expected)));
        }
    }

    @Property
    void giniIsFromZeroToOneAndDoesNotDependOnOrderOrUnit(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 500) Integer> counts,
            @ForAll @IntRange(min = 2, max = 9) int factor,
            @ForAll long seed) {
        double gini = Fairness.gini(counts);
        List<Integer> shuffled = new ArrayList<>(counts.stream().map(count -> count * factor).toList());
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(gini).isBetween(0.0, 1.0);
        assertThat(Fairness.gini(shuffled)).isCloseTo(gini, within(1e-9));
        if (new HashSet<>(counts).size() == 1) {
            assertThat(gini).isCloseTo(0, within(1e-9));
        }
    }

    @Property(tries = 100)
    void movingOneFromRicherToPoorerNeverIsLessFair(
            @ForAll @Size(min = 2, max = 30) List<@IntRange(min = 0, max = 100) Integer> counts) {
        List<Integer> sorted = new ArrayList<>(counts.stream().sorted().toList());
        if (sorted.getLast() - sorted.getFirst() < 2) {
            return;
        }
        double before = Fairness.gini(sorted);
        sorted.set(0, sorted.getFirst() + 1);
        sorted.set(sorted.size() - 1, sorted.getLast() - 1);

        assertThat(Fairness.gini(sorted)).isLessThanOrEqualTo(before + 1e-9);
    }

    @Property(tries = 1)
    void giniOfKnownSpreads() {
        assertThat(Fairness.gini(List.of())).isZero();
        assertThat(Fairness.gini(List.of(0, 0))).isZero();
        assertThat(Fairness.gini(List.of(1, 3))).isCloseTo(0.25, within(1e-12));
        assertThat(Fairness.gini(List.of(0, 0, 0, 10))).isCloseTo(0.75, within(1e-12));
    }

    @Property
    void distanceIsSymmetricAndKeepsTheTriangle(
            @ForAll("anyPosition") Position a, @ForAll("anyPosition") Position b, @ForAll("anyPosition") Position c) {
        assertThat(a.kilometresTo(b)).isCloseTo(b.kilometresTo(a), within(1e-6));
        assertThat(a.kilometresTo(a)).isZero();
        assertThat(a.kilometresTo(c)).isLessThanOrEqualTo(a.kilometresTo(b) + b.kilometresTo(c) + 1e-6);
        assertThat(a.kilometresTo(b)).isLessThanOrEqualTo(20_016);
    }

    @Property
    void idOfAProposalIsReadAsItWasWritten(
            @ForAll("bookingIds") String booking, @ForAll @IntRange(min = 1, max = 999_999_999) int revision) {
        var id = new ProposalId(new BookingId(booking), revision, "maya-cohen");
        assertThat(ProposalId.of(id.toString())).contains(id);
    }

    @Provide
    Arbitrary<String> bookingIds() {
        return Arbitraries.strings().withChars("abcdef0123456789-.").ofMinLength(1).ofMaxLength(60);
    }

    @Provide
    Arbitrary<Position> anyPosition() {
        return Combinators.combine(
                        Arbitraries.doubles().between(-90, 90), Arbitraries.doubles().between(-180, 180))
                .as(Position::new);
    }

    @Provide
    Arbitrary<Features> anyFeatures() {
        Arbitrary<Integer> counts = Arbitraries.integers().between(0, 2_000);
        Arbitrary<double[]> doubles = Arbitraries.doubles().between(0, 1).array(double[].class).ofSize(4);
        return Combinators.combine(
                        doubles, counts.list().ofSize(8), Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as((d, n, speaks, known) -> new Features(
                        d[0], known ? d[1] * 20_000 : null, speaks, known ? 1 + d[2] * 4 : null, known ? n.get(0) : 0, n.get(1),
                        n.get(2), n.get(7) % 5, known ? (long) n.get(3) * 100 : null, n.get(4), Math.min(n.get(4), n.get(5)),
                        Math.min(n.get(4), n.get(6)), known ? d[3] * 60 : null, n.get(7), n.get(7) / 2));
    }

    @Provide
    Arbitrary<ScoringPolicy> anyPolicy() {
        Arbitrary<Map<Part, Double>> weights = Arbitraries.doubles().between(0, 100).list().ofSize(Part.values().length)
                .filter(all -> all.stream().anyMatch(weight -> weight > 0.001))
                .map(all -> {
                    var map = new EnumMap<Part, Double>(Part.class);
                    for (Part part : Part.values()) {
                        map.put(part, all.get(part.ordinal()) < 0.001 ? 0.0 : all.get(part.ordinal()));
                    }
                    return map;
                });
        Arbitrary<Double> shares = Arbitraries.doubles().between(0, 1);
        return Combinators.combine(weights, shares, shares, Arbitraries.integers().between(1, 100))
                .as((w, a, b, n) -> new ScoringPolicy(
                        w, 1 + a * 499, n, n, n * 60, 1 + b * 4, 0.5 + a * 100, b, 0.5 + b * 100, n, a));
    }

    private static Ranking ranked(List<Candidate> candidates) {
        return Ranking.of(BOOKING, MatchMother.request(), candidates, List.of(), MatchMother.policy(), Instant.from(NOW));
    }

    /** So many kilometres north of the address, and in no city of its name. */
    private static Candidate at(String id, int kilometres) {
        Candidate usual = MatchMother.candidate(id);
        var there = new Position(MatchMother.TEL_AVIV.latitude() + kilometres / 111.2, MatchMother.TEL_AVIV.longitude());
        return new Candidate(
                usual.id(), usual.displayName(), usual.gender(), usual.languages(), usual.skills(), List.of("elsewhere"),
                List.of(there), null, 0, usual.hours(), OccupiedTimes.NONE, AskedTimes.NONE);
    }
}
