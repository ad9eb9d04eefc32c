package io.holdfast.payment.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import io.holdfast.defaults.store.RetentionSweep;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.payment.PaymentService;
import io.holdfast.payment.application.ReconcileLedger;
import io.holdfast.payment.application.UnmatchedWebhooks;
import io.holdfast.payment.application.UnmatchedWebhooks.UnmatchedWebhook;
import io.holdfast.payment.domain.Attempt;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.PaymentProvider;
import io.holdfast.payment.domain.PaymentStatus;
import io.holdfast.payment.domain.Payments;
import io.holdfast.payment.domain.ProviderEvent;
import io.holdfast.payment.domain.ProviderEvent.ProviderRefund;
import io.holdfast.payment.domain.Refund;
import io.holdfast.payment.domain.Samples;
import io.holdfast.payment.domain.TenantId;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.MovableClock;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

import static io.holdfast.payment.domain.Samples.PRICE;
import static io.holdfast.payment.domain.Samples.TENANT;
import static io.holdfast.payment.domain.Samples.captured;
import static org.assertj.core.api.Assertions.assertThat;

/** payment-service alone: real store, events in memory, a provider in memory. */
class PaymentSagaTest {

    private static final Instant START = Instant.parse("2026-11-28T10:00:00Z");
    private static final FakeProvider provider = new FakeProvider();
    private static final ServiceUnderTest service = ServiceUnderTest.of(PaymentService.class, "payment-service")
            .at(START)
            .withoutRedis()
            .with(PaymentProvider.class, () -> provider)
            .with("razorpay.key-id=k", "razorpay.key-secret=s", "razorpay.webhook-secret=w")
            .start();
    private static final MovableClock clock = service.clock();
    private static final Payments payments = service.bean(Payments.class);

    private final PaymentId id = new PaymentId(UUID.randomUUID().toString(), 1);
    private final Instant holdUntil = clock.instant().plus(Duration.ofMinutes(15));

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void providerIsWell() {
        provider.reset();
    }

    @Test
    void awaitingPaymentLeadsToOneAnnouncedOrder() {
        awaitingPayment(id);

        OutboxEntry created = published("payment.order-created.v1", 1).getFirst();
        assertThat(created.data()).contains(provider.ordersOf(id).getFirst()).contains("rzp_test_fake");
        assertThat(created.correlationId()).isEqualTo("a-test-request");
        assertThat(payments.findByOrder(provider.ordersOf(id).getFirst())).contains(id);
        assertThat(provider.lookedFor(id)).as("where nothing is in doubt, the first try is one request").isFalse();
    }

    @Test
    void repeatedAwaitingPaymentMakesNoSecondOrder() {
        awaitingPayment(id);
        published("payment.order-created.v1", 1);

        awaitingPayment(id);
        everythingSaidIsHeard();

        assertThat(provider.ordersOf(id)).hasSize(1);
        published("payment.order-created.v1", 1);
    }

    @Test
    void orderWhoseAnswerWasLostIsFoundByItsReceipt() {
        provider.losesTheNextAnswer = true;
        awaitingPayment(id);
        await(() -> payments.find(id).filter(payment -> payment.calls().stream().anyMatch(call -> call.tries() == 1)).isPresent());

        moveClockUntil(() -> payments.find(id).orElseThrow().order() != null);

        assertThat(provider.ordersOf(id)).hasSize(1);
        published("payment.order-created.v1", 1);
    }

    /** The store went back, the provider did not: what it knows of ours is learned, and what was paid for nothing goes back, once. */
    @Test
    void afterARestoreTheProvidersLedgerIsReconciled() {
        awaitingPayment(id);
        published("payment.order-created.v1", 1);
        String known = provider.ordersOf(id).getFirst();
        provider.pay(known, new ProviderEvent.Captured(known, "pay_known", PRICE, clock.instant()));
        var lostId = new PaymentId(UUID.randomUUID().toString(), 1);
        String lost = provider.orderOf(lostId, TENANT);
        provider.pay(lost, new ProviderEvent.Captured(lost, "pay_lost", PRICE, clock.instant()));

        ReconcileLedger ledger = service.bean(ReconcileLedger.class);
        reconcileAll(ledger, new TenantId("another"));

        assertThat(payments.find(id).orElseThrow().status()).isNotEqualTo(PaymentStatus.CAPTURED);
        assertThat(provider.refundsOf("pay_lost")).isEmpty();

        reconcileAll(ledger);

        assertThat(payments.find(id).orElseThrow().status()).isEqualTo(PaymentStatus.CAPTURED);
        published("payment.captured.v1", 1);
        assertThat(provider.refundsOf("pay_known")).isEmpty();
        assertThat(payments.find(lostId)).isEmpty();
        assertThat(provider.refundsOf("pay_lost")).singleElement()
                .satisfies(refund -> assertThat(refund.amount()).isEqualTo(PRICE));

        reconcileAll(ledger);

        assertThat(provider.refundsOf("pay_lost")).hasSize(1);
        published("payment.captured.v1", 1);
    }

