package io.holdfast.scheduler.saga;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.holdfast.contracts.Catalogue;
import io.holdfast.defaults.work.DueWork;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.messaging.memory.InMemoryTransport;
import io.holdfast.scheduler.BookingSays;
import io.holdfast.scheduler.SchedulerInstance;
import io.holdfast.testsupport.scenario.MovableClock;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    private static final Instant HOLD_UNTIL = NOW.plus(Duration.ofMinutes(15));
    private static final Instant START = NOW.plus(Duration.ofDays(2));
    private static final Instant END = START.plus(Duration.ofHours(1));
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private static final MovableClock clock = new MovableClock(NOW);
    private static final InMemoryTransport transport = new InMemoryTransport(CATALOGUE);
    private static SchedulerInstance scheduler;

    private final String mine = UUID.randomUUID() + "/";
    private final BookingSays booking = new BookingSays(CATALOGUE, transport, mine);

    @BeforeAll
    static void start() {
        scheduler = SchedulerInstance.start("scheduler-" + UUID.randomUUID(), transport, clock);
    }

    @BeforeEach
    void turnTheClockBack() {
        clock.set(NOW);
    }

    @AfterAll
    static void stop() {
        scheduler.drop();
        scheduler.close();
    }

    @Test
    void paidAndConfirmedBookingIsStartedAndEndedInTime() {
        booking.awaitingPayment("b-1", HOLD_UNTIL);
        await().untilAsserted(() -> assertThat(timers()).containsExactly("HOLD ARMED"));
        booking.paid("b-1", 150_000);
        booking.confirmed("b-1", START, END);
        await().untilAsserted(
                () -> assertThat(timers()).containsExactly("END ARMED", "HOLD WITHDRAWN", "START ARMED"));

        clock.set(START.minusMillis(1));
        barrier();
        assertThat(published("b-1")).isEmpty();

        clock.set(START);
        await().untilAsserted(() -> assertThat(published("b-1")).containsExactly("booking.start-reached.v1"));
        clock.set(END);
        await().untilAsserted(() -> assertThat(published("b-1"))
                .containsExactly("booking.start-reached.v1", "booking.end-reached.v1"));
        assertThat(timers()).containsExactly("END FIRED", "HOLD WITHDRAWN", "START FIRED");
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void holdNobodyPaysTimesOutAndEveryEventKeepsItsContract() {
        booking.awaitingPayment("b-1", HOLD_UNTIL);
        booking.awaitingConfirmation("b-1", HOLD_UNTIL);
        booking.confirmed("b-2", HOLD_UNTIL, HOLD_UNTIL);
        await().untilAsserted(() -> assertThat(timers("ARMED")).hasSize(4));

        clock.set(HOLD_UNTIL);

        await().untilAsserted(() -> assertThat(published())
                .extracting(OutboxEntry::type)
                .containsExactlyInAnyOrder(
                        "hold.timed-out.v1",
                        "confirmation.timed-out.v1",
                        "booking.start-reached.v1",
                        "booking.end-reached.v1"));
        published().forEach(event -> {
            JsonNode body = JsonMapper.shared().readTree(event.data());
            assertThat(SCHEMAS.getSchema(JsonMapper.shared().readTree(CATALOGUE.producerSchemaOf(event.type())))
                            .validate(body))
                    .as(event.type() + " " + event.data())
                    .isEmpty();
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
                .containsExactly("CONFIRMATION WITHDRAWN", "END ARMED", "START ARMED"));
        await().untilAsserted(() -> assertThat(timers()).containsExactly("CONFIRMATION ARMED"));

        clock.set(HOLD_UNTIL);

        await().untilAsserted(() -> assertThat(published("b-1")).containsExactly("confirmation.timed-out.v1"));
        barrier();
        assertThat(published("b-2")).isEmpty();
    }

    @Test
    void everyEndOfABookingWithdrawsAllOfItsTimers() {
        for (String id : List.of("expired", "declined", "cancelled")) {
            booking.awaitingPayment(id, HOLD_UNTIL);
            booking.awaitingConfirmation(id, HOLD_UNTIL);
            booking.send("booking.confirmed.v1", id, Map.of("start", START, "end", END));
        }
        booking.expired("expired");
        booking.declined("declined");
        booking.cancelled("cancelled", true);
        for (String id : List.of("expired", "declined", "cancelled")) {
            await().untilAsserted(() -> assertThat(timersOf(id))
                    .containsExactly("CONFIRMATION WITHDRAWN", "END WITHDRAWN", "HOLD WITHDRAWN", "START WITHDRAWN"));
        }

        clock.set(END);
        barrier();
        for (String id : List.of("expired", "declined", "cancelled")) {
            assertThat(published(id)).isEmpty();
        }
    }

    @Test
    void rescheduledBookingStartsAndEndsAtItsNewTimeOnly() {
        booking.confirmed("b-1", START, END);
        booking.rescheduled("b-1", 2, START.plus(Duration.ofDays(1)), END.plus(Duration.ofDays(1)));
        await().untilAsserted(() -> assertThat(timersOf("b-1", 2)).containsExactly("END ARMED", "START ARMED"));
        assertThat(timersOf("b-1", 1)).containsExactly("END WITHDRAWN", "START WITHDRAWN");

        clock.set(END);
        barrier();
        assertThat(published("b-1")).isEmpty();

        clock.set(END.plus(Duration.ofDays(1)));
        await().untilAsserted(() -> assertThat(published("b-1"))
                .containsExactlyInAnyOrder("booking.start-reached.v1", "booking.end-reached.v1"));
    }

    @Test
    void ofSeveralReschedulesInAnyOrderOnlyTheLastOneIsArmed() {
        booking.rescheduled("b-1", 3, START.plus(Duration.ofDays(2)), END.plus(Duration.ofDays(2)));
        booking.confirmed("b-1", START, END);
        booking.rescheduled("b-1", 2, START.plus(Duration.ofDays(1)), END.plus(Duration.ofDays(1)));
        booking.confirmed("b-1", START, END);
        booking.rescheduled("b-1", 3, START.plus(Duration.ofDays(2)), END.plus(Duration.ofDays(2)));
        barrier();

        assertThat(timersOf("b-1", 1)).containsExactly("END WITHDRAWN", "START WITHDRAWN");
        assertThat(timersOf("b-1", 2)).containsExactly("END WITHDRAWN", "START WITHDRAWN");
        assertThat(timersOf("b-1", 3)).containsExactly("END ARMED", "START ARMED");
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void endOfOneRevisionLeavesTheTimersOfAnotherAlone() {
        booking.confirmed("b-1", START, END);
        booking.send("booking.confirmed.v1", "b-1", Map.of("start", START, "end", END, "revision", 2));
        booking.cancelled("b-1", true);

        await().untilAsserted(() -> assertThat(timers())
                .containsExactly("END ARMED", "END WITHDRAWN", "START ARMED", "START WITHDRAWN"));
        assertThat(timers("ARMED"))
                .allSatisfy(timer -> assertThat(timer.getInteger("revision")).isEqualTo(2));
    }

    @Test
    void repeatedMessagesChangeNothing() {
        for (int i = 0; i < 3; i++) {
            booking.awaitingPayment("b-1", HOLD_UNTIL);
        }
        clock.set(HOLD_UNTIL);
        await().untilAsserted(() -> assertThat(published("b-1")).containsExactly("hold.timed-out.v1"));

        booking.awaitingPayment("b-1", HOLD_UNTIL);
        booking.expired("b-1");
        booking.expired("b-1");
        barrier();
        assertThat(timers()).containsExactly("HOLD FIRED");
        assertThat(published("b-1")).containsExactly("hold.timed-out.v1");
    }

    @Test
    void messagesThatComeAfterWhatFollowedFromThemArmNothing() {
        booking.paid("b-1", 150_000);
        booking.awaitingPayment("b-1", HOLD_UNTIL);
        booking.declined("b-2");
        booking.awaitingConfirmation("b-2", HOLD_UNTIL);
        booking.cancelled("b-3", true);
        booking.confirmed("b-3", START, END);
        booking.expired("b-4");
        booking.awaitingPayment("b-4", HOLD_UNTIL);
        booking.rescheduled("b-5", 2, START, END);
        booking.confirmed("b-5", START, END);
        booking.noShowRecorded("b-6");
        booking.confirmed("b-6", START, END);
        booking.completed("b-7");
        booking.confirmed("b-7", START, END);
        barrier();

        assertThat(timers()).containsExactly("HOLD WITHDRAWN");
        assertThat(timersOf("b-2")).containsExactly("CONFIRMATION WITHDRAWN");
        assertThat(timersOf("b-3")).containsExactly("END WITHDRAWN", "START WITHDRAWN");
        assertThat(timersOf("b-4")).containsExactly("HOLD WITHDRAWN");
        for (String id : List.of("b-5", "b-6", "b-7")) {
            assertThat(timersOf(id, 1)).as(id).containsExactly("END WITHDRAWN", "START WITHDRAWN");
        }
    }

    @Test
    void nothingIsStoredForATimerThatNeverWas() {
        booking.paid("free", 0);
        booking.cancelled("free", false);
        barrier();

        assertThat(timersOf("free")).isEmpty();
    }

    @Test
    void deadlineThatIsOverWhenItIsHeardOfFiresAtOnce() {
        booking.awaitingPayment("b-1", NOW.minusSeconds(60));

        await().untilAsserted(() -> assertThat(published("b-1")).containsExactly("hold.timed-out.v1"));
    }

    @Test
    void poisonIsParkedAndTheNextMessageIsHeard() {
        booking.garble("booking.awaiting-payment.v1", "b-1");
        booking.awaitingPayment("b-1", HOLD_UNTIL);

        await().untilAsserted(() -> assertThat(timers()).containsExactly("HOLD ARMED"));
        assertThat(deadLetters()).hasSize(1);
    }

    @Test
    void timerThatBecameDueWhileTheServiceWasDownFiresAfterTheStart() {
        String database = "scheduler-" + UUID.randomUUID();
        var events = new InMemoryTransport(CATALOGUE);
        try (var before = SchedulerInstance.start(database, events, clock)) {
            new BookingSays(CATALOGUE, events).awaitingPayment("b-1", HOLD_UNTIL);
            await().untilAsserted(() -> assertThat(before.timersOf("b-1")).containsExactly("HOLD ARMED"));
        }

        clock.set(HOLD_UNTIL.plus(Duration.ofDays(1)));
        try (var after = SchedulerInstance.start(database, events, clock)) {
            await().untilAsserted(() -> assertThat(events.published())
                    .extracting(OutboxEntry::type)
                    .containsExactly("hold.timed-out.v1"));
            after.drop();
        }
    }

    @Test
    void eventThatWasStoredWhileTheBrokerWasAwayIsSentWhenItIsBack() {
        booking.awaitingPayment("b-1", HOLD_UNTIL);
        await().untilAsserted(() -> assertThat(timers()).containsExactly("HOLD ARMED"));
        transport.goAway();
        clock.set(HOLD_UNTIL);
        await().untilAsserted(() -> assertThat(timers()).containsExactly("HOLD FIRED"));

        transport.comeBack();
        clock.advance(Duration.ofMinutes(1));

        await().untilAsserted(() -> assertThat(published("b-1")).containsExactly("hold.timed-out.v1"));
    }

    @Test
    void moreTimersThanOneLookBringsFireAtOneInstantAndOnceEachAlthoughTwoInstancesTry() {
        int timers = 1_200;
        String database = "scheduler-" + UUID.randomUUID();
        var these = new InMemoryTransport(CATALOGUE);
        var others = new InMemoryTransport(CATALOGUE);
        var says = new BookingSays(CATALOGUE, these);
        try (var one = SchedulerInstance.start(database, these, clock);
                var other = SchedulerInstance.start(database, others, clock)) {
            for (int i = 0; i < timers; i++) {
                says.awaitingPayment("b-" + i, HOLD_UNTIL);
            }
            await()
                    .untilAsserted(() -> assertThat(other.timers(new Document("status", "ARMED"))).hasSize(timers));

            clock.set(HOLD_UNTIL);
            // One by one from this thread, while the first instance wakes within 100 ms and fires many at a time: left
            // alone, either could be done before the other has looked at the clock.
            other.bean(DueWork.class).tick();

            await().untilAsserted(() -> {
                assertThat(other.timers(new Document("status", "FIRED"))).hasSize(timers);
                assertThat(other.timers(new Document("outbox.unsent.0", new Document("$exists", true)))).isEmpty();
            });
            var events = new ArrayList<>(these.published());
            events.addAll(others.published());
            // A sweep may send an event twice; what must not be is two events of one timer.
            assertThat(events.stream().map(OutboxEntry::eventId).distinct()).hasSize(timers);
            assertThat(events.stream().map(OutboxEntry::key).distinct()).hasSize(timers);
            // Both had a hand in it, or this test shows nothing.
            assertThat(these.published()).isNotEmpty();
            assertThat(others.published()).isNotEmpty();
            other.close();
            one.drop();
        }
    }

    @Test
    void tableReadsExactlyWhatTheCatalogueSays() {
        assertThat(scheduler.bean(Subscriptions.class).types())
                .containsExactlyInAnyOrderElementsOf(CATALOGUE.consumedBy("scheduler-service").stream()
                        .map(event -> event.type())
                        .toList());
    }

    @Test
    void everyPublishedExampleIsUnderstood() {
        CATALOGUE.consumedBy("scheduler-service").forEach(event -> booking.send(event.type(), "b-1", Map.of()));
        barrier();

        assertThat(deadLetters()).isEmpty();
        assertThat(timers()).hasSize(6);
    }

    @Test
    void healthIsOpenAndNothingElseIs() throws Exception {
        assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/timers").statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> get(String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var uri = URI.create("http://127.0.0.1:" + scheduler.port() + path);
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private List<String> timers() {
        return timersOf("b-1");
    }

    private List<String> timersOf(String bookingId) {
        return scheduler.timersOf(mine + bookingId);
    }

    private List<String> timersOf(String bookingId, int revision) {
        return scheduler.timersOf(mine + bookingId, revision);
    }

    private List<Document> timers(String status) {
        return scheduler.timers(new Document("status", status)).stream()
                .filter(timer -> timer.getString("bookingId").startsWith(mine))
                .toList();
    }

    private List<OutboxEntry> published() {
        return transport.published().stream().filter(event -> event.key().startsWith(mine)).toList();
    }

    private List<String> published(String bookingId) {
        return published().stream()
                .filter(event -> event.key().equals(mine + bookingId))
                .map(OutboxEntry::type)
                .toList();
    }

    private List<InMemoryTransport.DeadLetter> deadLetters() {
        return transport.deadLetters().stream()
                .filter(letter -> letter.message().key().startsWith(mine))
                .toList();
    }

    /** Returns when all that was sent before has had its effect: it was handled, and then firing has looked. */
    private void barrier() {
        await().until(transport::isIdle);
        String last = "barrier-" + UUID.randomUUID();
        booking.awaitingPayment(last, clock.instant());
        await().until(() -> !published(last).isEmpty());
    }
}
