package io.holdfast.endtoend;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.holdfast.endtoend.Platform.Held;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import io.holdfast.testsupport.scenario.Slots.Slot;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a booking after it is confirmed, through the gateway and all services. */
@OnPlatform
class BookingLifeTest {

    private static final String SARAH = "dr-sarah-khan";
    private static final String JAMES = "dr-james-lee";
    private static final String CONSULTATION = "consultation-60";
    private static final String PAID_MANUAL = "manual-consultation";

    private final Platform platform = Platform.running();

    @Test
    void aDeclinedBookingIsRefundedInFull() {
        as("admin").put("/api/v1/admin/offerings/" + PAID_MANUAL, Map.of(
                        "name", "Consultation on request",
                        "confirmation", "MANUAL",
                        "durations", List.of(60),
                        "price", Map.of("amount", 80_000, "currency", "INR")))
                .expect(200);
        offeredBySarah();
        Held held = platform.hold(platform.slots.free(SARAH, PAID_MANUAL));
        platform.pay(held.orderId(), "success", "normal");
        platform.awaitStatus(held, "PENDING_CONFIRMATION");
        as("professional2").post(path(held, "decline"), Map.of("reason", "No")).expect(404);

        JsonNode declined = as("professional").post(path(held, "decline"), Map.of("reason", "On leave")).expect(200).body();

        assertThat(declined.get("status").asString()).isEqualTo("DECLINED");
        assertThat(refunded(held)).isEqualTo(80_000);
        Eventually.see("the slot is free", () -> platform.slots.isFree(held.slot()), free -> free);
    }

    @Test
    void cancelledADayBeforeEverythingGoesBackAndAMinuteLaterHalf() {
        Held early = confirmed(platform.slots.free(SARAH, CONSULTATION));
        Held late = confirmed(platform.slots.free(SARAH, CONSULTATION));
        // The clock goes on while we ask, so a few seconds are left; the exact instant is booking-service's own test.
        advanceTo(start(early).minus(Duration.ofHours(24)).minusSeconds(20));
        assertThat(cancel(early).get("cancellation").get("refundPercentage").asInt()).isEqualTo(100);
        assertThat(refunded(early)).isEqualTo(150_000);

        advanceTo(start(late).minus(Duration.ofHours(24)).plusSeconds(60));
        JsonNode quote = get(late, "cancellation-quote").expect(200).body();
        assertThat(quote.get("refundPercentage").asInt()).isEqualTo(50);
        assertThat(cancel(late).get("cancellation").get("refund").get("amount").asLong()).isEqualTo(75_000);
        assertThat(refunded(late)).isEqualTo(75_000);
        Eventually.see("the slot is free", () -> platform.slots.isFree(late.slot()), free -> free);
    }

    @Test
    void aTakenTimeLeavesTheBookingWhereItIs() {
        Held mine = confirmed(platform.slots.free(SARAH, CONSULTATION));
        Held taken = confirmed(platform.slots.free(SARAH, CONSULTATION));

        Answer refused = reschedule(mine, Map.of("start", taken.slot().start())).expect(409);

        assertThat(refused.body().get("detail").asString()).contains("stays as it is");
        JsonNode booking = platform.booking(mine);
        assertThat(booking.get("revision").asInt()).isEqualTo(1);
        assertThat(Instant.parse(booking.get("start").asString())).isEqualTo(start(mine));
        assertThat(platform.slots.isFree(mine.slot())).isFalse();
        assertThat(platform.slots.isFree(taken.slot())).isFalse();
    }