    /** It was cancelled in the time that was lost: its order may be far older, and it stands here until somebody ends it again. */
    @Test
    void afterARestoreWhatWentBackIsLearnedAndNotGivenBackAgain() {
        ordered();
        String capture = "pay_stands" + id.bookingId();
        tell(captured(capture, PRICE));
        published("payment.captured.v1", 1);
        String key = id.refundKey(capture, "BOOKING_CANCELLED", 1);
        provider.refundUnder(key, capture, PRICE);

        ReconcileLedger ledger = service.bean(ReconcileLedger.class);
        assertThat(reconcileAll(ledger, new TenantId("another"))).isEmpty();
        assertThat(reconcileAll(ledger)).contains(id.bookingId());
        published("payment.refunded.v1", 1);
        cancelled(1, 1, 100, PRICE.minorUnits(), PRICE.minorUnits());
        await(() -> payments.find(id).orElseThrow().settlement() != null);

        assertThat(payments.find(id).orElseThrow().status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(reconcileAll(ledger)).doesNotContain(id.bookingId());
        assertThat(provider.refundsOf(capture)).hasSize(1);
        published("payment.refunded.v1", 1);
    }

    /** Which bookings stand again. */
    private static List<String> reconcileAll(ReconcileLedger ledger) {
        return reconcileAll(ledger, TENANT);
    }

    private static List<String> reconcileAll(ReconcileLedger ledger, TenantId tenant) {
        var standing = new ArrayList<String>();
        int skip = 0;
        ReconcileLedger.Reconciled page;
        do {
            page = ledger.reconcile(tenant, START, clock.instant(), skip);
            standing.addAll(page.standingAgain());
            skip += 100;
        } while (page.orders() > 0 || page.refunds() > 0);
        return standing;
    }

    @Test
    void noOrderIsMadeOnceTheHoldHasPassed() {
        provider.away = true;
        awaitingPayment(id);
        await(() -> provider.turnedAway(id));

        clock.advance(Duration.ofMinutes(16));
        provider.away = false;
        moveClockUntil(() -> payments.find(id).orElseThrow().nextCallAt() == null);

        assertThat(provider.ordersOf(id)).isEmpty();
    }

    @Test
    void aPaymentAndItsOrderAreTwoWrites() {
        ordered();

        assertThat(((Number) stored().get("version")).longValue()).as("inserted already claimed, which is version 0").isEqualTo(1);
        assertThat(service.mongo().getCollection("orders").countDocuments()).isZero();
    }

    @Test
    void orderThatAnEarlierVersionRememberedIsStillFound() {
        String order = "order_of_old" + id.bookingId();
        service.mongo().insert(new Document("_id", order).append("payment", id.value()), "orders");

        assertThat(payments.findByOrder(order)).contains(id);
        service.mongo().remove(Query.query(Criteria.where("_id").is(order)), "orders");
    }

    @Test
    void captureIsPublishedOnce() {
        ordered();

        tell(captured("pay_a" + id.bookingId(), PRICE));
        tell(captured("pay_a" + id.bookingId(), PRICE));

        published("payment.captured.v1", 1);
        assertThat(status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @Test
    void captureAfterExpiryIsRefundedInFullOnce() {
        ordered();
        expired(id);
        expired(id);
        await(() -> payments.find(id).orElseThrow().settlement() != null);

        tell(captured("pay_b" + id.bookingId(), PRICE));
        tell(captured("pay_b" + id.bookingId(), PRICE));

        await(() -> status() == PaymentStatus.REFUNDED);
        assertThat(provider.refundsOf("pay_b" + id.bookingId()))
                .singleElement()
                .extracting(ProviderRefund::amount)
                .isEqualTo(PRICE);
        published("payment.captured.v1", 1);
        published("payment.refund-requested.v1", 1);
        assertThat(published("payment.refunded.v1", 1).getFirst().data()).contains("\"REFUNDED\"");
    }

    @Test
    void secondCaptureOfAnOrderGoesBackInFull() {
        ordered();
        tell(captured("pay_c" + id.bookingId(), PRICE));
        tell(captured("pay_d" + id.bookingId(), PRICE));

        await(() -> provider.refundsOf("pay_d" + id.bookingId()).size() == 1);
        assertThat(provider.refundsOf("pay_c" + id.bookingId())).isEmpty();
        published("payment.captured.v1", 1);
        assertThat(published("payment.refund-requested.v1", 1).getFirst().data()).contains("\"accepted\":false");
        assertThat(published("payment.refunded.v1", 1).getFirst().data())
                .contains("PARTIALLY_REFUNDED")
                .contains("\"accepted\":false");
        assertThat(status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @Test
    void orderThatTheProviderNeverMakesIsToldAtOnceAndNeverAskedForAgain() {
        provider.refusesOrders = true;
        awaitingPayment(id);

        assertThat(published("payment.order-refused.v1", 1).getFirst().data())
                .contains("\"reason\":\"currency-not-accepted\"")
                .contains("Currency is not supported");
        assertThat(payments.find(id).orElseThrow().nextCallAt()).isNull();
        assertThat(status()).isEqualTo(PaymentStatus.FAILED);
    }

    @Test
    void wrongKeyOfOursEndsNoPaymentAndTheOrderAppearsWhenItIsPutRight() {
        provider.refusesOurKey = true;
        awaitingPayment(id);
        await(() -> provider.turnedAway(id));

        provider.refusesOurKey = false;
        moveClockUntil(() -> payments.find(id).orElseThrow().order() != null);

        published("payment.order-created.v1", 1);
        published("payment.order-refused.v1", 0);
    }

    @Test
    void whoPaysIsNotStored() {
        ordered();

        String stored = String.valueOf(service.mongo().findById(id.value(), Document.class, "payments"));

        assertThat(stored).contains("HF-2026-000001").doesNotContain("Asha Rao", "asha@example.com", "payer");
    }

    @Test
    void paidOrderIsPolledTwiceAndNoMore() {
        ordered();
        tell(captured("pay_2l" + id.bookingId(), PRICE));
        published("payment.captured.v1", 1);
        int before = provider.pollsOf(orderId());

        for (Instant due = nextCallAt(); due != null; due = nextCallAt()) {
            Instant current = due;
            clock.advance(Duration.between(clock.instant(), due));
            await(() -> !current.equals(nextCallAt()) && !isClaimed(id));
        }

        assertThat(provider.pollsOf(orderId()) - before).isEqualTo(2);
    }

    @Test
    void secondCaptureThatNoWebhookToldOfIsFoundWhenTheHoldEnds() {
        ordered();
        tell(captured("pay_2m" + id.bookingId(), PRICE));
        provider.pay(orderId(), new ProviderEvent.Captured(orderId(), "pay_2n" + id.bookingId(), PRICE, clock.instant()));

        moveClockUntil(() -> provider.refundsOf("pay_2n" + id.bookingId()).size() == 1);

        assertThat(clock.instant()).isBetween(holdUntil, holdUntil.plus(Duration.ofMinutes(2)));
        assertThat(status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @Test
    void partOfWhichNothingIsLeftGivesNothingMoreBack() {
        ordered();
        String paymentId = "pay_2o" + id.bookingId();
        tell(captured(paymentId, PRICE));
        payments.decide(id, payment -> payment.refundByAdmin(
                paymentId, Samples.inr(75_000), "MANUAL k", "gesture", clock.instant()));
        await(() -> status() == PaymentStatus.PARTIALLY_REFUNDED);

        cancelled(1, null, 50, 0, 150_000);
        await(() -> payments.find(id).orElseThrow().settlement() != null);

        assertThat(payments.find(id).orElseThrow().refunds()).hasSize(1);
    }

    @Test
    void endThatOvertakesTheRequestLeavesNoOrder() {
        expired(id);
        awaitingPayment(id);
        await(() -> payments.find(id).filter(payment -> payment.request() != null).isPresent());

        assertThat(payments.find(id).orElseThrow().nextCallAt()).isNull();
        assertThat(provider.ordersOf(id)).isEmpty();
    }

    @Test
    void cancellationOfALaterRevisionRefundsThePaymentOfTheFirst() {
        ordered();
        tell(captured("pay_e" + id.bookingId(), PRICE));

        cancelled(3, null, 50, 75_000, 150_000);

        await(() -> status() == PaymentStatus.PARTIALLY_REFUNDED);
        assertThat(provider.refundsOf("pay_e" + id.bookingId()))
                .singleElement()
                .extracting(ProviderRefund::amount)
                .isEqualTo(Samples.inr(75_000));
    }

    @Test
    void refundWhoseAnswerWasLostIsAskedForAgainUnderTheSameKey() {
        ordered();
        tell(captured("pay_f" + id.bookingId(), PRICE));
        provider.losesTheNextAnswer = true;
        expired(id);

        moveClockUntil(() -> status() == PaymentStatus.REFUNDED);

        assertThat(provider.refundsOf("pay_f" + id.bookingId())).hasSize(1);
    }

    @Test
    void pendingRefundIsPolledUntilItIsProcessed() {
        ordered();
        tell(captured("pay_g" + id.bookingId(), PRICE));
        provider.refundsAre = Refund.Status.PENDING;
        expired(id);
        await(() -> payments.find(id).orElseThrow().refunds().stream()
                .anyMatch(refund -> refund.status() == Refund.Status.PENDING));

        provider.refundsAre = Refund.Status.PROCESSED;
        moveClockUntil(() -> status() == PaymentStatus.REFUNDED);

        published("payment.refunded.v1", 1);
    }

    @Test
    void refundThatTheProviderRefusesIsReported() {
        ordered();
        tell(captured("pay_h" + id.bookingId(), PRICE));
        provider.refusesRefunds = true;
        expired(id);

        moveClockUntil(() -> status() == PaymentStatus.REFUND_FAILED);
        assertThat(published("payment.refund-failed.v1", 1).getFirst().data()).contains("no balance");
        assertThat(status()).isEqualTo(PaymentStatus.REFUND_FAILED);
    }

    @Test
    void cancellationOfALaterRevisionNamesThePaymentThatGoesBack() {
        ordered();
        tell(captured("pay_p" + id.bookingId(), PRICE));

        cancelled(2, 1, 50, 75_000, 150_000);

        await(() -> status() == PaymentStatus.PARTIALLY_REFUNDED);
        assertThat(payments.find(new PaymentId(id.bookingId(), 2))).isEmpty();
    }

    @Test
    void cancellationBeforePaymentSendsALateCaptureBackInFull() {
        ordered();
        cancelled(1, null, 100, 0, 0);
        await(() -> payments.find(id).orElseThrow().settlement() != null);

        tell(captured("pay_q" + id.bookingId(), PRICE));

        await(() -> status() == PaymentStatus.REFUNDED);
    }

    @Test
    void aPolicyThatKeepsEverythingRefundsNothingEvenBeforeTheBookingWasConfirmed() {
        ordered();
        tell(captured("pay_z" + id.bookingId(), PRICE));

        cancelled(1, null, 0, 0, 150_000);

        await(() -> payments.find(id).orElseThrow().settlement() != null);
        assertThat(payments.find(id).orElseThrow().refunds()).isEmpty();
        assertThat(status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @Test
    void whatNoWebhookToldIsFoundByAsking() {
        ordered();
        provider.pay(orderId(), new ProviderEvent.Captured(orderId(), "pay_i" + id.bookingId(), PRICE, clock.instant()));

        moveClockUntil(() -> status() == PaymentStatus.CAPTURED);

        published("payment.captured.v1", 1);
        assertThat(clock.instant()).isBefore(holdUntil);
    }

    @Test
    void captureThatNoWebhookToldAfterTheBookingsEndIsFoundAndGoesBack() {
        ordered();
        expired(id);
        await(() -> payments.find(id).orElseThrow().settlement() != null);
        provider.pay(orderId(), new ProviderEvent.Captured(orderId(), "pay_j" + id.bookingId(), PRICE, clock.instant()));

        moveClockUntil(() -> status() == PaymentStatus.REFUNDED);

        assertThat(provider.refundsOf("pay_j" + id.bookingId())).hasSize(1);
    }

    @Test
    void authorizedPaymentIsCapturedEvenWhenTheAnswerIsLost() {
        ordered();
        provider.authorize(orderId(), "pay_k" + id.bookingId());
        provider.losesTheNextAnswer = true;
        payments.decide(id, payment -> payment.apply(
                new ProviderEvent.AttemptSeen(orderId(), Attempt.authorized("pay_k" + id.bookingId(), PRICE, clock.instant())),
                clock.instant()));

        moveClockUntil(() -> status() == PaymentStatus.CAPTURED);

        published("payment.captured.v1", 1);
        assertThat(clock.instant()).isBefore(holdUntil);
    }

    @Test
    void refundThatTheProviderMadeByItselfIsLearnedWhenOursIsRefused() {
        ordered();
        tell(captured("pay_l" + id.bookingId(), PRICE));
        provider.refundElsewhere("pay_l" + id.bookingId(), PRICE);
        provider.refusesRefunds = true;
        expired(id);

        await(() -> status() == PaymentStatus.REFUNDED);
        published("payment.refunded.v1", 1);
        assertThat(provider.refundsOf("pay_l" + id.bookingId())).hasSize(1);
    }

    @Test
    void bookingsAreAcceptedWhileTheProviderIsAwayForTenMinutesAndTheirOrdersAppearWhenItIsBack() {
        provider.away = true;
        awaitingPayment(id);
        await(() -> provider.turnedAway(id));
        Instant back = clock.instant().plus(Duration.ofMinutes(10));
        while (clock.instant().isBefore(back)) {
            clock.advance(Duration.ofSeconds(30));
            service.awaitIdle();
        }
        assertThat(provider.ordersOf(id)).isEmpty();

        provider.away = false;
        moveClockUntil(() -> payments.find(id).orElseThrow().order() != null);

        assertThat(provider.ordersOf(id)).hasSize(1);
        assertThat(clock.instant()).isBefore(holdUntil);
    }

    @Test
    void refundThatFailsAtTheBankIsAskedForAgainAndGoesThrough() {
        ordered();
        tell(captured("pay_m" + id.bookingId(), PRICE));
        provider.refundsAre = Refund.Status.FAILED;
        expired(id);
        await(() -> payments.find(id).orElseThrow().refunds().size() == 2);

        provider.failedStayFailed();
        provider.refundsAre = Refund.Status.PROCESSED;
        moveClockUntil(() -> status() == PaymentStatus.REFUNDED);

        assertThat(provider.refundsOf("pay_m" + id.bookingId())).extracting(ProviderRefund::status)
                .containsExactlyInAnyOrder(Refund.Status.FAILED, Refund.Status.PROCESSED);
        published("payment.refund-requested.v1", 1);
        published("payment.refunded.v1", 1);
        published("payment.refund-failed.v1", 0);
    }

    @Test
    void whatBroughtNoMoneyIsForgottenAndWhatDidIsKept() {
        ordered();
        tell(captured("pay_kept" + id.bookingId(), PRICE));
        String paidOrder = orderId();
        var unpaid = new PaymentId(UUID.randomUUID().toString(), 1);
        awaitingPayment(unpaid);
        await(() -> payments.find(unpaid).filter(payment -> payment.order() != null).isPresent());
        String unpaidOrder = payments.find(unpaid).orElseThrow().order().orderId();
        expired(unpaid);
        var free = new PaymentId(UUID.randomUUID().toString(), 1);
        service.hears("booking.rejected.v1", "bookingId", free.bookingId(), "revision", 1);
        await(() -> payments.find(unpaid).orElseThrow().settlement() != null && payments.find(free).isPresent());
        service.bean(UnmatchedWebhooks.class).keep(new UnmatchedWebhook(
                "hook-" + id.bookingId(), "payment.captured", "pay_x", null, new byte[] {'{', '}'}, clock.instant(), 1, null));

        forgetWhatIsOver();
        assertThat(payments.find(unpaid)).as("its late window is not over").isPresent();

        for (Instant due = nextCallAt(unpaid); due != null; due = nextCallAt(unpaid)) {
            Instant current = due;
            clock.advance(Duration.between(clock.instant(), due));
            await(() -> !current.equals(nextCallAt(unpaid)) && !isClaimed(unpaid));
        }
        clock.advance(Duration.ofDays(29));
        forgetWhatIsOver();
        assertThat(payments.find(unpaid)).isPresent();
        assertThat(payments.findByOrder(unpaidOrder)).contains(unpaid);

        clock.advance(Duration.ofDays(2));
        forgetWhatIsOver();

        assertThat(payments.find(unpaid)).isEmpty();
        assertThat(payments.findByOrder(unpaidOrder)).isEmpty();
        assertThat(payments.find(free)).isEmpty();
        assertThat(service.bean(UnmatchedWebhooks.class).find("hook-" + id.bookingId())).isEmpty();
        assertThat(payments.find(id)).isPresent();
        assertThat(payments.findByOrder(paidOrder)).contains(id);
    }

    @Test
    void moneyThatComesWhenAllSeemedOverKeepsThePayment() {
        ordered();
        expired(id);
        await(() -> payments.find(id).orElseThrow().settlement() != null);
        String order = orderId();
        for (Instant due = nextCallAt(); due != null; due = nextCallAt()) {
            Instant current = due;
            clock.advance(Duration.between(clock.instant(), due));
            await(() -> !current.equals(nextCallAt()) && !isClaimed(id));
        }

        tell(captured("pay_late" + id.bookingId(), PRICE));
        await(() -> status() == PaymentStatus.REFUNDED);
        clock.advance(Duration.ofDays(40));
        forgetWhatIsOver();

        assertThat(payments.find(id)).isPresent();
        assertThat(payments.findByOrder(order)).contains(id);
    }

    private static void forgetWhatIsOver() {
        service.bean(RetentionSweep.class).sweep();
    }

    @Test
    void requestForNothingIsParked() {
        service.hears("booking.awaiting-payment.v1", "bookingId", id.bookingId(), "amount.amount", 0);

        await(() -> service.transport().deadLetters().stream().anyMatch(letter -> id.bookingId().equals(letter.message().key())));
        assertThat(payments.find(id)).isEmpty();
    }

    // ---- how

    private void ordered() {
        awaitingPayment(id);
        await(() -> payments.find(id).filter(payment -> payment.order() != null).isPresent());
    }

    private void tell(ProviderEvent event) {
        String orderId = payments.find(id).orElseThrow().order().orderId();
        ProviderEvent.Captured captured = (ProviderEvent.Captured) event;
        payments.decide(id, payment -> payment.apply(
                new ProviderEvent.Captured(orderId, captured.paymentId(), captured.amount(), captured.at()),
                clock.instant()));
    }

    private String orderId() {
        return payments.find(id).orElseThrow().order().orderId();
    }

    private PaymentStatus status() {
        return payments.find(id).map(Payment::status).orElseThrow();
    }

    private void awaitingPayment(PaymentId about) {
        service.hears("booking.awaiting-payment.v1", "bookingId", about.bookingId(), "revision", 1, "holdUntil", holdUntil);
    }

    private static void expired(PaymentId about) {
        service.hears("booking.expired.v1", "bookingId", about.bookingId(), "revision", 1);
    }

    private void cancelled(int revision, @Nullable Integer paymentRevision, int percentage, long refund, long paid) {
        service.hears("booking.cancelled.v1", "bookingId", id.bookingId(), "revision", revision,
                "paymentRevision", paymentRevision, "refundPercentage", percentage, "refund.amount", refund, "paid.amount", paid);
    }

    /** Events of one booking are heard in order, so what is said last here is heard after all before. */
    private void everythingSaidIsHeard() {
        expired(id);
        await(() -> payments.find(id).orElseThrow().settlement() != null);
    }

    private Document stored() {
        return Objects.requireNonNull(service.mongo().findById(id.value(), Document.class, "payments"));
    }

    private List<OutboxEntry> published(String type, int count) {
        await(() -> ours(type).stream().map(OutboxEntry::eventId).distinct().count() == count);
        return ours(type);
    }

    private List<OutboxEntry> ours(String type) {
        return service.said(id.bookingId()).stream().filter(event -> event.type().equals(type)).toList();
    }

    private Instant nextCallAt() {
        return nextCallAt(id);
    }

    private static Instant nextCallAt(PaymentId of) {
        return payments.find(of).orElseThrow().nextCallAt();
    }

    /** While it is being done, its time is the end of the lease. */
    private static boolean isClaimed(PaymentId which) {
        Instant next = nextCallAt(which);
        return next != null && !next.isAfter(clock.instant().plus(Duration.ofSeconds(30)));
    }

    private void moveClockUntil(BooleanSupplier fact) {
        await(() -> {
            // Before the fact: what makes it true meanwhile may have put the next call far away.
            Instant next = nextCallAt();
            if (fact.getAsBoolean()) {
                return true;
            }
            // Not past the end of a lease, under which something may be done at this moment.
            boolean farAway = next != null && next.isAfter(clock.instant().plus(Duration.ofSeconds(35)));
            clock.advance(farAway ? Duration.between(clock.instant(), next) : Duration.ofSeconds(5));
            return false;
        });
    }

    private static void await(BooleanSupplier fact) {
        Awaitility.await().until(fact::getAsBoolean);
    }
}
