package io.holdfast.endtoend;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.holdfast.endtoend.Platform.Held;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.Slots.Slot;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A booking's whole life by a clock that is moved in steps, through the gateway: after each step everybody has heard what
 * they must and nothing else. All lives of the table are lived side by side.
 */
@OnPlatform
class MessagesOfALifeTest {

    /** A life | what its client hears | what the professional hears | what the admin hears: how the mails' subjects begin. */
    private static final String TABLE = """
            instant    | Confirmed, Reminder, Soon, Starting now, Thank you, How was it, How was it, How was it | New booking, Reminder | New booking
            manual     | Requested, Confirmed, Reminder, Soon, Starting now, Thank you, How was it, How was it, How was it | Please answer, New booking, Reminder | New booking
            moved      | Confirmed, Rescheduled, Reminder, Soon, Starting now, Thank you, How was it, How was it, How was it | New booking, Rescheduled, Reminder | New booking
            reviewed   | Confirmed, Reminder, Soon, Starting now, Thank you | New booking, Reminder | New booking
            cancelled  | Confirmed, Cancelled, Refunded | New booking, Cancelled | New booking, Cancelled
            declined   | Requested, Declined, Refunded | Please answer, Declined |
            unanswered | Requested, Not confirmed, Refunded | Please answer, Still waiting, Not answered |
            unpaid     | Please pay, Not booked | |
            failed     | Your payment did not go through, Please pay, Not booked | |
            """;

    private static final String PROFESSIONAL = "dr-whole-life";
    private static final String PROFESSIONALS_MAIL = PROFESSIONAL + "@holdfast.example";
    private static final String ADMINS_MAIL = "admin@holdfast.example";
    private static final String AT_ONCE = "whole-life";
    private static final String ON_REQUEST = "whole-life-on-request";
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Platform platform = Platform.running();
    private final Map<String, Life> lives = new LinkedHashMap<>();

    @Test
    void everybodyHearsExactlyWhatTheyMustInEachOfTheseLives() {
        offer();
        TABLE.lines().map(Life::of).forEach(life -> lives.put(life.name, life));

        begin();
        lives.values().forEach(life -> life.heard(
                life.name.equals("unpaid") ? 0 : 1,
                life.toProfessional.isEmpty() ? 0 : 1,
                life.toClient.getFirst().equals("Confirmed") ? 1 : 0));
        act();
        advance(Duration.ofMinutes(6));
        life("unpaid").heard(1, 0, 0);
        life("failed").heard(2, 0, 0);
        advance(Duration.ofMinutes(10));
        life("unpaid").heard(2, 0, 0);
        life("failed").heard(3, 0, 0);
        advance(Duration.ofHours(12));
        life("unanswered").heard(1, 2, 0);
        advance(Duration.ofHours(12));
        life("unanswered").heard(3, 3, 0);
        liveOn();

        lives.values().forEach(life -> {
            assertThat(life.subjects(life.held.email(), life.toClient)).as(life.name + " to the client").isEqualTo(life.toClient);
            assertThat(life.subjects(PROFESSIONALS_MAIL, life.toProfessional)).as(life.name + " to the professional")
                    .isEqualTo(life.toProfessional);
            assertThat(life.subjects(ADMINS_MAIL, life.toAdmin)).as(life.name + " to the admin").isEqualTo(life.toAdmin);
        });
    }

    /** All are asked for; most are paid. */
    private void begin() {
        for (Life life : lives.values()) {
            boolean onRequest = life.toClient.contains("Requested");
            life.held = platform.hold(platform.slots.free(PROFESSIONAL, onRequest ? ON_REQUEST : AT_ONCE));
            life.start = Instant.parse(life.held.slot().start());
            if (life.name.equals("unpaid")) {
                continue;
            }
            platform.pay(life.held.orderId(), life.name.equals("failed") ? "failure" : "success", "normal");
            if (!life.name.equals("failed")) {
                platform.awaitStatus(life.held, onRequest ? "PENDING_CONFIRMATION" : "CONFIRMED");
            }
        }
        lives.values().forEach(life -> life.number = platform.booking(life.held).get("number").asString());
    }

    /** What people do about theirs. */
    private void act() {
        as(PROFESSIONAL).post(path("manual", "confirm"), Map.of()).expect(200);
        life("manual").heard(2, 2, 1);
        as(PROFESSIONAL).post(path("declined", "decline"), Map.of("reason", "On leave")).expect(200);
        life("declined").heard(3, 2, 0);
        asGuest("cancelled", "cancel", Map.of("reason", "Ill"));
        life("cancelled").heard(3, 2, 2);
        Slot other = platform.slots.free(PROFESSIONAL, AT_ONCE);
        asGuest("moved", "reschedule", Map.of("start", other.start()));
        life("moved").start = Instant.parse(other.start());
        life("moved").heard(2, 2, 1);
    }

    /** The day before, the hour before, the quarter, the start, the end, and what is asked after it. */
    private void liveOn() {
        List<Step> steps = Stream.of("instant", "manual", "moved", "reviewed").map(this::life).flatMap(Life::steps)
                .sorted(Comparator.comparing(Step::at))
                .toList();
        for (Step step : steps) {
            advanceTo(step.at().plusSeconds(5));
            step.life().heardMore(step.toClient(), step.toProfessional());
            if (step.life().name.equals("reviewed") && step.isTheEnd()) {
                asGuest("reviewed", "review", Map.of("rating", 5));
            }
        }
    }

    /** @param at when so many more messages must have come */
    private record Step(Life life, Instant at, int toClient, int toProfessional, boolean isTheEnd) {}

