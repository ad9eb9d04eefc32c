package io.holdfast.matching.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

import io.holdfast.matching.MatchingService;
import io.holdfast.matching.domain.waitlist.WaitingMother;
import io.holdfast.matching.web.Waitlist.Guest;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.InTurn;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fifty people wait for ten slots that are cancelled one after the other and accept, pass, leave or say nothing on two
 * instances, while every answer of availability comes twice. {@code -Dseed=…} replays.
 */
@InTurn(1)
class ManyWaitingTest {

    private static final Logger log = LoggerFactory.getLogger(ManyWaitingTest.class);
    private static final int PEOPLE = 50;
    private static final int SLOTS = 10;

    private final long seed = Long.getLong("seed", new Random().nextInt(1_000_000));
    private final Random dice = new Random(seed);

    @Test
    void eachSlotIsOfferedToOneAtATimeAndNoneIsLost() {
        log.info("-Dseed={}", seed);
        try (var one = ServiceUnderTest.of(MatchingService.class, "matching-service").at(WaitingMother.NOW).start();
                var other = one.beside().on(one.transport()).start()) {
            var waitlist = new Waitlist(one);
            waitlist.professional(Waitlist.SARAH);
            waitlist.offering("consultation-60", 120);
            List<Guest> people = IntStream.range(0, PEOPLE).mapToObj(i -> waitlist.guest("Guest" + i)).toList();
            List<Instant> starts = IntStream.range(0, SLOTS)
                    .mapToObj(i -> WaitingMother.START.plus(Duration.ofHours(i)).minus(Duration.ofHours(5)))
                    .toList();
            for (int i = 0; i < SLOTS; i++) {
                OutboxEntry released = waitlist.released("b-" + i, starts.get(i));
                one.hears(released);
            }
            int rounds = 0;
            while (rounds++ < 2 * PEOPLE && answerSome(one, other, waitlist, people)) {
                if (dice.nextInt(4) == 0) {
                    one.clock().advance(Duration.ofMinutes(30));
                }
                timersRing(one);
            }
            requireRightEnds(one, waitlist, people, starts);
        }
    }

    /** @return whether anybody is still to answer */
    private boolean answerSome(ServiceUnderTest one, ServiceUnderTest other, Waitlist waitlist, List<Guest> people) {
        waitlist.availabilityAnswers(true);
        // In order, so that the seed replays.
        var offered = new TreeMap<Instant, Guest>();
        for (Guest guest : people) {
            Instant start = guest.offered();
            if (start != null) {
                assertThat(offered.put(start, guest)).as("one at a time for " + start + ", seed " + seed).isNull();
            }
        }
        offered.forEach((start, guest) -> {
            ServiceUnderTest instance = dice.nextBoolean() ? one : other;
            switch (dice.nextInt(6)) {
                case 0, 1 -> guest.answer(instance, "accept");
                case 2, 3 -> guest.answer(instance, "pass");
                case 4 -> guest.leave();
                default -> log.debug("{} says nothing", guest.id);
            }
        });
        waitlist.settle();
        return !offered.isEmpty();
    }

    private static void timersRing(ServiceUnderTest one) {
        for (Document line : one.documents("waiting-lines")) {
            for (Document entry : line.getList("entries", Document.class)) {
                if (entry.getString("status").equals("OFFERED")) {
                    Document offer = entry.get("offer", Document.class);
                    if (!offer.getDate("deadline").toInstant().isAfter(one.clock().instant())) {
                        one.hears("waitlist-offer.timed-out.v1", "bookingId", offer.getString("bookingId"), "revision", 1);
                    }
                }
            }
        }
        one.awaitIdle();
    }

    private void requireRightEnds(ServiceUnderTest one, Waitlist waitlist, List<Guest> people, List<Instant> starts) {
        var accepted = new HashMap<Instant, String>();
        for (OutboxEntry event : one.transport().published("waitlist.accepted.v1")) {
            JsonNode said = JsonMapper.shared().readTree(event.data());
            String before = accepted.put(Instant.parse(said.at("/start").asString()), said.at("/bookingId").asString());
            assertThat(before).as("taken once, seed " + seed).satisfiesAnyOf(
                    id -> assertThat(id).isNull(), id -> assertThat(id).isEqualTo(said.at("/bookingId").asString()));
        }
        var statuses = new ArrayList<>(people.stream().map(Guest::status).toList());
        log.info("seed {}: {} accepted, {}", seed, accepted.size(), statuses);
        assertThat(statuses).as("nobody hangs between, seed " + seed).doesNotContain("OFFERED");
        boolean somebodyWaits = statuses.contains("WAITING");
        for (Instant start : starts) {
            String owner = waitlist.calendar().get(start);
            if (owner == null) {
                assertThat(somebodyWaits).as(start + " is free although somebody waits, seed " + seed).isFalse();
            } else {
                assertThat(accepted.get(start)).as("who has " + start + ", seed " + seed).isEqualTo(owner);
            }
        }
        assertThat(statuses.stream().filter("ACCEPTED"::equals).count()).isEqualTo(accepted.size());
        assertThat(one.transport().deadLetters()).isEmpty();
    }
}
