package io.holdfast.scheduler.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Something that must happen at an instant, once.
 *
 * <p>Each verb answers what the timer becomes; itself where a message changes nothing, because it is a repetition or
 * too late.
 *
 * @param revision     the booking's, to which it belongs
 * @param scheduledFor when it fires, UTC, to the millisecond
 * @param executedAt   when its event was written, or when that was tried last; null before
 * @param error        why its event could not be made, for admins; null unless it {@link TimerStatus#FAILED}
 */
public record Timer(
        TimerKind kind,
        Occasion occasion,
        int revision,
        Instant scheduledFor,
        TimerStatus status,
        @Nullable Instant executedAt,
        @Nullable String error) {

    public Timer {
        if (revision < 1) {
            throw new IllegalArgumentException("A timer belongs to a revision from 1.");
        }
        if ((error != null) != (status == TimerStatus.FAILED)) {
            throw new IllegalArgumentException("A timer has an error when it failed, and only then.");
        }
        boolean fits = switch (kind) {
            case REMINDER -> occasion instanceof Occasion.Lead;
            case REVIEW_REQUEST -> occasion instanceof Occasion.Round;
            case PROPOSAL -> occasion instanceof Occasion.Proposal;
            case REQUEST, HOLD_REMINDER, HOLD, CONFIRMING, CONFIRMATION_REMINDER, CONFIRMATION, MATCH, WAITLIST_OFFER, START, END ->
                occasion instanceof Occasion.Only;
        };
        if (!fits) {
            throw new IllegalArgumentException(kind + " does not come on the occasion " + occasion);
        }
    }

    /** One that waits. The store keeps milliseconds; what is finer is rounded up, so that nothing fires early. */
    public static Timer pending(TimerKind kind, Occasion occasion, int revision, Instant at) {
        Instant millis = at.truncatedTo(ChronoUnit.MILLIS);
        return new Timer(
                kind, occasion, revision, millis.equals(at) ? millis : millis.plus(Duration.ofMillis(1)),
                TimerStatus.PENDING, null, null);
    }

    /** One that waits, of a kind of which a booking has one. */
    public static Timer pending(TimerKind kind, int revision, Instant at) {
        return pending(kind, Occasion.ONLY, revision, at);
    }

    /** One of a booking's reminders. */
    public static Timer reminder(Duration beforeStart, int revision, Instant start) {
        return pending(TimerKind.REMINDER, new Occasion.Lead(beforeStart), revision, start.minus(beforeStart));
    }

    /** One of a professional who is asked. */
    public static Timer proposal(String proposalId, int revision, Instant deadline) {
        return pending(TimerKind.PROPOSAL, new Occasion.Proposal(proposalId), revision, deadline);
    }

    /** Of somebody on a waitlist who is offered a slot; there is no booking yet, so it belongs to the first revision. */
    public static Timer waitlistOffer(Instant deadline) {
        return pending(TimerKind.WAITLIST_OFFER, 1, deadline);
    }

    boolean isSame(Timer other) {
        return kind == other.kind && revision == other.revision && occasion.isSame(other.occasion);
    }

    /**
     * Whether it only reminds of what comes, so that it has lost its meaning once a later timer is due. The last round of
     * asking is a deadline as well: the booking waits for it.
     */
    boolean isReminder() {
        return kind.isReminder() && !(occasion instanceof Occasion.Round(int number, boolean last) && last);
    }

    /** Whether it will fire. */
    public boolean isOpen() {
        return status == TimerStatus.PENDING || status == TimerStatus.FAILED;
    }

    boolean isDue(Instant now) {
        return isOpen() && !scheduledFor.isAfter(now);
    }

    /** The booking went on or ended, and the timer has lost its meaning. */
    Timer withdraw() {
        return switch (status) {
            case PENDING, FAILED -> become(TimerStatus.WITHDRAWN, executedAt, null);
            // The event is out; whoever hears it decides whether it was too late.
            case COMPLETED -> this;
            case WITHDRAWN, SKIPPED -> this;
        };
    }

    /** There is nothing left to remind of. */
    Timer skip() {
        return isOpen() ? become(TimerStatus.SKIPPED, executedAt, null) : this;
    }

    /** Its instant has come. */
    Timer fire(Instant now) {
        // Not due: whoever asked had a faster clock, and asks again.
        return isDue(now) ? become(TimerStatus.COMPLETED, now, null) : this;
    }

    /** Its instant has come, and its event could not be made. */
    Timer fail(Instant now, String why) {
        return isDue(now) ? become(TimerStatus.FAILED, now, Objects.requireNonNull(why)) : this;
    }

    private Timer become(TimerStatus next, @Nullable Instant at, @Nullable String why) {
        return new Timer(kind, occasion, revision, scheduledFor, next, at, why);
    }
}