    @Test
    void aBookingMovesWithinItsDayAndToAnotherProfessional() {
        Held held = confirmed(platform.slots.free(SARAH, CONSULTATION));
        String number = platform.booking(held).get("number").asString();
        Slot sameDay = platform.slots.free(SARAH, CONSULTATION);

        JsonNode moved = reschedule(held, Map.of("start", sameDay.start())).expect(200).body();
        assertThat(moved.get("revision").asInt()).isEqualTo(2);
        assertThat(moved.get("number").asString()).isEqualTo(number);
        Eventually.see("the old time is free", () -> platform.slots.isFree(held.slot()), free -> free);
        assertThat(platform.slots.isFree(sameDay)).isFalse();

        Slot elsewhere = platform.slots.free(JAMES, CONSULTATION);
        JsonNode again = reschedule(held, Map.of("start", elsewhere.start(), "professionalId", JAMES)).expect(200).body();
        assertThat(again.get("revision").asInt()).isEqualTo(3);
        assertThat(again.get("professional").get("id").asString()).isEqualTo(JAMES);
        Eventually.see("the old time is free", () -> platform.slots.isFree(sameDay), free -> free);
        assertThat(platform.slots.isFree(elsewhere)).isFalse();
        as("professional").get(path(held)).expect(404);
        as("professional2").get(path(held)).expect(200);
        assertThat(platform.payments(held.orderId())).hasSize(1);
        assertThat(platform.refunds(platform.payments(held.orderId()).getFirst().get("id").asString())).isEmpty();
        assertThat(get(held, "calendar.ics").expect(200).text()).contains("SEQUENCE:3", held.id());
    }

    @Test
    void aGuestsTokenOpensItsBookingOnlyAndOthersSeeNone() {
        Held mine = confirmed(platform.slots.free(SARAH, CONSULTATION));
        Held other = platform.hold(platform.slots.free(SARAH, CONSULTATION));

        platform.anybody.get(path(other), "Holdfast-Manage-Token", mine.manageToken()).expect(404);
        platform.anybody
                .post(path(other, "cancel"), Map.of("reason", "x"), "Holdfast-Manage-Token", mine.manageToken())
                .expect(404);
        for (HoldfastApi stranger : List.of(as("client2"), as("stranger"), as("professional2"))) {
            stranger.get(path(mine)).expect(404);
            stranger.get(path(mine, "timeline")).expect(404);
            stranger.get(path(mine, "receipt.pdf")).expect(404);
            stranger.post(path(mine, "cancel"), Map.of("reason", "x")).expect(404);
            stranger.post(path(mine, "reschedule"), Map.of("start", other.slot().start())).expect(404);
        }
        assertThat(get(mine, "receipt.pdf").expect(200).header("Content-Type")).startsWith("application/pdf");
        assertThat(as("professional2").get("/api/v1/bookings?limit=100").expect(200).body().get("items").valueStream()
                        .map(item -> item.get("professional").get("id").asString()))
                .allMatch(JAMES::equals);
        assertThat(cancel(mine).get("status").asString()).isEqualTo("CANCELLED");
    }

    @Test
    void aGuestCorrectsWhatTheySaidAndTheTimelineTellsWhoWasTold() {
        Held held = confirmed(platform.slots.free(SARAH, CONSULTATION));

        JsonNode corrected = platform.anybody
                .send(
                        "PATCH", path(held), "{\"client\": {\"phone\": \"98123 45670\"}, \"language\": \"hi\"}",
                        "Holdfast-Manage-Token", held.manageToken())
                .expect(200)
                .body();

        assertThat(corrected.at("/client/phone").asString()).isEqualTo("+919812345670");
        assertThat(as("professional").get(path(held)).expect(200).body().at("/language").asString()).isEqualTo("hi");
        platform.anybody.send("PATCH", path(held), "{\"notes\": \"x\"}").expect(401);
        for (String kind : List.of("CONFIRMED", "CORRECTED")) {
            JsonNode timeline = Eventually.see(
                    "the timeline tells of " + kind,
                    () -> get(held, "timeline").expect(200).body().get("items"),
                    items -> items.valueStream().anyMatch(entry -> entry.at("/kind").isString()
                            && entry.at("/kind").asString().equals(kind)
                            && entry.at("/type").asString().equals("notification.sent")));
            assertThat(recipients(timeline)).as("what others are sent is their affair").containsOnly("CLIENT");
            assertThat(timeline.toString()).doesNotContain("@");
        }
        assertThat(recipients(as("admin").get(path(held, "timeline")).expect(200).body().get("items")))
                .contains("CLIENT", "PROFESSIONAL");
    }

    private static List<String> recipients(JsonNode timeline) {
        return timeline.valueStream()
                .map(entry -> entry.at("/recipient"))
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .toList();
    }

