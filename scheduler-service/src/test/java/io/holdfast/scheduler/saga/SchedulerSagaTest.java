package io.holdfast.scheduler.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
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

import static io.holdfast.servicetest.ServiceUnderTest.TENANT;
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
            List.of("rejected", "expired", "declined", "cancelled", "no-show-recorded", "completed", "reviewed");
    private static final String[] STARTS_AND_ENDS = {"END PENDING", "START PENDING"};
    private static final Document PENDING = new Document("timers.status", "PENDING");

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
        await().untilAsserted(() -> assertThat(timers()).containsExactly("REQUEST PENDING"));
        booking.awaitingPayment("b-1", HOLD_UNTIL);
        await().untilAsserted(() -> assertThat(timers()).containsExactly("HOLD PENDING", "REQUEST WITHDRAWN"));
        booking.paid("b-1", SOON);
        await().untilAsserted(() -> assertThat(timers())
                .containsExactly("CONFIRMING PENDING", "HOLD WITHDRAWN", "REQUEST WITHDRAWN"));
        booking.confirmed("b-1", START, END);
        await().untilAsserted(() -> assertThat(timers()).containsExactly(
                "CONFIRMING WITHDRAWN", "END PENDING", "HOLD WITHDRAWN", "REQUEST WITHDRAWN", "START PENDING"));

        clock.set(START.minusMillis(1));
        scheduler.awaitIdle();
        assertThat(published("b-1")).isEmpty();

        clock.set(START);
        await().untilAsserted(() -> assertThat(published("b-1")).containsExactly("booking.start-reached.v1"));
        clock.set(END);
        await().untilAsserted(() -> assertThat(published("b-1"))
                .containsExactly("booking.start-reached.v1", "booking.end-reached.v1"));
        assertThat(pending()).isEmpty();
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void whoIsOfferedASlotOnAWaitlistHasUntilTheDeadline() {
        Instant answerBy = NOW.plus(Duration.ofMinutes(30));
        for (String id : List.of("w-1", "w-2", "w-3")) {
            booking.says("waitlist.offered.v1", id, "deadline", answerBy);
        }
        booking.says("waitlist.accepted.v1", "w-2");
        booking.says("waitlist.passed.v1", "w-3");
        await().untilAsserted(() -> {
            assertThat(timersOf("w-1")).containsExactly("WAITLIST_OFFER PENDING");
            assertThat(timersOf("w-2")).containsExactly("WAITLIST_OFFER WITHDRAWN");
            assertThat(timersOf("w-3")).containsExactly("WAITLIST_OFFER WITHDRAWN");
        });

        clock.set(answerBy.minusMillis(1));
        scheduler.awaitIdle();
        assertThat(published("w-1")).isEmpty();
        clock.set(answerBy);
        await().untilAsserted(() -> assertThat(published("w-1")).containsExactly("waitlist-offer.timed-out.v1"));
        scheduler.awaitIdle();
        assertThat(published("w-2")).isEmpty();
        assertThat(published("w-3")).isEmpty();
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void whoDoesNotAnswerInTimeIsToldAndSoIsWhoFindsNobody() {
        Instant answerBy = NOW.plus(Duration.ofMinutes(15));
        Instant findBy = NOW.plus(Duration.ofMinutes(75));
        booking.says("booking.awaiting-match.v1", "b-1", "deadline", findBy);
        for (String professional : List.of("maya", "daniel", "yael")) {
            booking.says("proposal.sent.v1", "b-1", "proposalId", "b-1.1." + professional, "deadline", answerBy);
        }
        booking.says("proposal.declined.v1", "b-1", "proposalId", "b-1.1.daniel");
        await().untilAsserted(() -> assertThat(timers()).containsExactly(
                "MATCH PENDING", "PROPOSAL PENDING", "PROPOSAL PENDING", "PROPOSAL WITHDRAWN"));

        clock.set(answerBy.minusMillis(1));
        scheduler.awaitIdle();
        assertThat(published("b-1")).isEmpty();
        clock.set(answerBy);
        await().untilAsserted(() -> assertThat(published("b-1")).containsExactly("proposal.timed-out.v1", "proposal.timed-out.v1"));
        assertThat(scheduler.said(mine + "b-1").stream().map(OutboxEntry::data))
                .anyMatch(data -> data.contains("\"proposalId\":\"b-1.1.maya\""))
                .anyMatch(data -> data.contains("\"proposalId\":\"b-1.1.yael\""));

        clock.set(findBy);
        await().untilAsserted(() -> assertThat(published("b-1")).endsWith("match.timed-out.v1").hasSize(3));
        assertThat(pending()).isEmpty();
    }

    @Test
    void peopleAreRemindedInTurnAndNotOfATimeThatTheBookingHasLeft() {
        booking.confirmedWithReminders("b-1", START, END, "PT24H", "PT1H", "PT15M");
        await().untilAsserted(() -> assertThat(pending()).hasSize(5));

        clock.set(START.minus(Duration.ofHours(24)));
        await().untilAsserted(() -> assertThat(leads("b-1")).containsExactly("1 PT24H"));
        Instant moved = START.plus(Duration.ofHours(12));
        booking.says("booking.rescheduled.v1", "b-1", "revision", 2, "start", moved, "end", moved.plusSeconds(3_600),
                "reminders", List.of("PT48H", "PT24H", "PT1H"));
        await().untilAsserted(() -> assertThat(timersOf("b-1", 2)).contains("REMINDER PT48H SKIPPED", "REMINDER PT24H PENDING"));
        clock.set(moved.minus(Duration.ofHours(1)));
        scheduler.awaitIdle();
        // The day's reminder of the new time was overtaken while the clock jumped, and the old time's last two are withdrawn.
        assertThat(leads("b-1")).containsExactly("1 PT24H", "2 PT1H");

        booking.says("booking.cancelled.v1", "b-1", "revision", 2);
        scheduler.awaitIdle();
        clock.set(moved.plus(Duration.ofDays(1)));
        scheduler.awaitIdle();
        assertThat(leads("b-1")).hasSize(2);
        assertThat(pending()).isEmpty();
    }

    @Test
    void aReviewIsAskedForUntilThereIsOneAndNotOfSomebodyWhoWasNotThere() {
        Instant day = NOW.plus(Duration.ofDays(1));
        Instant fourth = NOW.plus(Duration.ofDays(4));
        Instant last = NOW.plus(Duration.ofDays(11));
        booking.completed("b-1", day, fourth, last);
        booking.completed("b-2", day, fourth, last);
        booking.completed("b-3", day, fourth, last);
        booking.says("booking.no-show-recorded.v1", "b-3");
        // By booking: the six of two whose third has not been read yet are six, too.
        await().untilAsserted(() -> {
            assertThat(timersOf("b-3")).hasSize(3).allMatch(timer -> timer.endsWith("WITHDRAWN"));
            assertThat(pending()).hasSize(6);
        });

        clock.set(day);
        await().untilAsserted(() -> assertThat(rounds("b-1")).containsExactly("1 false"));
        await().untilAsserted(() -> assertThat(rounds("b-2")).containsExactly("1 false"));
        booking.says("booking.reviewed.v1", "b-2");
        scheduler.awaitIdle();
        clock.set(fourth);
        await().untilAsserted(() -> assertThat(rounds("b-1")).containsExactly("1 false", "2 false"));
        // They were there after all.
        booking.completed("b-3", fourth.plusSeconds(60), last);
        await().untilAsserted(() -> assertThat(timersOf("b-3")).contains("REVIEW_REQUEST 1 PENDING"));
        clock.set(last);
        await().untilAsserted(() -> assertThat(rounds("b-1")).containsExactly("1 false", "2 false", "3 true"));
        await().untilAsserted(() -> assertThat(rounds("b-3")).containsExactly("2 true"));
        scheduler.awaitIdle();
        assertThat(rounds("b-2")).containsExactly("1 false");
    }

    /** Of the four messages that a confirmed booking sends here, two are superseded by the next. */
    @Test
    void aConfirmedBookingIsTwoDocumentWrites() {
        var bookings = new AtomicInteger();
        // On a busy machine an answer may take longer than it usually does, and then what came before it is written, too.
        await().until(() -> {
            String id = "b-" + bookings.incrementAndGet();
            booking.requested(id, SOON);
            booking.awaitingPayment(id, HOLD_UNTIL);
            booking.paid(id, SOON);
            booking.confirmed(id, START, END);
            scheduler.awaitIdle();
            return writesOf(id);
        }, writes -> writes == 2);
        assertThat(timers()).contains(STARTS_AND_ENDS);
    }

    private long writesOf(String bookingId) {
        Document agenda = timers.agendas(new Document("_id", mine + bookingId)).getFirst();
        // The first write makes it version 0, and nothing but a write counts on.
        return agenda.get("version", Number.class).longValue() + 1;
    }

    @Test
    void aRequestThatNobodyAnswersAndAHoldThatIsNotMadeFinalTimeOut() {
        booking.requested("b-1", SOON);
        booking.paid("b-2", SOON);
        await().untilAsserted(() -> assertThat(pending()).containsExactly("CONFIRMING PENDING", "REQUEST PENDING"));

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
        booking.awaitingPayment("b-6", HOLD_UNTIL, END);
        booking.awaitingConfirmation("b-7", HOLD_UNTIL, END);
        booking.confirmedWithReminders("b-8", HOLD_UNTIL.plusSeconds(600), END, "PT10M");
        booking.completed("b-9", HOLD_UNTIL);
        await().untilAsserted(() -> assertThat(pending()).hasSize(14));

        clock.set(HOLD_UNTIL);

        await().untilAsserted(() -> assertThat(published())
                .extracting(OutboxEntry::type)
                .containsExactlyInAnyOrder(
                        "hold.timed-out.v1",
                        "confirmation.timed-out.v1",
                        "booking.start-reached.v1",
                        "booking.end-reached.v1",
                        "request.timed-out.v1",
                        "confirming.timed-out.v1",
                        "hold.reminder-due.v1",
                        "confirmation.reminder-due.v1",
                        "reminder.due.v1",
                        "review-request.due.v1"));
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
        await().untilAsserted(() -> assertThat(timersOf("b-2")).contains(STARTS_AND_ENDS));
        await().untilAsserted(() -> assertThat(pending()).contains("CONFIRMATION PENDING"));

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
            booking.ended(id, id);
        }
        scheduler.awaitIdle();
        for (String id : ENDS) {
            assertThat(timersOf(id)).as(id).isNotEmpty().allMatch(timer -> timer.endsWith("WITHDRAWN"));
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
        assertThat(timersOf("b-1", 1)).containsExactly("END WITHDRAWN", "START WITHDRAWN");

        clock.set(END);
        scheduler.awaitIdle();
        assertThat(published("b-1")).isEmpty();

        clock.set(END.plus(Duration.ofDays(1)));
        await().untilAsserted(() -> assertThat(published("b-1"))
                .containsExactly("booking.start-reached.v1", "booking.end-reached.v1"));
    }

    @Test
    void ofSeveralReschedulesInAnyOrderOnlyTheLastOneIsArmed() {
        List<OutboxEntry> inOrder = List.of(
                confirmed(1, "b-1", START, END),
                rescheduled(2, "b-1", 2, START.plus(Duration.ofDays(1)), END.plus(Duration.ofDays(1))),
                rescheduled(3, "b-1", 3, START.plus(Duration.ofDays(2)), END.plus(Duration.ofDays(2))));
        Stream.of(2, 0, 1, 0, 2).map(inOrder::get).forEach(scheduler::hears);
        scheduler.awaitIdle();

        assertThat(timers()).containsExactly(STARTS_AND_ENDS);
        clock.set(END.plus(Duration.ofDays(1)));
        scheduler.awaitIdle();
        assertThat(published("b-1")).isEmpty();
        assertThat(deadLetters()).isEmpty();
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
        assertThat(timers()).containsExactly("HOLD COMPLETED");
        assertThat(published("b-1")).containsExactly("hold.timed-out.v1");
    }

    @Test
    void messagesThatComeAfterWhatFollowedFromThemArmNothing() {
        OutboxEntry awaited = scheduler.eventOf(TENANT, 1, "booking.awaiting-payment.v1", "bookingId", mine + "b-1");
        scheduler.hears(scheduler.eventOf(TENANT, 2, "booking.paid.v1", "bookingId", mine + "b-1", "deadline", START));
        scheduler.hears(awaited);
        for (String id : ENDS) {
            Object[] changes = id.equals("completed")
                    ? new Object[] {"bookingId", mine + id, "review", null}
                    : new Object[] {"bookingId", mine + id};
            scheduler.hears(scheduler.eventOf(TENANT, 6, "booking." + id + ".v1", changes));
            scheduler.hears(scheduler.eventOf(TENANT, 1, "booking.requested.v1", "bookingId", mine + id, "deadline", SOON));
            scheduler.hears(scheduler.eventOf(
                    TENANT, 2, "booking.awaiting-payment.v1", "bookingId", mine + id, "remindAt", SOON, "holdUntil", HOLD_UNTIL));
            scheduler.hears(scheduler.eventOf(TENANT, 3, "booking.paid.v1", "bookingId", mine + id, "deadline", SOON));
            scheduler.hears(scheduler.eventOf(
                    TENANT, 4, "booking.awaiting-confirmation.v1", "bookingId", mine + id, "remindAt", SOON, "deadline", HOLD_UNTIL));
            scheduler.hears(confirmed(5, id, START, END));
        }
        scheduler.awaitIdle();

        assertThat(timers()).containsExactly("CONFIRMING PENDING");
        for (String id : ENDS) {
            assertThat(timersOf(id)).as(id).isEmpty();
        }
        clock.set(HOLD_UNTIL);
        scheduler.awaitIdle();
        for (String id : ENDS) {
            assertThat(published(id)).as(id).isEmpty();
        }
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
        await().untilAsserted(() -> assertThat(pending()).containsExactly("HOLD PENDING"));
        transport.goAway();
        clock.set(HOLD_UNTIL);
        await().untilAsserted(() -> assertThat(timers()).contains("HOLD COMPLETED"));

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

        await().untilAsserted(() -> assertThat(pending()).containsExactly("HOLD PENDING"));
        assertThat(deadLetters()).hasSize(1);
    }

    @Test
    void timerThatBecameDueWhileTheServiceWasDownFiresAfterTheStart() {
        try (var before = start()) {
            new BookingSays(before, "").awaitingPayment("b-1", HOLD_UNTIL);
            before.awaitIdle();
            assertThat(new StoredTimers(before).of("b-1")).containsExactly("HOLD PENDING");
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
        await().untilAsserted(() -> assertThat(pending()).containsExactly("HOLD PENDING"));
        transport.goAway();
        clock.set(HOLD_UNTIL);
        await().untilAsserted(() -> assertThat(timers()).contains("HOLD COMPLETED"));

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
            await().untilAsserted(() -> assertThat(stored.matching(PENDING)).hasSize(bookings));

            one.clock().set(HOLD_UNTIL);
            // One by one from this thread, while the first instance wakes within 100 ms and fires many at a time: left
            // alone, either could be done before the other has looked at the clock.
            other.bean(DueWork.class).tick();

            await().untilAsserted(() -> {
                assertThat(stored.matching(new Document("timers.status", "COMPLETED"))).hasSize(bookings);
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
        assertThat(timersOf("b-1")).isNotEmpty();
    }

    @Test
    void healthIsOpenAndNothingElseIs() {
        scheduler.guest().get("/actuator/health/readiness").expect(200);
        scheduler.guest().get("/api/v1/timers").expect(401);
    }

    private List<String> leads(String bookingId) {
        return scheduler.said("reminder.due.v1", mine + bookingId).stream()
                .map(body -> body.path("revision").asInt() + " " + body.path("lead").asString())
                .toList();
    }

    private List<String> rounds(String bookingId) {
        return scheduler.said("review-request.due.v1", mine + bookingId).stream()
                .map(body -> body.path("round").asInt() + " " + body.path("last").asBoolean())
                .toList();
    }

    private OutboxEntry confirmed(long sequence, String bookingId, Instant start, Instant end) {
        return scheduler.eventOf(
                TENANT, sequence, "booking.confirmed.v1", "bookingId", mine + bookingId, "start", start, "end", end, "reminders", null);
    }

    private OutboxEntry rescheduled(long sequence, String bookingId, int revision, Instant start, Instant end) {
        return scheduler.eventOf(
                TENANT, sequence, "booking.rescheduled.v1",
                "bookingId", mine + bookingId, "revision", revision, "start", start, "end", end, "reminders", null);
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
    private List<String> pending() {
        var ofThisTest = new Document("$regex", "^" + mine);
        return timers.matching(new Document("_id", ofThisTest)).stream()
                .filter(timer -> timer.endsWith("PENDING"))
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
