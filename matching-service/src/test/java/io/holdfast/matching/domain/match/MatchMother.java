package io.holdfast.matching.domain.match;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.holdfast.matching.domain.Gender;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.domain.match.Score.Part;

/** Matches and what belongs to them, as tests want them. */
public final class MatchMother {

    public static final TenantId TENANT = new TenantId("demo");
    public static final BookingId BOOKING = new BookingId("b-1");
    public static final Instant NOW = Instant.parse("2026-12-01T08:00:00Z");
    public static final Instant START = Instant.parse("2026-12-01T15:00:00Z");
    public static final Position TEL_AVIV = new Position(32.08, 34.78);
    public static final Waves WAVES = new Waves(5, Duration.ofMinutes(15), List.of(2, 2, 1), false, 0.8);

    private MatchMother() {}

    static Map<Part, Double> weights(double each) {
        var weights = new EnumMap<Part, Double>(Part.class);
        for (Part part : Part.values()) {
            weights.put(part, each);
        }
        return weights;
    }

    /** As the service's settings have it when nothing is set. */
    public static ScoringPolicy policy() {
        var weights = weights(2);
        weights.put(Part.LANGUAGE, 1.0);
        weights.put(Part.LOAD_TODAY, 1.0);
        weights.put(Part.ACCEPTANCE, 1.0);
        return policy(weights, 5);
    }

    static ScoringPolicy policy(Map<Part, Double> weights, int exposureFloor) {
        return new ScoringPolicy(weights, 30, 4, 16, 2_880, 4.2, 5, 0.6, 5, exposureFloor, 1);
    }

    public static MatchRequest request() {
        return request(START, START.plus(Duration.ofHours(1)), NOW.plus(Duration.ofMinutes(75)));
    }

    static MatchRequest request(Instant start, Instant end, Instant deadline) {
        return new MatchRequest(
                "HF-2026-000001", "home-massage", "Massage at home", start, end,
                new Place("12 Dizengoff", "Tel Aviv", null, "4", TEL_AVIV), "he", "Asia/Jerusalem", Preference.NONE, List.of(),
                null, deadline.minus(Duration.ofMinutes(75)), deadline, List.of());
    }

    static MatchRequest wanting(Preference preference, List<String> skills, List<String> excluded) {
        MatchRequest usual = request();
        return new MatchRequest(
                usual.number(), usual.offeringId(), usual.offeringName(), usual.start(), usual.end(), usual.place(),
                usual.language(), usual.displayZone(), preference, skills, null, usual.askedAt(), usual.deadline(), excluded);
    }

    static Features features() {
        return new Features(1, 3.0, true, null, 0, 0, 0, 0, null, 0, 0, 0, null, 0, 0);
    }

    public static Candidate candidate(String id) {
        return new Candidate(
                new ProfessionalId(TENANT, id), "Dr " + id, Gender.FEMALE, List.of("he"), List.of(), List.of("tel aviv"),
                List.of(TEL_AVIV), null, 0, everyDay(), OccupiedTimes.NONE, AskedTimes.NONE);
    }

    static WorkingHours everyDay() {
        var week = new EnumMap<DayOfWeek, WorkingHours.Hours>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            week.put(day, new WorkingHours.Hours(8 * 60, 20 * 60));
        }
        return new WorkingHours(ZoneId.of("Asia/Jerusalem"), week, List.of(), List.of(), List.of(), 0, 0);
    }

    static Ranking ranking(String... professionals) {
        List<Candidate> candidates = new ArrayList<>();
        for (String id : professionals) {
            candidates.add(candidate(id));
        }
        return Ranking.of(BOOKING, request(), candidates, List.of(), policy(), NOW);
    }

    /** Two are asked: the first two of {@code a}, {@code b}, {@code c}, {@code d} by lot. */
    public static Match asking() {
        return Match.begin(BOOKING, TENANT, 2, request())
                .then(match -> match.ask(ranking("a", "b", "c", "d"), WAVES, NOW))
                .aggregate();
    }
}
