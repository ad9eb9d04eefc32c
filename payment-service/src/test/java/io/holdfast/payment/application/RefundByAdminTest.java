package io.holdfast.payment.application;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.aggregates.Page;
import io.holdfast.messaging.aggregates.Refusal;
import io.holdfast.payment.domain.Money;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentEvent;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.PaymentSearch;
import io.holdfast.payment.domain.Payments;
import io.holdfast.payment.domain.ProviderEvent;
import io.holdfast.payment.domain.RefundRefusal;
import io.holdfast.payment.domain.Samples;
import io.holdfast.payment.domain.TenantId;
import io.holdfast.testsupport.scenario.MovableClock;
import org.junit.jupiter.api.Test;

import static io.holdfast.payment.domain.Samples.ID;
import static io.holdfast.payment.domain.Samples.NOW;
import static io.holdfast.payment.domain.Samples.ORDER;
import static io.holdfast.payment.domain.Samples.PRICE;
import static io.holdfast.payment.domain.Samples.REQUEST;
import static io.holdfast.payment.domain.Samples.inr;
import static org.assertj.core.api.Assertions.assertThat;

/** What an admin's key means for a refund: one for a day, and something new after it. */
class RefundByAdminTest {

    private final MovableClock clock = new MovableClock(NOW);
    private final OnePayment payments = new OnePayment();
    private final RefundByAdmin refunds = new RefundByAdmin(payments, clock);

    @Test
    void aKeyIsOneRefundForADayAndAnotherAfterIt() {
        refund(inr(100), "k");
        clock.advance(Duration.ofHours(24).minusMillis(1));
        refund(inr(100), "k");
        assertThat(payments.stored.refunds()).hasSize(1);
        assertThat(refund(inr(200), "k")).contains(RefundRefusal.KEY_REUSED);

        clock.advance(Duration.ofMillis(1));
        refund(inr(200), "k");

        assertThat(payments.stored.refunds()).extracting(refund -> refund.amount()).containsExactly(inr(100), inr(200));
    }

    @Test
    void twoKeysAreTwoRefunds() {
        refund(inr(100), "k");
        refund(inr(100), "another");

        assertThat(payments.stored.refunds()).hasSize(2);
    }

    private Optional<Refusal> refund(Money amount, String key) {
        return refunds.refund(Samples.TENANT, "pay_1", amount, "a gesture", "boss", key).orElseThrow().decision().refusal();
    }

    /** The store, with one paid payment. */
    private static final class OnePayment implements Payments {

        private Payment stored = Payment.opened(ID, Samples.TENANT, Samples.SCHEDULE)
                .requestOrder(REQUEST, NOW).aggregate()
                .orderCreated(ORDER, NOW).aggregate()
                .apply(new ProviderEvent.Captured(ORDER.orderId(), "pay_1", PRICE, NOW), NOW).aggregate();

        @Override
        public Optional<PaymentId> findByCapture(TenantId tenantId, String paymentId) {
            return Optional.of(ID);
        }

        @Override
        public Optional<Decided<Payment, PaymentEvent>> decide(
                PaymentId id, Function<Payment, Decision<Payment, PaymentEvent>> decision) {
            var decided = new Decided<>(Optional.of(stored), decision.apply(stored));
            stored = decided.after();
            return Optional.of(decided);
        }

        @Override
        public Optional<Payment> find(PaymentId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<PaymentId> findByOrder(String orderId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Page<Payment> search(PaymentSearch search, int page, int limit) {
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

        @Override
        public void rememberOrder(String orderId, PaymentId id) {
            throw new UnsupportedOperationException();
        }
    }
}