    /** A row of the table, and the booking that lives it. */
    private static final class Life {

        private final String name;
        private final List<String> toClient;
        private final List<String> toProfessional;
        private final List<String> toAdmin;
        private Held held;
        private String number;
        private Instant start;
        private int toClientSoFar;
        private int toProfessionalSoFar;

        private Life(String[] row) {
            name = row[0].strip();
            toClient = words(row[1]);
            toProfessional = words(row[2]);
            toAdmin = words(row[3]);
        }

        static Life of(String row) {
            return new Life(row.split("\\|", -1));
        }

        private static List<String> words(String cell) {
            return Arrays.stream(cell.split(",")).map(String::strip).filter(word -> !word.isEmpty()).toList();
        }

        Stream<Step> steps() {
            Instant end = start.plus(Duration.ofHours(1));
            var all = new ArrayList<>(List.of(
                    new Step(this, start.minus(Duration.ofHours(24)), 1, 1, false),
                    new Step(this, start.minus(Duration.ofHours(1)), 1, 0, false),
                    // By push, which a guest has not asked for.
                    new Step(this, start.minus(Duration.ofMinutes(15)), 0, 0, false),
                    new Step(this, start, 1, 0, false),
                    new Step(this, end, 1, 0, true)));
            int asked = toClient.contains("How was it") ? 1 : 0;
            // The end is where this platform's clock was when it was heard of, a few seconds later.
            for (Duration later : List.of(Duration.ofHours(24), Duration.ofDays(4), Duration.ofDays(11))) {
                all.add(new Step(this, end.plus(later).plus(Duration.ofMinutes(2)), asked, 0, false));
            }
            return all.stream();
        }

        /** How many messages each of them has by now, in the table's order. */
        void heard(int client, int professional, int admin) {
            toClientSoFar = client;
            toProfessionalSoFar = professional;
            see(held.email(), toClient, client);
            see(PROFESSIONALS_MAIL, toProfessional, professional);
            see(ADMINS_MAIL, toAdmin, admin);
        }

        void heardMore(int client, int professional) {
            heard(toClientSoFar + client, toProfessionalSoFar + professional, toAdmin.size());
        }

        private void see(String address, List<String> expected, int count) {
            Eventually.see(
                    name + ": " + expected.subList(0, count) + " to " + address,
                    PATIENCE,
                    () -> subjects(address, expected),
                    expected.subList(0, count)::equals);
        }

        /** What somebody has in the mailbox about this booking, by the words of the table where they begin so. */
        private List<String> subjects(String address, List<String> words) {
            return Platform.running().mailsTo(address).stream()
                    .map(mail -> mail.get("subject").asString())
                    .filter(subject -> subject.contains(number))
                    .map(subject -> words.stream().filter(subject::startsWith).findFirst().orElse(subject))
                    .collect(Collectors.toList());
        }
    }

    private void offer() {
        var price = Map.of("amount", 80_000, "currency", "INR");
        as("admin").put("/api/v1/admin/offerings/" + AT_ONCE, Map.of(
                        "name", "A whole life", "confirmation", "INSTANT", "durations", List.of(60), "price", price))
                .expect(200);
        as("admin").put("/api/v1/admin/offerings/" + ON_REQUEST, Map.of(
                        "name", "A whole life on request", "confirmation", "MANUAL", "durations", List.of(60), "price", price))
                .expect(200);
        as("admin").put("/api/v1/admin/professionals/" + PROFESSIONAL, Map.of(
                        "displayName", "Dr. Whole Life",
                        "email", PROFESSIONALS_MAIL,
                        "category", "Therapist",
                        "hourlyRate", Map.of("amount", 150_000, "currency", "INR"),
                        "zone", "Asia/Kolkata",
                        "offeringIds", List.of(AT_ONCE, ON_REQUEST)))
                .expect(201);
        String month = now().toString().substring(0, 7);
        for (String offering : List.of(AT_ONCE, ON_REQUEST)) {
            Eventually.see("they can be booked", () -> platform.anybody.get("/api/v1/professionals/" + PROFESSIONAL
                    + "/available-dates?offeringId=" + offering + "&month=" + month).status(), status -> status == 200);
        }
        var impossible = new LinkedHashMap<String, Object>(Map.of(
                "offeringId", ON_REQUEST, "professionalId", PROFESSIONAL, "start", "2099-01-01T10:00:00Z", "duration", 17,
                "client", HoldfastApi.guest("Gita Guest", Platform.freshEmail())));
        Eventually.see("booking has heard of it", () -> platform.anybody.post("/api/v1/bookings", impossible).text(),
                text -> text.contains("duration-not-offered"));
    }

    private Life life(String name) {
        return lives.get(name);
    }

    private String path(String life, String page) {
        return "/api/v1/bookings/" + life(life).held.id() + "/" + page;
    }

    private JsonNode asGuest(String life, String page, Map<String, Object> body) {
        return platform.anybody
                .post(path(life, page), body, "Prefer", "wait=20", "Holdfast-Manage-Token", life(life).held.manageToken())
                .expect(200)
                .body();
    }

    /** A fresh token each time: the clock may have been moved past the last one's end. */
    private HoldfastApi as(String person) {
        return platform.anybody.as(person);
    }

    private Instant now() {
        return Instant.parse(platform.anybody.get("/demo/clock").expect(200).body().get("now").asString());
    }

    private void advance(Duration step) {
        platform.advance(step.toString());
    }

    private void advanceTo(Instant then) {
        Duration step = Duration.between(now(), then);
        if (step.isPositive()) {
            advance(step);
        }
    }
}