    @Test
    void aBookingByHandListsWhatIsInTheWay() {
        Held held = confirmed(platform.slots.free(SARAH, CONSULTATION));
        Slot free = platform.slots.free(SARAH, CONSULTATION);

        JsonNode problem = as("admin").post("/api/v1/admin/bookings", byHand(held.slot())).expect(409).body();
        JsonNode conflict = problem.get("conflicts").get(0);
        assertThat(conflict.get("number").asString()).isEqualTo(platform.booking(held).get("number").asString());
        assertThat(Instant.parse(conflict.get("start").asString())).isEqualTo(start(held));
        JsonNode booked = as("admin").post("/api/v1/admin/bookings", byHand(free)).expect(201).body();
        assertThat(booked.get("status").asString()).isEqualTo("CONFIRMED");
        assertThat(booked.get("payment").isNull()).isTrue();
        assertThat(platform.slots.isFree(free)).isFalse();
    }

    @Test
    void whoMovesToAnotherZoneIsThereEverywhere() {
        String id = "dr-on-the-move";
        var profile = new HashMap<String, Object>(Map.of(
                "displayName", "Dr. On The Move",
                "email", "on-the-move@holdfast.example",
                "category", "Therapist",
                "hourlyRate", Map.of("amount", 150_000, "currency", "INR"),
                "zone", "America/New_York",
                "languages", List.of("en"),
                "offeringIds", List.of(CONSULTATION)));
        as("admin").put("/api/v1/admin/professionals/" + id, profile).expect(201);
        Eventually.see("they can be booked", () -> dates(id).status(), status -> status == 200);

        as(id).put("/api/v1/professionals/me/schedule", Map.of("zone", "Asia/Tokyo")).expect(200);

        Eventually.see("the profile shows it", () -> zoneOf(id), "Asia/Tokyo"::equals);
        assertThat(dates(id).expect(200).body().get("zone").asString()).isEqualTo("Asia/Tokyo");
        JsonNode own = as(id).get("/api/v1/professionals/me").expect(200).body();
        assertThat(own.get("zone").asString()).isEqualTo("Asia/Tokyo");
        as(id).put("/api/v1/professionals/me", own).expect(200);
        assertThat(as("admin").put("/api/v1/admin/professionals/" + id, profile).expect(400).body().toString())
                .contains("that of the schedule");
        Held held = Eventually.see(
                "bookings are in it",
                () -> platform.hold(platform.slots.free(id, CONSULTATION), body -> body.remove("displayZone")),
                booked -> platform.booking(booked).get("displayZone").asString().equals("Asia/Tokyo"));
        platform.pay(held.orderId(), "success", "normal");
        platform.awaitStatus(held, "CONFIRMED");
        String mail = Eventually.see(
                        "the professional's mail", () -> platform.mailsTo("on-the-move@holdfast.example"), mails -> !mails.isEmpty())
                .getLast()
                .get("text")
                .asString();
        assertThat(mail).contains("Asia/Tokyo").doesNotContain("New_York");
    }

    @Test
    void whatClientsSayIsInTheProfessionalsRating() {
        String id = "dr-well-rated";
        as("admin").put("/api/v1/admin/professionals/" + id, Map.of(
                        "displayName", "Dr. Well Rated",
                        "email", "well-rated@holdfast.example",
                        "category", "Therapist",
                        "hourlyRate", Map.of("amount", 150_000, "currency", "INR"),
                        "zone", "Asia/Kolkata",
                        "offeringIds", List.of(CONSULTATION)))
                .expect(201);
        Eventually.see("they can be booked", () -> dates(id).status(), status -> status == 200);
        assertThat(profile(id).get("rating").isNull()).isTrue();
        List<Held> visits = List.of(
                confirmed(platform.slots.free(id, CONSULTATION)), confirmed(platform.slots.free(id, CONSULTATION)));
        Instant last = visits.stream().map(BookingLifeTest::start).max(Instant::compareTo).orElseThrow();
        advanceTo(last.plus(Duration.ofMinutes(61)));
        // Each ends by itself, and by hand it might have just done so.
        visits.forEach(visit -> Eventually.see(
                "it is over",
                () -> platform.anybody.get(path(visit), "Holdfast-Manage-Token", visit.manageToken()).expect(200).body(),
                shown -> shown.get("status").asString().equals("COMPLETED")));
        for (int i = 0; i < 2; i++) {
            Held visit = visits.get(i);
            platform.anybody
                    .post(path(visit, "review"), Map.of("rating", 5 - i), "Holdfast-Manage-Token", visit.manageToken())
                    .expect(200);
        }

        JsonNode profile = Eventually.see(
                "both are counted", () -> profile(id), shown -> shown.get("ratingCount").asInt() == 2);
        assertThat(profile.get("rating").decimalValue()).isEqualByComparingTo("4.5");
        assertThat(platform.anybody.get("/api/v1/professionals?limit=100").expect(200).body().get("items").valueStream())
                .contains(profile);
        assertThat(as(id).get("/api/v1/professionals/me").expect(200).body().get("ratingCount").asInt()).isEqualTo(2);
    }

