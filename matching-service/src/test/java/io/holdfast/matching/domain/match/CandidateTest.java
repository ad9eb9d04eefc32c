package io.holdfast.matching.domain.match;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.holdfast.matching.domain.Gender;
import io.holdfast.matching.domain.match.WorkingHours.DateHours;
import io.holdfast.matching.domain.match.WorkingHours.Hours;
import io.holdfast.matching.domain.match.WorkingHours.Pause;
import io.holdfast.matching.domain.match.WorkingHours.Recurring;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.holdfast.matching.domain.match.MatchMother.NOW;
import static io.holdfast.matching.domain.match.MatchMother.START;
import static io.holdfast.matching.domain.match.MatchMother.TEL_AVIV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CandidateTest {

    private static final Instant END = START.plus(Duration.ofHours(1));
    private static final ZoneId ZONE = ZoneId.of("Asia/Jerusalem");

    @Test
    void whoFitsIsSuitable() {
        assertThat(why(MatchMother.candidate("a"), MatchMother.request())).isEmpty();
    }

    @Test
    void eachReasonAgainstSomebodyIsSaid() {
        Candidate usual = MatchMother.candidate("a");
        assertThat(why(usual, MatchMother.wanting(Preference.NONE, List.of(), List.of("a"))))
                .contains(Unsuitability.EXCLUDED);
        assertThat(why(usual, MatchMother.wanting(new Preference("b", null, List.of()), List.of(), List.of())))
                .contains(Unsuitability.NOT_NAMED);
        assertThat(why(usual, MatchMother.wanting(new Preference("a", null, List.of()), List.of(), List.of()))).isEmpty();
        assertThat(why(usual, MatchMother.wanting(new Preference(null, Gender.MALE, List.of()), List.of(), List.of())))
                .contains(Unsuitability.GENDER);
        assertThat(why(usual, MatchMother.wanting(new Preference(null, null, List.of("en", "ru")), List.of(), List.of())))
                .contains(Unsuitability.LANGUAGE);
        assertThat(why(usual, MatchMother.wanting(new Preference(null, null, List.of("he-IL")), List.of(), List.of()))).isEmpty();
        assertThat(why(usual, MatchMother.wanting(Preference.NONE, List.of("deep-tissue"), List.of())))
                .contains(Unsuitability.SKILL);
    }

    @ParameterizedTest
    @CsvSource({
        "Tel Aviv,  0,   ''",   // at home
        "TEL-AVIV,  500, ''",   // by name, however it is written
        "Netanya,   28,  ''",
        "Netanya,   32,  AREA",
        "Netanya,   -1,  AREA", // not on the map: cities are compared by name
    })
    void areaIsTheCitiesByNameAndWhatIsNear(String city, int kilometres, String expected) {
        List<Position> positions = kilometres < 0
                ? List.of()
                : List.of(new Position(TEL_AVIV.latitude() + kilometres / 111.2, TEL_AVIV.longitude()));
        Candidate usual = MatchMother.candidate("a");
        var candidate = new Candidate(
                usual.id(), usual.displayName(), null, usual.languages(), List.of(), List.of(Place.comparable(city)), positions, null, 0,
                usual.hours(), OccupiedTimes.NONE, AskedTimes.NONE);

        assertThat(why(candidate, MatchMother.request()).map(Enum::name).orElse("")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "14:00, 15:00, ''",
        "14:30, 15:30, BUSY",
        "15:00, 16:00, BUSY",
        "16:00, 17:00, ''",
        "16:00, 16:30, ''",
    })
    void whoHasSomethingElseIsBusy(String from, String to, String expected) {
        var other = new Occupancy("other", 1, at(from), at(to), null);
        assertThat(why(with(null, other), MatchMother.request()).map(Enum::name).orElse("")).isEqualTo(expected);
    }

    @Test
    void buffersAreKeptFreeAndAHoldEndsWithItsTime() {
        var before = new Occupancy("other", 1, at("14:00"), at("14:50"), null);
        var buffered = new WorkingHours(
                ZONE, MatchMother.everyDay().weekly(), List.of(), List.of(), List.of(), 15, 0);
        assertThat(why(with(null, before), MatchMother.request())).isEmpty();
        assertThat(why(with(buffered, before), MatchMother.request())).contains(Unsuitability.BUSY);

        var held = new Occupancy("other", 1, START, END, NOW.plusSeconds(1));
        var lapsed = new Occupancy("other", 1, START, END, NOW);
        assertThat(why(with(null, held), MatchMother.request())).contains(Unsuitability.BUSY);
        assertThat(why(with(null, lapsed), MatchMother.request())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "14:00, 15:00, ''",
        "14:30, 15:30, BUSY",
        "15:59, 16:00, BUSY",
        "16:00, 17:00, ''",
    })
    void whoIsNotThereIsBusyWithoutPausesAndWithoutHavingABooking(String from, String to, String expected) {
        Candidate usual = MatchMother.candidate("a");
        var buffered = new WorkingHours(ZONE, MatchMother.everyDay().weekly(), List.of(), List.of(), List.of(), 15, 15);
        var candidate = new Candidate(
                usual.id(), usual.displayName(), usual.gender(), usual.languages(), usual.skills(), usual.cities(),
                usual.positions(), null, 0, buffered,
                OccupiedTimes.of(List.of(), List.of(new DayOff.Time(at(from), at(to)))), AskedTimes.NONE);

        assertThat(why(candidate, MatchMother.request()).map(Enum::name).orElse("")).isEqualTo(expected);
        Features features = candidate.features(new Inquiry(MatchMother.request(), NOW));
        assertThat(features.bookedToday() + features.bookedThisWeek()).as("it is no load").isZero();
    }

    @Test
    void whatIsFreedOfADateIsWhatIsTakenNoMore() {
        LocalDate date = LocalDate.parse("2026-12-01");
        var before = new DayOff(date, 3, List.of(time("09:00", "12:00"), time("14:00", "15:00")));

        assertThat(before.freedBy(new DayOff(date, 4, List.of(time("10:00", "11:00"), time("13:00", "14:30")))))
                .containsExactly(time("09:00", "10:00"), time("11:00", "12:00"), time("14:30", "15:00"));
        assertThat(before.freedBy(new DayOff(date, 4, List.of()))).isEqualTo(before.times());
        assertThat(before.freedBy(new DayOff(date, 4, List.of(time("08:00", "18:00"))))).isEmpty();
        assertThat(before.freedBy(new DayOff(date, 3, List.of()))).as("it is not newer").isEmpty();
    }

    @Test
    void onlyTimeThatIsWorkedCanBeFree() {
        // In Jerusalem, two hours ahead, from 10:00 to 18:00.
        var hours = new WorkingHours(
                ZONE, Map.of(DayOfWeek.TUESDAY, new Hours(10 * 60, 18 * 60)), List.of(), List.of(), List.of(), 0, 0);
        LocalDate tuesday = LocalDate.parse("2026-12-01");

        assertThat(hours.within(tuesday, time("00:00", "23:00"))).containsExactly(time("08:00", "16:00"));
        assertThat(hours.within(tuesday, time("09:00", "10:00"))).containsExactly(time("09:00", "10:00"));
        assertThat(hours.within(tuesday, time("16:00", "18:00"))).isEmpty();
        assertThat(hours.within(tuesday.plusDays(1), time("00:00", "23:00"))).isEmpty();
    }

    private static DayOff.Time time(String from, String to) {
        return new DayOff.Time(at(from), at(to));
    }

    @Test
    void hoursAreThoseOfTheDateInTheirZone() {
        // 1 December 2026 is a Tuesday; the request is from 17:00 to 18:00 in Jerusalem.
        LocalDate date = LocalDate.parse("2026-12-01");
        var nine = Map.of(DayOfWeek.TUESDAY, new Hours(9 * 60, 17 * 60 + 30));
        assertThat(covers(nine, List.of(), List.of(), List.of())).isFalse();
        assertThat(covers(Map.of(DayOfWeek.MONDAY, new Hours(0, 1_440)), List.of(), List.of(), List.of())).isFalse();
        var evening = new Recurring(2, LocalDate.parse("2026-11-17"), null, List.of(DayOfWeek.TUESDAY), new Hours(17 * 60, 20 * 60));
        var otherWeek = new Recurring(2, LocalDate.parse("2026-11-24"), null, List.of(DayOfWeek.TUESDAY), new Hours(17 * 60, 20 * 60));
        var over = new Recurring(
                2, LocalDate.parse("2026-11-17"), date.minusDays(1), List.of(DayOfWeek.TUESDAY), new Hours(17 * 60, 20 * 60));
        assertThat(covers(nine, List.of(evening), List.of(), List.of())).as("joined with the weekly ones").isTrue();
        assertThat(covers(nine, List.of(otherWeek), List.of(), List.of())).isFalse();
        assertThat(covers(nine, List.of(over), List.of(), List.of())).isFalse();
        var tea = new Pause(new Hours(17 * 60 + 45, 18 * 60), List.of(DayOfWeek.TUESDAY));
        assertThat(covers(nine, List.of(evening), List.of(tea), List.of())).isFalse();
        assertThat(covers(nine, List.of(evening), List.of(), List.of(new DateHours(date, null)))).isFalse();
        assertThat(covers(nine, List.of(), List.of(), List.of(new DateHours(date, new Hours(17 * 60, 18 * 60))))).isTrue();
    }

    @Test
    void nightIsWorkedUntilMidnightAndNotBeyond() {
        var always = MatchMother.everyDay().weekly().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, day -> new Hours(0, 1_440)));
        var hours = new WorkingHours(ZONE, always, List.of(), List.of(), List.of(), 0, 0);
        assertThat(hours.cover(local(at("21:00"), at("22:00")))).as("until 24:00 in Jerusalem").isTrue();
        assertThat(hours.cover(local(at("21:30"), at("22:30")))).isFalse();
    }

    @Test
    void featuresAreCountedFromWhatIsRemembered() {
        Candidate usual = MatchMother.candidate("a");
        var candidate = new Candidate(
                usual.id(), usual.displayName(), usual.gender(), usual.languages(), usual.skills(), usual.cities(),
                usual.positions(), 4.5, 12, usual.hours(),
                OccupiedTimes.of(List.of(
                        new Occupancy("today", 1, at("09:00"), at("10:00"), null),
                        new Occupancy("held", 1, at("11:00"), at("12:00"), NOW.plusSeconds(60)),
                        new Occupancy("monday", 1, at("09:00").minus(Duration.ofDays(1)), at("10:00").minus(Duration.ofDays(1)), null),
                        new Occupancy("last", 1, at("09:00").minus(Duration.ofDays(2)), at("10:00").minus(Duration.ofDays(2)), null))),
                AskedTimes.of(List.of(
                        asked("1", Duration.ofDays(31), ProposalStatus.ACCEPTED, 5),
                        asked("2", Duration.ofDays(2), ProposalStatus.ACCEPTED, 10),
                        asked("3", Duration.ofDays(1), ProposalStatus.EXPIRED, 0),
                        asked("4", Duration.ofHours(3), ProposalStatus.DECLINED, 2),
                        asked("5", Duration.ofMinutes(30), ProposalStatus.PENDING, 0))));

        Features features = candidate.features(new Inquiry(MatchMother.request(), NOW));

        assertThat(features).isEqualTo(new Features(
                1, 0.0, true, 4.5, 12, 1, 2, 1, 30L, 4, 1, 2, 6.0, 2, 1));
    }

    @Test
    void newcomerIsNeitherPreferredNorStarvedByTheScore() {
        ScoringPolicy policy = MatchMother.policy();
        Features newcomer = MatchMother.features();
        assertThat(policy.score(newcomer).parts().get(Score.Part.RATING)).isCloseTo(0.8, within(1e-9));
        var star = new Features(1, 3.0, true, 5.0, 100, 0, 0, 0, null, 0, 0, 0, null, 0, 0);
        var weak = new Features(1, 3.0, true, 2.0, 100, 0, 0, 0, null, 0, 0, 0, null, 0, 0);
        assertThat(policy.score(newcomer).total())
                .isBetween(policy.score(weak).total(), policy.score(star).total());
    }

    @Test
    void lastPlaceOfAWaveIsForWhomeverTheFloorProtects() {
        List<Ranked> ranked = List.of(
                rank("a", 20, 0.9), rank("b", 20, 0.8), rank("c", 2, 0.4), rank("d", 0, 0.2), rank("e", 0, 0.1));
        var ranking = new Ranking(ranked, Map.of(), MatchMother.policy());

        assertThat(chosen(ranking, List.of(2))).containsExactly("a", "d");
        assertThat(chosen(ranking, List.of(1))).containsExactly("a");
        assertThat(chosen(ranking, List.of(4))).containsExactly("a", "b", "c", "d");
        assertThat(chosen(new Ranking(ranked, Map.of(), MatchMother.policy(MatchMother.weights(1), 0)), List.of(2)))
                .containsExactly("a", "b");
    }

    @Test
    void adaptiveWaveIsAsLargeAsItTakes() {
        var adaptive = new Waves(5, Duration.ofMinutes(15), List.of(2), true, 0.8);
        assertThat(adaptive.choose(ranking(answering(40, 40, 40)), 1, 0)).as("who always accepts").hasSize(1);
        assertThat(adaptive.choose(ranking(answering(40, 24, 40)), 1, 0)).as("who accepts three of five").hasSize(2);
        assertThat(adaptive.choose(ranking(answering(40, 24, 4)), 1, 0)).as("who sleeps at this hour").hasSize(3);
        assertThat(adaptive.choose(ranking(answering(40, 24, 4)), 3, 4)).as("no more than five").hasSize(1);
    }

    private static Ranking ranking(Features each) {
        List<Ranked> ranked = List.of("a", "b", "c", "d", "e").stream()
                .map(id -> new Ranked(id, id, each, MatchMother.policy().score(each), 1))
                .toList();
        return new Ranking(ranked, Map.of(), MatchMother.policy());
    }

    /** Asked as often at this hour as at all. */
    private static Features answering(int asked, int accepted, int answeredThen) {
        return new Features(1, 3.0, true, null, 0, 0, 0, 0, 60L, asked, accepted, asked, 5.0, asked, answeredThen);
    }

    private static List<String> chosen(Ranking ranking, List<Integer> sizes) {
        return new Waves(5, Duration.ofMinutes(15), sizes, false, 0.8).choose(ranking, 1, 0).stream()
                .map(Ranked::professional)
                .toList();
    }

    private static Ranked rank(String id, int asked, double total) {
        Features features = new Features(1, 3.0, true, null, 0, 0, 0, 0, null, asked, 0, 0, null, 0, 0);
        return new Ranked(id, id, features, new Score(total, Map.of(Score.Part.SKILL, total)), 1);
    }

    private static AskedBefore asked(String id, Duration ago, ProposalStatus status, int answeredAfterMinutes) {
        Instant at = NOW.minus(ago);
        return new AskedBefore(
                id, at, status, answeredAfterMinutes == 0 ? null : at.plus(Duration.ofMinutes(answeredAfterMinutes)));
    }

    private static boolean covers(
            Map<DayOfWeek, Hours> weekly, List<Recurring> recurring, List<Pause> breaks, List<DateHours> overrides) {
        return new WorkingHours(ZONE, weekly, recurring, breaks, overrides, 0, 0).cover(local(START, END));
    }

    private static Inquiry.Local local(Instant start, Instant end) {
        return new Inquiry(MatchMother.request(start, end, NOW.plusSeconds(60)), NOW).in(ZONE);
    }

    private static Candidate with(WorkingHours hours, Occupancy occupied) {
        Candidate usual = MatchMother.candidate("a");
        return new Candidate(
                usual.id(), usual.displayName(), usual.gender(), usual.languages(), usual.skills(), usual.cities(),
                usual.positions(), null, 0, hours == null ? usual.hours() : hours, OccupiedTimes.of(List.of(occupied)),
                AskedTimes.NONE);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-12-01T" + time + ":00Z");
    }

    private static Optional<Unsuitability> why(Candidate candidate, MatchRequest request) {
        return Optional.ofNullable(candidate.unsuitability(new Inquiry(request, NOW), MatchMother.policy()));
    }
}
