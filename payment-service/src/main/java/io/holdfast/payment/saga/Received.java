package io.holdfast.payment.saga;

import java.time.Instant;
import java.util.Currency;

import io.holdfast.payment.domain.Money;
import io.holdfast.payment.domain.OrderRequest;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.RefundReason;
import io.holdfast.payment.domain.Settlement;
import org.jspecify.annotations.Nullable;

/** What this service reads of booking-service's events. */
final class Received {

    private static final int EVERYTHING = 100;

    private Received() {}

    record Amount(long amount, Currency currency) {

        Amount {
            if (amount < 0) {
                throw new IllegalArgumentException("An amount is never negative.");
            }
        }

        Money money() {
            return new Money(amount, currency);
        }
    }

    record AwaitingPayment(
            String bookingId,
            String number,
            int revision,
            Amount amount,
            Instant holdUntil,
            String offeringName,
            @Nullable String clientId,
            @Nullable String manageTokenHash) {

        PaymentId id() {
            return new PaymentId(bookingId, revision);
        }

        OrderRequest request() {
            return new OrderRequest(amount.money(), holdUntil, number, offeringName, clientId, manageTokenHash);
        }
    }

    /** Expired or rejected: it never came about. */
    record Ended(String bookingId, int revision) {

        PaymentId id() {
            return new PaymentId(bookingId, revision);
        }
    }

    record Declined(String bookingId, int revision, Amount refund) {

        PaymentId id() {
            return new PaymentId(bookingId, revision);
        }
    }

    /**
     * @param paymentRevision the revision that was paid, when that is not the one that ended
     * @param paid            what booking-service knew to be paid
     */
    record Cancelled(
            String bookingId,
            int revision,
            int refundPercentage,
            Amount refund,
            @Nullable Integer paymentRevision,
            Amount paid) {

        PaymentId id() {
            return new PaymentId(bookingId, paymentRevision == null ? revision : paymentRevision);
        }

        /**
         * Everything is everything that was captured, not the amount that booking-service had heard of: a booking that was
         * cancelled unpaid says "100 % of 0", and a capture that comes late goes back in full. So it does when a part is
         * promised of a payment that booking-service had not heard of: nobody may lose by that. A part of which nothing is
         * left, because as much went back before, is another matter: nothing more goes back.
         */
        Settlement settlement() {
            boolean unawareOfThePayment = refundPercentage > 0 && paid.amount() == 0;
            return refundPercentage == EVERYTHING || unawareOfThePayment
                    ? Settlement.inFull(RefundReason.BOOKING_CANCELLED)
                    : Settlement.withRefund(RefundReason.BOOKING_CANCELLED, refund.money());
        }
    }
}
