package io.holdfast.payment.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import io.holdfast.payment.domain.Payments.Decision;
import io.holdfast.payment.domain.ProviderEvent.ProviderRefund;
import org.jspecify.annotations.Nullable;

/**
 * The money of one booking revision: what was asked for, what came in and what goes back.
 *
 * <p>It only collects facts and each fact has an identity (the provider's payment or refund id, a refund's payment and
 * reason), so a message that comes twice, late or out of order finds its fact there already, or adds it and leads to
 * the same end. Whichever comes second of the capture and the booking's end triggers the refund.
 *
 * @param wanted    null until the booking asked, which may be after it ended
 * @param order     null until the provider made it
 * @param ending    null while the booking lives
 * @param tries     how often the next piece of {@link Work} was tried
 * @param nextTryAt when it is tried next, null when nothing is to be done
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
        int tries,
        @Nullable Instant nextTryAt) {

    /** Longer than any piece of work with all its tries takes, so that two instances do not do it at once. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration FIRST_LOOK_AT_REFUND = Duration.ofSeconds(5);

    public Payment {
        attempts = List.copyOf(attempts);
        captures = List.copyOf(captures);
        refunds = List.copyOf(refunds);
    }

    /** A payment about which nothing is known yet. */
    public static Payment unheardOf(PaymentId id, String tenantId) {
        return new Payment(id, tenantId, null, null, List.of(), List.of(), List.of(), null, 0, null);
    }

    // ---- what the booking says

    /** The booking asks to be paid. Asked again, or asked after its end, nothing more is done. */
    public Decision awaitingPayment(WantedOrder asked, Instant now) {
        if (wanted != null) {
            return unchanged();
        }
        return new Facts(this).want(asked).decided(now, true);
    }

    /** The booking ended. It ends once, so what a second message says about the refund does not count. */
    public Decision bookingEnded(Ending how, Instant now) {
        if (ending != null) {
            return unchanged();
        }
        var facts = new Facts(this);
        facts.ending = how;
        Optional<Capture> paidWith = accepted();
        paidWith.ifPresent(capture -> facts.giveBack(capture, how.reason(), how.refundOf(capture.amount())));
        return facts.decided(now, facts.refundWasAdded());
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
        return facts.decided(now, true);
    }

    /** Takes whatever the provider says happened. */
    public Decision told(ProviderEvent event, Instant now) {
        return switch (event) {
            case ProviderEvent.Authorized it -> authorized(it, now);
            case ProviderEvent.Failed it -> attemptFailed(it, now);
            case ProviderEvent.Captured it -> captured(it, now);
            case ProviderEvent.RefundSeen it -> refundSeen(it.refund(), now);
        };
    }

    private Decision authorized(ProviderEvent.Authorized event, Instant now) {
        var attempt = new Attempt(event.paymentId(), Attempt.Stage.AUTHORIZED, null, event.at());
        return isNews(attempt) ? new Facts(this).attempt(attempt).decided(now, false) : unchanged();
    }

    private Decision attemptFailed(ProviderEvent.Failed event, Instant now) {
        var attempt = new Attempt(event.paymentId(), Attempt.Stage.FAILED, event.reason(), event.at());
        if (!isNews(attempt)) {
            // The provider may tell of the failure after the same payment was authorised or captured after all.
            return unchanged();
        }
        var facts = new Facts(this).attempt(attempt);
        if (accepted().isEmpty() && ending == null) {
            // Once paid or ended, a failed try means nothing to the booking; it is kept for the record.
            facts.events.add(new PaymentEvent.AttemptFailed(id, event.orderId(), event.paymentId(), event.reason()));
        }
        return facts.decided(now, false);
    }

    private Decision captured(ProviderEvent.Captured event, Instant now) {
        if (captures.stream().anyMatch(known -> known.paymentId().equals(event.paymentId()))) {
            return unchanged();
        }
        var capture = new Capture(event.paymentId(), event.orderId(), event.amount(), standingOf(event), event.at());
        var facts = new Facts(this)
                .attempt(new Attempt(event.paymentId(), Attempt.Stage.CAPTURED, null, event.at()))
                .capture(capture);
        switch (capture.standing()) {
            case ACCEPTED -> {
                facts.events.add(new PaymentEvent.Captured(id, capture));
                if (ending != null) {
                    // The booking ended unpaid, whatever its policy says about paid ones: all of it goes back.
                    facts.giveBack(capture, ending.reason(), capture.amount().amount());
                }
            }
            case SURPLUS -> facts.giveBack(capture, RefundReason.SECOND_CAPTURE, capture.amount().amount());
            case MISMATCHED -> facts.giveBack(capture, RefundReason.AMOUNT_MISMATCH, capture.amount().amount());
        }
        return facts.decided(now, facts.refundWasAdded());
    }

    private Capture.Standing standingOf(ProviderEvent.Captured event) {
        boolean anothersOrder = order != null && !order.orderId().equals(event.orderId());
        // The provider may have given it back by itself and told of that first: then it pays nothing.
        boolean gone = event.amount().amount() <= sum(refunds.stream()
                .filter(refund -> refund.paymentId().equals(event.paymentId()) && refund.status() != Refund.Status.FAILED)
                .toList());
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
        // One that we never asked for counts too, so that what is left of the capture is never given back twice.
        Refund before = ours.orElseGet(() -> new Refund(
                seen.refundId(), RefundReason.PROVIDER, seen.paymentId(), seen.amount(), null, Refund.Status.REQUESTED, null));
        return moveOn(
                before,
                new Refund(
                        before.key(),
                        before.reason(),
                        before.paymentId(),
                        before.amount(),
                        seen.refundId(),
                        seen.status(),
                        seen.status() == Refund.Status.FAILED ? seen.failure() : null),
                now);
    }

    /** The provider will not do this refund. */
    public Decision refundRefused(String key, String why, Instant now) {
        return refunds.stream()
                .filter(refund -> refund.key().equals(key) && refund.status() == Refund.Status.REQUESTED)
                .findFirst()
                .map(refund -> moveOn(
                        refund,
                        new Refund(key, refund.reason(), refund.paymentId(), refund.amount(), null, Refund.Status.FAILED, why),
                        now))
                // A webhook was faster and knows better.
                .orElseGet(this::unchanged);
    }

    private Decision moveOn(Refund before, Refund after, Instant now) {
        var facts = new Facts(this);
        facts.refunds.replaceAll(refund -> refund.equals(before) ? after : refund);
        if (!facts.refunds.contains(after)) {
            facts.refunds.add(after);
        }
        switch (after.status()) {
            case REQUESTED, PENDING -> {
                // The booking knows that it was requested; there is nothing more to tell until it is settled.
            }
            case FAILED -> facts.events.add(new PaymentEvent.RefundFailed(id, after));
            case PROCESSED -> facts.events.add(new PaymentEvent.Refunded(id, after, facts.nothingIsLeft()));
        }
        return facts.decided(now, true);
    }

    // ---- what is to be done

    /** What is to be done next, whenever that is due. */
    public Optional<Work> work(Instant now) {
        if (wanted != null && order == null && ending == null && now.isBefore(wanted.holdUntil())) {
            return Optional.of(new Work.CreateOrder(wanted, tries > 0));
        }
        return firstRefund(refund -> refund.status() == Refund.Status.REQUESTED)
                .<Work>map(Work.AskForRefund::new)
                .or(() -> firstRefund(refund -> refund.status() == Refund.Status.PENDING).map(Work.FollowRefund::new));
    }

    /** Takes what is due, for the length of a lease; unchanged when nothing is due or somebody else has it. */
    public Decision claim(Instant now) {
        if (nextTryAt == null || nextTryAt.isAfter(now)) {
            return unchanged();
        }
        return work(now).isEmpty() ? scheduled(0, null) : scheduled(tries + 1, now.plus(LEASE));
    }

    /** What was claimed could not be done; it is tried again, each time a little later. */
    public Decision tryLater(Instant now) {
        Optional<Work> work = work(now);
        if (work.isEmpty()) {
            return scheduled(0, null);
        }
        Duration first = work.get() instanceof Work.FollowRefund ? FIRST_LOOK_AT_REFUND : FIRST_PAUSE;
        Duration pause = first.multipliedBy(1L << Math.clamp(tries - 1, 0, 10));
        return scheduled(tries, now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause));
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
        return attempts.isEmpty() ? PaymentStatus.CREATED : PaymentStatus.FAILED;
    }

    /** The capture that pays the booking. */
    public Optional<Capture> accepted() {
        return captures.stream().filter(capture -> capture.standing() == Capture.Standing.ACCEPTED).findFirst();
    }

    // ---- how

    private Optional<Refund> find(ProviderRefund seen) {
        return firstRefund(refund -> seen.refundId().equals(refund.refundId()))
                .or(() -> firstRefund(refund -> refund.key().equals(seen.key())))
                // The provider may be faster than its own answer and tell of a refund before we know its id.
                .or(() -> firstRefund(refund -> refund.refundId() == null
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

    private Decision scheduled(int newTries, @Nullable Instant at) {
        return new Decision(
                new Payment(id, tenantId, wanted, order, attempts, captures, refunds, ending, newTries, at), List.of());
    }

    private static long sum(List<Refund> refunds) {
        return refunds.stream().mapToLong(refund -> refund.amount().amount()).sum();
    }

    /** The facts with one message more, on their way to becoming the next state. */
    private static final class Facts {

        private final Payment before;
        private @Nullable WantedOrder wanted;
        private @Nullable Order order;
        private @Nullable Ending ending;
        private final List<Attempt> attempts;
        private final List<Capture> captures;
        private final List<Refund> refunds;
        private final List<PaymentEvent> events = new ArrayList<>();

        Facts(Payment before) {
            this.before = before;
            this.wanted = before.wanted;
            this.order = before.order;
            this.ending = before.ending;
            this.attempts = new ArrayList<>(before.attempts);
            this.captures = new ArrayList<>(before.captures);
            this.refunds = new ArrayList<>(before.refunds);
        }

        Facts want(WantedOrder asked) {
            wanted = asked;
            return this;
        }

        Facts attempt(Attempt attempt) {
            attempts.removeIf(known -> known.paymentId().equals(attempt.paymentId()));
            attempts.add(attempt);
            return this;
        }

        Facts capture(Capture capture) {
            captures.add(capture);
            return this;
        }

        void giveBack(Capture capture, RefundReason reason, long amount) {
            long alreadyGoing = sum(refunds.stream()
                    .filter(refund -> refund.paymentId().equals(capture.paymentId())
                            && refund.status() != Refund.Status.FAILED)
                    .toList());
            long left = Math.min(amount, capture.amount().amount() - alreadyGoing);
            boolean askedBefore = refunds.stream()
                    .anyMatch(refund -> refund.paymentId().equals(capture.paymentId()) && refund.reason() == reason);
            if (left <= 0 || askedBefore) {
                return;
            }
            var refund = new Refund(
                    before.id.refundKey(capture.paymentId(), reason),
                    reason,
                    capture.paymentId(),
                    capture.amount().withAmount(left),
                    null,
                    Refund.Status.REQUESTED,
                    null);
            refunds.add(refund);
            events.add(new PaymentEvent.RefundRequested(before.id, refund));
        }

        boolean refundWasAdded() {
            return refunds.size() > before.refunds.size();
        }

        boolean nothingIsLeft() {
            long captured = captures.stream().mapToLong(capture -> capture.amount().amount()).sum();
            return sum(refunds.stream().filter(refund -> refund.status() == Refund.Status.PROCESSED).toList()) >= captured;
        }

        /** @param moved whether the work at hand is another one now, so that its schedule begins anew */
        Decision decided(Instant now, boolean moved) {
            var next = new Payment(
                    before.id,
                    before.tenantId,
                    wanted,
                    order,
                    attempts,
                    captures,
                    refunds,
                    ending,
                    before.tries,
                    before.nextTryAt);
            Optional<Work> work = next.work(now);
            boolean keep = work.isPresent() && !moved && before.nextTryAt != null;
            if (!keep) {
                next = next.scheduled(0, work.map(it -> firstTry(it, now)).orElse(null)).payment();
            }
            return new Decision(next, events);
        }

        private static Instant firstTry(Work work, Instant now) {
            return switch (work) {
                case Work.CreateOrder it -> now;
                case Work.AskForRefund it -> now;
                // A webhook usually tells before that.
                case Work.FollowRefund it -> now.plus(FIRST_LOOK_AT_REFUND);
            };
        }
    }
}
