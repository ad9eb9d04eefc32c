package io.holdfast.payment.saga;

import java.time.Instant;

import io.holdfast.payment.domain.Ending;
import io.holdfast.payment.domain.Money;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.RefundReason;
import io.holdfast.payment.domain.WantedOrder;
import org.jspecify.annotations.Nullable;

/** What payment reads of booking's events: our own records, with only the fields that matter here. */
interface BookingEvents {

    int EVERYTHING = 100;

    record AwaitingPayment(
            String bookingId,
            String number,
            int revision,
            Money amount,
            Instant holdUntil,
            String offeringName,
            Person payer,
            @Nullable String clientId) {

        PaymentId id() {
            return new PaymentId(bookingId, revision);
        }

        WantedOrder wanted() {
            return new WantedOrder(
                    amount,
                    holdUntil,
                    number,
                    offeringName,
                    new WantedOrder.Payer(payer.name(), payer.email(), payer.phone()),
                    clientId);
        }
    }

    record Person(String name, String email, @Nullable String phone) {}

    record Expired(String bookingId, int revision) {

        PaymentId id() {
            return new PaymentId(bookingId, revision);
        }
    }

    record Rejected(String bookingId, int revision) {

        PaymentId id() {
            return new PaymentId(bookingId, revision);
        }
    }

    record Declined(String bookingId, int revision, Money refund) {

        PaymentId id() {
            return new PaymentId(bookingId, revision);
        }
    }

    /** @param paymentRevision the revision that was paid, when that is not the one that ended */
    record Cancelled(
            String bookingId,
            int revision,
            int refundPercentage,
            Money refund,
            @Nullable Integer paymentRevision) {

        PaymentId id() {
            return new PaymentId(bookingId, paymentRevision == null ? revision : paymentRevision);
        }

        /**
         * Everything is everything that was captured, not the amount that booking-service had heard of: a booking that was
         * cancelled unpaid says "100 % of 0", and a capture that comes late goes back in full. So it does when a part is
         * promised of a payment that booking-service had not heard of: nobody may lose by that.
         */
        Ending ending() {
            boolean unawareOfThePayment = refundPercentage > 0 && refund.amount() == 0;
            return refundPercentage == EVERYTHING || unawareOfThePayment
                    ? Ending.inFull(RefundReason.BOOKING_CANCELLED)
                    : Ending.withRefund(RefundReason.BOOKING_CANCELLED, refund);
        }
    }
}
