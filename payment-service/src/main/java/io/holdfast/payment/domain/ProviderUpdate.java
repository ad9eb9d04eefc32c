package io.holdfast.payment.domain;

import java.time.Instant;
import java.util.Objects;

import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.payment.domain.ProviderEvent.ProviderRefund;

/** Decides what a provider event means to a payment: an attempt, a capture or a refund moves on, or has done so before. */
record ProviderUpdate(Payment payment, Instant now) {

    Decision<Payment, PaymentEvent> apply(ProviderEvent event) {
        return switch (event) {
            case ProviderEvent.AttemptSeen it -> attemptSeen(it.orderId(), it.attempt());
            case ProviderEvent.Captured it -> captured(it);
            case ProviderEvent.RefundSeen it -> refundSeen(it.refund());
        };
    }

    private Decision<Payment, PaymentEvent> attemptSeen(String orderId, Attempt attempt) {
        if (!isNews(attempt)) {
            // The provider may tell of a failure after the same payment was authorised or captured after all.
            return movedOn("attempt");
        }
        var change = new PaymentChange(payment).attempt(attempt);
        if (attempt.reason() != null && payment.accepted().isEmpty() && payment.settlement() == null) {
            // Once paid or ended, a failed attempt means nothing to the booking; it is kept for the record.
            change.events.add(new PaymentEvent.AttemptFailed(orderId, attempt.paymentId(), attempt.reason()));
        }
        return payment.decided(change, now);
    }

    private boolean isNews(Attempt attempt) {
        return payment.attempts().stream()
                .filter(known -> known.paymentId().equals(attempt.paymentId()))
                .allMatch(known -> known.stage().compareTo(attempt.stage()) < 0);
    }

    private Decision<Payment, PaymentEvent> captured(ProviderEvent.Captured event) {
        if (payment.captureOf(event.paymentId()).isPresent()) {
            return movedOn("capture");
        }
        var capture = new Capture(event.paymentId(), event.orderId(), event.amount(), standingOf(event), event.at());
        var change = new PaymentChange(payment)
                .attempt(new Attempt(event.paymentId(), Attempt.Stage.CAPTURED, null, event.at(), event.amount()));
        change.captures.add(capture);
        switch (capture.standing()) {
            case ACCEPTED -> {
                change.events.add(new PaymentEvent.Captured(capture));
                OrderRequest asked = Objects.requireNonNull(payment.request(), "what nobody asked for is not accepted");
                Instant poll = new CallPlan(payment).pollAfterCapture(asked, now);
                change.reschedule(ProviderCall.PollPayments.NAME, scheduled -> scheduled.dueAt(poll));
                if (payment.settlement() != null) {
                    // The booking ended unpaid, whatever its policy says about paid ones: all of it goes back.
                    change.giveBack(capture, payment.settlement().reason(), capture.amount());
                }
            }
            case SURPLUS -> change.giveBack(capture, RefundReason.SECOND_CAPTURE, capture.amount());
            case MISMATCHED -> change.giveBack(capture, RefundReason.AMOUNT_MISMATCH, capture.amount());
        }
        // What the provider gave back of it, and told of before it told of the capture.
        payment.refundLedger().current().stream().filter(refund -> refund.isOf(capture)).forEach(change::tell);
        return payment.decided(change, now);
    }

    private Capture.Standing standingOf(ProviderEvent.Captured event) {
        OrderRequest request = payment.request();
        Order order = payment.order();
        boolean anothersOrder = order != null && !order.orderId().equals(event.orderId());
        // The provider may have given it back by itself and told of that first: then it pays nothing.
        boolean gone = event.amount().minorUnits() <= payment.refundLedger().goingBack(event.paymentId());
        if (request == null || anothersOrder || gone || payment.accepted().isPresent()) {
            return Capture.Standing.SURPLUS;
        }
        return event.amount().equals(request.amount()) ? Capture.Standing.ACCEPTED : Capture.Standing.MISMATCHED;
    }

    private Decision<Payment, PaymentEvent> refundSeen(ProviderRefund seen) {
        Refund before = payment.refundLedger().find(seen)
                .or(() -> Refund.forgotten(payment.id(), seen, payment.schedule().refundTries()))
                .orElseGet(() -> Refund.byProvider(seen.refundId(), seen.paymentId(), seen.amount()));
        if (before.status().compareTo(seen.status()) >= 0) {
            return movedOn("refund");
        }
        return moveOn(before, before.seen(seen));
    }

    Decision<Payment, PaymentEvent> refundRefused(String key, String why) {
        return payment.refundLedger()
                .first(refund -> refund.key().equals(key) && refund.status() == Refund.Status.REQUESTED)
                .map(refund -> moveOn(refund, refund.refused(why)))
                // A webhook was faster and knows better.
                .orElseGet(() -> movedOn("refund"));
    }

    private Decision<Payment, PaymentEvent> moveOn(Refund before, Refund after) {
        var change = new PaymentChange(payment);
        change.replace(before, after);
        switch (after.status()) {
            case REQUESTED, PENDING -> {
                // Nothing is settled yet.
            }
            case FAILED -> {
                if (change.refunds.stream().anyMatch(after::isSettledBy)) {
                    // An earlier request for the same money had been given up and went through after all.
                    break;
                }
                if (after.reason() != RefundReason.PROVIDER && after.attempt() < payment.schedule().refundTries()) {
                    change.refunds.add(after.again(payment.id(), after.amount()));
                } else {
                    change.tell(after);
                }
            }
            case PROCESSED -> {
                // It had been given up, and went through after all: not to be asked for again.
                change.refunds.removeIf(later -> after.isBefore(later) && later.status() == Refund.Status.REQUESTED);
                change.tell(after);
            }
        }
        change.askForNoMoreThanIsLeft(after.paymentId());
        return payment.decided(change, now);
    }

    private Decision<Payment, PaymentEvent> movedOn(String what) {
        return Decision.unchanged(payment, "the " + what + " is known, or has moved on since");
    }
}
