package io.holdfast.payment.events;

import java.time.Instant;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.holdfast.contracts.Wire;
import io.holdfast.messaging.WireEvent;
import io.holdfast.payment.domain.Capture;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentEvent;
import io.holdfast.payment.domain.Refund;

/** The bodies of this service's events on topic {@code payments}. */
public final class Bodies {

    private static final String ACCEPTED = "Whether the capture that it is of pays the booking. False: a second one, or one of"
            + " another order, amount or currency, which touches neither the booking's payment status nor its receipt nor revenue.";

    private Bodies() {}

    public static WireEvent of(Payment payment, PaymentEvent event) {
        return switch (event) {
            case PaymentEvent.OrderCreated e -> wire("payment.order-created.v1", payment, OrderCreated.of(payment, e));
            case PaymentEvent.OrderRefused e -> wire("payment.order-refused.v1", payment, OrderRefused.of(payment, e));
            case PaymentEvent.Captured e -> wire("payment.captured.v1", payment, Captured.of(payment, e));
            case PaymentEvent.AttemptFailed e -> wire("payment.failed.v1", payment, Failed.of(payment, e));
            case PaymentEvent.RefundRequested e ->
                wire("payment.refund-requested.v1", payment, RefundRequested.of(payment, e));
            case PaymentEvent.Refunded e -> wire("payment.refunded.v1", payment, Refunded.of(payment, e));
            case PaymentEvent.RefundFailed e -> wire("payment.refund-failed.v1", payment, RefundFailed.of(payment, e));
        };
    }

    private static WireEvent wire(String type, Payment payment, Object body) {
        return new WireEvent(type, payment.id().bookingId(), body);
    }

    record Head(String bookingId, int revision) {

        static Head of(Payment payment) {
            return new Head(payment.id().bookingId(), payment.id().revision());
        }
    }

    /** @param amount in minor units */
    record Money(long amount, String currency) {

        static Money of(io.holdfast.payment.domain.Money money) {
            return new Money(money.minorUnits(), money.currency().getCurrencyCode());
        }
    }

    record OrderCreated(@JsonUnwrapped Head head, String orderId, String keyId, Money amount) {

        static OrderCreated of(Payment payment, PaymentEvent.OrderCreated event) {
            return new OrderCreated(
                    Head.of(payment), event.order().orderId(), event.order().keyId(), Money.of(event.amount()));
        }
    }

    record OrderRefused(
            @JsonUnwrapped Head head,
            @Wire("What was asked for.") Money amount,
            @Wire("A code: amount-not-accepted, currency-not-accepted or order-not-accepted; there may be more.") String reason,
            @Wire("The provider's own words, for admins.") String detail) {

        static OrderRefused of(Payment payment, PaymentEvent.OrderRefused event) {
            return new OrderRefused(Head.of(payment), Money.of(event.amount()), event.reason(), event.detail());
        }
    }

    record Captured(
            @JsonUnwrapped Head head,
            String orderId,
            String paymentId,
            Money amount,
            Instant capturedAt,
            @Wire("Whether it pays the booking. Only what does is told as captured, so it is always true.") boolean accepted) {

        static Captured of(Payment payment, PaymentEvent.Captured event) {
            Capture capture = event.capture();
            return new Captured(
                    Head.of(payment), capture.orderId(), capture.paymentId(),
                    Money.of(capture.amount()), capture.at(), capture.standing() == Capture.Standing.ACCEPTED);
        }
    }

    record Failed(@JsonUnwrapped Head head, String orderId, String paymentId, String reason) {

        static Failed of(Payment payment, PaymentEvent.AttemptFailed event) {
            return new Failed(Head.of(payment), event.orderId(), event.paymentId(), event.reason());
        }
    }

    record RefundRequested(
            @JsonUnwrapped Head head, String paymentId, Money amount, String reason, @Wire(ACCEPTED) boolean accepted) {

        static RefundRequested of(Payment payment, PaymentEvent.RefundRequested event) {
            Refund refund = event.refund();
            return new RefundRequested(
                    Head.of(payment), refund.paymentId(), Money.of(refund.amount()),
                    refund.reason().wireName(), event.accepted());
        }
    }

    record Refunded(
            @JsonUnwrapped Head head,
            String paymentId,
            String refundId,
            Money amount,
            @Wire("Of an accepted capture: whether nothing is left of it. Else: whether nothing is left of all that was captured.")
            Status status,
            @Wire(ACCEPTED) boolean accepted) {

        enum Status {
            REFUNDED,
            PARTIALLY_REFUNDED
        }

        static Refunded of(Payment payment, PaymentEvent.Refunded event) {
            Refund refund = event.refund();
            return new Refunded(
                    Head.of(payment), refund.paymentId(),
                    Objects.requireNonNull(refund.refundId(), "the provider names what it processed"),
                    Money.of(refund.amount()), event.inFull() ? Status.REFUNDED : Status.PARTIALLY_REFUNDED, event.accepted());
        }
    }

    record RefundFailed(
            @JsonUnwrapped Head head, String paymentId, Money amount, String reason, @Wire(ACCEPTED) boolean accepted) {

        static RefundFailed of(Payment payment, PaymentEvent.RefundFailed event) {
            Refund refund = event.refund();
            String failure = refund.failure();
            return new RefundFailed(
                    Head.of(payment), refund.paymentId(), Money.of(refund.amount()),
                    failure == null || failure.isBlank() ? "The provider did not say why." : failure, event.accepted());
        }
    }
}
