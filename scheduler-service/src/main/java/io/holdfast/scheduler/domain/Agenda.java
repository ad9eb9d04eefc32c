package io.holdfast.scheduler.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.holdfast.messaging.aggregates.Decision;

/**
 * All deadlines of one booking.
 *
 * <p>It follows the booking: each of its messages says how far the booking has come, which withdraws the deadlines before
 * and may arm the next ones. A booking's messages come in order, unless one was parked and is replayed later. Then what
 * it would arm is found withdrawn, over, or of a revision that was left behind, and stays so: whatever order they come
 * in, only the deadlines of the last stage are armed.
 *
 * <p>It is bounded by the number of kinds: deadlines of an earlier revision go when the next one is heard of.
 *
 * @param revision the newest of the booking that was heard of, from 1
 * @param over     whether the booking has ended, so that nothing is armed any more
 */
public record Agenda(
        String bookingId, TenantId tenantId, int revision, boolean over, Map<TimerKind, Timer> timers) {

    public Agenda {
        if (bookingId.isBlank() || revision < 1) {
            throw new IllegalArgumentException("An agenda needs a booking and a revision from 1.");
        }
        timers = Map.copyOf(timers);
    }

    /** A booking that was not heard of before. */
    public static Agenda opened(String bookingId, TenantId tenantId, int revision) {
        return new Agenda(bookingId, tenantId, revision, false, Map.of());
    }

    /** Whether a message about {@code about} still matters: the booking may have been moved since. */
    public boolean isCurrent(int about) {
        return about >= revision;
    }

    /**
     * The booking has revision {@code next} now. A reschedule leaves everything behind that was to come at the old time,
     * and proves that it was not over: its end was only reached by our clock.
     */
    public Agenda atRevision(int next) {
        return next > revision ? opened(bookingId, tenantId, next) : this;
    }

    /** The booking has come as far as {@code stage}, so nothing before it is waited for, also if that is heard later. */
    public Agenda reached(TimerKind stage) {
        if (over) {
            return this;
        }
        var next = new EnumMap<TimerKind, Timer>(TimerKind.class);
        next.putAll(timers);
        for (TimerKind kind : TimerKind.values()) {
            if (kind.compareTo(stage) < 0) {
                next.merge(kind, Timer.NEVER, (timer, never) -> timer.withdraw());
            }
        }
        return with(next);
    }

    /** Sets a timer, in the past too: then it fires at once. One of this kind that is there already stays as it is. */
    public Agenda arm(TimerKind kind, Instant dueAt) {
        if (over || timers.containsKey(kind)) {
            return this;
        }
        var next = new EnumMap<TimerKind, Timer>(TimerKind.class);
        next.putAll(timers);
        next.put(kind, Timer.armed(dueAt));
        return with(next);
    }

    /** The booking has ended: nothing is waited for any more. */
    public Agenda end() {
        if (over) {
            return this;
        }
        var next = new EnumMap<TimerKind, Timer>(TimerKind.class);
        timers.forEach((kind, timer) -> next.put(kind, timer.withdraw()));
        return new Agenda(bookingId, tenantId, revision, true, next);
    }

    /** Fires what is due, the earliest first. Nothing is waited for after the end of a booking. */
    public Decision<Agenda, TimerFired> fire(Instant now) {
        var next = new EnumMap<TimerKind, Timer>(TimerKind.class);
        var events = new ArrayList<TimerFired>();
        timers.forEach((kind, timer) -> {
            Timer after = timer.fire(now);
            next.put(kind, after);
            if (!after.equals(timer)) {
                events.add(new TimerFired(bookingId, kind, revision, Objects.requireNonNull(after.dueAt())));
            }
        });
        if (events.isEmpty()) {
            return Decision.unchanged(this, "nothing is due");
        }
        events.sort(Comparator.comparing(TimerFired::dueAt).thenComparing(TimerFired::kind));
        boolean ended = events.stream().anyMatch(event -> event.kind() == TimerKind.END);
        return Decision.changed(new Agenda(bookingId, tenantId, revision, over || ended, next), events);
    }

    /** When the next timer fires; empty when none is armed. */
    public Optional<Instant> nextDue() {
        return timers.values().stream()
                .filter(timer -> timer.status() == TimerStatus.ARMED)
                .map(timer -> Objects.requireNonNull(timer.dueAt()))
                .min(Comparator.naturalOrder());
    }

    private Agenda with(Map<TimerKind, Timer> next) {
        return next.equals(timers) ? this : new Agenda(bookingId, tenantId, revision, over, next);
    }
}
