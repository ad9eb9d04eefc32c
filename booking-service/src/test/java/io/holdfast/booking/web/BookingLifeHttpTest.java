package io.holdfast.booking.web;

import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.holdfast.booking.BookingInstance;
import io.holdfast.defaults.BookingTokens;
import io.holdfast.defaults.streams.LiveStreams;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What people do with a booking once it is there, over real HTTP; the test is availability, payment and scheduler. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BookingLifeHttpTest {

    private static final String BOOKINGS = "/api/v1/bookings";
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final Instant START = Instant.parse("2026-12-01T04:30:00Z");
    private static final Instant LATER = START.plus(Duration.ofDays(1));
    private static final String SARAH = "dr-sarah-khan";
    private static final String JAMES = "dr-james-lee";

    private BookingInstance service;
    private HoldfastApi client;

    @BeforeAll
    void start() {
        service = new BookingInstance();
        service.catalogue("consultation-60", "INSTANT", 150_000, SARAH);
        service.catalogue("clinic-intake", "MANUAL", 0, "dr-amy-pond");
        service.professional("demo", JAMES, List.of("consultation-60"));
        client = service.client("asha");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @BeforeEach
    void today() {
        service.clock.set(NOW);
    }

    // ---- cancelling

    @ParameterizedTest(name = "{0} before the start: {1} %")
    @CsvSource({"PT24H,100,150000", "PT23H59M,50,75000"})
    void whatIsQuotedIsGivenBack(Duration before, int percentage, long refund) {
        String id = confirmed(client);
        service.clock.set(START.minus(before));

        JsonNode quote = client.get(path(id, "cancellation-quote")).expect(200).body();
        JsonNode cancelled = client.post(path(id, "cancel"), Map.of("reason", "Ill")).expect(200).body();

        assertThat(quote.at("/refundPercentage").asInt()).isEqualTo(percentage);
        assertThat(quote.at("/refund/amount").asLong()).isEqualTo(refund);
        assertThat(quote.at("/until").asString()).isNotEmpty();
        assertThat(cancelled.at("/status").asString()).isEqualTo("CANCELLED");
        assertThat(cancelled.at("/cancellation/by").asString()).isEqualTo("CLIENT");
        assertThat(cancelled.at("/cancellation/refundPercentage").asInt()).isEqualTo(percentage);
        assertThat(cancelled.at("/cancellation/refund/amount").asLong()).isEqualTo(refund);
        await().until(() -> service.said("booking.cancelled.v1", id).size() == 1);
        assertThat(service.said("booking.cancelled.v1", id).getFirst().at("/refund/amount").asLong()).isEqualTo(refund);
        JsonNode again = client.post(path(id, "cancel"), Map.of("reason", "Ill")).expect(409).body();
        assertThat(again.at("/detail").asString()).contains("CANCELLED");
    }

    @Test
    void whatIsNotPaidIsGivenBackByItsClientAndWhatIsPaidIsNot() {
        String unpaid = awaitingPayment(client);
        professional(SARAH).post(path(unpaid, "release"), Map.of()).expect(403);
        service.client("bela").post(path(unpaid, "release"), Map.of()).expect(404);

        JsonNode released = client.post(path(unpaid, "release"), Map.of()).expect(200).body();

        assertThat(released.at("/status").asString()).isEqualTo("CANCELLED");
        assertThat(released.at("/cancellation/by").asString()).isEqualTo("CLIENT");
        await().until(() -> service.said("booking.cancelled.v1", unpaid).size() == 1);
        assertThat(client.post(path(unpaid, "release"), Map.of()).expect(409).body().at("/code").asString())
                .isEqualTo("booking-ended");
        assertThat(client.post(path(confirmed(client), "release"), Map.of()).expect(409).body().at("/code").asString())
                .isEqualTo("nothing-unpaid");
    }

    @Test
    void professionalsGiveEverythingBackAndAdminsMayChoose() {
        String byProfessional = confirmed(client);
        String byAdmin = confirmed(client);
        service.clock.set(START.minusSeconds(60));

        JsonNode first = professional(SARAH)
                .post(path(byProfessional, "cancel"), Map.of("reason", "Ill"))
                .expect(200)
                .body();
        client.post(path(byAdmin, "cancel"), Map.of("reason", "x", "refundPercentage", 100)).expect(403);
        service.admin().post(path(byAdmin, "cancel"), Map.of("reason", "x", "refundPercentage", 101)).expect(400);
        JsonNode second = service.admin()
                .post(path(byAdmin, "cancel"), Map.of("reason", "Goodwill", "refundPercentage", 80))
                .expect(200)
                .body();

        assertThat(first.at("/cancellation/refundPercentage").asInt()).isEqualTo(100);
        assertThat(second.at("/cancellation/refund/amount").asLong()).isEqualTo(120_000);
    }

    @Test
    void whatIsPastIsNotCancelledAndSaysWhy() {
        String id = confirmed(client);
        service.clock.set(START);

        JsonNode problem = client.post(path(id, "cancel"), Map.of("reason", "Ill")).expect(409).body();

        assertThat(problem.at("/code").asString()).isEqualTo("booking-started");
        assertThat(problem.at("/detail").asString()).contains(START.toString());
        client.get(path(id, "cancellation-quote")).expect(409);
    }

    // ---- moving

    @Test
    void aMovedBookingIsTheSameBooking() {
        String id = confirmed(client);
        String number = get(id).at("/number").asString();
        CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(() -> client.post(
                path(id, "reschedule"), Map.of("start", LATER.toString(), "professionalId", JAMES), "Prefer", "wait=20"));
        await().until(() -> service.said("booking.reschedule-requested.v1", id).size() == 1);
        assertThat(get(id).at("/rescheduling/revision").asInt()).isEqualTo(2);
        assertThat(get(id).at("/start").asString()).isEqualTo(START.toString());
        client.post(path(id, "reschedule"), Map.of("start", LATER.toString())).expect(409);

        service.moved(id, 2, JAMES, LATER);

        JsonNode moved = waiting.join().expect(200).body();
        assertThat(moved.at("/id").asString()).isEqualTo(id);
        assertThat(moved.at("/number").asString()).isEqualTo(number);
        assertThat(moved.at("/revision").asInt()).isEqualTo(2);
        assertThat(moved.at("/start").asString()).isEqualTo(LATER.toString());
        assertThat(moved.at("/professional/id").asString()).isEqualTo(JAMES);
        assertThat(moved.at("/payment/status").asString()).isEqualTo("CAPTURED");
        professional(SARAH).get(path(id)).expect(404);
        professional(JAMES).get(path(id)).expect(200);
        await().until(() -> service.said("booking.rescheduled.v1", id).size() == 1);
        assertThat(service.said("booking.rescheduled.v1", id).getFirst().at("/previous/professionalId").asString())
                .isEqualTo(SARAH);
    }

    @Test
    void aTakenTimeLeavesTheBookingAsItIs() {
        String id = confirmed(client);
        CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(
                () -> client.post(path(id, "reschedule"), Map.of("start", LATER.toString()), "Prefer", "wait=20"));
        await().until(() -> service.said("booking.reschedule-requested.v1", id).size() == 1);
        service.notMoved(id, 2, "BOOKED");

        JsonNode problem = waiting.join().expect(409).body();
        assertThat(problem.at("/detail").asString())
                .isEqualTo("That time was just taken. The booking stays as it is.");
        assertThat(problem.has("conflicts")).isFalse();
        JsonNode booking = get(id);
        assertThat(booking.at("/revision").asInt()).isEqualTo(1);
        assertThat(booking.at("/start").asString()).isEqualTo(START.toString());
        assertThat(booking.at("/rescheduling").isNull()).isTrue();
    }

    @Test
    void rulesOfMovingAreNamed() {
        String id = confirmed(client);

        client.post(path(id, "reschedule"), Map.of("start", LATER.toString())).expect(202);
        service.notMoved(id, 2, "FULL");
        await().until(() -> get(id).at("/rescheduling").isNull());
        assertThat(code(id, Map.of("start", START.toString()))).isEqualTo("nothing-to-move");
        assertThat(code(id, Map.of("start", LATER.toString(), "professionalId", "nobody")))
                .isEqualTo("professional-unknown");
        assertThat(code(id, Map.of("start", LATER.toString(), "professionalId", "dr-amy-pond")))
                .isEqualTo("offering-not-provided");
        client.post(path(id, "reschedule"), Map.of("start", "2026-12-02T04:30:30Z")).expect(400);
        client.post(path(id, "reschedule"), Map.of("start", "2026-11-01T04:30:00Z")).expect(400);
        service.clock.set(START.minus(Duration.ofHours(24)).plusMillis(1));
        assertThat(code(id, Map.of("start", LATER.toString()))).isEqualTo("reschedule-notice");
        service.admin().post(path(id, "reschedule"), Map.of("start", LATER.toString())).expect(202);
    }

    // ---- keys

    @Test
    void aCommandUnderTheSameKeyIsDoneOnce() {
        String id = confirmed(client);
        String key = UUID.randomUUID().toString();
        Answer first = client.post(path(id, "cancel"), Map.of("reason", "Ill"), "Idempotency-Key", key).expect(200);
        Answer again = client.post(path(id, "cancel"), Map.of("reason", "Ill"), "Idempotency-Key", key).expect(200);

        assertThat(again.body()).isEqualTo(first.body());
        JsonNode other = client.post(path(id, "cancel"), Map.of("reason", "Well"), "Idempotency-Key", key)
                .expect(422)
                .body();
        assertThat(other.at("/code").asString()).isEqualTo("idempotency-key-reused");
        client.post(path(id, "reschedule"), Map.of("start", LATER.toString()), "Idempotency-Key", key).expect(422);
        service.admin().post(path(id, "cancel"), Map.of("reason", "Ill"), "Idempotency-Key", key).expect(409);
        assertThat(service.said("booking.cancelled.v1", id)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aRepeatedMoveIsAnsweredLikeTheFirst() {
        String id = confirmed(client);
        Map<String, String> body = Map.of("start", LATER.toString());
        client.post(path(id, "reschedule"), body, "Idempotency-Key", "move").expect(202);
        client.post(path(id, "reschedule"), body, "Idempotency-Key", "move").expect(202);
        service.moved(id, 2, SARAH, LATER);

        JsonNode again = client.post(path(id, "reschedule"), body, "Idempotency-Key", "move", "Prefer", "wait=20")
                .expect(200)
                .body();

        assertThat(again.at("/revision").asInt()).isEqualTo(2);
        assertThat(service.said("booking.reschedule-requested.v1", id)).hasSize(1);
    }

    // ---- attendance and reviews

    @Test
    void attendanceIsTheProfessionalsToRecordAndTheReviewTheClients() {
        String id = confirmed(client);
        professional(SARAH).post(path(id, "no-show"), "").expect(409);
        service.clock.set(START.plusSeconds(60));
        client.post(path(id, "complete"), "").expect(403);
        service.client("client2").post(path(id, "complete"), "").expect(404);
        client.post(path(id, "review"), Map.of("rating", 5)).expect(409);

        JsonNode missed = professional(SARAH).post(path(id, "no-show"), Map.of("reason", "Nobody came")).expect(200).body();
        assertThat(missed.at("/status").asString()).isEqualTo("NO_SHOW");
        JsonNode completed = professional(SARAH).post(path(id, "complete"), "").expect(200).body();
        assertThat(completed.at("/status").asString()).isEqualTo("COMPLETED");
        assertThat(completed.at("/reviewStatus").asString()).isEqualTo("REQUESTED");
        assertThat(completed.at("/review").isNull()).isTrue();

        client.post(path(id, "review"), Map.of("rating", 6)).expect(400);
        client.post(path(id, "review"), Map.of("rating", 5, "text", "x".repeat(2001))).expect(400);
        professional(SARAH).post(path(id, "review"), Map.of("rating", 5)).expect(403);
        JsonNode reviewed = client.post(path(id, "review"), Map.of("rating", 5, "text", "Good")).expect(200).body();
        assertThat(reviewed.at("/review/rating").asInt()).isEqualTo(5);
        assertThat(reviewed.at("/review/text").asString()).isEqualTo("Good");
        client.post(path(id, "review"), Map.of("rating", 1)).expect(409);
        service.clock.set(START.plus(Duration.ofDays(8)));
        assertThat(professional(SARAH).post(path(id, "no-show"), "").expect(422).body().at("/code").asString())
                .isEqualTo("correction-window");
        await().untilAsserted(() -> assertThat(service.typesSaidAbout(id))
                .endsWith("booking.no-show-recorded.v1", "booking.completed.v1", "booking.reviewed.v1"));
    }

    // ---- admins

    @Test
    void whatAnAdminGoesOverIsSaidToTheAuditLogAndWhatOthersDoIsNot() {
        String moved = confirmed(client);
        String cancelled = confirmed(client);
        String missed = confirmed(client);
        service.admin().post(path(cancelled, "cancel"), Map.of("reason", "Ill", "refundPercentage", 100)).expect(200);
        service.clock.set(START.minus(Duration.ofHours(24)).plusMillis(1));
        client.post(path(moved, "reschedule"), Map.of("start", LATER.toString())).expect(422);
        service.admin().post(path(moved, "reschedule"), Map.of("start", LATER.toString())).expect(202);
        service.clock.set(START.plusSeconds(60));
        professional(SARAH).post(path(missed, "no-show"), "").expect(200);
        service.admin().post(path(missed, "complete"), "").expect(200);
        service.admin().put("/api/v1/admin/bookings/" + missed + "/status", Map.of("status", "NO_SHOW")).expect(200);
        service.admin().post(path(missed, "no-show"), "").expect(409);

        assertThat(adminActions(cancelled, 1)).containsExactly("POST /api/v1/bookings/{id}/cancel 200 [\"cancellation-refund\"]");
        assertThat(adminActions(moved, 1)).containsExactly("POST /api/v1/bookings/{id}/reschedule 202 [\"reschedule-notice\"]");
        assertThat(adminActions(missed, 3)).containsExactlyInAnyOrder(
                "POST /api/v1/bookings/{id}/complete 200 [\"attendance-correction\"]",
                "PUT /api/v1/admin/bookings/{id}/status 200 [\"attendance-correction\"]",
                "POST /api/v1/bookings/{id}/no-show 409 []");
    }

    private List<String> adminActions(String booking, int expected) {
        return await().until(
                () -> service.transport.published("admin-action.ended.v1").stream()
                        .map(event -> JsonMapper.shared().readTree(event.data()))
                        .filter(ended -> ended.at("/subjects/0").asString().equals(booking))
                        .map(ended -> ended.get("action").asString() + " " + ended.get("status").asInt() + " "
                                + ended.get("overrides"))
                        .toList(),
                found -> found.size() == expected);
    }

    // ---- guests and strangers

    @Test
    void aGuestsTokenOpensAllOfOneBookingAndNothingOfAnother() {
        JsonNode booking = guestBooking();
        String id = booking.at("/id").asString();
        String other = guestBooking().at("/id").asString();
        String token = booking.at("/manageToken").asString();
        for (String page : List.of("timeline", "calendar.ics", "cancellation-quote")) {
            service.guest().get(path(id, page), "Holdfast-Manage-Token", token).expect(200);
            service.guest().get(path(other, page), "Holdfast-Manage-Token", token).expect(404);
            service.guest().get(path(id, page)).expect(401);
        }
        service.guest().post(path(other, "cancel"), Map.of("reason", "x"), "Holdfast-Manage-Token", token).expect(404);
        service.guest().post(path(id, "confirm"), "", "Holdfast-Manage-Token", token).expect(403);
        service.guest().post(path(id, "cancel"), Map.of("reason", "x")).expect(401);
        service.guest().post(path(id, "cancel"), Map.of("reason", "x"), "Holdfast-Manage-Token", token).expect(200);
    }

    @Test
    void othersBookingsAreNotThere() {
        String id = confirmed(client);
        var strangers = List.of(
                service.client("client2"),
                professional(JAMES),
                service.as("other", "asha", Map.of(), "client"),
                service.as("other", "boss", Map.of(), "admin"));
        for (HoldfastApi stranger : strangers) {
            for (String page : List.of("timeline", "calendar.ics", "receipt.pdf", "cancellation-quote", "stream")) {
                stranger.get(path(id, page)).expect(404);
            }
            stranger.post(path(id, "cancel"), Map.of("reason", "x")).expect(404);
            stranger.post(path(id, "reschedule"), Map.of("start", LATER.toString())).expect(404);
            stranger.post(path(id, "confirm"), "").expect(404);
            stranger.post(path(id, "decline"), Map.of("reason", "x")).expect(404);
            stranger.post(path(id, "no-show"), "").expect(404);
            stranger.post(path(id, "complete"), "").expect(404);
            stranger.post(path(id, "review"), Map.of("rating", 1)).expect(404);
        }
        assertThat(get(id).at("/status").asString()).isEqualTo("CONFIRMED");
    }

    // ---- papers

    @Test
    void theTimelineTellsWhatWasAndWhatWillBe() {
        String id = confirmed(client);
        List<JsonNode> entries = client.get(path(id, "timeline")).expect(200).body().at("/items").valueStream().toList();

        assertThat(entries.stream().filter(e -> e.at("/happened").asBoolean()).map(e -> e.at("/type").asString()))
                .contains(
                        "booking.requested", "booking.awaiting-payment", "payment.order-created", "payment.captured",
                        "booking.paid", "booking.confirmed", "meeting.arranged");
        assertThat(entries.stream().filter(e -> !e.at("/happened").asBoolean()).map(e -> e.at("/type").asString()))
                .containsExactly(
                        "reminder.due", "reminder.due", "reminder.due", "booking.start-reached", "booking.end-reached");
        assertThat(entries.stream().map(e -> e.at("/at").asString())).isSorted();
        assertThat(entries.getLast().at("/triggeredBy").asString()).isEqualTo("SCHEDULER");
        assertThat(entries.getFirst().at("/cause").asString()).isEqualTo("request");
    }

    @Test
    void theTimelineTellsWhoWasToldWhatAndNotWhere() {
        String id = confirmed(client);
        Map<String, Object> settled = Map.of(
                "notificationId", id + ":1:CONFIRMED",
                "bookingId", id,
                "revision", 1,
                "kind", "CONFIRMED",
                "deliveries", List.of(
                        Map.of("recipient", "CLIENT", "channel", "EMAIL", "status", "SENT", "at", NOW.toString()),
                        Map.of(
                                "recipient", "PROFESSIONAL", "channel", "PUSH", "status", "FAILED", "at", NOW.toString(),
                                "reason", "410")));
        service.tell("notification.sent.v1", id, settled);
        service.tell("notification.sent.v1", id, settled);
        service.tell("notification.failed.v1", id, Map.of(
                "notificationId", id + ":1:REMINDER:PT24H",
                "bookingId", id,
                "revision", 1,
                "kind", "REMINDER",
                "occasion", "PT24H",
                "deliveries", List.of(Map.of(
                        "recipient", "CLIENT", "channel", "EMAIL", "status", "FAILED", "at", NOW.plusSeconds(1).toString(),
                        "reason", "550"))));

        await().until(() -> messages(client, id).size() == 2);
        assertThat(messages(client, id).getLast().at("/type").asString()).isEqualTo("notification.failed");
        assertThat(messages(client, id).getLast().at("/detail").asString()).isEqualTo("PT24H, 550");
        assertThat(messages(professional(SARAH), id)).extracting(entry -> entry.at("/recipient").asString())
                .containsExactly("CLIENT", "PROFESSIONAL", "CLIENT");
        assertThat(messages(service.admin(), id).getFirst().at("/channel").asString()).isEqualTo("EMAIL");
        assertThat(client.get(path(id, "timeline")).text()).doesNotContain("@");
    }

    @Test
    void theTimelineKeepsTheLatestMessages() {
        String id = confirmed(client);
        List<Map<String, String>> deliveries = IntStream.range(0, 205)
                .mapToObj(i -> Map.of(
                        "recipient", "ADMIN", "channel", "EMAIL-" + i, "status", "SENT", "at", NOW.plusSeconds(i).toString()))
                .toList();
        service.tell("notification.sent.v1", id, Map.of(
                "notificationId", id + ":1:ANY", "bookingId", id, "revision", 1, "kind", "ANY", "deliveries", deliveries));

        await().until(() -> messages(service.admin(), id).size() == 200);
        assertThat(messages(service.admin(), id).getFirst().at("/channel").asString()).isEqualTo("EMAIL-5");
    }

    private static List<JsonNode> messages(HoldfastApi by, String id) {
        return by.get(path(id, "timeline")).expect(200).body().at("/items").valueStream()
                .filter(entry -> entry.at("/type").asString().startsWith("notification."))
                .toList();
    }

    @Test
    void theCalendarEntryHasTheUidOfTheMailsAndTheRevision() throws Exception {
        String id = confirmed(client);
        client.post(path(id, "reschedule"), Map.of("start", LATER.toString())).expect(202);
        service.moved(id, 2, SARAH, LATER);
        await().until(() -> get(id).at("/revision").asInt() == 2);

        Answer answer = client.get(path(id, "calendar.ics")).expect(200);
        var event = (VEvent) new CalendarBuilder()
                .build(new StringReader(answer.text()))
                .getComponent("VEVENT")
                .orElseThrow();

        assertThat(answer.header("Content-Type")).startsWith("text/calendar");
        assertThat(event.getUid().orElseThrow().getValue()).isEqualTo(id + "@holdfast");
        assertThat(event.getSequence().getSequenceNo()).isEqualTo(2);
        assertThat(answer.text()).contains("DTSTART:20261202T043000Z");
        assertThat(get(id).at("/meetingUrl").asString())
                .matches("https://rooms\\.example\\.com/holdfast-[0-9a-v]{30,}");
        assertThat(answer.text().replace("\r\n ", "")).contains(get(id).at("/meetingUrl").asString());
    }

    @Test
    void theEntryOfACancelledBookingTakesItOutOfTheCalendar() {
        String id = confirmed(client);
        VEvent before = entry(id);
        client.post(path(id, "cancel"), Map.of("reason", "Ill")).expect(200);
        VEvent after = entry(id);

        // As high as the mailed CANCEL has it, or the calendar keeps what it has.
        assertThat(after.getSequence().getSequenceNo()).isEqualTo(before.getSequence().getSequenceNo() + 1);
        assertThat(after.getStatus().getValue()).isEqualTo("CANCELLED");
        assertThat(after.getSummary().getValue()).isEqualTo("Consultation: Dr Sarah Khan");
        assertThat(after.getLocation()).isEqualTo(before.getLocation());
        assertThat(after.getOrganizer().getValue()).isEqualTo("mailto:bookings@holdfast.example");
    }

    private VEvent entry(String id) {
        try {
            return (VEvent) new CalendarBuilder()
                    .build(new StringReader(client.get(path(id, "calendar.ics")).expect(200).text()))
                    .getComponent("VEVENT")
                    .orElseThrow();
        } catch (java.io.IOException | net.fortuna.ical4j.data.ParserException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aMailedLinkOpensThePapersOfItsBookingAndNothingElse() {
        var tokens = new BookingTokens("a-secret-that-only-these-tests-know-of");
        String id = confirmed(client);
        String other = confirmed(client);
        String link = "?p=" + tokens.papers(id);

        service.guest().get(path(id, "calendar.ics" + link)).expect(200);
        service.guest().get(path(id, "receipt.pdf" + link)).expect(200);
        service.client("client2").get(path(id, "calendar.ics" + link)).expect(200);
        for (String paper : List.of("calendar.ics", "receipt.pdf")) {
            service.guest().get(path(other, paper + link)).expect(404);
            service.guest().get(path(id, paper + "?p=" + tokens.manage(id))).expect(404);
            service.guest().get(path(id, paper + "?p=wrong")).expect(404);
            service.guest().get(path(id, paper + link + "&p=" + tokens.papers(id))).expect(400);
            service.guest().get(path(id, paper)).expect(401);
            client.get(path(id, paper + "?p=wrong")).expect(200);
        }
        for (String page : List.of("timeline", "cancellation-quote", "stream")) {
            service.guest().get(path(id, page + link)).expect(401);
        }
        service.guest().get("/api/v1/bookings/" + id + link).expect(401);
        service.guest().get(path(id, "timeline"), "Holdfast-Manage-Token", tokens.papers(id)).expect(404);
        service.guest().post(path(id, "cancel" + link), Map.of("reason", "x")).expect(401);
    }

    @Test
    void aReceiptShowsWhatWasPaidAndGivenBack() throws Exception {
        String id = requested(client);
        assertThat(client.get(path(id, "receipt.pdf")).expect(409).body().at("/code").asString()).isEqualTo("not-paid");
        confirm(id);
        client.post(path(id, "cancel"), Map.of("reason", "Ill")).expect(200);
        service.tell("payment.refunded.v1", id, Map.of(
                "bookingId", id,
                "revision", 1,
                "paymentId", "pay_" + id,
                "refundId", "rfnd_" + id,
                "amount", Map.of("amount", 150_000, "currency", "INR"),
                "status", "REFUNDED",
                "accepted", true));
        await().until(() -> get(id).at("/payment/status").asString().equals("REFUNDED"));

        professional(SARAH).get(path(id, "receipt.pdf")).expect(403);
        service.admin().get(path(id, "receipt.pdf")).expect(200);
        HttpResponse<byte[]> pdf = HttpClient.newHttpClient()
                .send(service.request(path(id, "receipt.pdf"), "asha"), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(pdf.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/pdf");
        String text = ActualText.of(pdf.body());
        assertThat(text).contains(
                "Receipt " + get(id).at("/number").asString(), "Holdfast", "Payment pay_" + id, "rfnd_" + id,
                get(id).at("/number").asString(), "Consultation", "Dr Sarah Khan", "Asha Rao", "INR 1,500.00",
                "Paid on 28 Nov 2026", "Refunded on 28 Nov 2026", "Kept", "INR 0.00");
    }

    @ParameterizedTest
    @CsvSource({"hi,he,रसीद", "fr,'de, he-IL;q=0.5',קבלה", "fr,de,Receipt", "en,hi,Receipt"})
    void aReceiptIsInTheBookingsLanguageOrElseInTheBrowsers(String language, String browser, String title)
            throws Exception {
        String id = client.post(BOOKINGS, body(Map.of("language", language))).expect(202).body().at("/id").asString();
        confirm(id);

        HttpRequest request =
                client.request(path(id, "receipt.pdf")).header("Accept-Language", browser).build();
        byte[] pdf = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray()).body();

        assertThat(ActualText.of(pdf)).contains(title);
    }

    @Test
    void aStreamTellsEveryChangeUntilTheServiceStops() throws Exception {
        String id = requested(client);
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        CompletableFuture<Void> reading = HttpClient.newHttpClient()
                .sendAsync(service.request(path(id, "stream"), "asha"), HttpResponse.BodyHandlers.ofLines())
                .thenAccept(response -> response.body().forEach(lines::add));
        assertThat(nextData(lines)).contains("\"REQUESTED\"");

        service.slotReserved(id, NOW.plusSeconds(900));
        assertThat(nextData(lines)).contains("\"PENDING_PAYMENT\"");

        // A stream that is still open must not hold up the end of the service.
        service.bean(LiveStreams.class).stop();
        reading.get(2, TimeUnit.MINUTES);
        service.bean(LiveStreams.class).start();
    }

    private static String nextData(BlockingQueue<String> lines) throws InterruptedException {
        String event = "";
        while (true) {
            String line = lines.poll(2, TimeUnit.MINUTES);
            assertThat(line).as("something is told").isNotNull();
            if (line.startsWith("event:")) {
                event = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                assertThat(event).isEqualTo("booking");
                return line;
            }
        }
    }

    // ---- admins

    @Test
    void anAdminBooksByHandAndNobodyPays() {
        CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(() -> service.admin()
                .post("/api/v1/admin/bookings", body(Map.of("client", HoldfastApi.guest("Ravi", "manual@example.com")))));
        String id = idOf("manual@example.com");
        await().until(() -> service.said("booking.requested.v1", id).size() == 1);
        assertThat(service.said("booking.requested.v1", id).getFirst().at("/manual").asBoolean()).isTrue();
        service.slotReserved(id, NOW.plusSeconds(900));
        await().until(() -> service.said("booking.paid.v1", id).size() == 1);
        assertThat(service.said("booking.paid.v1", id).getFirst().at("/amount/amount").asLong()).isZero();
        service.slotBooked(id);

        JsonNode booking = waiting.join().expect(201).body();
        assertThat(booking.at("/status").asString()).isEqualTo("CONFIRMED");
        assertThat(booking.at("/manual").asBoolean()).isTrue();
        assertThat(booking.at("/payment").isNull()).isTrue();
        assertThat(booking.at("/statusHistory/0/triggeredBy").asString()).isEqualTo("ADMIN");
    }

    @Test
    void aStartBesideTheStepIsSaidToBeThatAndNamesTheStep() {
        service.tell("schedule.changed.v1", "dr-of-the-hour", schedule("dr-of-the-hour", "Asia/Kolkata", 60));
        service.professional("demo", "dr-of-the-hour", List.of("consultation-60"));
        CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(() -> Eventually.see(
                "they can be booked",
                () -> service.guest().post(BOOKINGS, body(Map.of(
                        "professionalId", "dr-of-the-hour", "client", HoldfastApi.guest("Ravi", "offstep@example.com"))),
                        "Prefer", "wait=20"),
                answer -> answer.status() != 422));
        String id = Eventually.see(
                        "the request",
                        () -> service.transport.published("booking.requested.v1").stream()
                                .filter(event -> event.data().contains("dr-of-the-hour"))
                                .toList(),
                        requests -> !requests.isEmpty())
                .getFirst()
                .key();
        service.tell("slot.rejected.v1", id, Map.of(
                "bookingId", id, "revision", 1, "reason", "CLOSED", "exactReason", "OFF_STEP"));

        JsonNode problem = waiting.join().expect(409).body();
        assertThat(problem.at("/code").asString()).isEqualTo("OFF_STEP");
        assertThat(problem.at("/detail").asString()).contains("every 60 minutes");
    }

    @Test
    void bookingsAreShownInTheZoneOfTheProfessionalsScheduleUnlessTheClientSaysOtherwise() {
        service.professional("demo", "dr-on-the-move", List.of("consultation-60"));
        String before = Eventually.see(
                        "they can be booked",
                        () -> client.post(BOOKINGS, body(Map.of("professionalId", "dr-on-the-move"))),
                        answer -> answer.status() == 202)
                .body()
                .at("/id")
                .asString();
        service.tell("demo", "schedule.changed.v1", "dr-on-the-move", 8, schedule("dr-on-the-move", "Asia/Tokyo", 30));
        service.tell("demo", "schedule.changed.v1", "dr-on-the-move", 7, schedule("dr-on-the-move", "Europe/Paris", 30));
        HoldfastApi another = service.client("another-of-many");

        Eventually.see(
                "new bookings are in Tokyo",
                () -> service.guest().post(BOOKINGS, body(Map.of(
                        "professionalId", "dr-on-the-move",
                        "client", HoldfastApi.guest("Gita", UUID.randomUUID() + "@example.com")))),
                answer -> answer.body().at("/displayZone").asString().equals("Asia/Tokyo"));
        // A profile that says otherwise is older than the schedule, whenever it comes.
        service.professional("demo", "dr-on-the-move", List.of("consultation-60"));
        assertThat(another.post(BOOKINGS, body(Map.of("professionalId", "dr-on-the-move"))).expect(202)
                        .body().at("/displayZone").asString())
                .isEqualTo("Asia/Tokyo");
        assertThat(another.post(BOOKINGS, body(Map.of(
                                "professionalId", "dr-on-the-move", "displayZone", "America/New_York"))).expect(202)
                        .body().at("/displayZone").asString())
                .isEqualTo("America/New_York");
        assertThat(client.get(path(before)).body().at("/displayZone").asString()).as("frozen").isEqualTo("Asia/Kolkata");
    }

    private static Map<String, Object> schedule(String professional, String zone, int step) {
        return Map.of(
                "professionalId", professional,
                "schedule", Map.of("zone", zone, "slotStep", step),
                "changedAt", NOW.toString());
    }

    @Test
    void whatIsInTheWayOfAManualBookingIsListed() {
        CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(() -> service.admin()
                .post("/api/v1/admin/bookings", body(Map.of("client", HoldfastApi.guest("Ravi", "inway@example.com")))));
        String id = idOf("inway@example.com");
        service.tell("slot.rejected.v1", id, Map.of(
                "bookingId", id, "revision", 1, "reason", "BOOKED",
                "conflicts", List.of(Map.of(
                        "bookingId", "another", "number", "HF-2026-000007",
                        "start", START.toString(), "end", START.plusSeconds(3600).toString()))));

        JsonNode problem = waiting.join().expect(409).body();
        assertThat(problem.at("/conflicts").toString()).isEqualTo(
                "[{\"number\":\"HF-2026-000007\",\"start\":\"2026-12-01T04:30:00Z\",\"end\":\"2026-12-01T05:30:00Z\"}]");
        client.post("/api/v1/admin/bookings", body(Map.of())).expect(403);
        service.admin().post("/api/v1/admin/bookings", body(Map.of())).expect(400);
    }

    @Test
    void anAdminMovesABookingAlongTheTableOnly() {
        String id = confirmed(client);
        String status = "/api/v1/admin/bookings/" + id + "/status";
        service.clock.set(START.plusSeconds(60));

        JsonNode refused = service.admin().put(status, Map.of("status", "DECLINED", "reason", "x")).expect(409).body();
        assertThat(refused.at("/legal").valueStream().map(JsonNode::asString)).containsExactly("COMPLETED", "NO_SHOW");
        service.admin().put(status, Map.of("status", "REQUESTED")).expect(409);
        service.admin().put(status, Map.of("status", "LOST")).expect(400);
        client.put(status, Map.of("status", "NO_SHOW")).expect(403);
        service.as("other", "boss", Map.of(), "admin").put(status, Map.of("status", "NO_SHOW")).expect(404);
        JsonNode missed = service.admin().put(status, Map.of("status", "NO_SHOW", "reason", "Seen nobody")).expect(200).body();

        JsonNode last = missed.at("/statusHistory").valueStream().toList().getLast();
        assertThat(last.at("/triggeredBy").asString()).isEqualTo("ADMIN");
        assertThat(last.at("/reason").asString()).isEqualTo("Seen nobody");
    }

    @Test
    void anAdminSeesTheTenantsBookingsAndWhatTheyBrought() {
        String tenant = "counted";
        catalogue(tenant, Map.of());
        HoldfastApi boss = service.as(tenant, "boss", Map.of(), "admin");
        HoldfastApi buyer = service.as(tenant, "buyer", Map.of("name", "Buyer", "email", "buyer@example.com"), "client");
        String kept = requested(buyer);
        String open = requested(buyer);
        service.tell(tenant, "payment.captured.v1", kept, 1, captured(kept));
        service.tell(tenant, "payment.refunded.v1", kept, 2, Map.of(
                "bookingId", kept, "revision", 1, "paymentId", "pay_" + kept, "refundId", "rfnd_1",
                "amount", Map.of("amount", 50_000, "currency", "INR"), "status", "PARTIALLY_REFUNDED",
                "accepted", true));
        await().until(() -> buyer.get(path(kept)).body().at("/payment/refunds").size() == 1);

        JsonNode stats = boss.get("/api/v1/admin/stats").expect(200).body();
        assertThat(stats.at("/totalBookings").asLong()).isEqualTo(2);
        assertThat(stats.at("/totalRevenue").toString()).isEqualTo("{\"amount\":100000,\"currency\":\"INR\"}");
        assertThat(stats.at("/bookingsByStatus/REQUESTED").asLong()).isEqualTo(2);
        assertThat(stats.at("/bookingsByStatus/NO_SHOW").asLong()).isZero();
        String list = "/api/v1/admin/bookings";
        assertThat(boss.get(list + "?limit=1").expect(200).body().at("/items/0/id").asString()).isIn(open, kept);
        assertThat(boss.get(list).body().at("/pagination/total").asLong()).isEqualTo(2);
        assertThat(total(boss, list + "?status=CONFIRMED")).isZero();
        assertThat(total(boss, list + "?startDate=2026-12-01&endDate=2026-12-01")).isEqualTo(2);
        assertThat(total(boss, list + "?startDate=2026-12-02")).isZero();
        assertThat(total(boss, list + "?endDate=2026-11-30")).isZero();
        boss.get(list + "?startDate=soon").expect(400);
        client.get(list).expect(403);
        service.guest().get(list).expect(401);
    }

    @Test
    void whatIsLongOverIsArchived() {
        HoldfastApi archivist = service.client("archivist");
        String over = confirmed(archivist);
        archivist.post(path(over, "cancel"), Map.of("reason", "Ill")).expect(200);
        String live = confirmed(archivist);
        service.clock.set(START.plus(Duration.ofDays(31)));

        assertThat(total(archivist, BOOKINGS)).isEqualTo(2);
        assertThat(archivist.get(BOOKINGS + "?archived=true").body().at("/items/0/id").asString()).isEqualTo(over);
        assertThat(archivist.get(BOOKINGS + "?archived=false").body().at("/items/0/id").asString()).isEqualTo(live);
        assertThat(total(archivist, BOOKINGS + "?archived=true")).isEqualTo(1);
    }

    // ---- asking

    @Test
    void aClientBooksFiveTimesAnHour() {
        catalogue("strict", Map.of());
        HoldfastApi eager = service.as("strict", "eager", Map.of("name", "Eager", "email", "eager@example.com"), "client");
        String first = requested(eager);
        for (int i = 1; i < 5; i++) {
            requested(eager);
            service.clock.advance(Duration.ofMinutes(1));
        }
        Answer tooMany = eager.post(BOOKINGS, body(Map.of())).expect(429);
        assertThat(Integer.parseInt(tooMany.header("Retry-After"))).isBetween(3300, 3600);
        requested(service.as("strict", "other", Map.of("name", "Other", "email", "other@example.com"), "client"));

        service.tell("strict", "slot.rejected.v1", first, 1, Map.of("bookingId", first, "revision", 1, "reason", "BOOKED"));
        await().until(() -> eager.get(path(first)).body().at("/status").asString().equals("REJECTED"));
        requested(eager);
        eager.post(BOOKINGS, body(Map.of())).expect(429);
        service.clock.advance(Duration.ofMinutes(60));
        requested(eager);
    }

    @Test
    void guestsAreCountedByTheirAddressAndRepeatsAreNot() {
        catalogue("strict", Map.of());
        for (int i = 0; i < 5; i++) {
            String address = i % 2 == 0 ? "often@example.com" : "Often@Example.com";
            for (int repeat = 0; repeat < 2; repeat++) {
                service.guest().post(
                                BOOKINGS, body(Map.of("client", HoldfastApi.guest("Often", address))),
                                "Holdfast-Tenant", "strict", "Idempotency-Key", "key " + i)
                        .expect(202);
            }
        }
        service.guest().post(
                        BOOKINGS, body(Map.of("client", HoldfastApi.guest("Often", "often@example.com"))),
                        "Holdfast-Tenant", "strict")
                .expect(429);
    }

    @Test
    void anOfferingsQuestionsAreAnsweredOrNamed() {
        catalogue("curious", Map.of("intakeFields", List.of(
                Map.of("name", "birthDate", "label", "Date of birth", "type", "date", "required", true),
                Map.of("name", "side", "label", "Side", "type", "choice", "options", List.of("left", "right")))));
        HoldfastApi asked = service.as("curious", "asked", Map.of("name", "Asked", "email", "asked@example.com"), "client");

        JsonNode problem = asked.post(BOOKINGS, body(Map.of("intake", Map.of("side", "up", "shoe", "44")))).expect(400).body();
        assertThat(problem.at("/errors").valueStream()
                        .map(error -> error.at("/field").asString() + " " + error.at("/message").asString()))
                .containsExactlyInAnyOrder(
                        "intake.birthDate is needed",
                        "intake.side must be one of left, right",
                        "intake.shoe is not asked for by this offering");
        JsonNode booking = asked.post(BOOKINGS, body(Map.of("intake", Map.of("birthDate", "1990-02-28")))).expect(202).body();
        assertThat(booking.at("/intake/birthDate").asString()).isEqualTo("1990-02-28");
        // What is wrong is said in the reader's language.
        assertThat(asked.post(BOOKINGS, body(Map.of("intake", Map.of("birthDate", "soon"))), "Accept-Language", "he-IL,en;q=0.5")
                        .expect(400).body().at("/errors/0/message").asString())
                .isEqualTo("צריך להיות תאריך כמו 2026-12-01");
        assertThat(asked.post(BOOKINGS, body(Map.of("intake", Map.of())), "Accept-Language", "hi")
                        .expect(400).body().at("/errors/0/message").asString())
                .isEqualTo("ज़रूरी है");
        // In the words in which it was asked, whatever is asked later.
        catalogue("curious", Map.of("intakeFields", List.of(
                Map.of("name", "side", "label", "Which side?", "type", "choice", "options", List.of("left", "right")),
                Map.of("name", "birthDate", "label", "Born when?", "type", "date"))));
        JsonNode answers = asked.get(BOOKINGS + "/" + booking.at("/id").asString()).expect(200).body().at("/answers");
        assertThat(answers).hasSize(1);
        assertThat(answers.at("/0/name").asString()).isEqualTo("birthDate");
        assertThat(answers.at("/0/question").asString()).isEqualTo("Date of birth");
        assertThat(answers.at("/0/answer").asString()).isEqualTo("1990-02-28");
        JsonNode both = asked.post(BOOKINGS, body(Map.of("intake", Map.of("birthDate", "1990-02-28", "side", "left"))))
                .expect(202)
                .body()
                .at("/answers");
        assertThat(both.valueStream().map(each -> each.at("/question").asString()))
                .containsExactly("Which side?", "Born when?");
        assertThat(service.as("curious", "boss", Map.of(), "admin").get("/api/v1/admin/bookings/export.csv").expect(200).text())
                .contains(",Date of birth: 1990-02-28,", ",Which side?: left | Born when?: 1990-02-28,");
        assertThat(service.guest().get("/api/v1/offerings/consultation-60", "Holdfast-Tenant", "curious").body()
                        .at("/intakeFields/0/options/0").asString())
                .isEqualTo("left");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "98123 45678,+919812345678",
        "098123-45678,+919812345678",
        "+91 98123 45678,+919812345678",
        "+1 (212) 555-0123,+12125550123",
        "+972 54-123-4567,+972541234567",
        "0812,",
        "call me,",
        "+12,"
    })
    void aPhoneIsUnderstoodAsItIsWrittenInTheTenantsCountry(String written, String number) {
        Answer answer = client.post(BOOKINGS, body(Map.of(
                "client", Map.of("name", "Asha", "email", "a@example.com", "phone", written),
                "recipient", Map.of("name", "Ravi", "phone", written))));
        if (number == null) {
            assertThat(answer.expect(400).body().at("/errors").valueStream().map(error -> error.at("/field").asString()))
                    .containsExactly("client.phone", "recipient.phone");
        } else {
            assertThat(answer.expect(202).body().at("/client/phone").asString()).isEqualTo(number);
            assertThat(answer.body().at("/recipient/phone").asString()).isEqualTo(number);
        }
    }

    @ParameterizedTest(name = "a manual offering {0} before the start: {1}")
    @CsvSource({"PT59M59S,422", "PT1H,202"})
    void whatSomebodyHasToAcceptIsBookedAnHourAheadAtLeast(Duration before, int status) {
        service.clock.set(START.minus(before));

        Answer answer = client.post(BOOKINGS, body(Map.of("offeringId", "clinic-intake", "professionalId", "dr-amy-pond")));

        JsonNode said = answer.expect(status).body();
        assertThat(said.path("code").asString("")).isEqualTo(status == 422 ? "too-soon-to-confirm" : "");
        if (status == 422) {
            assertThat(said.at("/detail").asString()).contains("1 hour");
            service.admin().post("/api/v1/admin/bookings", body(Map.of(
                            "offeringId", "clinic-intake",
                            "professionalId", "dr-amy-pond",
                            "client", HoldfastApi.guest("Ravi", "by-hand@example.com"))), "Prefer", "wait=0")
                    .expect(202);
        }
    }

    // ---- how

    private HoldfastApi professional(String subject) {
        return service.as("demo", subject, Map.of(), "professional");
    }

    private String requested(HoldfastApi by) {
        return by.post(BOOKINGS, body(Map.of())).expect(202).body().at("/id").asString();
    }

    private JsonNode guestBooking() {
        return service.guest()
                .post(BOOKINGS, body(Map.of("client", HoldfastApi.guest("Gita", "gita@example.com"))))
                .expect(202)
                .body();
    }

    private String confirmed(HoldfastApi by) {
        String id = requested(by);
        confirm(id);
        return id;
    }

    private String awaitingPayment(HoldfastApi by) {
        String id = requested(by);
        service.slotReserved(id, NOW.plusSeconds(900));
        await().until(() -> get(id).at("/status").asString().equals("PENDING_PAYMENT"));
        return id;
    }

    private void confirm(String id) {
        service.slotReserved(id, NOW.plusSeconds(900));
        await().until(() -> get(id).at("/status").asString().equals("PENDING_PAYMENT"));
        service.orderCreated(id);
        service.captured(id);
        await().until(() -> get(id).at("/status").asString().equals("CONFIRMING"));
        service.slotBooked(id);
        await().until(() -> get(id).at("/status").asString().equals("CONFIRMED"));
    }

    private JsonNode get(String id) {
        return service.admin().get(path(id)).expect(200).body();
    }

    private String code(String id, Map<String, String> body) {
        return client.post(path(id, "reschedule"), body).expect(422).body().at("/code").asString();
    }

    private static long total(HoldfastApi by, String list) {
        return by.get(list).expect(200).body().at("/pagination/total").asLong();
    }

    private String idOf(String email) {
        return await().until(
                () -> service.admin().get("/api/v1/admin/bookings?limit=100").body().at("/items").valueStream()
                        .filter(item -> item.at("/client/email").asString().equals(email))
                        .map(item -> item.at("/id").asString())
                        .toList(),
                ids -> !ids.isEmpty()).getFirst();
    }

    private void catalogue(String tenant, Map<String, Object> more) {
        var offering = new HashMap<String, Object>(Map.of(
                "name", "Consultation",
                "confirmation", "INSTANT",
                "hourlyRate", Map.of("amount", 150_000, "currency", "INR")));
        offering.putAll(more);
        service.as(tenant, "boss", Map.of(), "admin").put("/api/v1/admin/offerings/consultation-60", offering).expect(200);
        service.professional(tenant, SARAH, List.of("consultation-60"));
        await().until(() -> service.guest()
                .post(BOOKINGS, body(Map.of("duration", 17, "client", HoldfastApi.guest("A B", "a@example.com"))),
                        "Holdfast-Tenant", tenant)
                .text()
                .contains("duration-not-offered"));
    }

    private static Map<String, Object> captured(String booking) {
        return Map.of(
                "bookingId", booking, "revision", 1, "orderId", "order_1", "paymentId", "pay_" + booking,
                "amount", Map.of("amount", 150_000, "currency", "INR"), "capturedAt", NOW.toString(), "accepted", true);
    }

    private static String path(String id) {
        return BOOKINGS + "/" + id;
    }

    private static String path(String id, String page) {
        return path(id) + "/" + page;
    }

    private static Map<String, Object> body(Map<String, Object> otherwise) {
        var body = new HashMap<String, Object>(Map.of(
                "offeringId", "consultation-60", "professionalId", SARAH, "start", START.toString()));
        body.putAll(otherwise);
        return body;
    }
}
