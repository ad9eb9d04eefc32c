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
            @Nullable String clientId,
            @Nullable String manageTokenHash) {

        PaymentId id() {
            return new PaymentId(bookingId, revision);
        }

        WantedOrder wanted() {
            return new WantedOrder(amount, holdUntil, number, offeringName, clientId, manageTokenHash);
        }
    }

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

    /**
     * @param paymentRevision the revision that was paid, when that is not the one that ended
     * @param paid            what booking-service knew to be paid; null when it did not say
     */
    record Cancelled(
            String bookingId,
            int revision,
            int refundPercentage,
            Money refund,
            @Nullable Integer paymentRevision,
            @Nullable Money paid) {

        PaymentId id() {
            return new PaymentId(bookingId, paymentRevision == null ? revision : paymentRevision);
        }

        /**
         * Everything is everything that was captured, not the amount that booking-service had heard of: a booking that was
         * cancelled unpaid says "100 % of 0", and a capture that comes late goes back in full. So it does when a part is
         * promised of a payment that booking-service had not heard of: nobody may lose by that. A part of which nothing is
         * left, because as much went back before, is another matter: nothing more goes back.
         */
        Ending ending() {
            boolean heardOfNone = paid == null ? refund.amount() == 0 : paid.amount() == 0;
            boolean unawareOfThePayment = refundPercentage > 0 && heardOfNone;
            return refundPercentage == EVERYTHING || unawareOfThePayment
                    ? Ending.inFull(RefundReason.BOOKING_CANCELLED)
                    : Ending.withRefund(RefundReason.BOOKING_CANCELLED, refund);
        }
    }
}
