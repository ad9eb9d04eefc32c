package io.holdfast.payment.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

import io.holdfast.payment.domain.Payments.Decision;
import io.holdfast.payment.domain.ProviderEvent.ProviderRefund;
import io.holdfast.payment.domain.RefundNotPossible.Why;
import org.jspecify.annotations.Nullable;

/**
 * The money of one booking revision: what was asked for, what came in and what goes back.
 *
 * <p>It only collects facts and each fact has an identity (the provider's payment or refund id, a refund's payment and
 * cause), so a message that comes twice, late or out of order finds its fact there already, or adds it and leads to
 * the same end; it matters not whether a webhook, the page or our own asking brought it. Whichever comes second of the
 * capture and the booking's end triggers the refund.
 *
 * @param wanted null until the booking asked, which may be after it ended
 * @param order  null until the provider made it
 * @param ending null while the booking lives
 * @param tasks  when each piece of {@link #work} is done
 * @param pace   how patient it is; the same for all payments, not stored
 */
public record Payment(
        PaymentId id,
        String tenantId,
        @Nullable WantedOrder wanted,
        @Nullable Order order,
        List<Attempt> attempts,
        List<Capture> captures,
        List<Refund> refunds,
        @Nullable Ending ending,
        List<Task> tasks,
        Pace pace) {

    /** Longer than any piece of work with all its tries takes, so that two instances do not do it at once. */
    static final Duration LEASE = Duration.ofSeconds(30);

    /** A payer who pays in the last minutes and whose webhook is lost is still seen before the hold ends. */
    private static final Duration LAST_LOOK_BEFORE_THE_HOLD_ENDS = Duration.ofMinutes(1);

    public Payment {
        attempts = List.copyOf(attempts);
        captures = List.copyOf(captures);
        refunds = List.copyOf(refunds);
        tasks = List.copyOf(tasks);
    }

    /** A payment about which nothing is known yet. */
    public static Payment unheardOf(PaymentId id, String tenantId, Pace pace) {
        return new Payment(id, tenantId, null, null, List.of(), List.of(), List.of(), null, List.of(), pace);
    }

    // ---- what the booking says

    /** The booking asks to be paid. Asked again, or asked after its end, nothing more is done. */
    public Decision awaitingPayment(WantedOrder asked, Instant now) {
        if (wanted != null) {
            return unchanged();
        }
        var facts = new Facts(this);
        facts.wanted = asked;
        return facts.decided(now);
    }

    /** The booking ended. It ends once, so what a second message says about the refund does not count. */
    public Decision bookingEnded(Ending how, Instant now) {
        if (ending != null) {
            return unchanged();
        }
        var facts = new Facts(this);
        facts.ending = how;
        accepted().ifPresent(capture -> facts.giveBack(capture, how.reason(), how.refundOf(capture.amount())));
        return facts.decided(now);
    }

    // ---- what an admin says

    /**
     * Gives some of a capture back because an admin wants it.
     *
     * @param cause the same for the same wish, so that saying it twice is saying it once
     * @throws RefundNotPossible when it cannot be
     */
    public Decision refundByAdmin(String paymentId, Money amount, String cause, String note, Instant now) {
        Optional<Refund> before = firstRefund(refund ->
                refund.paymentId().equals(paymentId) && refund.cause().equals(cause));
        if (before.isPresent()) {
            if (!before.get().amount().equals(amount) || !note.equals(before.get().note())) {
                throw new RefundNotPossible(Why.KEY_REUSED);
            }
            return unchanged();
        }
        Capture capture = captureOf(paymentId).orElseThrow(() -> new RefundNotPossible(Why.EXCEEDS_WHAT_IS_LEFT));
        if (!capture.amount().currency().equals(amount.currency())) {
            throw new RefundNotPossible(Why.OTHER_CURRENCY);
        }
        if (amount.isZero() || amount.amount() > leftOf(capture)) {
            throw new RefundNotPossible(Why.EXCEEDS_WHAT_IS_LEFT);
        }
        var facts = new Facts(this);
        facts.request(Refund.byAdmin(id, paymentId, cause, amount, note, now));
        return facts.decided(now);
    }

    /**
     * Asks again, at once, for the refunds of a capture that failed for good.
     *
     * @throws RefundNotPossible when none did, or nothing is left to give back
     */
    public Decision retryRefunds(String paymentId, Instant now) {
        List<Refund> failed = failedForGood().stream()
                .filter(refund -> refund.paymentId().equals(paymentId))
                .toList();
        if (failed.isEmpty()) {
            throw new RefundNotPossible(Why.NOTHING_FAILED);
        }
        var facts = new Facts(this);
        for (Refund refund : failed) {
            long left = captureOf(paymentId).map(facts::leftOf).orElse(0L);
            if (left > 0) {
                Refund again = refund.again(id, refund.amount().withAmount(Math.min(left, refund.amount().amount())));
                facts.refunds.add(again);
                facts.dueNow.add(new Work.AskForRefund(again).name());
            }
        }
        if (facts.dueNow.isEmpty()) {
            throw new RefundNotPossible(Why.EXCEEDS_WHAT_IS_LEFT);
        }
        return facts.decided(now);
    }

    // ---- what the provider says

    /** The provider has an order for us. */
    public Decision orderCreated(Order made, Instant now) {
        if (order != null) {
            return unchanged();
        }
        var facts = new Facts(this);
        facts.order = made;
        if (wanted != null && ending == null) {
            // After the booking's end nobody is to be invited to pay; a capture would be refunded all the same.
            facts.events.add(new PaymentEvent.OrderCreated(id, made, wanted.amount()));
        }
        return facts.decided(now);
    }

    /**
     * The provider will never make the order: nobody can pay, so the payment is over.
     *
     * @param reason a code, as it goes on the wire
     * @param detail in the provider's words
     */
    public Decision orderRefused(String reason, String detail, Instant now) {
        if (wanted == null || order != null || ending != null) {
            // An order was found after all, or there is nobody left to tell.
            return unchanged();
        }
        var facts = new Facts(this);
        facts.ending = Ending.inFull(RefundReason.ORDER_REFUSED);
        facts.events.add(new PaymentEvent.OrderRefused(id, wanted.amount(), reason, detail));
        return facts.decided(now);
    }

    /** Takes whatever the provider says happened. */
    public Decision told(ProviderEvent event, Instant now) {
        return switch (event) {
            case ProviderEvent.Authorized it ->
                authorized(new Attempt(it.paymentId(), Attempt.Stage.AUTHORIZED, null, it.at(), it.amount()), now);
            case ProviderEvent.Failed it -> attemptEnded(it.orderId(),
                    new Attempt(it.paymentId(), Attempt.Stage.FAILED, it.reason(), it.at(), null), now);
            case ProviderEvent.Released it -> attemptEnded(it.orderId(),
                    new Attempt(it.paymentId(), Attempt.Stage.RELEASED, "The provider gave it back uncaptured.", it.at(), null),
                    now);
            case ProviderEvent.Captured it -> captured(it, now);
            case ProviderEvent.RefundSeen it -> refundSeen(it.refund(), now);
        };
    }

    /** Takes several at once, in this order. */
    public Decision told(List<ProviderEvent> events, Instant now) {
        Decision decision = unchanged();
        for (ProviderEvent event : events) {
            decision = decision.then(payment -> payment.told(event, now));
        }
        return decision;
    }

    private Decision authorized(Attempt attempt, Instant now) {
        return isNews(attempt) ? new Facts(this).attempt(attempt).decided(now) : unchanged();
    }

    private Decision attemptEnded(String orderId, Attempt attempt, Instant now) {
        if (!isNews(attempt)) {
            // The provider may tell of the failure after the same payment was authorised or captured after all.
            return unchanged();
        }
        var facts = new Facts(this).attempt(attempt);
        if (accepted().isEmpty() && ending == null) {
            // Once paid or ended, a failed try means nothing to the booking; it is kept for the record.
            facts.events.add(
                    new PaymentEvent.AttemptFailed(id, orderId, attempt.paymentId(), String.valueOf(attempt.reason())));
        }
        return facts.decided(now);
    }

    private Decision captured(ProviderEvent.Captured event, Instant now) {
        if (captureOf(event.paymentId()).isPresent()) {
            return unchanged();
        }
        var capture = new Capture(event.paymentId(), event.orderId(), event.amount(), standingOf(event), event.at());
        var facts = new Facts(this)
                .attempt(new Attempt(event.paymentId(), Attempt.Stage.CAPTURED, null, event.at(), event.amount()));
        facts.captures.add(capture);
        switch (capture.standing()) {
            case ACCEPTED -> {
                facts.events.add(new PaymentEvent.Captured(id, capture));
                WantedOrder held = Objects.requireNonNull(wanted, "what nobody asked for is not accepted");
                facts.change(Work.LookForPayments.NAME, task -> task.dueAt(lookAfterCapture(held, now)));
                if (ending != null) {
                    // The booking ended unpaid, whatever its policy says about paid ones: all of it goes back.
                    facts.giveBack(capture, ending.reason(), capture.amount().amount());
                }
            }
            case SURPLUS -> facts.giveBack(capture, RefundReason.SECOND_CAPTURE, capture.amount().amount());
            case MISMATCHED -> facts.giveBack(capture, RefundReason.AMOUNT_MISMATCH, capture.amount().amount());
        }
        // What the provider gave back of it, and told of before it told of the capture.
        refunds.stream()
                .filter(refund -> refund.paymentId().equals(capture.paymentId()) && !isHistory(refund))
                .forEach(facts::tell);
        return facts.decided(now);
    }

    private Capture.Standing standingOf(ProviderEvent.Captured event) {
        boolean anothersOrder = order != null && !order.orderId().equals(event.orderId());
        // The provider may have given it back by itself and told of that first: then it pays nothing.
        boolean gone = event.amount().amount() <= goingBack(refunds, event.paymentId());
        if (wanted == null || anothersOrder || gone || accepted().isPresent()) {
            return Capture.Standing.SURPLUS;
        }
        return event.amount().equals(wanted.amount()) ? Capture.Standing.ACCEPTED : Capture.Standing.MISMATCHED;
    }

    private Decision refundSeen(ProviderRefund seen, Instant now) {
        Optional<Refund> ours = find(seen);
        if (ours.isPresent() && ours.get().status().compareTo(seen.status()) >= 0) {
            return unchanged();
        }
        Refund before = ours.orElseGet(() -> Refund.byProvider(seen.refundId(), seen.paymentId(), seen.amount()));
        String why = seen.status() == Refund.Status.FAILED ? seen.failure() : null;
        return moveOn(before, before.seen(seen.refundId(), seen.status(), why), now);
    }

    /** The provider will not do this refund. */
    public Decision refundRefused(String key, String why, Instant now) {
        return firstRefund(refund -> refund.key().equals(key) && refund.status() == Refund.Status.REQUESTED)
                .map(refund -> moveOn(refund, refund.refused(why), now))
                // A webhook was faster and knows better.
                .orElseGet(this::unchanged);
    }

    private Decision moveOn(Refund before, Refund after, Instant now) {
        var facts = new Facts(this);
        facts.replace(before, after);
        switch (after.status()) {
            case REQUESTED, PENDING -> {
                // Nothing is settled yet.
            }
            case FAILED -> {
                if (facts.refunds.stream().anyMatch(after::isSettledBy)) {
                    // An earlier asking for the same money had been given up and went through after all.
                    break;
                }
                if (after.reason() != RefundReason.PROVIDER && after.attempt() < pace.refundTries()) {
                    facts.refunds.add(after.again(id, after.amount()));
                } else {
                    facts.tell(after);
                }
            }
            case PROCESSED -> {
                // It had been given up, and went through after all: not to be asked for again.
                facts.refunds.removeIf(later -> after.isBefore(later) && later.status() == Refund.Status.REQUESTED);
                facts.tell(after);
            }
        }
        facts.askForNoMoreThanIsLeft(after.paymentId());
        return facts.decided(now);
    }

    // ---- what is to be done

    /** All that is wanted from the provider now, whenever that is due. */
    public List<Work> work(Instant now) {
        var work = new ArrayList<Work>();
        WantedOrder held = wanted != null && ending == null && now.isBefore(wanted.holdUntil()) ? wanted : null;
        if (held != null && order == null) {
            work.add(new Work.CreateOrder(held, task(Work.CreateOrder.NAME).filter(task -> task.tries() > 0).isPresent()));
        }
        if (held != null && accepted().isEmpty()) {
            // One at a time: should two windows have paid, the other one goes back by itself.
            attempts.stream()
                    .filter(attempt -> attempt.stage() == Attempt.Stage.AUTHORIZED && held.amount().equals(attempt.amount()))
                    .findFirst()
                    .ifPresent(attempt -> work.add(new Work.CapturePayment(attempt.paymentId(), held.amount())));
        }
        for (Refund refund : refunds) {
            switch (refund.status()) {
                case REQUESTED -> work.add(new Work.AskForRefund(refund));
                case PENDING -> work.add(new Work.FollowRefund(refund));
                case FAILED, PROCESSED -> {
                    // Settled.
                }
            }
        }
        // Until the look at the end of the late window is done, however late that is.
        if (order != null
                && wanted != null
                && (now.isBefore(lateWindowEnds(wanted)) || task(Work.LookForPayments.NAME).isPresent())) {
            work.add(new Work.LookForPayments(order.orderId()));
        }
        return work;
    }

    /** After this no bank says yes any more to what the payer began before the hold ended. */
    private Instant lateWindowEnds(WantedOrder held) {
        return held.holdUntil().plus(pace.lateAuthorization());
    }

    /** The one piece of work that is due first, empty when nothing is due. */
    public Optional<Work> dueWork(Instant now) {
        return work(now).stream()
                .filter(work -> task(work.name()).filter(task -> !task.dueAt().isAfter(now)).isPresent())
                .min(Comparator.comparing(work -> task(work.name()).orElseThrow().dueAt()));
    }

    /** When there is something to do next, null when there is nothing. */
    public @Nullable Instant nextTryAt() {
        return tasks.stream().map(Task::dueAt).min(Comparator.naturalOrder()).orElse(null);
    }

    /** Takes what is due first, for the length of a lease; unchanged when nothing is due or somebody else has it. */
    public Decision claim(Instant now) {
        Instant next = nextTryAt();
        if (next == null || next.isAfter(now)) {
            return unchanged();
        }
        var facts = new Facts(this);
        dueWork(now).ifPresent(work -> facts.change(work.name(), task -> task.claimed(now.plus(LEASE))));
        // What is due and no longer wanted is forgotten here.
        return facts.decided(now);
    }

    /**
     * What was claimed could not be done; it is tried again, each time a little later.
     *
     * @param inDoubt whether it may have been done all the same
     */
    public Decision tryLater(Work work, boolean inDoubt, Instant now) {
        var facts = new Facts(this);
        boolean onlyLooks = work instanceof Work.LookForPayments || work instanceof Work.FollowRefund;
        facts.change(work.name(), task -> {
            Instant at = now.plus(pace.afterFailure(work, task.tries(), inDoubt));
            return onlyLooks ? task.untried(at) : task.dueAt(at);
        });
        return facts.decided(now);
    }

    /** What was claimed was looked at, and is looked at again, each time a little later. */
    public Decision lookAgain(Work work, Instant now) {
        var facts = new Facts(this);
        if (!(work instanceof Work.LookForPayments)) {
            facts.change(work.name(), task -> task.dueAt(now.plus(pace.betweenLooksAtRefund(task.tries()))));
        } else if (wanted != null && now.isBefore(lateWindowEnds(wanted))) {
            facts.change(work.name(), task -> task.dueAt(nextLook(wanted, task.tries(), now)));
        } else {
            facts.finish(work.name());
        }
        return facts.decided(now);
    }

    /**
     * While nothing pays the booking, looking is what replaces a lost webhook, so it is looked at again and again. Once it is
     * paid, only a second capture can be missed: one look when nobody can begin to pay any more, and one when no bank can
     * still agree.
     */
    private Instant nextLook(WantedOrder held, int tries, Instant now) {
        if (accepted().isPresent()) {
            return now.isBefore(held.holdUntil()) ? held.holdUntil() : lateWindowEnds(held);
        }
        Instant next = now.plus(pace.betweenLooks(tries));
        Instant lastBeforeTheHoldEnds = held.holdUntil().minus(LAST_LOOK_BEFORE_THE_HOLD_ENDS);
        return earlier(next, now.isBefore(lastBeforeTheHoldEnds) ? lastBeforeTheHoldEnds : lateWindowEnds(held));
    }

    private Instant lookAfterCapture(WantedOrder held, Instant now) {
        return now.isBefore(held.holdUntil())
                ? earlier(held.holdUntil(), now.plus(pace.lookAfterCapture()))
                : lateWindowEnds(held);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** With all that is wanted due at an instant: for what was stored before each piece of work had its own time. */
    public Payment withAllWorkDue(Instant at) {
        List<Task> all = work(at).stream().map(work -> new Task(work.name(), 1, at)).toList();
        return new Payment(id, tenantId, wanted, order, attempts, captures, refunds, ending, all, pace);
    }

    // ---- what can be seen

    /** Money that came beside the booking's own payment does not change where that stands. */
    public PaymentStatus status() {
        Optional<Capture> paidWith = accepted();
        if (captures.isEmpty()) {
            return statusOfAttempts();
        }
        List<Refund> goingBack = refunds.stream()
                .filter(refund -> paidWith.isEmpty() || refund.paymentId().equals(paidWith.get().paymentId()))
                .filter(refund -> !isHistory(refund))
                .toList();
        if (goingBack.isEmpty()) {
            return PaymentStatus.CAPTURED;
        }
        if (goingBack.stream().anyMatch(Refund::isOpen)) {
            return PaymentStatus.REFUND_PENDING;
        }
        if (goingBack.stream().anyMatch(refund -> refund.status() == Refund.Status.FAILED)) {
            return PaymentStatus.REFUND_FAILED;
        }
        long captured = captures.stream()
                .filter(capture -> paidWith.isEmpty() || capture.equals(paidWith.get()))
                .mapToLong(capture -> capture.amount().amount())
                .sum();
        return sum(goingBack) >= captured ? PaymentStatus.REFUNDED : PaymentStatus.PARTIALLY_REFUNDED;
    }

    private PaymentStatus statusOfAttempts() {
        if (attempts.stream().anyMatch(attempt -> attempt.stage() == Attempt.Stage.AUTHORIZED)) {
            return PaymentStatus.AUTHORIZED;
        }
        boolean refused = ending != null && ending.reason() == RefundReason.ORDER_REFUSED;
        return attempts.isEmpty() && !refused ? PaymentStatus.CREATED : PaymentStatus.FAILED;
    }

    /** Whether no money ever came, and nothing is left to be done or looked for. */
    public boolean isOverUnpaid() {
        return captures.isEmpty() && refunds.isEmpty() && tasks.isEmpty();
    }

    /** The capture that pays the booking. */
    public Optional<Capture> accepted() {
        return captures.stream().filter(capture -> capture.standing() == Capture.Standing.ACCEPTED).findFirst();
    }

    /** Refunds that somebody must look at: nobody asks for them any more, and the money is still here. */
    public List<Refund> failedForGood() {
        return refunds.stream()
                .filter(refund -> refund.status() == Refund.Status.FAILED && !isHistory(refund))
                .toList();
    }

    /** An earlier asking for the same money that failed, when the provider had taken it. */
    public Optional<Refund> takenBefore(Refund refund) {
        return refunds.stream()
                .filter(earlier -> earlier.isBefore(refund) && earlier.refundId() != null)
                .max(Comparator.comparing(Refund::attempt));
    }

    /** Whether it failed and the same money was asked for again, or went back after all. */
    private boolean isHistory(Refund refund) {
        return refund.status() == Refund.Status.FAILED
                && refunds.stream().anyMatch(other -> refund.isBefore(other) || refund.isSettledBy(other));
    }

    Optional<Capture> captureOf(String paymentId) {
        return captures.stream().filter(capture -> capture.paymentId().equals(paymentId)).findFirst();
    }

    private long leftOf(Capture capture) {
        return capture.amount().amount() - goingBack(refunds, capture.paymentId());
    }

    Optional<Task> task(String work) {
        return tasks.stream().filter(task -> task.work().equals(work)).findFirst();
    }

    private Optional<Refund> find(ProviderRefund seen) {
        return firstRefund(refund -> seen.refundId().equals(refund.refundId()))
                .or(() -> firstRefund(refund -> refund.key().equals(seen.key())))
                // The provider may be faster than its own answer and tell of a refund before we know its id.
                .or(() -> firstRefund(refund -> refund.status() == Refund.Status.REQUESTED
                        && refund.paymentId().equals(seen.paymentId())
                        && refund.amount().equals(seen.amount())));
    }

    private Optional<Refund> firstRefund(Predicate<Refund> wantedOne) {
        return refunds.stream().filter(wantedOne).findFirst();
    }

    private boolean isNews(Attempt attempt) {
        return attempts.stream()
                .filter(known -> known.paymentId().equals(attempt.paymentId()))
                .allMatch(known -> known.stage().compareTo(attempt.stage()) < 0);
    }

    private Decision unchanged() {
        return new Decision(this, List.of());
    }

    static long sum(List<Refund> refunds) {
        return refunds.stream().mapToLong(refund -> refund.amount().amount()).sum();
    }

    /** What went back of a payment, or is on its way. */
    static long goingBack(List<Refund> refunds, String paymentId) {
        return sum(refunds.stream()
                .filter(refund -> refund.paymentId().equals(paymentId) && refund.status() != Refund.Status.FAILED)
                .toList());
    }
}
