package io.holdfast.booking.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.holdfast.booking.BookingInstance;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.BookingNumbers;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.MongoOperations;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** booking-service alone: the test is availability, payment and scheduler. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BookingSagaTest {

    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final Instant HOLD_UNTIL = NOW.plus(Duration.ofMinutes(15));
    private static final Instant START = Instant.parse("2026-12-01T04:30:00Z");
    private static final Instant END = START.plus(Duration.ofMinutes(60));

    private BookingInstance service;
    private HoldfastApi client;

    @BeforeAll
    void start() {
        service = new BookingInstance();
        service.catalogue("consultation-60", "INSTANT", 150_000, "dr-sarah-khan");
        service.catalogue("tarot-60", "MANUAL", 150_000, "dr-sarah-khan");
        service.professional("demo", "dr-sarah-khan", List.of("consultation-60", "tarot-60"));
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

    @Test
    void fromRequestToCompletion() {
        String id = request();
        await().until(() -> service.typesSaidAbout(id).equals(List.of("booking.requested.v1")));

        service.slotReserved(id, HOLD_UNTIL);
        until(id, "PENDING_PAYMENT");
        service.orderCreated(id);
        await().until(() -> booking(id).at("/payment/orderId").asString().equals("order_" + id));
        service.captured(id);
        until(id, "CONFIRMING");
        service.slotBooked(id);
        until(id, "CONFIRMED");
        service.clock.set(END);
        service.timer("booking.start-reached.v1", id, START);
        until(id, "IN_PROGRESS");
        service.timer("booking.end-reached.v1", id, END);
        until(id, "COMPLETED");

        await().untilAsserted(() -> assertThat(service.typesSaidAbout(id)).containsExactly(
                "booking.requested.v1",
                "booking.awaiting-payment.v1",
                "booking.paid.v1",
                "booking.confirmed.v1",
                "booking.started.v1",
                "booking.completed.v1"));
        assertThat(statuses(booking(id))).containsExactly(
                "REQUESTED", "PENDING_PAYMENT", "CONFIRMING", "CONFIRMED", "IN_PROGRESS", "COMPLETED");
    }

    @Test
    void figuresSayHowFarItCameAndHowLongThatTook() {
        MeterRegistry metrics = service.bean(MeterRegistry.class);
        Timer payable = metrics.get("holdfast.booking.payable").timer();
        Timer confirmed = metrics.get("holdfast.booking.confirmed").timer();
        double requestedBefore = counted("holdfast.bookings.requested", "mode", "direct");
        double confirmedBefore = counted("holdfast.bookings.reached", "status", "confirmed");
        long payables = payable.count();
        double payableBefore = payable.totalTime(TimeUnit.SECONDS);
        long confirmations = confirmed.count();
        double waitedBefore = confirmed.totalTime(TimeUnit.SECONDS);

        String id = request();
        service.slotReserved(id, HOLD_UNTIL);
        until(id, "PENDING_PAYMENT");
        service.clock.set(NOW.plusSeconds(2));
        for (int i = 0; i < 2; i++) {
            service.orderCreated(id);
        }
        await().until(() -> booking(id).at("/payment/orderId").asString().equals("order_" + id));
        service.captured(id);
        until(id, "CONFIRMING");
        service.clock.set(NOW.plusSeconds(40));
        for (int i = 0; i < 2; i++) {
            service.slotBooked(id);
        }
        until(id, "CONFIRMED");
        untilHandled(id);

        assertThat(counted("holdfast.bookings.requested", "mode", "direct")).isEqualTo(requestedBefore + 1);
        assertThat(counted("holdfast.bookings.reached", "status", "confirmed")).isEqualTo(confirmedBefore + 1);
        assertThat(payable.count()).isEqualTo(payables + 1);
        assertThat(payable.totalTime(TimeUnit.SECONDS)).isEqualTo(payableBefore + 2);
        assertThat(confirmed.count()).isEqualTo(confirmations + 1);
        assertThat(confirmed.totalTime(TimeUnit.SECONDS)).isEqualTo(waitedBefore + 40);
    }

    private double counted(String name, String tag, String value) {
        return service.bean(MeterRegistry.class).find(name).tag(tag, value).counters().stream().mapToDouble(Counter::count).sum();
    }

    @Test
    void everythingTwiceIsEverythingOnce() {
        String id = request();
        for (int i = 0; i < 2; i++) {
            service.slotReserved(id, HOLD_UNTIL);
        }
        until(id, "PENDING_PAYMENT");
        for (int i = 0; i < 2; i++) {
            service.orderCreated(id);
            service.captured(id);
        }
        until(id, "CONFIRMING");
        for (int i = 0; i < 2; i++) {
            service.slotBooked(id);
        }
        until(id, "CONFIRMED");
        service.slotReserved(id, HOLD_UNTIL);
        service.captured(id);
        service.slotBooked(id);
        untilHandled(id);

        assertThat(service.typesSaidAbout(id)).containsExactly(
                "booking.requested.v1", "booking.awaiting-payment.v1", "booking.paid.v1", "booking.confirmed.v1");
    }

    @Test
    void whoHasNotPaidIsRemindedOnceAndNobodyWhoHas() {
        String unpaid = request();
        String paid = request();
        for (String id : List.of(unpaid, paid)) {
            service.slotReserved(id, HOLD_UNTIL);
            until(id, "PENDING_PAYMENT");
        }
        service.captured(paid);
        until(paid, "CONFIRMING");
        JsonNode held = service.said("booking.awaiting-payment.v1", unpaid).getFirst();
        Instant remindAt = Instant.parse(held.at("/remindAt").asString());
        assertThat(remindAt).isEqualTo(NOW.plus(Duration.between(NOW, HOLD_UNTIL).dividedBy(3)));

        service.clock.set(remindAt);
        for (int i = 0; i < 2; i++) {
            service.timer("hold.reminder-due.v1", unpaid, remindAt);
            service.timer("hold.reminder-due.v1", paid, remindAt);
        }
        untilHandled(unpaid);
        untilHandled(paid);

        assertThat(service.said("booking.payment-due.v1", unpaid)).singleElement().satisfies(due -> {
            assertThat(due.at("/amount/amount").asLong()).isEqualTo(150_000);
            assertThat(due.at("/holdUntil").asString()).isEqualTo(HOLD_UNTIL.toString());
            assertThat(due.at("/client/email").asString()).isNotEmpty();
        });
        assertThat(service.said("booking.payment-due.v1", paid)).isEmpty();
    }

    @Test
    void eachFailureIsToldWhileTheSlotIsHeldAndNoneAfterwards() {
        String id = request();
        service.slotReserved(id, HOLD_UNTIL);
        until(id, "PENDING_PAYMENT");
        failed(id, "pay_1");
        failed(id, "pay_1");
        failed(id, "pay_2");
        await().until(() -> service.said("booking.payment-failed.v1", id).stream()
                .anyMatch(told -> told.at("/paymentId").asString().equals("pay_2")));
        service.captured(id);
        until(id, "CONFIRMING");
        failed(id, "pay_3");
        untilHandled(id);

        assertThat(service.said("booking.payment-failed.v1", id)).extracting(told -> told.at("/paymentId").asString())
                .containsExactly("pay_1", "pay_2");
        assertThat(service.said("booking.payment-failed.v1", id).getFirst().at("/reason").asString()).isEqualTo("declined");
    }

    private void failed(String id, String payment) {
        service.tell("payment.failed.v1", id, Map.of(
                "bookingId", id, "revision", 1, "orderId", "order_" + id, "paymentId", payment, "reason", "declined"));
    }

    @Test
    void aReviewIsAskedForUntilTheLastRound() {
        String id = request();
        service.slotReserved(id, HOLD_UNTIL);
        until(id, "PENDING_PAYMENT");
        service.captured(id);
        until(id, "CONFIRMING");
        service.slotBooked(id);
        until(id, "CONFIRMED");
        service.clock.set(END);
        service.timer("booking.end-reached.v1", id, END);
        until(id, "COMPLETED");
        await().until(() -> service.said("booking.completed.v1", id).size() == 1);
        JsonNode review = service.said("booking.completed.v1", id).getFirst().at("/review");
        assertThat(review.at("/ask").asBoolean()).isTrue();
        assertThat(review.at("/reminders").valueStream().map(JsonNode::asString)).containsExactly(
                END.plus(Duration.ofDays(1)).toString(), END.plus(Duration.ofDays(4)).toString(),
                END.plus(Duration.ofDays(11)).toString());

        assertThat(booking(id).at("/reviewStatus").asString()).isEqualTo("REQUESTED");
        reviewDue(id, 1, false);
        untilHandled(id);
        assertThat(booking(id).at("/reviewStatus").asString()).isEqualTo("REQUESTED");
        reviewDue(id, 3, true);
        await().until(() -> booking(id).at("/reviewStatus").asString().equals("CLOSED"));
    }

    private void reviewDue(String id, int round, boolean last) {
        service.tell("review-request.due.v1", id, Map.of(
                "bookingId", id, "revision", 1, "dueAt", END.toString(), "round", round, "last", last));
    }

    @Test
    void aCaptureThatOvertakesItsOrderAndAFailureThatComesAfterIt() {
        String id = request();
        service.slotReserved(id, HOLD_UNTIL);
        until(id, "PENDING_PAYMENT");
        service.captured(id);
        service.orderCreated(id);
        service.tell("payment.failed.v1", id, Map.of(
                "bookingId", id, "revision", 1, "orderId", "order_" + id, "paymentId", "pay_0", "reason", "declined"));
        until(id, "CONFIRMING");
        service.slotBooked(id);
        until(id, "CONFIRMED");

        assertThat(booking(id).at("/payment/status").asString()).isEqualTo("CAPTURED");
        assertThat(booking(id).at("/payment/orderId").asString()).isEqualTo("order_" + id);
    }

    @Test
    void aLateHoldAndALateCaptureReviveNothing() {
        String id = request();
        service.slotReserved(id, HOLD_UNTIL);
        until(id, "PENDING_PAYMENT");
        service.clock.set(HOLD_UNTIL);
        service.timer("hold.timed-out.v1", id, HOLD_UNTIL);
        until(id, "EXPIRED");

        service.captured(id);
        await().until(() -> booking(id).at("/payment/status").asString().equals("CAPTURED"));
        service.slotReserved(id, HOLD_UNTIL);
        await().until(() -> service.said("booking.expired.v1", id).size() == 2);

        assertThat(booking(id).at("/status").asString()).isEqualTo("EXPIRED");
        assertThat(service.said("booking.paid.v1", id)).isEmpty();
    }

    @Test
    void anOrderThatTheProviderRefusesForGoodEndsTheBookingAtOnce() {
        String id = request();
        service.slotReserved(id, HOLD_UNTIL);
        until(id, "PENDING_PAYMENT");

        service.tell("payment.order-refused.v1", id, Map.of(
                "bookingId", id,
                "revision", 1,
                "amount", Map.of("amount", 150_000, "currency", "INR"),
                "reason", "amount-not-accepted"));

        until(id, "CANCELLED");
        await().until(() -> service.said("booking.cancelled.v1", id).size() == 1);
        JsonNode said = service.said("booking.cancelled.v1", id).getFirst();
        assertThat(said.at("/refund/amount").asLong()).isZero();
        assertThat(said.at("/paid/amount").asLong()).isZero();
        assertThat(booking(id).at("/cancellation/reason").asString())
                .isEqualTo("The payment provider does not accept this amount");
    }

    @Test
    void aLostSlotCancelsWithAFullRefund() {
        String id = request();
        service.slotReserved(id, HOLD_UNTIL);
        until(id, "PENDING_PAYMENT");
        service.captured(id);
        until(id, "CONFIRMING");
        service.tell("slot.lost.v1", id, Map.of("bookingId", id, "revision", 1, "reason", "BOOKED"));
        until(id, "CANCELLED");

        await().until(() -> service.said("booking.cancelled.v1", id).size() == 1);
        JsonNode said = service.said("booking.cancelled.v1", id).getFirst();
        assertThat(said.at("/refund/amount").asLong()).isEqualTo(150_000);
        assertThat(said.at("/wasConfirmed").asBoolean()).isFalse();
        assertThat(booking(id).at("/cancellation/refundPercentage").asInt()).isEqualTo(100);
    }

    // ---- clocks that differ, and timers that never come

    @ParameterizedTest(name = "scheduler-service {0} ahead")
    @ValueSource(strings = {"PT0.001S", "PT30S", "PT14M", "PT5H"})
    void aHoldThatIsTimedOutTooSoonByOurClockExpiresWhenItsTimeHasCome(Duration ahead) {
        String id = request();
        service.slotReserved(id, HOLD_UNTIL);
        until(id, "PENDING_PAYMENT");

        service.clock.set(later(NOW, HOLD_UNTIL.minus(ahead)));
        service.timer("hold.timed-out.v1", id, HOLD_UNTIL);
        untilHandled(id, "1");
        assertThat(booking(id).at("/status").asString()).isEqualTo("PENDING_PAYMENT");

        service.clock.set(HOLD_UNTIL);
        until(id, "EXPIRED");
        await().until(() -> service.said("booking.expired.v1", id).size() == 1);
    }

    @Test
    void aHoldThatIsTimedOutTooSoonCanStillBePaid() {
        String id = request();
        service.slotReserved(id, HOLD_UNTIL);
        until(id, "PENDING_PAYMENT");
        service.timer("hold.timed-out.v1", id, HOLD_UNTIL);
        service.captured(id);
        until(id, "CONFIRMING");
        service.slotBooked(id);
        until(id, "CONFIRMED");

        service.clock.set(HOLD_UNTIL.plusSeconds(300));
        untilHandled(id, "1");
        assertThat(booking(id).at("/status").asString()).isEqualTo("CONFIRMED");
    }

    @Test
    void aRequestThatNobodyAnswersIsRejectedAndALateHoldIsLetGo() {
        String id = request();
        double alerts = alerts("REQUESTED");
        Instant deadline = NOW.plus(Duration.ofMinutes(5));
        await().until(() -> service.said("booking.requested.v1", id).size() == 1);
        assertThat(service.said("booking.requested.v1", id).getFirst().at("/deadline").asString())
                .isEqualTo(deadline.toString());

        service.clock.set(deadline);
        service.timer("request.timed-out.v1", id, deadline);
        until(id, "REJECTED");
        service.slotReserved(id, HOLD_UNTIL);

        await().until(() -> service.said("booking.rejected.v1", id).size() == 2);
        JsonNode last = booking(id).at("/statusHistory").valueStream().toList().getLast();
        assertThat(last.at("/triggeredBy").asString()).isEqualTo("SCHEDULER");
        assertThat(last.at("/reason").asString()).isEqualTo("There was no answer in time");
        assertThat(alerts("REQUESTED")).isEqualTo(alerts + 1);
    }

    @Test
    void whatIsPaidAndNotConfirmedInTimeIsGivenBackInFullAndALateSlotIsLetGo() {
        String id = request();
        double alerts = alerts("CONFIRMING");
        service.slotReserved(id, HOLD_UNTIL);
        until(id, "PENDING_PAYMENT");
        service.captured(id);
        until(id, "CONFIRMING");
        Instant deadline = NOW.plus(Duration.ofMinutes(10));
        await().until(() -> service.said("booking.paid.v1", id).size() == 1);
        assertThat(service.said("booking.paid.v1", id).getFirst().at("/deadline").asString())
                .isEqualTo(deadline.toString());

        service.clock.set(deadline);
        service.timer("confirming.timed-out.v1", id, deadline);
        until(id, "CANCELLED");
        service.slotBooked(id);

        await().until(() -> service.said("booking.cancelled.v1", id).size() == 2);
        JsonNode said = service.said("booking.cancelled.v1", id).getLast();
        assertThat(said.at("/refund/amount").asLong()).isEqualTo(150_000);
        assertThat(said.at("/refundPercentage").asInt()).isEqualTo(100);
        assertThat(booking(id).at("/cancellation/by").asString()).isEqualTo("PLATFORM");
        assertThat(alerts("CONFIRMING")).isEqualTo(alerts + 1);
    }

    @Test
    void whatNoDeadlineReachedForEndsAllTheSame() {
        String requested = request();
        String unpaid = request();
        String confirming = request();
        String confirmed = confirmed();
        String unanswered = request("tarot-60");
        for (String id : List.of(unpaid, confirming, unanswered)) {
            service.slotReserved(id, HOLD_UNTIL);
            until(id, "PENDING_PAYMENT");
        }
        service.captured(confirming);
        until(confirming, "CONFIRMING");
        service.captured(unanswered);
        until(unanswered, "CONFIRMING");
        service.slotBooked(unanswered);
        until(unanswered, "PENDING_CONFIRMATION");

        service.clock.set(NOW.plus(Duration.ofHours(24)).plusSeconds(60));
        until(requested, "REJECTED");
        until(confirming, "CANCELLED");
        until(unpaid, "EXPIRED");
        until(unanswered, "DECLINED");
        service.clock.set(END.plusSeconds(60));
        until(confirmed, "COMPLETED");
        assertThat(statuses(booking(confirmed))).endsWith("CONFIRMED", "IN_PROGRESS", "COMPLETED");
    }

    @Test
    void aMoveThatNobodyAnswersIsAskedForAgainAndNeverHoldsUpWhatElseIsSaidOfTheBooking() {
        String id = confirmed();
        client.post("/api/v1/bookings/" + id + "/reschedule", Map.of("start", START.plus(Duration.ofDays(1)).toString()))
                .expect(202);

        service.clock.set(NOW.plus(Duration.ofMinutes(5)));
        await().until(() -> service.said("booking.reschedule-requested.v1", id).size() == 2);
        service.clock.set(START);
        service.timer("booking.start-reached.v1", id, START);
        untilHandled(id, "1");
        assertThat(booking(id).at("/status").asString()).isEqualTo("CONFIRMED");

        service.notMoved(id, 2, "BOOKED");
        until(id, "IN_PROGRESS");
    }

    @Test
    void aStartAndAnEndThatAreReachedTooSoonByOurClockComeAtTheirTimes() {
        String id = confirmed();

        service.timer("booking.start-reached.v1", id, START);
        service.timer("booking.end-reached.v1", id, END);
        untilHandled(id, "1");
        assertThat(booking(id).at("/status").asString()).isEqualTo("CONFIRMED");

        service.clock.set(START);
        until(id, "IN_PROGRESS");
        service.clock.set(END);
        until(id, "COMPLETED");
    }

    @Test
    void anAnswerThatIsTimedOutTooSoonByOurClockIsAwaitedUntilItsTimeHasCome() {
        String id = request("tarot-60");
        service.slotReserved(id, HOLD_UNTIL);
        until(id, "PENDING_PAYMENT");
        service.captured(id);
        until(id, "CONFIRMING");
        service.slotBooked(id);
        until(id, "PENDING_CONFIRMATION");
        Instant deadline = NOW.plus(Duration.ofHours(24));

        service.timer("confirmation.timed-out.v1", id, deadline);
        untilHandled(id, "1");
        assertThat(booking(id).at("/status").asString()).isEqualTo("PENDING_CONFIRMATION");

        service.clock.set(deadline);
        until(id, "DECLINED");
    }

    @Test
    void poisonIsParkedAndStopsNobody() {
        String id = request();
        int parked = service.transport.deadLetters().size();

        service.tellRaw("demo", "slot.reserved.v1", id, 1, "{ this is not JSON");
        service.tell("slot.reserved.v1", id, Map.of("bookingId", id, "revision", 1));
        service.tell("slot.reserved.v1", "nobody", Map.of(
                "bookingId", "nobody", "revision", 1, "holdUntil", HOLD_UNTIL.toString()));
        service.tell("another-tenant", "slot.reserved.v1", id, 1, Map.of(
                "bookingId", id, "revision", 1, "holdUntil", HOLD_UNTIL.toString()));
        service.slotRejected(id, "BOOKED");

        until(id, "REJECTED");
        await().until(() -> service.transport.deadLetters().size() == parked + 4);
    }

    @Test
    void staleNewsAboutAProfessionalIsDropped() {
        service.catalogue("reading", "INSTANT", 150_000, "dr-james-lee");
        service.tell("demo", "professional.deactivated.v1", "dr-james-lee", 1_000_000, Map.of("professionalId", "dr-james-lee"));
        await().until(() -> code("reading", "dr-james-lee").equals("professional-unknown"));

        service.professional("demo", "dr-james-lee", List.of("reading"));
        service.professional("demo", "dr-amy-pond", List.of("reading"));
        await().until(() -> code("reading", "dr-amy-pond").equals("duration-not-offered"));

        assertThat(code("reading", "dr-james-lee")).isEqualTo("professional-unknown");
    }

    @Test
    void numbersAreNeverGivenTwice() throws Exception {
        var numbers = service.bean(BookingNumbers.class);
        var given = ConcurrentHashMap.<String>newKeySet();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 200; i++) {
                threads.submit(() -> given.add(numbers.next(new TenantId("busy"), 2026).value()));
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
        }

        assertThat(given).hasSize(200).contains("HF-2026-000001");
    }

    @Test
    void numbersOfAnInstanceIncreaseWithoutAWriteForEach() {
        var numbers = service.bean(BookingNumbers.class);
        var calm = new TenantId("calm");

        List<String> given = Stream.generate(() -> numbers.next(calm, 2026).value()).limit(100).toList();

        assertThat(given).isSorted().doesNotHaveDuplicates().startsWith("HF-2026-000001");
        // Taken one by one the counter would stand at the last number given.
        Number taken = service.bean(MongoOperations.class)
                .findById("calm:HF:2026", Document.class, "booking-numbers")
                .get("last", Number.class);
        assertThat(taken.longValue()).isGreaterThan(Long.parseLong(given.getLast().substring("HF-2026-".length())));
    }

    private double alerts(String waited) {
        return service.bean(MeterRegistry.class).get("holdfast.booking.alerts").tag("waited", waited).counter().count();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private String confirmed() {
        String id = request();
        service.slotReserved(id, HOLD_UNTIL);
        until(id, "PENDING_PAYMENT");
        service.captured(id);
        until(id, "CONFIRMING");
        service.slotBooked(id);
        until(id, "CONFIRMED");
        return id;
    }

    private String request() {
        return request("consultation-60");
    }

    private String request(String offering) {
        return client.post("/api/v1/bookings", Map.of(
                        "offeringId", offering,
                        "professionalId", "dr-sarah-khan",
                        "start", START.toString(),
                        "duration", 60))
                .expect(202)
                .body()
                .at("/id")
                .asString();
    }

    private String code(String offering, String professional) {
        return client.post("/api/v1/bookings", Map.of(
                        "offeringId", offering,
                        "professionalId", professional,
                        "start", START.toString(),
                        "duration", 17))
                .body()
                .path("code")
                .asString("");
    }

    private JsonNode booking(String id) {
        return client.get("/api/v1/bookings/" + id).expect(200).body();
    }

    private void until(String id, String status) {
        await().until(() -> booking(id).at("/status").asString(), status::equals);
    }

    /** What is told of one booking is handled in order, so everything before this is handled when its effect shows. */
    private void untilHandled(String id) {
        untilHandled(id, UUID.randomUUID().toString());
    }

    /** A failed attempt is listed and moves nothing. */
    private void untilHandled(String id, String attempt) {
        String reason = "to see it handled: " + attempt;
        service.tell("payment.failed.v1", id, Map.of(
                "bookingId", id, "revision", 1, "orderId", "order_" + id, "paymentId", "pay_0", "reason", reason));
        await().until(() -> client.get("/api/v1/bookings/" + id + "/timeline").text().contains(reason));
        // Timers come on a topic of their own, and what is written is sent a moment later.
        service.awaitIdle();
    }

    private static List<String> statuses(JsonNode booking) {
        return booking.at("/statusHistory").valueStream().map(change -> change.at("/status").asString()).toList();
    }
}