    private Answer dates(String professional) {
        return platform.anybody.get("/api/v1/professionals/" + professional + "/available-dates?offeringId=" + CONSULTATION
                + "&month=" + platform.anybody.get("/demo/clock").expect(200).body().get("now").asString().substring(0, 7));
    }

    private String zoneOf(String professional) {
        return profile(professional).get("zone").asString();
    }

    private JsonNode profile(String professional) {
        return platform.anybody.get("/api/v1/professionals/" + professional).expect(200).body();
    }

    private void offeredBySarah() {
        JsonNode sarah = platform.anybody.get("/api/v1/professionals/" + SARAH).expect(200).body();
        if (sarah.get("offeringIds").toString().contains(PAID_MANUAL)) {
            return;
        }
        as("admin").put("/api/v1/admin/professionals/" + SARAH, Map.of(
                        "displayName", "Dr. Sarah Khan",
                        "email", "sarah@holdfast.example",
                        "phone", "+919834567890",
                        "category", "Therapist",
                        "hourlyRate", Map.of("amount", 150_000, "currency", "INR"),
                        "zone", "Asia/Kolkata",
                        "languages", List.of("en", "hi"),
                        "offeringIds", List.of(CONSULTATION, "astrology-reading", "clinic-intake", PAID_MANUAL)))
                .expect(200);
        var impossible = new HashMap<String, Object>(Map.of(
                "offeringId", PAID_MANUAL, "professionalId", SARAH, "start", "2099-01-01T10:00:00Z", "duration", 17,
                "client", HoldfastApi.guest("Gita Guest", Platform.freshEmail())));
        Eventually.see(
                "booking has heard of it",
                () -> platform.anybody.post("/api/v1/bookings", impossible).text(),
                text -> text.contains("duration-not-offered"));
    }

    private static Map<String, Object> byHand(Slot slot) {
        return Platform.guestRequest(slot, Platform.freshEmail());
    }

    private Held confirmed(Slot slot) {
        Held held = platform.hold(slot);
        platform.pay(held.orderId(), "success", "normal");
        platform.awaitStatus(held, "CONFIRMED");
        return held;
    }

    private JsonNode cancel(Held held) {
        return platform.anybody
                .post(path(held, "cancel"), Map.of("reason", "Ill"), "Holdfast-Manage-Token", held.manageToken())
                .expect(200)
                .body();
    }

    private Answer reschedule(Held held, Map<String, Object> to) {
        return platform.anybody.post(
                path(held, "reschedule"), to, "Prefer", "wait=20", "Holdfast-Manage-Token", held.manageToken());
    }

    private Answer get(Held held, String page) {
        return platform.anybody.get(path(held, page), "Holdfast-Manage-Token", held.manageToken());
    }

    /** What the provider gave back, once it has. */
    private long refunded(Held held) {
        String payment = platform.payments(held.orderId()).getFirst().get("id").asString();
        List<JsonNode> refunds = Eventually.see("a refund", () -> platform.refunds(payment), found -> !found.isEmpty());
        assertThat(refunds).hasSize(1);
        return refunds.getFirst().get("amount").asLong();
    }

    private void advanceTo(Instant then) {
        Instant now = Instant.parse(platform.anybody.get("/demo/clock").body().get("now").asString());
        Duration step = Duration.between(now, then);
        if (step.isPositive()) {
            platform.advance(step.toString());
        }
    }

    /** A fresh token each time: the clock may have been moved past the last one's end. */
    private HoldfastApi as(String person) {
        return platform.anybody.as(person);
    }

    private static Instant start(Held held) {
        return Instant.parse(held.slot().start());
    }

    private static String path(Held held) {
        return "/api/v1/bookings/" + held.id();
    }

    private static String path(Held held, String page) {
        return path(held) + "/" + page;
    }
}
