package io.holdfast.payment.application;

import java.time.Duration;
import java.util.Optional;

import io.holdfast.messaging.aggregates.Refusal;
import io.holdfast.payment.domain.Money;
import io.holdfast.payment.domain.RefundRefusal;
import io.holdfast.payment.domain.Samples;
import io.holdfast.testsupport.scenario.MovableClock;
import org.junit.jupiter.api.Test;

import static io.holdfast.payment.domain.Samples.NOW;
import static io.holdfast.payment.domain.Samples.inr;
import static org.assertj.core.api.Assertions.assertThat;

/** What an admin's key means for a refund: one for a day, and something new after it. */
class RefundByAdminTest {

    private final MovableClock clock = new MovableClock(NOW);
    private final OnePayment payments = OnePayment.paid();
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
}
