package io.holdfast.matching.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import io.holdfast.matching.MatchingService;
import io.holdfast.matching.domain.match.MatchMother;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.InTurn;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many bookings ask at once for the same few professionals, who accept, decline, say nothing, accept twice and accept late on
 * two instances; availability, which this test plays, books each of them once at a time. The seed is in the log.
 */
@InTurn(0)
class ManyMatchesTest {

    private static final Logger log = LoggerFactory.getLogger(ManyMatchesTest.class);
    private static final int BOOKINGS = 40;
    private static final int PROFESSIONALS = 12;
    private static final Instant DEADLINE = MatchMother.NOW.plus(Duration.ofMinutes(75));

    private final long seed = Long.getLong("seed", new Random().nextInt(1_000_000));
    private final Random dice = new Random(seed);
    private final Set<String> handled = new HashSet<>();
    private final Map<String, Set<Instant>> calendars = new HashMap<>();

    @Test
    void eachEndsAndNobodyIsBookedTwiceAtATime() {
        log.info("-Dseed={}", seed);
        try (var one = ServiceUnderTest.of(MatchingService.class, "matching-service").at(MatchMother.NOW).start();
                var other = one.beside().on(one.transport()).start()) {
            for (int i = 0; i < PROFESSIONALS; i++) {
                register(one, "p-" + i);
            }
            settle(one);
            List<String> bookings = new ArrayList<>();
            for (int i = 0; i < BOOKINGS; i++) {
                String id = UUID.nameUUIDFromBytes((seed + ":" + i).getBytes()).toString();
                bookings.add(id);
                // Four starts, so that many want the same person at the same time.
                Instant start = MatchMother.START.plus(Duration.ofHours(i % 4));
                OutboxEntry request = one.hears("booking.awaiting-match.v1", "bookingId", id, "revision", 1, "start", start,
                        "end", start.plus(Duration.ofHours(1)), "deadline", DEADLINE,
                        "address", Map.of("street", "1 Road", "city", "Tel Aviv"),
                        "preference", null, "skills", null, "excluded", null, "previous", null, "pendingSlot", null);
                if (i % 5 == 0) {
                    one.hears(request);
                }
            }
            settle(one);
            for (int minutes = 0; minutes <= 75; minutes += 5) {
                if (minutes == 5) {
                    bookings.stream().limit(5).forEach(id -> one.hears("booking.cancelled.v1", "bookingId", id, "revision", 1));
                }
                answerSome(one, other);
                one.clock().advance(Duration.ofMinutes(5));
                settle(one);
            }
            one.clock().advance(Duration.ofMinutes(1));
            settle(one);
            requireRightEnds(one, bookings);
        }
    }

    private void answerSome(ServiceUnderTest one, ServiceUnderTest other) {
        List<CompletableFuture<?>> calls = new ArrayList<>();
        for (Document match : one.documents("matches")) {
            for (Document proposal : match.getList("proposals", Document.class)) {
                Document id = proposal.get("_id", Document.class);
                String professional = id.getString("professional");
                String path = "/api/v1/professionals/me/proposals/" + match.getString("_id") + ".1." + professional;
                int lot = dice.nextInt(10);
                HoldfastApi here = one.as(professional, "professional");
                HoldfastApi there = other.as(professional, "professional");
                if (lot < 3) {
                    calls.add(CompletableFuture.runAsync(() -> here.post(path + "/accept", Map.of())));
                    calls.add(CompletableFuture.runAsync(() -> there.post(path + "/accept", Map.of())));
                } else if (lot < 5) {
                    calls.add(CompletableFuture.runAsync(() -> there.post(path + "/decline", Map.of("reason", "No."))));
                }
            }
        }
        calls.forEach(CompletableFuture::join);
        for (int i = 0; i < 3; i++) {
            settle(one);
            answerForAvailability(one);
        }
        settle(one);
    }

    private void answerForAvailability(ServiceUnderTest one) {
        for (OutboxEntry event : one.transport().published("proposal.accepted.v1")) {
            if (!handled.add(event.eventId())) {
                continue;
            }
            JsonNode accepted = JsonMapper.shared().readTree(event.data());
            String id = accepted.at("/bookingId").asString();
            String professional = accepted.at("/professionalId").asString();
            Instant start = Instant.parse(accepted.at("/start").asString());
            int attempt = accepted.at("/attempt").intValue();
            OutboxEntry answer = calendars.computeIfAbsent(professional, key -> new HashSet<>()).add(start)
                    ? one.hears("slot.booked.v1", "bookingId", id, "revision", 1, "professionalId", professional,
                            "start", start, "end", start.plus(Duration.ofHours(1)))
                    : one.hears("slot.rejected.v1", "bookingId", id, "revision", 1, "attempt", attempt == 1 ? null : attempt);
            one.hears(answer);
        }
    }

    private void requireRightEnds(ServiceUnderTest one, List<String> bookings) {
        List<Document> matches = one.documents("matches");
        assertThat(matches).hasSize(BOOKINGS);
        Map<String, Long> ends = matches.stream()
                .collect(Collectors.groupingBy(match -> match.getString("status"), Collectors.counting()));
        log.info("seed {}: {}", seed, ends);
        assertThat(ends.keySet()).isSubsetOf("MATCHED", "FAILED", "WITHDRAWN");
        assertThat(ends.get("MATCHED")).isPositive();
        Set<String> taken = new HashSet<>();
        for (Document match : matches) {
            List<Document> proposals = match.getList("proposals", Document.class);
            assertThat(proposals).hasSizeLessThanOrEqualTo(5).noneMatch(proposal -> proposal.get("status").equals("PENDING"));
            List<Document> accepted =
                    proposals.stream().filter(proposal -> proposal.get("status").equals("ACCEPTED")).toList();
            assertThat(accepted).hasSize(match.get("status").equals("MATCHED") ? 1 : 0);
            accepted.forEach(proposal -> assertThat(taken.add(
                            proposal.get("_id", Document.class).getString("professional")
                                    + match.get("request", Document.class).get("start")))
                    .as("one at a time").isTrue());
        }
        // An event may be sent twice, by the sweep of either instance; what must not be is two of them.
        bookings.forEach(id -> assertThat(one.said(id).stream()
                        .filter(event -> event.type().startsWith("match."))
                        .map(OutboxEntry::eventId)
                        .distinct())
                .as(id).hasSizeLessThanOrEqualTo(1));
        assertThat(one.transport().deadLetters()).isEmpty();
    }

    private static void register(ServiceUnderTest service, String id) {
        service.as("admin", "admin").put("/api/v1/admin/professionals/" + id, Map.of(
                "displayName", "The " + id, "email", id + "@example.com", "category", "Massage therapist",
                "hourlyRate", Map.of("amount", 20_000, "currency", "ILS"), "zone", "Asia/Jerusalem",
                "languages", List.of("he"), "offeringIds", List.of("home-massage"), "serviceArea", List.of("Tel Aviv")))
                .expect(201);
    }

    private static void settle(ServiceUnderTest service) {
        service.awaitIdle();
        service.awaitIdle();
    }
}
