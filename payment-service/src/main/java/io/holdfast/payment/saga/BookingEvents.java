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
            String bookingId, int revision, Money refund, boolean wasConfirmed, @Nullable Integer paymentRevision) {

        PaymentId id() {
            return new PaymentId(bookingId, paymentRevision == null ? revision : paymentRevision);
        }

        /**
         * A booking that was cancelled before it was confirmed and promises nothing back did not know of a payment; a
         * capture that it had not heard of then is late, and what is late goes back in full.
         */
        Ending ending() {
            return !wasConfirmed && refund.amount() == 0
                    ? Ending.inFull(RefundReason.BOOKING_CANCELLED)
                    : Ending.withRefund(RefundReason.BOOKING_CANCELLED, refund);
        }
    }
}
