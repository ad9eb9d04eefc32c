package io.holdfast.matching.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.holdfast.matching.MatchingService;
import io.holdfast.matching.domain.match.MatchMother;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.micrometer.core.instrument.MeterRegistry;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The matching half of a MATCH booking, as its professionals, its admin and the other services see it. */
class MatchingHttpTest {

    private static final Instant NOW = MatchMother.NOW;
    private static final Instant DEADLINE = NOW.plus(Duration.ofMinutes(75));
    private static final String PROPOSALS = "/api/v1/professionals/me/proposals";
    private static final String MATCHING = "/api/v1/admin/matching";
    private static final List<String> THERAPISTS = List.of("maya-cohen", "daniel-mizrahi", "yael-levi");

    private final ServiceUnderTest service = ServiceUnderTest.of(MatchingService.class, "matching-service")
            .at(NOW)
            .with("matching.tenants.closed.enabled=false")
            .start();
    private final HoldfastApi admin = service.as("admin", "admin");
    private final String booking = UUID.randomUUID().toString();

    @BeforeEach
    void therapists() {
        THERAPISTS.forEach(id -> register(id, Map.of()));
        settle();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void twoDeclineTheThirdAcceptsAndHasItOnceTheirSlotIsBooked() {
        awaitingMatch(booking);
        List<String> first = asked();
        assertThat(first).as("two at a time").hasSize(2);
        for (String id : first) {
            answer(id, "decline", "reason", "Too far.").expect(200);
        }
        settle();
        List<String> third = new ArrayList<>(asked());
        assertThat(third).hasSize(3);
        third.removeAll(first);
        String winner = third.getFirst();

        JsonNode reserving = answer(winner, "accept").expect(202).body();
        assertThat(reserving.at("/status").asString()).isEqualTo("ACCEPTED");
        assertThat(reserving.at("/booking").isNull()).as("not theirs yet").isTrue();
        JsonNode accepted = service.said("proposal.accepted.v1", booking).getFirst();
        assertThat(accepted.at("/professionalId").asString()).isEqualTo(winner);
        assertThat(accepted.at("/attempt").intValue()).isEqualTo(1);
        assertThat(accepted.at("/durationMinutes").intValue()).isEqualTo(60);
        slot("slot.booked.v1", winner);
        settle();

        JsonNode theirs = answer(winner, "accept").expect(200).body();
        assertThat(theirs.at("/booking/number").asString()).isEqualTo("HF-2026-000001");
        assertThat(theirs.at("/booking/address/street").asString()).isEqualTo("12 Dizengoff");
        assertThat(theirs.at("/score/parts").size()).isEqualTo(8);
        JsonNode found = service.said("match.found.v1", booking).getFirst();
        assertThat(found.at("/professionalId").asString()).isEqualTo(winner);
        assertThat(service.typesSaid(booking)).containsExactly(
                "proposal.sent.v1", "proposal.sent.v1", "proposal.declined.v1", "proposal.declined.v1", "proposal.sent.v1",
                "proposal.accepted.v1", "match.found.v1");
        assertThat(service.transport().deadLetters()).isEmpty();
    }

    @Test
    void whoIsNotThereIsNotAsked() {
        for (String id : THERAPISTS.subList(0, 2)) {
            service.hears("time-off.changed.v1", "professionalId", id, "date", "2026-12-01", "times", List.of(
                    Map.of("start", MatchMother.START.minus(Duration.ofHours(2)), "end", MatchMother.START.plusSeconds(60))));
        }
        service.hears("time-off.changed.v1", "professionalId", THERAPISTS.get(1), "date", "2026-12-01", "times", List.of());
        settle();

        awaitingMatch(booking);

        assertThat(asked()).containsExactlyInAnyOrder(THERAPISTS.get(1), THERAPISTS.get(2));
    }

    @Test
    void firstValidAcceptanceWinsAndALoserGetsTheReason() {
        awaitingMatch(booking);
        List<String> asked = asked();
        answer(asked.get(0), "accept").expect(202);
        JsonNode taken = answer(asked.get(1), "accept").expect(409).body();
        assertThat(taken.at("/code").asString()).isEqualTo("already-taken");

        slot("slot.booked.v1", asked.get(0));
        settle();
        assertThat(answer(asked.get(1), "accept").expect(409).body().at("/code").asString()).isEqualTo("already-taken");
        assertThat(answer(asked.get(0), "decline").expect(409).body().at("/code").asString()).isEqualTo("proposal-accepted");
        assertThat(service.said("proposal.withdrawn.v1", booking)).singleElement()
                .satisfies(withdrawn -> assertThat(withdrawn.at("/reason").asString()).isEqualTo("TAKEN"));
        assertThat(statuses(asked.get(1))).containsExactly("WITHDRAWN");
        assertThat(service.as(asked.get(1), "professional").get(PROPOSALS + "?status=PENDING").expect(200).body().at("/items"))
                .isEmpty();
        assertThat(service.as(asked.get(0), "professional").get(PROPOSALS + "?status=ACCEPTED").expect(200).body().at("/items"))
                .hasSize(1);
    }

    @Test
    void allWhoAcceptAtOnceButOneAreRefused() {
        awaitingMatch(booking);
        List<CompletableFuture<Integer>> answers = asked().stream()
                .flatMap(id -> Stream.of(id, id, id, id))
                .map(id -> CompletableFuture.supplyAsync(() -> answer(id, "accept").status()))
                .toList();

        List<Integer> statuses = answers.stream().map(CompletableFuture::join).sorted().toList();
        assertThat(statuses).containsExactly(202, 202, 202, 202, 409, 409, 409, 409);
        settle();
        assertThat(service.said("proposal.accepted.v1", booking)).hasSize(1);
    }

    @Test
    void whoWaitsIsToldWhenTheirSlotIsBookedOrNotFree() {
        awaitingMatch(booking);
        List<String> asked = asked();
        var waiting = CompletableFuture.supplyAsync(() -> answer(asked.get(0), "accept", Map.of(), "Prefer", "wait=15"));
        await().until(() -> service.said("proposal.accepted.v1", booking).size() == 1);
        slot("slot.rejected.v1", asked.get(0), "attempt", null);
        assertThat(waiting.join().expect(409).body().at("/code").asString()).isEqualTo("slot-not-free");

        var other = CompletableFuture.supplyAsync(() -> answer(asked.get(1), "accept", Map.of(), "Prefer", "wait=15"));
        await().until(() -> service.said("proposal.accepted.v1", booking).size() == 2);
        // The answer about the first comes once more, and is known to be late.
        slot("slot.rejected.v1", asked.get(0), "attempt", null);
        slot("slot.booked.v1", asked.get(1));
        assertThat(other.join().expect(200).body().at("/booking/id").asString()).isEqualTo(booking);
        assertThat(service.said("match.found.v1", booking)).hasSize(1);
    }

    @Test
    void silenceIsOverAfterAQuarterOfAnHourAndTheNextAreAsked() {
        awaitingMatch(booking);
        List<String> asked = asked();
        service.clock().advance(Duration.ofMinutes(15));
        for (String id : asked) {
            assertThat(answer(id, "accept").expect(409).body().at("/code").asString()).isEqualTo("proposal-expired");
            service.hears("proposal.timed-out.v1", "bookingId", booking, "revision", 1, "proposalId", idOf(id));
        }
        settle();
        assertThat(asked()).hasSize(3);
        assertThat(service.said("proposal.expired.v1", booking)).hasSize(2);

        service.clock().set(DEADLINE);
        service.hears("match.timed-out.v1", "bookingId", booking, "revision", 1);
        settle();
        assertThat(service.said("match.failed.v1", booking)).singleElement()
                .satisfies(failed -> assertThat(failed.at("/reason").asString()).isEqualTo("DEADLINE"));
    }

    @Test
    void timersThatNeverCameAreCaughtUpWith() {
        awaitingMatch(booking);
        service.clock().advance(Duration.ofMinutes(15).plusSeconds(31));
        settle();
        assertThat(service.said("proposal.expired.v1", booking)).hasSize(2);
        assertThat(asked()).hasSize(3);

        service.clock().set(DEADLINE.plusSeconds(31));
        settle();
        settle();
        assertThat(service.said("match.failed.v1", booking)).hasSize(1);
        assertThat(service.documents("matches")).noneMatch(match -> match.containsKey("dueAt"));
    }

    @Test
    void timerThatIsEarlyByOurClockIsTriedAgainUntilItsTime() {
        awaitingMatch(booking);
        String silent = asked().getFirst();
        service.clock().advance(Duration.ofMinutes(14).plusSeconds(59));
        service.hears("proposal.timed-out.v1", "bookingId", booking, "revision", 1, "proposalId", idOf(silent));
        assertThat(statuses(silent)).containsExactly("PENDING");

        service.clock().advance(Duration.ofSeconds(1));
        await().untilAsserted(() -> assertThat(statuses(silent)).containsExactly("EXPIRED"));
    }

    @Test
    void endOfTheBookingWithdrawsWhatIsOpen() {
        awaitingMatch(booking);
        List<String> asked = asked();
        answer(asked.get(0), "accept").expect(202);
        service.hears("booking.cancelled.v1", "bookingId", booking, "revision", 1);
        settle();

        assertThat(service.said("proposal.withdrawn.v1", booking)).hasSize(2)
                .allMatch(withdrawn -> withdrawn.at("/reason").asString().equals("BOOKING_ENDED"));
        assertThat(answer(asked.get(1), "accept").expect(409).body().at("/code").asString()).isEqualTo("booking-ended");
        // Availability was faster than the cancellation; the booking's end gives the slot back.
        slot("slot.booked.v1", asked.get(0));
        settle();
        assertThat(service.said("match.found.v1", booking)).isEmpty();
    }

    @Test
    void bookingThatComesBackIsAnotherSearchWithoutWhoGaveItBack() {
        awaitingMatch(booking);
        String first = asked().getFirst();
        answer(first, "accept").expect(202);
        slot("slot.booked.v1", first);
        settle();
        awaitingMatch(booking, "revision", 2, "excluded", List.of(first));
        settle();

        List<String> again = service.said("proposal.sent.v1", booking).stream()
                .filter(sent -> sent.at("/revision").intValue() == 2)
                .map(sent -> sent.at("/professionalId").asString())
                .toList();
        assertThat(again).hasSize(2).doesNotContain(first);
        assertThat(service.as(first, "professional").post(PROPOSALS + "/" + booking + ".1." + first + "/accept", Map.of())
                .expect(409).body().at("/code").asString()).isEqualTo("booking-ended");
    }

    @Test
    void sameRequestTwiceAsksOnce() {
        var request = awaitingMatch(booking);
        service.hears(request);
        service.hears(request);
        settle();
        assertThat(service.typesSaid(booking)).containsExactly("proposal.sent.v1", "proposal.sent.v1");
    }

    @Test
    void nobodyWhoCanIsTheEndAndTheAdminSeesWhy() {
        awaitingMatch(booking, "address", Map.of("street", "1 Marine Drive", "city", "Mumbai"));
        settle();
        JsonNode failed = service.said("match.failed.v1", booking).getFirst();
        assertThat(failed.at("/reason").asString()).isEqualTo("NOBODY_SUITABLE");

        JsonNode explained = admin.get(MATCHING + "?bookingId=" + booking).expect(200).body().at("/items/0");
        assertThat(explained.at("/status").asString()).isEqualTo("FAILED");
        assertThat(explained.at("/waves/0/considered").intValue()).isEqualTo(3);
        assertThat(explained.at("/waves/0/unsuitable/AREA").intValue()).isEqualTo(3);
        assertThat(explained.at("/position/latitude").doubleValue()).isEqualTo(19.08);
    }

    @Test
    void onlyWhoFitsIsAsked() {
        register("noa-katz", Map.of(
                "gender", "MALE", "languages", List.of("en"), "skills", List.of("prenatal"), "serviceArea", List.of("Holon")));
        register("far-away", Map.of("gender", "MALE", "serviceArea", List.of("Haifa")));
        register("retired", Map.of("gender", "MALE", "active", false));
        register("busy", Map.of("gender", "MALE"));
        settle();
        service.hears("slot.booked.v1", "bookingId", "another", "revision", 1, "professionalId", "busy",
                "start", "2026-12-01T15:30:00Z", "end", "2026-12-01T16:30:00Z");
        settle();
        awaitingMatch(booking, "preference", Map.of("gender", "MALE"));
        settle();

        assertThat(asked()).containsExactly("noa-katz");
        JsonNode wave = admin.get(MATCHING + "?bookingId=" + booking).expect(200).body().at("/items/0/waves/0");
        assertThat(wave.at("/unsuitable")).isEqualTo(json(Map.of("GENDER", 3, "AREA", 1, "BUSY", 1)));
        assertThat(wave.at("/candidates/0/features/kilometres").doubleValue()).isBetween(6.0, 7.0);

        service.hears("slot.released.v1", "bookingId", "another", "revision", 1, "professionalId", "busy",
                "start", "2026-12-01T15:30:00Z", "end", "2026-12-01T16:30:00Z");
        settle();
        String other = UUID.randomUUID().toString();
        awaitingMatch(other, "preference", Map.of("gender", "MALE"));
        settle();
        assertThat(askedAbout(other)).containsExactlyInAnyOrder("noa-katz", "busy");
    }

    @Test
    void whoWorksForAnotherTenantIsNotAsked() {
        register(service.asOneOf("other", "admin", "admin"), "stranger", Map.of("gender", "MALE"));
        settle();
        awaitingMatch(booking, "preference", Map.of("gender", "MALE"));
        settle();

        assertThat(asked()).isEmpty();
        assertThat(service.said("match.failed.v1", booking).getFirst().at("/reason").asString()).isEqualTo("NOBODY_SUITABLE");
    }

    @Test
    void scheduleSaysWhoWorksThen() {
        service.hears("schedule.changed.v1", "professionalId", "maya-cohen", "schedule", Map.of(
                "zone", "Asia/Jerusalem", "slotStep", 15, "weeklyHours",
                Map.of("TUESDAY", Map.of("start", "09:00", "end", "16:00", "enabled", true)),
                "breaks", List.of(), "overrides", List.of(), "recurring", List.of(), "buffers", Map.of("before", 0, "after", 0)));
        settle();
        awaitingMatch(booking);
        assertThat(asked()).containsExactlyInAnyOrder("daniel-mizrahi", "yael-levi");
    }

    @Test
    void whoWasStoredByAnotherVersionOfThisServiceIsFoundToo() {
        THERAPISTS.forEach(id -> service.mongo().getCollection("candidates").updateOne(
                new Document("_id", "demo:" + id), new Document("$unset", new Document("digest", ""))));
        awaitingMatch(booking);
        assertThat(asked()).hasSize(2);
        settle();
        assertThat(service.documents("candidates").stream().filter(candidate -> candidate.get("digest") != null))
                .as("what happens to somebody writes it anew").hasSize(2);
    }

    @Test
    void tenantThatHasItSwitchedOffFindsNobody() {
        var event = service.eventOf("closed", 1, "booking.awaiting-match.v1", request(booking));
        service.hears(event);
        settle();
        assertThat(service.said("match.failed.v1", booking).getFirst().at("/reason").asString()).isEqualTo("SWITCHED_OFF");
    }

    @Test
    void nobodyElseGetsIn() {
        awaitingMatch(booking);
        String asked = asked().getFirst();
        String accept = PROPOSALS + "/" + idOf(asked) + "/accept";
        service.guest().post(accept, Map.of()).expect(401);
        service.as("asha", "client").post(accept, Map.of()).expect(403);
        service.as("dr-who", "professional").post(accept, Map.of()).expect(404);
        service.asOneOf("other", asked, "professional").post(accept, Map.of()).expect(404);
        service.as(asked, "professional").post(PROPOSALS + "/nonsense/accept", Map.of()).expect(404);
        service.as(asked, "professional").post(PROPOSALS + "/x.1." + asked + "/accept", Map.of()).expect(404);
        String one = PROPOSALS + "/" + idOf(asked);
        JsonNode theirs = service.as(asked, "professional").get(one).expect(200).body();
        assertThat(theirs.at("/city").asString()).isEqualTo("Tel Aviv");
        assertThat(theirs.toString()).as("where the client lives is told once it is theirs")
                .doesNotContain("Dizengoff").doesNotContain("HF-2026");
        service.as("dr-who", "professional").get(one).expect(404);
        service.asOneOf("other", asked, "professional").get(one).expect(404);
        assertThat(service.asOneOf("other", asked, "professional").get(PROPOSALS).expect(200).body().at("/items")).isEmpty();
        service.as(asked, "professional").get(PROPOSALS + "?status=OPEN").expect(400);
        service.as(asked, "professional").get(MATCHING).expect(403);
        assertThat(service.asOneOf("other", "admin", "admin").get(MATCHING + "?bookingId=" + booking)
                .expect(200).body().at("/items")).isEmpty();
        assertThat(service.asOneOf("other", "admin", "admin").get(MATCHING).expect(200).body().at("/items")).isEmpty();
        assertThat(statuses(asked)).containsExactly("PENDING");
    }

    @Test
    void replayByTheSamePolicyHasTheSameWinnersAndTouchesNothing() {
        for (int i = 0; i < 6; i++) {
            String id = UUID.randomUUID().toString();
            awaitingMatch(id);
            settle();
            String winner = askedAbout(id).get(i % 2);
            service.as(winner, "professional").post(PROPOSALS + "/" + id + ".1." + winner + "/accept", Map.of()).expect(202);
            service.hears("slot.booked.v1", "bookingId", id, "revision", 1, "professionalId", winner,
                    "start", MatchMother.START.plus(Duration.ofHours(i)), "end", MatchMother.START.plus(Duration.ofHours(i + 1)));
            settle();
        }
        long said = saidByMatches();
        Map<String, Object> time = Map.of("from", NOW.minusSeconds(1), "to", NOW.plusSeconds(1));

        JsonNode same = admin.post(MATCHING + "/replays", time).expect(200).body();
        assertThat(same.at("/requests").intValue()).isEqualTo(6);
        assertThat(same.at("/sameWinner").intValue()).isEqualTo(6);
        assertThat(same.at("/shadow")).isEqualTo(same.at("/actual"));

        var other = new HashMap<>(time);
        other.put("policy", Map.of("weights", Map.of("DISTANCE", 0, "RECENCY", 90), "waves", Map.of("sizes", List.of(1))));
        JsonNode shadow = admin.post(MATCHING + "/replays", other).expect(200).body();
        assertThat(shadow.at("/shadow/proposals").intValue()).isLessThan(shadow.at("/actual/proposals").intValue());
        assertThat(saidByMatches()).isEqualTo(said);

        other.put("policy", Map.of("reachKilometres", 0));
        assertThat(admin.post(MATCHING + "/replays", other).errorFields()).containsExactly("policy");
        other.put("policy", Map.of("weights", Map.of("CHARM", 1)));
        assertThat(admin.post(MATCHING + "/replays", other).errorFields()).containsExactly("policy.weights");
        assertThat(admin.post(MATCHING + "/replays", Map.of("from", NOW, "to", NOW)).errorFields()).containsExactly("to");
        assertThat(admin.post(MATCHING + "/replays", Map.of("from", NOW)).errorFields()).containsExactly("to");
        service.as("asha", "client").post(MATCHING + "/replays", time).expect(403);
    }

    /** Without what the audit log is told of who asked. */
    private long saidByMatches() {
        return service.transport().published().stream()
                .filter(event -> !event.type().startsWith("admin-action."))
                .count();
    }

    @Test
    void answersAreRememberedAndShownInTheNextDecision() {
        awaitingMatch(booking);
        String declines = asked().getFirst();
        service.clock().advance(Duration.ofMinutes(4));
        answer(declines, "decline").expect(200);
        settle();
        String other = UUID.randomUUID().toString();
        awaitingMatch(other);
        settle();

        JsonNode candidates = admin.get(MATCHING + "?bookingId=" + other).expect(200).body().at("/items/0/waves/0/candidates");
        JsonNode features = candidates.valueStream()
                .filter(one -> one.at("/professionalId").asString().equals(declines))
                .findFirst().orElseThrow().at("/features");
        assertThat(features.at("/asked").intValue()).isEqualTo(1);
        assertThat(features.at("/answered").intValue()).isEqualTo(1);
        assertThat(features.at("/accepted").intValue()).isZero();
        assertThat(features.at("/answerMinutes").doubleValue()).isEqualTo(4);
    }

    @Test
    void figuresSayHowLongItTookAndThatItWasTooLong() {
        MeterRegistry metrics = service.bean(MeterRegistry.class);
        awaitingMatch(booking);
        assertThat(metrics.get("holdfast.matching.time").timer().count()).isEqualTo(1);
        assertThat(metrics.get("holdfast.matching.alerts").counter().count()).isZero();

        String other = UUID.randomUUID().toString();
        OutboxEntry late = service.event("booking.awaiting-match.v1", request(other));
        service.clock().advance(Duration.ofSeconds(31));
        service.hears(late);
        settle();
        assertThat(askedAbout(other)).hasSize(2);
        assertThat(metrics.get("holdfast.matching.alerts").counter().count()).isEqualTo(1);
        assertThat(metrics.get("holdfast.matching.time").timer().max(TimeUnit.SECONDS)).isEqualTo(31);

        answer(asked().getFirst(), "accept").expect(202);
        slot("slot.booked.v1", asked().getFirst());
        settle();
        assertThat(metrics.get("holdfast.matching.proposals").tag("status", "pending").counter().count()).isEqualTo(4);
        assertThat(metrics.get("holdfast.matching.ended").tag("outcome", "found").counter().count()).isEqualTo(1);
        assertThat(metrics.get("holdfast.matching.waves").summary().totalAmount()).isEqualTo(1);
    }

    // ---- what others do

    private void register(String id, Map<String, ?> other) {
        register(admin, id, other);
    }

    private static void register(HoldfastApi by, String id, Map<String, ?> other) {
        var body = new HashMap<String, Object>(Map.of(
                "displayName", "The " + id, "email", id + "@example.com", "category", "Massage therapist",
                "hourlyRate", Map.of("amount", 20_000, "currency", "ILS"), "zone", "Asia/Jerusalem",
                "languages", List.of("he"), "offeringIds", List.of("home-massage"), "serviceArea", List.of("Tel Aviv")));
        body.putAll(other);
        by.put("/api/v1/admin/professionals/" + id, body).expect(201);
    }

    private OutboxEntry awaitingMatch(String id, @Nullable Object... changes) {
        var all = new ArrayList<>(Arrays.asList(request(id)));
        all.addAll(Arrays.asList(changes));
        var sent = service.hears("booking.awaiting-match.v1", all.toArray());
        settle();
        return sent;
    }

    private static @Nullable Object[] request(String id) {
        return new @Nullable Object[] {
            "bookingId", id, "revision", 1, "start", MatchMother.START, "end", MatchMother.START.plus(Duration.ofHours(1)),
            "durationMinutes", 60, "deadline", DEADLINE, "language", "he",
            "address", Map.of("street", "12 Dizengoff", "city", "Tel Aviv"),
            // The contract's example is the fullest there is, and nobody would suit it.
            "preference", null, "skills", null, "excluded", null, "previous", null, "pendingSlot", null};
    }

    private void slot(String type, String professional, @Nullable Object... changes) {
        var all = new ArrayList<@Nullable Object>(List.of("bookingId", booking, "revision", 1));
        if (!type.equals("slot.rejected.v1")) {
            all.addAll(List.of("professionalId", professional, "start", MatchMother.START,
                    "end", MatchMother.START.plus(Duration.ofHours(1))));
        }
        all.addAll(Arrays.asList(changes));
        service.hears(type, all.toArray());
    }

    private HoldfastApi.Answer answer(String professional, String what, String... body) {
        return answer(professional, what, body.length == 0 ? Map.of() : Map.of(body[0], body[1]));
    }

    private HoldfastApi.Answer answer(String professional, String what, Map<String, String> body, String... headers) {
        return service.as(professional, "professional").post(PROPOSALS + "/" + idOf(professional) + "/" + what, body, headers);
    }

    private String idOf(String professional) {
        return booking + ".1." + professional;
    }

    private List<String> asked() {
        return askedAbout(booking);
    }

    private List<String> askedAbout(String id) {
        return service.said("proposal.sent.v1", id).stream().map(sent -> sent.at("/professionalId").asString()).toList();
    }

    private List<String> statuses(String professional) {
        return service.as(professional, "professional").get(PROPOSALS).expect(200).body().at("/items").valueStream()
                .map(item -> item.at("/status").asString())
                .toList();
    }

    /** What was said is heard by this service, too. */
    private void settle() {
        service.awaitIdle();
        service.awaitIdle();
    }

    private static JsonNode json(Object value) {
        return JsonMapper.shared().valueToTree(value);
    }
}
