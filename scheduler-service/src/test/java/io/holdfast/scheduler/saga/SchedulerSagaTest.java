package io.holdfast.scheduler.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.holdfast.defaults.store.RetentionSweep;
import io.holdfast.defaults.work.DueWork;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.messaging.memory.InMemoryTransport;
import io.holdfast.scheduler.BookingSays;
import io.holdfast.scheduler.SchedulerService;
import io.holdfast.scheduler.StoredTimers;
import io.holdfast.servicetest.Contracts;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.MovableClock;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The whole service on a real document server; the clock stands still unless a test moves it. The tests share one
 * service and each has bookings of its own, unless it is about stopping and starting.
 */
class SchedulerSagaTest {

    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    private static final Instant HOLD_UNTIL = NOW.plus(Duration.ofMinutes(15));
    private static final Instant START = NOW.plus(Duration.ofDays(2));
    private static final Instant END = START.plus(Duration.ofHours(1));
    private static final Instant SOON = NOW.plus(Duration.ofMinutes(5));
    private static final List<String> ENDS =
            List.of("rejected", "expired", "declined", "cancelled", "no-show-recorded", "completed");
    private static final String[] STARTS_AND_ENDS = {
        "CONFIRMATION WITHDRAWN", "CONFIRMING WITHDRAWN", "END ARMED", "HOLD WITHDRAWN", "REQUEST WITHDRAWN", "START ARMED"
    };
    private static final Document ARMED = new Document("timers.status", "ARMED");

    private static final ServiceUnderTest scheduler = start();
    private static final MovableClock clock = scheduler.clock();
    private static final InMemoryTransport transport = scheduler.transport();
    private static final StoredTimers timers = new StoredTimers(scheduler);

    private final String mine = UUID.randomUUID() + "/";
    private final BookingSays booking = new BookingSays(scheduler, mine);

    private static ServiceUnderTest start() {
        return ServiceUnderTest.of(SchedulerService.class, "scheduler-service").at(NOW).start();
    }

    @BeforeEach
    void turnTheClockBack() {
        clock.set(NOW);
    }

    @AfterAll
    static void stop() {
        scheduler.close();
    }

