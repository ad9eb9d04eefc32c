package io.holdfast.booking.domain.booking;

import java.time.Instant;
import java.util.Objects;

import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.payment.Payment;
import io.holdfast.booking.domain.payment.PaymentFact;
import io.holdfast.messaging.aggregates.Decision;
import org.jspecify.annotations.Nullable;

/**
 * What payment-service says about a booking. Facts are kept whenever they come, the booking moves only when it waited for
 * them. They are not held against the revision, because what was paid stays paid when the booking moves to another time.
 *
 * @param id       the message's
 * @param accepted false where it is about money beside the booking: a second capture, or a wrong amount
 * @param at       when it happened
 * @param now      when we hear of it
 */
public record PaymentMessage(Booking booking, String id, boolean accepted, Instant at, Instant now) {

    /** The payer can pay this order. */
    public Decision<Booking, BookingEvent> orderCreated(String orderId, String keyId) {
        return update(booking.paymentSoFar().ordered(orderId, keyId, at, received()));
    }

    /** The provider will never take this order, so nobody can pay and the slot is not kept for it. */
    public Decision<Booking, BookingEvent> orderRefused(int about, String code) {
        return booking.ifCurrent(about, () -> switch (booking.status()) {
            case REQUESTED -> booking.unchanged(Booking.TOO_SOON);
            case PENDING_PAYMENT -> {
                String what = switch (code) {
                    case "amount-not-accepted" -> "amount";
                    case "currency-not-accepted" -> "currency";
                    default -> "order";
                };
                yield booking.at(now).giveBack(
                        "The payment provider does not accept this " + what, Actor.PAYMENT, Cause.PAYMENT_ORDER_REFUSED);
            }
            case CONFIRMING, PENDING_CONFIRMATION, PENDING_MATCH, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW ->
                booking.unchanged("nothing more was to be paid");
            case CANCELLED -> booking.unchanged(Booking.REPEATED);
            case REJECTED, EXPIRED, DECLINED -> booking.unchanged(Booking.ENDED);
        });
    }

    /** The money is ours. */
    public Decision<Booking, BookingEvent> captured(String paymentId, Money amount) {
        if (!amount.equals(booking.terms().owed()) || !accepted) {
            return booking.unchanged("what was captured is not what is owed");
        }
        var seen = update(PaymentFact.Kind.CAPTURED, paymentId, null, amount);
        return switch (booking.status()) {
            case PENDING_PAYMENT -> seen.then(next ->
                    next.isPaid() ? next.at(now).paid() : next.unchanged("more is owed than was paid"));
            case REQUESTED, CONFIRMING, PENDING_CONFIRMATION, PENDING_MATCH, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW -> seen;
            // Payment-service hears of both the capture and our end, and gives back as soon as it knows the two.
            case REJECTED, EXPIRED, DECLINED, CANCELLED -> seen;
        };
    }

    /** An attempt failed; the payer may try again while the hold lasts. */
    public Decision<Booking, BookingEvent> failed(String paymentId, String reason) {
        var seen = update(PaymentFact.Kind.FAILED, paymentId, reason, null);
        return switch (booking.status()) {
            case PENDING_PAYMENT -> seen instanceof Decision.Changed
                    ? seen.then(next -> next.tells(new BookingEvent.PaymentFailed(
                            paymentId, reason, Objects.requireNonNull(next.paymentSoFar().holdUntil()))))
                    : seen;
            // Nobody waits for this payer any more, or not yet: it is kept, and nobody is bothered with it.
            case REQUESTED, CONFIRMING, PENDING_CONFIRMATION, PENDING_MATCH, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW,
                    REJECTED, EXPIRED, DECLINED, CANCELLED -> seen;
        };
    }

    public Decision<Booking, BookingEvent> refundRequested(String paymentId, Money amount) {
        return update(PaymentFact.Kind.REFUND_REQUESTED, paymentId, null, amount);
    }

    public Decision<Booking, BookingEvent> refunded(String paymentId, String refundId, Money amount) {
        return update(PaymentFact.Kind.REFUNDED, paymentId, refundId, amount);
    }

    public Decision<Booking, BookingEvent> refundFailed(String paymentId, Money amount, String reason) {
        return update(PaymentFact.Kind.REFUND_FAILED, paymentId, reason, amount);
    }

    private Decision<Booking, BookingEvent> update(
            PaymentFact.Kind kind, String paymentId, @Nullable String reference, @Nullable Money amount) {
        return update(booking.paymentSoFar().knowing(
                new PaymentFact(kind, paymentId, reference, amount, at, received())));
    }

    private Decision<Booking, BookingEvent> update(Payment payment) {
        if (!booking.owesMoney()) {
            return booking.unchanged("nothing is owed");
        }
        return payment.equals(booking.state().payment())
                ? booking.unchanged(Booking.REPEATED)
                : booking.with(next -> next.payment = payment).tells();
    }

    private PaymentFact.Received received() {
        return new PaymentFact.Received(now, booking.state().history().size(), id, accepted);
    }
}
