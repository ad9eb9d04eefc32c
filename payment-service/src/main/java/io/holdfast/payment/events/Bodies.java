package io.holdfast.payment.publishing;

import io.holdfast.messaging.WireEvent;
import io.holdfast.payment.domain.Capture;
import io.holdfast.payment.domain.PaymentEvent;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.Refund;
import org.springframework.stereotype.Component;

/** Payment events as the contracts in event-contracts have them. */
@Component
public class PaymentEventTranslator {

    public WireEvent translate(PaymentEvent event) {
        PaymentId id = event.id();
        return switch (event) {
            case PaymentEvent.OrderCreated it -> wire("payment.order-created.v1", id, new PaymentMessages.OrderCreated(
                    id.bookingId(), id.revision(), it.order().orderId(), it.order().keyId(), it.amount()));
            case PaymentEvent.OrderRefused it -> wire("payment.order-refused.v1", id, new PaymentMessages.OrderRefused(
                    id.bookingId(), id.revision(), it.amount(), it.reason(), it.detail()));
            case PaymentEvent.Captured it -> wire("payment.captured.v1", id, new PaymentMessages.Captured(
                    id.bookingId(),
                    id.revision(),
                    it.capture().orderId(),
                    it.capture().paymentId(),
                    it.capture().amount(),
                    it.capture().at(),
                    it.capture().standing() == Capture.Standing.ACCEPTED));
            case PaymentEvent.AttemptFailed it -> wire("payment.failed.v1", id, new PaymentMessages.Failed(
                    id.bookingId(), id.revision(), it.orderId(), it.paymentId(), it.reason()));
            case PaymentEvent.RefundRequested it -> wire(
                    "payment.refund-requested.v1", id, new PaymentMessages.RefundRequested(
                            id.bookingId(),
                            id.revision(),
                            it.refund().paymentId(),
                            it.refund().amount(),
                            it.refund().reason().wireName(),
                            it.accepted()));
            case PaymentEvent.Refunded it -> wire("payment.refunded.v1", id, new PaymentMessages.Refunded(
                    id.bookingId(),
                    id.revision(),
                    it.refund().paymentId(),
                    it.refundId(),
                    it.refund().amount(),
                    it.inFull() ? "REFUNDED" : "PARTIALLY_REFUNDED",
                    it.accepted()));
            case PaymentEvent.RefundFailed it -> wire("payment.refund-failed.v1", id, new PaymentMessages.RefundFailed(
                    id.bookingId(),
                    id.revision(),
                    it.refund().paymentId(),
                    it.refund().amount(),
                    failureOf(it.refund()),
                    it.accepted()));
        };
    }

    private static String failureOf(Refund refund) {
        return refund.failure() == null || refund.failure().isBlank() ? "The provider did not say why." : refund.failure();
    }

    private static WireEvent wire(String type, PaymentId id, Object body) {
        return new WireEvent(type, id.bookingId(), body);
    }
}
