package io.holdfast.payment.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.holdfast.messaging.aggregates.Decision;
import org.jspecify.annotations.Nullable;

/**
 * The payment aggregate: the money of one booking revision, what was asked for, what came in and what goes back.
 *
 * <p>It only collects facts and each fact has an identity (the provider's payment or refund id, a refund's payment and
 * cause), so a message that comes twice, late or out of order finds its fact there already, or adds it and leads to
 * the same end; it matters not whether a webhook, the page or our own polling brought it. Whichever comes second of the
 * capture and the booking's end triggers the refund.
 *
 * @param request    null until the booking asked, which may be after it ended
 * @param order      null until the provider made it
 * @param settlement null while the booking lives
 * @param calls      when each of {@link #neededCalls} is made
 * @param schedule   the same for all payments, not stored
 */
public record Payment(
        PaymentId id,
        TenantId tenantId,
        @Nullable OrderRequest request,
        @Nullable Order order,
        List<Attempt> attempts,
        List<Capture> captures,
        List<Refund> refunds,
        @Nullable Settlement settlement,
        List<ScheduledCall> calls,
        RetrySchedule schedule) {

    /** Longer than any call with all its tries takes, so that two instances do not make it at once. */
    static final Duration LEASE = Duration.ofSeconds(30);

    public Payment {
        attempts = List.copyOf(attempts);
        captures = List.copyOf(captures);
        refunds = List.copyOf(refunds);
        calls = List.copyOf(calls);
    }

    /** A payment about which nothing is known yet. */
    public static Payment opened(PaymentId id, TenantId tenantId, RetrySchedule schedule) {
        return new Payment(id, tenantId, null, null, List.of(), List.of(), List.of(), null, List.of(), schedule);
    }

    // ---- what the booking says

    /** The booking asks to be paid. Asked again, or asked after its end, nothing more is done. */
    public Decision<Payment, PaymentEvent> requestOrder(OrderRequest asked, Instant now) {
        if (request != null) {
            return Decision.unchanged(this, "an order was asked for before");
        }
        var change = new PaymentChange(this);
        change.request = asked;
        return decided(change, now);
    }

    /** The booking ended. It ends once, so what a second message says about the refund does not count. */
    public Decision<Payment, PaymentEvent> settle(Settlement how, Instant now) {
        if (settlement != null) {
            return Decision.unchanged(this, "it ended before");
        }
        var change = new PaymentChange(this);
        change.settlement = how;
        accepted().ifPresent(capture -> change.giveBack(capture, how.reason(), how.refundOf(capture.amount())));
        return decided(change, now);
    }

    /** Its client is to be forgotten; the money stays. */
    public Decision<Payment, PaymentEvent> erase() {
        var next = new Payment(
                id, tenantId, request == null ? null : request.ofNobody(), order, attempts, captures,
                refunds.stream().map(Refund::withoutNote).toList(), settlement, calls, schedule);
        return next.equals(this) ? Decision.unchanged(this, "it names nobody") : Decision.changed(next);
    }

    // ---- what an admin says

    /**
     * Gives some of a capture back because an admin wants it.
     *
     * @param cause the same for the same request, so that making it twice is making it once
     */
    public Decision<Payment, PaymentEvent> refundByAdmin(
            String paymentId, Money amount, String cause, String note, Instant now) {
        Optional<Refund> before = refundLedger().first(refund ->
                refund.paymentId().equals(paymentId) && refund.cause().equals(cause));
        if (before.isPresent()) {
            return before.get().amount().equals(amount) && note.equals(before.get().note())
                    ? Decision.unchanged(this, "the same key asked for the same before")
                    : Decision.refused(this, RefundRefusal.KEY_REUSED);
        }
        Optional<Capture> capture = captureOf(paymentId);
        if (capture.filter(it -> !it.amount().currency().equals(amount.currency())).isPresent()) {
            return Decision.refused(this, RefundRefusal.OTHER_CURRENCY);
        }
        if (amount.isZero() || amount.minorUnits() > capture.map(refundLedger()::leftOf).orElse(0L)) {
            return Decision.refused(this, RefundRefusal.EXCEEDS_WHAT_IS_LEFT);
        }
        var change = new PaymentChange(this);
        change.request(Refund.byAdmin(id, paymentId, cause, amount, note, now));
        return decided(change, now);
    }

    /** Asks again, at once, for the refunds of a capture that failed for good. */
    public Decision<Payment, PaymentEvent> retryRefunds(String paymentId, Instant now) {
        List<Refund> failed = failedForGood().stream()
                .filter(refund -> refund.paymentId().equals(paymentId))
                .toList();
        if (failed.isEmpty()) {
            return Decision.refused(this, RefundRefusal.NOTHING_FAILED);
        }
        var change = new PaymentChange(this);
        for (Refund refund : failed) {
            long left = captureOf(paymentId).map(change::leftOf).orElse(0L);
            if (left > 0) {
                long rest = Math.min(left, refund.amount().minorUnits());
                Refund again = refund.again(id, refund.amount().withMinorUnits(rest));
                change.refunds.add(again);
                change.dueNow.add(new ProviderCall.RequestRefund(again).name());
            }
        }
        return change.dueNow.isEmpty()
                ? Decision.refused(this, RefundRefusal.EXCEEDS_WHAT_IS_LEFT)
                : decided(change, now);
    }

    // ---- what the provider says

    /** The provider has an order for us. */
    public Decision<Payment, PaymentEvent> orderCreated(Order made, Instant now) {
        if (order != null) {
            return Decision.unchanged(this, "there is an order");
        }
        var change = new PaymentChange(this);
        change.order = made;
        if (request != null && settlement == null) {
            // After the booking's end nobody is to be invited to pay; a capture would be refunded all the same.
            change.events.add(new PaymentEvent.OrderCreated(made, request.amount()));
        }
        return decided(change, now);
    }

    /**
     * The provider will never make the order: nobody can pay, so the payment is over.
     *
     * @param reason a code, as it goes on the wire
     * @param detail in the provider's words
     */
    public Decision<Payment, PaymentEvent> orderRefused(String reason, String detail, Instant now) {
        if (request == null || order != null || settlement != null) {
            return Decision.unchanged(this, "an order was found after all, or there is nobody left to tell");
        }
        var change = new PaymentChange(this);
        change.settlement = Settlement.inFull(RefundReason.ORDER_REFUSED);
        change.events.add(new PaymentEvent.OrderRefused(request.amount(), reason, detail));
        return decided(change, now);
    }

    /** Applies several provider events, in this order. */
    public Decision<Payment, PaymentEvent> apply(List<ProviderEvent> events, Instant now) {
        Decision<Payment, PaymentEvent> decision = Decision.unchanged(this, "nothing was seen");
        for (ProviderEvent event : events) {
            decision = decision.then(payment -> payment.apply(event, now));
        }
        return decision;
    }

    /** Applies whatever the provider says happened. */
    public Decision<Payment, PaymentEvent> apply(ProviderEvent event, Instant now) {
        return new ProviderUpdate(this, now).apply(event);
    }

    /** The provider will not do this refund. */
    public Decision<Payment, PaymentEvent> refundRefused(String key, String why, Instant now) {
        return new ProviderUpdate(this, now).refundRefused(key, why);
    }

    // ---- which calls it needs

    /** All that is wanted from the provider now, whenever that is due. */
    public List<ProviderCall> neededCalls(Instant now) {
        return new CallPlan(this).needed(now);
    }

    /** The call that is due first, empty when none is due. */
    public Optional<ProviderCall> dueCall(Instant now) {
        return calls.stream()
                .filter(scheduled -> !scheduled.dueAt().isAfter(now))
                .sorted(Comparator.comparing(ScheduledCall::dueAt))
                .flatMap(due -> neededCalls(now).stream().filter(call -> call.name().equals(due.call())))
                .findFirst();
    }

    /** When the next call is due, null when none is needed. */
    public @Nullable Instant nextCallAt() {
        return calls.stream().map(ScheduledCall::dueAt).min(Comparator.naturalOrder()).orElse(null);
    }

    /** Takes what is due first, for the length of a lease; unchanged when nothing is due or somebody else has it. */
    public Decision<Payment, PaymentEvent> claim(Instant now) {
        Instant next = nextCallAt();
        if (next == null || next.isAfter(now)) {
            return Decision.unchanged(this, "nothing is due");
        }
        var change = new PaymentChange(this);
        dueCall(now).ifPresent(call -> change.reschedule(call.name(), scheduled -> scheduled.claimed(now.plus(LEASE))));
        // What is due and no longer needed is forgotten here.
        return decided(change, now);
    }

    /**
     * What was claimed failed; it is tried again, each time a little later.
     *
     * @param inDoubt whether it may have been done all the same
     */
    public Decision<Payment, PaymentEvent> retryLater(ProviderCall call, boolean inDoubt, Instant now) {
        var change = new PaymentChange(this);
        change.reschedule(call.name(), scheduled -> {
            Instant at = now.plus(schedule.afterFailure(call, scheduled.tries(), inDoubt));
            return call.isPoll() ? scheduled.untried(at) : scheduled.dueAt(at);
        });
        return decided(change, now);
    }

    /** What was claimed was polled, and is polled again, each time a little later. */
    public Decision<Payment, PaymentEvent> pollAgain(ProviderCall call, Instant now) {
        var change = new PaymentChange(this);
        var plan = new CallPlan(this);
        if (!(call instanceof ProviderCall.PollPayments)) {
            change.reschedule(call.name(), poll -> poll.dueAt(now.plus(schedule.betweenRefundPolls(poll.tries()))));
        } else if (request != null && plan.isBeforeLateWindowEnds(now)) {
            change.reschedule(call.name(), poll -> poll.dueAt(plan.nextPoll(request, poll.tries(), now)));
        } else {
            change.finish(call.name());
        }
        return decided(change, now);
    }

    // ---- what can be seen

    public PaymentStatus status() {
        return PaymentStatus.of(this);
    }

    /** Whether nobody has asked the provider for an order of it, as far as is known here: whoever does has claimed that before. */
    public boolean orderWasNeverAskedFor() {
        return order == null
                && (request == null
                        || scheduled(ProviderCall.CreateOrder.NAME).filter(scheduled -> scheduled.tries() == 0).isPresent());
    }

    /** Whether money went back because its booking had ended, which nobody here knows: the store was restored since. */
    public boolean standsAgain() {
        return settlement == null && refunds.stream().anyMatch(refund -> refund.reason().isAnEnd());
    }

    /** Whether no money ever came, and nothing is left to be done or polled. */
    public boolean isOverUnpaid() {
        return captures.isEmpty() && refunds.isEmpty() && calls.isEmpty();
    }

    /** The capture that pays the booking. */
    public Optional<Capture> accepted() {
        return captures.stream().filter(capture -> capture.standing() == Capture.Standing.ACCEPTED).findFirst();
    }

    /** Refunds that somebody must look at: nobody asks for them any more, and the money is still here. */
    public List<Refund> failedForGood() {
        return refundLedger().current().stream().filter(refund -> refund.status() == Refund.Status.FAILED).toList();
    }

    /** An earlier request for the same money that failed, when the provider had taken it. */
    public Optional<Refund> takenBefore(Refund refund) {
        return refundLedger().takenBefore(refund);
    }

    public Optional<Capture> captureOf(String paymentId) {
        return captures.stream().filter(capture -> capture.paymentId().equals(paymentId)).findFirst();
    }

    Decision<Payment, PaymentEvent> decided(PaymentChange change, Instant now) {
        return Decision.changed(change.next(now), change.events);
    }

    Refunds refundLedger() {
        return new Refunds(refunds);
    }

    Optional<ScheduledCall> scheduled(String call) {
        return calls.stream().filter(scheduled -> scheduled.call().equals(call)).findFirst();
    }
}
