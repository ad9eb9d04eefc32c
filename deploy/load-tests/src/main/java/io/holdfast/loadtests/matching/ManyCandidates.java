package io.holdfast.loadtests.matching;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.mongodb.client.MongoCollection;
import io.holdfast.matching.domain.Gender;
import io.holdfast.matching.domain.Money;
import io.holdfast.matching.domain.Professional;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.Profile;
import io.holdfast.matching.domain.Rating;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.domain.match.AskedBefore;
import io.holdfast.matching.domain.match.Candidates;
import io.holdfast.matching.domain.match.MatchRequest;
import io.holdfast.matching.domain.match.Occupancy;
import io.holdfast.matching.domain.match.Place;
import io.holdfast.matching.domain.match.Position;
import io.holdfast.matching.domain.match.Preference;
import io.holdfast.matching.domain.match.ProposalStatus;
import io.holdfast.matching.domain.match.WorkingHours;
import io.holdfast.matching.domain.match.WorkingHours.Hours;
import io.holdfast.matching.domain.match.WorkingHours.Pause;
import org.bson.Document;

/**
 * Professionals of one city whose memory is full: as many proposals as are remembered of anybody, and forty bookings. All
 * of them can be asked, so that each is scored. The service's own projection stores the first ten, the others are copies.
 */
final class ManyCandidates {

    static final TenantId TENANT = new TenantId("demo");
    static final String OFFERING = "home-massage";

    private static final ZoneId ZONE = ZoneId.of("Asia/Jerusalem");
    private static final Position CITY = new Position(32.08, 34.78);
    private static final double CITY_DEGREES = 0.07;
    private static final int PLACES = 3;
    private static final int PROPOSALS = 100;
    private static final int BOOKINGS = 40;
    private static final int HOUR_OF_THE_REQUEST = 15;
    private static final int ORIGINALS = 10;
    private static final int BATCH = 500;

    private final Candidates candidates;
    private final MongoCollection<Document> collection;
    private final Instant now;
    private int stored;

    ManyCandidates(Candidates candidates, MongoCollection<Document> collection, Instant now) {
        this.candidates = candidates;
        this.collection = collection;
        this.now = now;
    }

    /** What all of them are asked to do: an hour, two days from now. */
    MatchRequest request() {
        Instant start = now.atZone(ZONE).truncatedTo(ChronoUnit.DAYS).plusDays(2).withHour(HOUR_OF_THE_REQUEST).toInstant();
        return new MatchRequest(
                "HF-2026-000001", OFFERING, "Massage at home", start, start.plus(Duration.ofHours(1)),
                new Place("12 Dizengoff Street", "Tel Aviv", null, null, CITY), "he", ZONE.getId(), Preference.NONE, List.of(),
                null, now, now.plus(Duration.ofMinutes(75)), List.of());
    }

    /** Stores more until there are so many. */
    void growTo(int count) {
        for (; stored < Math.min(count, ORIGINALS); stored++) {
            store(stored);
        }
        List<Document> originals = collection.find(new Document("tenantId", TENANT.value()).append("doing", OFFERING))
                .limit(ORIGINALS)
                .into(new ArrayList<>());
        var copies = new ArrayList<Document>();
        while (stored < count) {
            copies.add(new Document(originals.get(stored % originals.size()))
                    .append("_id", TENANT.value() + ":copy-" + stored)
                    .append("professionalId", "copy-" + stored));
            stored++;
            if (copies.size() == BATCH || stored == count) {
                collection.insertMany(copies);
                copies.clear();
            }
        }
    }

    private void store(int number) {
        var dice = new Random(number);
        var id = new ProfessionalId(TENANT, "p-" + number);
        var presentation = new Profile.Presentation(
                "Therapist number " + number, null, null, null, List.of("he", "en"), List.of("Tel Aviv", "Ramat Gan", "Givatayim"),
                Gender.values()[number % Gender.values().length]);
        var engagement = new Profile.Engagement(
                id.value() + "@example.com", "Massage therapist", new Money(20_000, Currency.getInstance("ILS")), List.of(OFFERING),
                List.of("deep-tissue", "pregnancy"), true);
        long reviews = 1 + dice.nextInt(100);
        var rating = new Rating(reviews, reviews * (3 + dice.nextInt(3)));
        var positions = new ArrayList<Position>();
        for (int i = 0; i < PLACES; i++) {
            positions.add(new Position(
                    CITY.latitude() + CITY_DEGREES * (2 * dice.nextDouble() - 1),
                    CITY.longitude() + CITY_DEGREES * (2 * dice.nextDouble() - 1)));
        }
        candidates.projectProfile(
                new Professional(id, new Profile(presentation, engagement, ZONE), rating, null, 0), 1, positions);
        candidates.projectHours(id, 1, hours());
        List<Occupancy> bookings = bookings(number);
        candidates.projectOccupied(id, none -> bookings);
        List<AskedBefore> proposals = proposals(id, dice);
        candidates.projectAsked(id, none -> proposals);
    }

    private static WorkingHours hours() {
        Map<DayOfWeek, Hours> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            week.put(day, new Hours(8 * 60, 20 * 60));
        }
        var lunch = new Pause(new Hours(12 * 60, 13 * 60), List.of(DayOfWeek.values()));
        return new WorkingHours(ZONE, week, List.of(), List.of(lunch), List.of(), 0, 0);
    }

    /** Two a day, none of them at the hour of the request. */
    private List<Occupancy> bookings(int number) {
        var all = new ArrayList<Occupancy>();
        for (int i = 0; i < BOOKINGS; i++) {
            Instant start = now.atZone(ZONE).truncatedTo(ChronoUnit.DAYS).plusDays(i / 2)
                    .withHour(i % 2 == 0 ? 9 : HOUR_OF_THE_REQUEST + 2)
                    .toInstant();
            all.add(new Occupancy("b-" + number + "-" + i, 1, start, start.plus(Duration.ofHours(1)), null));
        }
        return all;
    }

    /** Three a day, of which the latest were some hours ago. */
    private List<AskedBefore> proposals(ProfessionalId id, Random dice) {
        ProposalStatus[] ends = {
            ProposalStatus.ACCEPTED, ProposalStatus.DECLINED, ProposalStatus.EXPIRED, ProposalStatus.WITHDRAWN
        };
        var all = new ArrayList<AskedBefore>();
        for (int i = PROPOSALS; i > 0; i--) {
            Instant at = now.minus(Duration.ofMinutes(i * 460L + dice.nextInt(400)));
            ProposalStatus end = ends[dice.nextInt(ends.length)];
            boolean answered = end == ProposalStatus.ACCEPTED || end == ProposalStatus.DECLINED;
            all.add(new AskedBefore(
                    "booking-" + i + ".1." + id.value(), at, end, answered ? at.plusSeconds(dice.nextInt(900)) : null));
        }
        return all;
    }
}
