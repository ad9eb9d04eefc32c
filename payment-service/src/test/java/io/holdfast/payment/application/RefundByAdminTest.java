package io.holdfast.payment.application;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.holdfast.payment.domain.Money;
import io.holdfast.payment.domain.Pace;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.PaymentStatus;
import io.holdfast.payment.domain.Payments;
import io.holdfast.payment.domain.ProviderEvent;
import io.holdfast.payment.domain.RefundNotPossible;
import io.holdfast.testsupport.scenario.MovableClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.holdfast.payment.domain.Samples.ID;
import static io.holdfast.payment.domain.Samples.NOW;
import static io.holdfast.payment.domain.Samples.ORDER;
import static io.holdfast.payment.domain.Samples.PRICE;
import static io.holdfast.payment.domain.Samples.WANTED;
import static io.holdfast.payment.domain.Samples.inr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        assertThatThrownBy(() -> refund(inr(200), "k")).isInstanceOf(RefundNotPossible.class);

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

    private void refund(Money amount, String key) {
        refunds.refund("demo", "pay_1", amount, "a gesture", "boss", key);
    }

    /** The store, with one paid payment. */
    private static final class OnePayment implements Payments {

        private Payment stored = Payment.unheardOf(ID, "demo", Pace.USUAL)
                .awaitingPayment(WANTED, NOW).payment()
                .orderCreated(ORDER, NOW).payment()
                .told(new ProviderEvent.Captured(ORDER.orderId(), "pay_1", PRICE, NOW), NOW).payment();

        @Override
        public Optional<PaymentId> findByCapture(String tenantId, String paymentId) {
            return Optional.of(ID);
        }

        @Override
        public Optional<Change> change(PaymentId id, Function<Payment, Decision> decide) {
            Payment before = stored;
            stored = decide.apply(before).payment();
            return Optional.of(new Change(before, stored));
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
        public Page ofStatus(String tenantId, @Nullable PaymentStatus status, int page, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Payment> ofBooking(String tenantId, String bookingId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Change openOrChange(PaymentId id, String tenantId, Function<Payment, Decision> decide) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void rememberOrder(String orderId, PaymentId id) {
            throw new UnsupportedOperationException();
        }
    }
}
