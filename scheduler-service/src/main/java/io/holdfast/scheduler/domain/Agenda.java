package io.holdfast.scheduler.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.holdfast.messaging.aggregates.Decision;

/**
 * All timers of one booking, of every kind and revision: those that wait, and what became of the others.
 *
 * <p>It follows the booking: each of its messages says all that is waited for from then on, so the last one counts and
 * withdraws what it does not name. They come in order, unless one was parked and is replayed later; then the agenda has
 * heard a newer one, and nothing changes.
 *
 * <p>What waits for the answer of a professional, or of somebody on a waitlist, goes its own way: it is armed when they are
 * asked and withdrawn with each way in which that ends. That is on another topic, so there is no order between the two, and
 * none is needed.
 *
 * @param heard  sequence of the newest message of the booking that it follows, 0 for none
 * @param timers in the order of revision, instant and kind; at most {@value #MOST}
 */
public record Agenda(String bookingId, TenantId tenantId, long heard, List<Timer> timers) {

    /** One revision has at most 24; the rest is room for the history of moved bookings, of which the oldest goes first. */
    public static final int MOST = 40;

    private static final Comparator<Timer> ORDER =
            Comparator.comparing(Timer::revision).thenComparing(Timer::scheduledFor).thenComparing(Timer::kind);

    public Agenda {
        if (bookingId.isBlank()) {
            throw new IllegalArgumentException("An agenda needs a booking.");
        }
        timers = timers.stream().sorted(ORDER).toList();
    }

    /** A booking that was not heard of before. */
    public static Agenda opened(String bookingId, TenantId tenantId) {
        return new Agenda(bookingId, tenantId, 0, List.of());
    }

    /**
     * The booking has gone on. What it waits for no more is withdrawn; what fired stays, also when it is named again; a
     * reminder whose instant had passed when the booking decided is skipped.
     */
    public Decision<Agenda, TimerFired> follow(Plan plan) {
        if (plan.sequence() <= heard) {
            return Decision.unchanged(this, "heard of what follows from it");
        }
        var next = new ArrayList<Timer>();
        for (Timer timer : timers) {
            if (timer.kind().isOfMatching()) {
                next.add(timer);
            } else if (timer.status() == TimerStatus.COMPLETED || plan.timers().stream().noneMatch(timer::isSame)) {
                next.add(timer.withdraw());
            }
        }
        for (Timer timer : plan.timers()) {
            if (next.stream().noneMatch(timer::isSame)) {
                boolean tooLate = timer.isReminder() && !timer.scheduledFor().isAfter(plan.decidedAt());
                next.add(tooLate ? timer.skip() : timer);
            }
        }
        return Decision.changed(new Agenda(bookingId, tenantId, plan.sequence(), forgetOldest(next)));
    }

    /** Somebody is asked: a professional, or who waits for a slot. One of whom this was heard before stays as they are. */
    public Decision<Agenda, TimerFired> await(Timer answer) {
        if (timers.stream().anyMatch(answer::isSame)) {
            return Decision.unchanged(this, "they were asked before");
        }
        return Decision.changed(new Agenda(
                bookingId, tenantId, heard, forgetOldest(Stream.concat(timers.stream(), Stream.of(answer)).toList())));
    }

    /** Nobody waits any more for who was offered the slot. */
    public Decision<Agenda, TimerFired> withdrawWaitlistOffer() {
        Agenda next = each(timer -> timer.kind() == TimerKind.WAITLIST_OFFER ? timer.withdraw() : timer);
        return next.equals(this) ? Decision.unchanged(this, "nothing waits for it") : Decision.changed(next);
    }

    /** Nobody waits for that professional's answer any more. */
    public Decision<Agenda, TimerFired> withdrawProposal(String proposalId) {
        Agenda next = each(timer ->
                timer.occasion() instanceof Occasion.Proposal(String id) && id.equals(proposalId) ? timer.withdraw() : timer);
        return next.equals(this) ? Decision.unchanged(this, "nothing waits for it") : Decision.changed(next);
    }

    /**
     * Fires what is due, the earliest first. A reminder does not fire once a later timer is due as well: after a downtime
     * nobody is reminded twice at once, nor of what has begun.
     */
    public Decision<Agenda, TimerFired> fire(Instant now) {
        List<Timer> due = due(now);
        if (due.isEmpty()) {
            return Decision.unchanged(this, "nothing is due");
        }
        return fire(due, now, timer -> true);
    }

    /** The same for one of those that are due. */
    public Decision<Agenda, TimerFired> fire(Timer one, Instant now) {
        List<Timer> due = due(now);
        return due.contains(one) ? fire(due, now, one::equals) : Decision.unchanged(this, "not due any more");
    }

    private Decision<Agenda, TimerFired> fire(List<Timer> due, Instant now, Predicate<Timer> which) {
        Timer latest = due.getLast();
        var events = new ArrayList<TimerFired>();
        Agenda next = each(timer -> {
            if (!timer.isDue(now) || !which.test(timer)) {
                return timer;
            }
            if (timer.isReminder() && !timer.equals(latest)) {
                return timer.skip();
            }
            Timer fired = timer.fire(now);
            events.add(new TimerFired(fired));
            return fired;
        });
        return Decision.changed(next, events);
    }

    /** The event of a timer that is due could not be made: an admin is to see it, and it is due still. */
    public Decision<Agenda, TimerFired> fail(Timer failed, Instant now, String why) {
        // Once told: written at every try, a failure would wear out the store.
        return failed.status() == TimerStatus.FAILED
                ? Decision.unchanged(this, "known to fail")
                : Decision.changed(each(timer -> timer.equals(failed) ? timer.fail(now, why) : timer));
    }

    /** The timers whose instant has come, the earliest first. */
    public List<Timer> due(Instant now) {
        return timers.stream().filter(timer -> timer.isDue(now)).toList();
    }

    /** When the next timer fires; empty when none is pending. */
    public Optional<Instant> nextDue() {
        return timers.stream().filter(Timer::isOpen).map(Timer::scheduledFor).min(Comparator.naturalOrder());
    }

    private Agenda each(UnaryOperator<Timer> verb) {
        return new Agenda(bookingId, tenantId, heard, timers.stream().map(verb).toList());
    }

    private static List<Timer> forgetOldest(List<Timer> timers) {
        var sorted = new ArrayList<>(timers.stream().sorted(ORDER).toList());
        while (sorted.size() > MOST) {
            // The newest revision's are the last, and fewer than that.
            sorted.removeFirst();
        }
        return sorted;
    }
}
