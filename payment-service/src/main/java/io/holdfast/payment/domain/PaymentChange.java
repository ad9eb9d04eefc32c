package io.holdfast.payment.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.holdfast.payment.domain.Payments.Decision;
import org.jspecify.annotations.Nullable;

/** The facts of a payment with one message more, on their way to becoming its next state. */
final class Facts {

    private final Payment before;
    @Nullable WantedOrder wanted;
    @Nullable Order order;
    @Nullable Ending ending;
    final List<Attempt> attempts;
    final List<Capture> captures;
    final List<Refund> refunds;
    final List<PaymentEvent> events = new ArrayList<>();
    /** Names of work that waits for nothing. */
    final Set<String> dueNow = new HashSet<>();
    private final List<Task> tasks;

    Facts(Payment before) {
        this.before = before;
        this.wanted = before.wanted();
        this.order = before.order();
        this.ending = before.ending();
        this.attempts = new ArrayList<>(before.attempts());
        this.captures = new ArrayList<>(before.captures());
        this.refunds = new ArrayList<>(before.refunds());
        this.tasks = new ArrayList<>(before.tasks());
    }

    Facts attempt(Attempt attempt) {
        attempts.removeIf(known -> known.paymentId().equals(attempt.paymentId()));
        attempts.add(attempt);
        return this;
    }

    /** Gives back as much as that, or what is left; for each reason once. */
    void giveBack(Capture capture, RefundReason reason, long amount) {
        long given = Math.min(amount, leftOf(capture));
        boolean askedBefore = refunds.stream()
                .anyMatch(refund -> refund.paymentId().equals(capture.paymentId()) && refund.reason() == reason);
        if (given > 0 && !askedBefore) {
            request(Refund.requested(before.id(), capture.paymentId(), reason, capture.amount().withAmount(given)));
        }
    }

    void request(Refund refund) {
        refunds.add(refund);
        events.add(new PaymentEvent.RefundRequested(before.id(), refund, isAccepted(refund.paymentId())));
    }

    /**
     * Tells what became of a refund. Of money of which nobody has heard yet nothing is told: whether it was the
     * booking's is known only once its capture is, and what was never captured was never ours to give back.
     */
    void tell(Refund settled) {
        if (captures.stream().noneMatch(capture -> capture.paymentId().equals(settled.paymentId()))) {
            return;
        }
        boolean accepted = isAccepted(settled.paymentId());
        switch (settled.status()) {
            case PROCESSED -> events.add(new PaymentEvent.Refunded(
                    before.id(), settled, accepted, nothingIsLeft(accepted ? settled.paymentId() : null)));
            case FAILED -> events.add(new PaymentEvent.RefundFailed(before.id(), settled, accepted));
            case REQUESTED, PENDING -> {
                // The booking knows that it was requested; there is nothing more to tell until it is settled.
            }
        }
    }

    private boolean isAccepted(String paymentId) {
        return captures.stream().anyMatch(capture ->
                capture.paymentId().equals(paymentId) && capture.standing() == Capture.Standing.ACCEPTED);
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
        for (Capture capture : captures) {
            for (Refund refund : List.copyOf(refunds)) {
                boolean toBeAskedFor = refund.status() == Refund.Status.REQUESTED && refund.paymentId().equals(paymentId);
                long over = -leftOf(capture);
                if (capture.paymentId().equals(paymentId) && toBeAskedFor && over > 0) {
                    refunds.remove(refund);
                    if (refund.amount().amount() > over) {
                        refunds.add(refund.again(before.id(), refund.amount().withAmount(refund.amount().amount() - over)));
                    }
                }
            }
        }
    }

    long leftOf(Capture capture) {
        return capture.amount().amount() - Payment.goingBack(refunds, capture.paymentId());
    }

    /** @param of the capture that is meant, null for all of them */
    private boolean nothingIsLeft(@Nullable String of) {
        long captured = captures.stream()
                .filter(capture -> of == null || capture.paymentId().equals(of))
                .mapToLong(capture -> capture.amount().amount())
                .sum();
        return captured <= Payment.sum(refunds.stream()
                .filter(refund -> refund.status() == Refund.Status.PROCESSED)
                .filter(refund -> of == null || refund.paymentId().equals(of))
                .toList());
    }

    void change(String work, UnaryOperator<Task> to) {
        tasks.replaceAll(task -> task.work().equals(work) ? to.apply(task) : task);
    }

    /** It was done for the last time. */
    void finish(String work) {
        tasks.removeIf(task -> task.work().equals(work));
    }

    /** What is wanted now keeps its time or gets one; what is no longer wanted is forgotten. */
    Decision decided(Instant now) {
        Payment next = with(tasks);
        var wantedNow = new ArrayList<Task>();
        for (Work work : next.work(now)) {
            wantedNow.add(dueNow.contains(work.name())
                    ? new Task(work.name(), 0, now)
                    : next.task(work.name())
                            .orElseGet(() -> new Task(work.name(), 0, now.plus(before.pace().before(work)))));
        }
        return new Decision(with(wantedNow), events);
    }

    private Payment with(List<Task> newTasks) {
        return new Payment(
                before.id(),
                before.tenantId(),
                wanted,
                order,
                attempts,
                captures,
                refunds,
                ending,
                newTasks,
                before.pace());
    }
}
