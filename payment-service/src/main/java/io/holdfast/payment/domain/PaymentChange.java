package io.holdfast.payment.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/** A change of a payment in the making: its facts with one message more, and the events that tell of it. */
final class PaymentChange {

    private final Payment before;
    @Nullable OrderRequest request;
    @Nullable Order order;
    @Nullable Settlement settlement;
    final List<Attempt> attempts;
    final List<Capture> captures;
    final List<Refund> refunds;
    final List<PaymentEvent> events = new ArrayList<>();
    /** Names of calls that wait for nothing. */
    final Set<String> dueNow = new HashSet<>();
    private final List<ScheduledCall> calls;

    PaymentChange(Payment before) {
        this.before = before;
        this.request = before.request();
        this.order = before.order();
        this.settlement = before.settlement();
        this.attempts = new ArrayList<>(before.attempts());
        this.captures = new ArrayList<>(before.captures());
        this.refunds = new ArrayList<>(before.refunds());
        this.calls = new ArrayList<>(before.calls());
    }

    PaymentChange attempt(Attempt attempt) {
        attempts.removeIf(known -> known.paymentId().equals(attempt.paymentId()));
        attempts.add(attempt);
        return this;
    }

    /** Gives back as much as that, or what is left; for each reason once. */
    void giveBack(Capture capture, RefundReason reason, Money amount) {
        long given = Math.min(amount.minorUnits(), leftOf(capture));
        boolean askedBefore = refunds.stream().anyMatch(refund -> refund.isOf(capture) && refund.reason() == reason);
        if (given > 0 && !askedBefore) {
            request(Refund.requested(before.id(), capture.paymentId(), reason, capture.amount().withMinorUnits(given)));
        }
    }

    void request(Refund refund) {
        refunds.add(refund);
        events.add(new PaymentEvent.RefundRequested(refund, isAccepted(refund)));
    }

    /**
     * Tells what became of a refund. Of money of which nobody has heard yet nothing is told: whether it was the
     * booking's is known only once its capture is, and what was never captured was never ours to give back.
     */
    void tell(Refund settled) {
        if (captures.stream().noneMatch(settled::isOf)) {
            return;
        }
        boolean accepted = isAccepted(settled);
        switch (settled.status()) {
            case PROCESSED -> events.add(new PaymentEvent.Refunded(settled, accepted, nothingIsLeft(settled, accepted)));
            case FAILED -> events.add(new PaymentEvent.RefundFailed(settled, accepted));
            case REQUESTED, PENDING -> {
                // The booking knows that it was requested; there is nothing more to tell until it is settled.
            }
        }
    }

    private boolean isAccepted(Refund refund) {
        return captures.stream().anyMatch(capture ->
                refund.isOf(capture) && capture.standing() == Capture.Standing.ACCEPTED);
    }

    /** @param accepted whether only the refund's own capture is meant */
    private boolean nothingIsLeft(Refund settled, boolean accepted) {
        long captured = captures.stream()
                .filter(capture -> !accepted || settled.isOf(capture))
                .mapToLong(capture -> capture.amount().minorUnits())
                .sum();
        return captured <= new Refunds(refunds).sum(refund -> refund.status() == Refund.Status.PROCESSED
                && (!accepted || refund.paymentId().equals(settled.paymentId())));
    }

    void replace(Refund old, Refund next) {
        refunds.replaceAll(refund -> refund.equals(old) ? next : refund);
        if (!refunds.contains(next)) {
            refunds.add(next);
        }
    }

    /**
     * Money that somebody else gave back meanwhile is not to be asked for as well. What was asked for and is not known
     * to be taken was not: else there could not be too much of it.
     */
    void askForNoMoreThanIsLeft(String paymentId) {
        captures.stream().filter(it -> it.paymentId().equals(paymentId)).findFirst().ifPresent(capture -> {
            for (Refund refund : List.copyOf(refunds)) {
                long over = -leftOf(capture);
                if (over > 0 && refund.isOf(capture) && refund.status() == Refund.Status.REQUESTED) {
                    refunds.remove(refund);
                    long rest = refund.amount().minorUnits() - over;
                    if (rest > 0) {
                        refunds.add(refund.again(before.id(), refund.amount().withMinorUnits(rest)));
                    }
                }
            }
        });
    }

    long leftOf(Capture capture) {
        return new Refunds(refunds).leftOf(capture);
    }

    void reschedule(String call, UnaryOperator<ScheduledCall> to) {
        calls.replaceAll(scheduled -> scheduled.call().equals(call) ? to.apply(scheduled) : scheduled);
    }

    /** It was made for the last time. */
    void finish(String call) {
        calls.removeIf(scheduled -> scheduled.call().equals(call));
    }

    /** A call that is needed now keeps its time or gets one; one that is no longer needed is forgotten. */
    Payment next(Instant now) {
        Payment next = with(calls);
        List<ScheduledCall> needed = next.neededCalls(now).stream()
                .map(call -> dueNow.contains(call.name())
                        ? new ScheduledCall(call.name(), 0, now)
                        : next.scheduled(call.name()).orElseGet(() -> new ScheduledCall(
                                call.name(), 0, now.plus(before.schedule().before(call)))))
                .toList();
        return with(needed);
    }

    private Payment with(List<ScheduledCall> newCalls) {
        return new Payment(
                before.id(), before.tenantId(),
                request, order, attempts, captures, refunds, settlement, newCalls, before.schedule());
    }
}
