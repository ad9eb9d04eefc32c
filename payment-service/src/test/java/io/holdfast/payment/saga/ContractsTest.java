package io.holdfast.payment.saga;

import java.util.stream.Stream;

import io.holdfast.messaging.WireJson;
import io.holdfast.payment.domain.Capture;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentEvent;
import io.holdfast.payment.domain.Refund;
import io.holdfast.payment.domain.RefundReason;
import io.holdfast.payment.domain.Samples;
import io.holdfast.payment.events.Bodies;
import io.holdfast.testsupport.contracts.ConsumedContracts;
import io.holdfast.testsupport.contracts.ProducedContracts;
import org.junit.jupiter.api.Test;

class ContractsTest {

    @Test
    void whatIsSaidIsPublished() {
        Payment payment = Payment.opened(Samples.ID, Samples.TENANT, Samples.SCHEDULE);
        var capture = new Capture("pay_1", "order_1", Samples.PRICE, Capture.Standing.ACCEPTED, Samples.NOW);
        ProducedContracts.check("payment-service", Stream.of(
                        new PaymentEvent.OrderCreated(Samples.ORDER, Samples.PRICE),
                        new PaymentEvent.OrderRefused(Samples.PRICE, "amount-not-accepted", "too little"),
                        new PaymentEvent.Captured(capture),
                        new PaymentEvent.AttemptFailed("order_1", "pay_1", "the bank declined"),
                        new PaymentEvent.RefundRequested(refund(null, Refund.Status.REQUESTED, null), true),
                        new PaymentEvent.Refunded(refund("rfnd_1", Refund.Status.PROCESSED, null), true, true),
                        new PaymentEvent.Refunded(refund("rfnd_1", Refund.Status.PROCESSED, null), false, false),
                        new PaymentEvent.RefundFailed(refund(null, Refund.Status.FAILED, "no balance"), true),
                        new PaymentEvent.RefundFailed(refund("rfnd_1", Refund.Status.FAILED, null), false))
                .map(event -> Bodies.of(payment, event)));
    }

    @Test
    void whatIsHeardIsSaid() {
        ConsumedContracts.check("payment-service", new PaymentSaga(null, null).subscriptions().bodies(), WireJson::read);
    }

    private static Refund refund(String refundId, Refund.Status status, String failure) {
        return new Refund(
                "hf-key",
                RefundReason.BOOKING_EXPIRED,
                "BOOKING_EXPIRED",
                "pay_1",
                Samples.PRICE,
                1,
                refundId,
                status,
                failure,
                null,
                null);
    }
}