    @Test
    void paidAndConfirmedBookingIsStartedAndEndedInTime() {
        booking.requested("b-1", SOON);
        await().untilAsserted(() -> assertThat(timers()).containsExactly("REQUEST ARMED"));
        booking.awaitingPayment("b-1", HOLD_UNTIL);
        await().untilAsserted(() -> assertThat(timers()).containsExactly("HOLD ARMED", "REQUEST WITHDRAWN"));
        booking.paid("b-1", SOON);
        await().untilAsserted(() -> assertThat(timers())
                .containsExactly("CONFIRMING ARMED", "HOLD WITHDRAWN", "REQUEST WITHDRAWN"));
        booking.confirmed("b-1", START, END);
        await().untilAsserted(() -> assertThat(timers()).containsExactly(STARTS_AND_ENDS));

        clock.set(START.minusMillis(1));
        scheduler.awaitIdle();
        assertThat(published("b-1")).isEmpty();

        clock.set(START);
        await().untilAsserted(() -> assertThat(published("b-1")).containsExactly("booking.start-reached.v1"));
        clock.set(END);
        await().untilAsserted(() -> assertThat(published("b-1"))
                .containsExactly("booking.start-reached.v1", "booking.end-reached.v1"));
        assertThat(armed()).isEmpty();
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void aRequestThatNobodyAnswersAndAHoldThatIsNotMadeFinalTimeOut() {
        booking.requested("b-1", SOON);
        booking.paid("b-2", SOON);
        await().untilAsserted(() -> assertThat(armed()).containsExactly("CONFIRMING ARMED", "REQUEST ARMED"));

        clock.set(SOON.minusMillis(1));
        scheduler.awaitIdle();
        assertThat(published("b-1")).isEmpty();
        assertThat(published("b-2")).isEmpty();

        clock.set(SOON);
        await().untilAsserted(() -> assertThat(published("b-1")).containsExactly("request.timed-out.v1"));
        await().untilAsserted(() -> assertThat(published("b-2")).containsExactly("confirming.timed-out.v1"));
    }

    @Test
    void holdNobodyPaysTimesOutAndEveryEventKeepsItsContract() {
        booking.awaitingPayment("b-1", HOLD_UNTIL);
        booking.awaitingConfirmation("b-2", HOLD_UNTIL);
        booking.confirmed("b-3", HOLD_UNTIL, HOLD_UNTIL);
        booking.requested("b-4", HOLD_UNTIL);
        booking.paid("b-5", HOLD_UNTIL);
        await().untilAsserted(() -> assertThat(armed()).hasSize(6));

        clock.set(HOLD_UNTIL);

        await().untilAsserted(() -> assertThat(published())
                .extracting(OutboxEntry::type)
                .containsExactlyInAnyOrder(
                        "hold.timed-out.v1",
                        "confirmation.timed-out.v1",
                        "booking.start-reached.v1",
                        "booking.end-reached.v1",
                        "request.timed-out.v1",
                        "confirming.timed-out.v1"));
        published().forEach(event -> {
            JsonNode body = JsonMapper.shared().readTree(event.data());
            Contracts.require(event.type(), body);
            assertThat(body.path("dueAt").stringValue()).isEqualTo(HOLD_UNTIL.toString());
            assertThat(event.key()).isEqualTo(body.path("bookingId").stringValue());
            assertThat(event.tenantId()).isEqualTo("demo");
        });
    }

    @Test
    void unansweredConfirmationTimesOutAndAnAnsweredOneDoesNot() {
        booking.awaitingConfirmation("b-1", HOLD_UNTIL);
        booking.awaitingConfirmation("b-2", HOLD_UNTIL);
        booking.confirmed("b-2", START, END);
        await().untilAsserted(() -> assertThat(timersOf("b-2"))
                .containsExactly(STARTS_AND_ENDS));
        await().untilAsserted(() -> assertThat(armed()).contains("CONFIRMATION ARMED"));

        clock.set(HOLD_UNTIL);

        await().untilAsserted(() -> assertThat(published("b-1")).containsExactly("confirmation.timed-out.v1"));
        scheduler.awaitIdle();
        assertThat(published("b-2")).isEmpty();
    }

    @Test
    void everyEndOfABookingWithdrawsAllOfItsTimers() {
        for (String id : ENDS) {
            booking.requested(id, SOON);
            booking.awaitingPayment(id, HOLD_UNTIL);
            booking.awaitingConfirmation(id, HOLD_UNTIL);
            booking.confirmed(id, START, END);
            booking.says("booking." + id + ".v1", id);
        }
        scheduler.awaitIdle();
        for (String id : ENDS) {
            assertThat(timersOf(id)).as(id).hasSize(6).allMatch(timer -> timer.endsWith("WITHDRAWN"));
        }

        clock.set(END);
        scheduler.awaitIdle();
        for (String id : ENDS) {
            assertThat(published(id)).as(id).isEmpty();
        }
    }

    @Test
    void rescheduledBookingStartsAndEndsAtItsNewTimeOnly() {
        booking.confirmed("b-1", START, END);
        booking.rescheduled("b-1", 2, START.plus(Duration.ofDays(1)), END.plus(Duration.ofDays(1)));
        await().untilAsserted(() -> assertThat(timersOf("b-1", 2)).containsExactly(STARTS_AND_ENDS));

        clock.set(END);
        scheduler.awaitIdle();
        assertThat(published("b-1")).isEmpty();

        clock.set(END.plus(Duration.ofDays(1)));
        await().untilAsserted(() -> assertThat(published("b-1"))
                .containsExactly("booking.start-reached.v1", "booking.end-reached.v1"));
    }

    @Test
    void ofSeveralReschedulesInAnyOrderOnlyTheLastOneIsArmed() {
        booking.rescheduled("b-1", 3, START.plus(Duration.ofDays(2)), END.plus(Duration.ofDays(2)));
        booking.confirmed("b-1", START, END);
        booking.rescheduled("b-1", 2, START.plus(Duration.ofDays(1)), END.plus(Duration.ofDays(1)));
        booking.confirmed("b-1", START, END);
        booking.rescheduled("b-1", 3, START.plus(Duration.ofDays(2)), END.plus(Duration.ofDays(2)));
        scheduler.awaitIdle();

        assertThat(timersOf("b-1", 3)).containsExactly(STARTS_AND_ENDS);
        clock.set(END.plus(Duration.ofDays(1)));
        scheduler.awaitIdle();
        assertThat(published("b-1")).isEmpty();
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void anEndOfARevisionThatWasLeftBehindLeavesTheTimersAlone() {
        booking.rescheduled("b-1", 2, START, END);
        booking.says("booking.completed.v1", "b-1", "revision", 1);
        scheduler.awaitIdle();

        assertThat(timersOf("b-1", 2)).containsExactly(STARTS_AND_ENDS);
    }

    @Test
    void repeatedMessagesChangeNothing() {
        for (int i = 0; i < 3; i++) {
            booking.awaitingPayment("b-1", HOLD_UNTIL);
        }
        clock.set(HOLD_UNTIL);
        await().untilAsserted(() -> assertThat(published("b-1")).containsExactly("hold.timed-out.v1"));

        booking.awaitingPayment("b-1", HOLD_UNTIL);
        booking.says("booking.expired.v1", "b-1");
        booking.says("booking.expired.v1", "b-1");
        scheduler.awaitIdle();
        assertThat(timers()).containsExactly("HOLD FIRED", "REQUEST WITHDRAWN");
        assertThat(published("b-1")).containsExactly("hold.timed-out.v1");
    }

    @Test
    void messagesThatComeAfterWhatFollowedFromThemArmNothing() {
        booking.paid("b-1", START);
        booking.awaitingPayment("b-1", HOLD_UNTIL);
        for (String id : ENDS) {
            booking.says("booking." + id + ".v1", id);
            booking.requested(id, SOON);
            booking.awaitingPayment(id, HOLD_UNTIL);
            booking.paid(id, SOON);
            booking.awaitingConfirmation(id, HOLD_UNTIL);
            booking.confirmed(id, START, END);
        }
        booking.rescheduled("b-5", 2, START, END);
        booking.confirmed("b-5", SOON, HOLD_UNTIL);
        scheduler.awaitIdle();

        assertThat(timers()).containsExactly("CONFIRMING ARMED", "HOLD WITHDRAWN", "REQUEST WITHDRAWN");
        for (String id : ENDS) {
            assertThat(timersOf(id)).as(id).isEmpty();
        }
        clock.set(HOLD_UNTIL);
        scheduler.awaitIdle();
        assertThat(published("b-5")).isEmpty();
    }

    @Test
    void anAgendaGoesAMonthAfterTheLastOfItsBookingAndNotBefore() {
        booking.confirmed("b-1", START, END);
        booking.says("booking.cancelled.v1", "b-2");
        booking.requested("b-3", START.plus(Duration.ofDays(365)));
        await().untilAsserted(() -> assertThat(timers()).containsExactly(STARTS_AND_ENDS));
        // Heard today, too: an agenda that is stored after the clock has moved goes that much later.
        await().untilAsserted(() -> assertThat(stored("b-1", "b-2", "b-3")).containsExactly("b-1", "b-2", "b-3"));
        clock.set(END);
        await().untilAsserted(() -> assertThat(published("b-1")).hasSize(2));

        clock.set(NOW.plus(Duration.ofDays(30)));
        scheduler.bean(RetentionSweep.class).sweep();
        assertThat(stored("b-1", "b-2", "b-3")).containsExactly("b-1", "b-2", "b-3");

        clock.set(NOW.plus(Duration.ofDays(30)).plusMillis(1));
        scheduler.bean(RetentionSweep.class).sweep();
        assertThat(stored("b-1", "b-2", "b-3")).containsExactly("b-1", "b-3");

        clock.set(END.plus(Duration.ofDays(30)).plusMillis(1));
        scheduler.bean(RetentionSweep.class).sweep();
        assertThat(stored("b-1", "b-2", "b-3")).containsExactly("b-3");
    }

    @Test
    void anAgendaWithAnEventThatIsNotSentIsKept() {
        booking.awaitingPayment("b-1", HOLD_UNTIL);
        await().untilAsserted(() -> assertThat(armed()).containsExactly("HOLD ARMED"));
        transport.goAway();
        clock.set(HOLD_UNTIL);
        await().untilAsserted(() -> assertThat(timers()).contains("HOLD FIRED"));

        clock.set(HOLD_UNTIL.plus(Duration.ofDays(31)));
        scheduler.bean(RetentionSweep.class).sweep();
        assertThat(stored("b-1")).containsExactly("b-1");

        transport.comeBack();
        clock.advance(Duration.ofMinutes(1));
        await().untilAsserted(() -> assertThat(published("b-1")).containsExactly("hold.timed-out.v1"));
        await().until(() -> {
            scheduler.bean(RetentionSweep.class).sweep();
            return stored("b-1").isEmpty();
        });
    }

    @Test
    void deadlineThatIsOverWhenItIsHeardOfFiresAtOnce() {
        booking.awaitingPayment("b-1", NOW.minusSeconds(60));

        await().untilAsserted(() -> assertThat(published("b-1")).containsExactly("hold.timed-out.v1"));
    }

    @Test
    void poisonIsParkedAndTheNextMessageIsHeard() {
        scheduler.hearsPoison("booking.awaiting-payment.v1", mine + "b-1", "{\"bookingId\":");
        booking.awaitingPayment("b-1", HOLD_UNTIL);

        await().untilAsserted(() -> assertThat(armed()).containsExactly("HOLD ARMED"));
        assertThat(deadLetters()).hasSize(1);
    }

    @Test
    void timerThatBecameDueWhileTheServiceWasDownFiresAfterTheStart() {
        try (var before = start()) {
            new BookingSays(before, "").awaitingPayment("b-1", HOLD_UNTIL);
            before.awaitIdle();
            assertThat(new StoredTimers(before).of("b-1")).containsExactly("HOLD ARMED", "REQUEST WITHDRAWN");
            before.stop();

            before.clock().set(HOLD_UNTIL.plus(Duration.ofDays(1)));
            try (var after = before.beside().on(before.transport()).start()) {
                await().untilAsserted(() -> assertThat(after.typesSaid("b-1")).containsExactly("hold.timed-out.v1"));
            }
        }
    }

    @Test
    void eventThatWasStoredWhileTheBrokerWasAwayIsSentWhenItIsBack() {
        booking.awaitingPayment("b-1", HOLD_UNTIL);
        await().untilAsserted(() -> assertThat(armed()).containsExactly("HOLD ARMED"));
        transport.goAway();
        clock.set(HOLD_UNTIL);
        await().untilAsserted(() -> assertThat(timers()).contains("HOLD FIRED"));

        transport.comeBack();
        clock.advance(Duration.ofMinutes(1));

        await().untilAsserted(() -> assertThat(published("b-1")).containsExactly("hold.timed-out.v1"));
    }

    @Test
    void moreTimersThanOneLookBringsFireAtOneInstantAndOnceEachAlthoughTwoInstancesTry() {
        int bookings = 1_200;
        try (var one = start(); var other = one.beside().start()) {
            var says = new BookingSays(one, "");
            var stored = new StoredTimers(other);
            for (int i = 0; i < bookings; i++) {
                says.awaitingPayment("b-" + i, HOLD_UNTIL);
            }
            await().untilAsserted(() -> assertThat(stored.matching(ARMED)).hasSize(bookings * 2));

            one.clock().set(HOLD_UNTIL);
            // One by one from this thread, while the first instance wakes within 100 ms and fires many at a time: left
            // alone, either could be done before the other has looked at the clock.
            other.bean(DueWork.class).tick();

            await().untilAsserted(() -> {
                assertThat(stored.matching(new Document("timers.status", "FIRED"))).hasSize(bookings * 2);
                assertThat(stored.matching(new Document("outbox.unsent.0", new Document("$exists", true)))).isEmpty();
            });
            var events = new ArrayList<>(one.transport().published());
            events.addAll(other.transport().published());
            // A sweep may send an event twice; what must not be is two events of one timer.
            assertThat(events.stream().map(OutboxEntry::eventId).distinct()).hasSize(bookings);
            assertThat(events.stream().map(OutboxEntry::key).distinct()).hasSize(bookings);
            // Both had a hand in it, or this test shows nothing.
            assertThat(one.transport().published()).isNotEmpty();
            assertThat(other.transport().published()).isNotEmpty();
        }
    }

    @Test
    void everyPublishedExampleIsUnderstood() {
        Contracts.CATALOGUE.consumedBy("scheduler-service").forEach(event -> booking.says(event.type(), "b-1"));
        scheduler.awaitIdle();

        assertThat(deadLetters()).isEmpty();
        assertThat(timersOf("b-1", 2)).hasSize(6);
    }

    @Test
    void healthIsOpenAndNothingElseIs() {
        scheduler.guest().get("/actuator/health/readiness").expect(200);
        scheduler.guest().get("/api/v1/timers").expect(401);
    }

    private List<String> timers() {
        return timersOf("b-1");
    }

    private List<String> timersOf(String bookingId) {
        return timers.of(mine + bookingId);
    }

    private List<String> timersOf(String bookingId, int revision) {
        return timers.of(mine + bookingId, revision);
    }

    /** The armed timers of all bookings of this test. */
    private List<String> armed() {
        var ofThisTest = new Document("$regex", "^" + mine);
        return timers.matching(new Document("_id", ofThisTest)).stream()
                .filter(timer -> timer.endsWith("ARMED"))
                .toList();
    }

    /** Those of these bookings that have an agenda. */
    private List<String> stored(String... bookings) {
        return Stream.of(bookings)
                .filter(id -> !timers.agendas(new Document("_id", mine + id)).isEmpty())
                .toList();
    }

    private List<OutboxEntry> published() {
        return transport.published().stream().filter(event -> event.key().startsWith(mine)).toList();
    }

    private List<String> published(String bookingId) {
        return scheduler.typesSaid(mine + bookingId);
    }

    private List<InMemoryTransport.DeadLetter> deadLetters() {
        return transport.deadLetters().stream()
                .filter(letter -> letter.message().key().startsWith(mine))
                .toList();
    }
}
