package io.holdfast.payment.application;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.aggregates.Page;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentEvent;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.PaymentSearch;
import io.holdfast.payment.domain.Payments;
import io.holdfast.payment.domain.ProviderEvent;
import io.holdfast.payment.domain.Samples;
import io.holdfast.payment.domain.TenantId;

import static io.holdfast.payment.domain.Samples.ID;
import static io.holdfast.payment.domain.Samples.NOW;
import static io.holdfast.payment.domain.Samples.ORDER;
import static io.holdfast.payment.domain.Samples.PRICE;
import static io.holdfast.payment.domain.Samples.REQUEST;

/** The store, with one payment, to which somebody may do something before each write. */
final class OnePayment implements Payments {

    final AtomicInteger writes = new AtomicInteger();
    volatile Payment stored;
    volatile Runnable beforeEach = () -> { };

    private OnePayment(Payment stored) {
        this.stored = stored;
    }

    static OnePayment ordered() {
        return new OnePayment(Payment.opened(ID, Samples.TENANT, Samples.SCHEDULE)
                .requestOrder(REQUEST, NOW).aggregate()
                .orderCreated(ORDER, NOW).aggregate());
    }

    static OnePayment paid() {
        return new OnePayment(ordered().stored
                .apply(new ProviderEvent.Captured(ORDER.orderId(), "pay_1", PRICE, NOW), NOW).aggregate());
    }

    @Override
    public Optional<PaymentId> findByOrder(String orderId) {
        return Optional.of(ID).filter(id -> orderId.equals(ORDER.orderId()));
    }

    @Override
    public Optional<PaymentId> findByCapture(TenantId tenantId, String paymentId) {
        return Optional.of(ID);
    }

    @Override
    public Optional<Decided<Payment, PaymentEvent>> decide(
            PaymentId id, Function<Payment, Decision<Payment, PaymentEvent>> decision) {
        beforeEach.run();
        var decided = new Decided<>(Optional.of(stored), decision.apply(stored));
        if (decided.changed()) {
            writes.incrementAndGet();
        }
        stored = decided.after();
        return Optional.of(decided);
    }

    @Override
    public Optional<Payment> find(PaymentId id) {
        return Optional.of(stored).filter(payment -> payment.id().equals(id));
    }

    @Override
    public Page<Payment> search(PaymentSearch search, int page, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<Payment> searchAfter(PaymentSearch search, PaymentSearch.Position after, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void walk(PaymentSearch search, Consumer<Payment> visitor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Payment> ofBooking(TenantId tenantId, String bookingId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Decided<Payment, PaymentEvent> decideOrOpen(
            PaymentId id, TenantId tenantId, Function<Payment, Decision<Payment, PaymentEvent>> decision) {
        throw new UnsupportedOperationException();
    }
}
