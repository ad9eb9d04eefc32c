package io.holdfast.payment.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import io.holdfast.payment.PaymentService;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.PaymentProvider;
import io.holdfast.payment.domain.PaymentStatus;
import io.holdfast.payment.domain.Payments;
import io.holdfast.payment.domain.ProviderEvent;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.MovableClock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import static io.holdfast.payment.domain.Samples.PRICE;
import static io.holdfast.payment.domain.Samples.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

/** payment-service alone on a store that was restored: the provider remembers orders of which nothing is known here. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestoredStoreTest {

    private static final FakeProvider provider = new FakeProvider();
    private static final PaymentId ordered = new PaymentId(UUID.randomUUID().toString(), 1);
    private static final PaymentId paid = new PaymentId(UUID.randomUUID().toString(), 1);
    private static ServiceUnderTest service;
    private static MovableClock clock;
    private static Payments payments;

    @BeforeAll
    static void restored() {
        provider.orderOf(ordered, TENANT);
        String order = provider.orderOf(paid, TENANT);
        service = ServiceUnderTest.of(PaymentService.class, "payment-service")
                .at(Instant.parse("2026-11-28T10:00:00Z"))
                .withoutRedis()
                .with(PaymentProvider.class, () -> provider)
                .with("razorpay.key-id=k", "razorpay.key-secret=s", "razorpay.webhook-secret=w")
                .start();
        clock = service.clock();
        payments = service.bean(Payments.class);
        provider.pay(order, new ProviderEvent.Captured(order, "pay_before", PRICE, clock.instant()));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    @Order(1)
    void anOrderThatWasMadeBeforeTheRestoreIsNotMadeAgain() {
        awaitingPayment(ordered);

        await(() -> hasOrder(ordered));
        assertThat(provider.ordersOf(ordered)).hasSize(1);
    }

    @Test
    @Order(2)
    void whatWasPaidOnItIsLearnedAtOnce() {
        awaitingPayment(paid);

        await(() -> payments.find(paid).filter(payment -> payment.status() == PaymentStatus.CAPTURED).isPresent());
        assertThat(provider.ordersOf(paid)).hasSize(1);
    }

    @Test
    @Order(3)
    void aDayLaterNothingIsInDoubtAnyMore() {
        clock.advance(Duration.ofHours(26));
        var fresh = new PaymentId(UUID.randomUUID().toString(), 1);
        awaitingPayment(fresh);

        await(() -> hasOrder(fresh));
        assertThat(provider.lookedFor(ordered)).isTrue();
        assertThat(provider.lookedFor(fresh)).isFalse();
    }

    private static boolean hasOrder(PaymentId id) {
        return payments.find(id).filter(payment -> payment.order() != null).isPresent();
    }

    private static void awaitingPayment(PaymentId id) {
        service.hears("booking.awaiting-payment.v1",
                "bookingId", id.bookingId(), "revision", 1, "holdUntil", clock.instant().plus(Duration.ofMinutes(15)));
    }

    private static void await(BooleanSupplier fact) {
        Awaitility.await().until(fact::getAsBoolean);
    }
}
