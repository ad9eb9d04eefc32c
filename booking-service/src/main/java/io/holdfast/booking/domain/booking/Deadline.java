package io.holdfast.booking.domain.booking;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

/**
 * Until when a booking waits where it stands.
 *
 * <p>scheduler-service rings for it. Its clock may be ahead of ours, and a timer rings once: then the booking remembers
 * that it rang, and decides at its own time. Where no timer rings at all, the booking decides a little later.
 *
 * @param due        as others were told; timers ring for it
 * @param ours       the same instant by our clock. It differs where somebody else's clock set the deadline
 * @param rang       the latest instant for which a timer rang before we had come there; null when none did
 * @param askAgainAt when another time is asked for again, if availability has not answered; null when none is
 */
public record Deadline(Instant due, Instant ours, @Nullable Instant rang, @Nullable Instant askAgainAt) {

    // Less than the minute in which a booking must leave a state whose deadline has passed, so that looking for it fits in.
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final int PARTS_OF_HOLD = 3;
    private static final int PARTS_OF_ANSWER = 2;

    static Deadline at(Instant due) {
        return new Deadline(due, due, null, null);
    }

    /**
     * A deadline that somebody else set.
     *
     * @param setAt when they did, by their clock; {@code now} is by ours
     */
    static Deadline setBySomebodyElse(Instant due, Instant setAt, Instant now) {
        return new Deadline(due, now.plus(Duration.between(setAt, due)), null, null);
    }

    /** Timers are set ahead: the one for the end may have rung before the start. */
    Deadline after(@Nullable Deadline before) {
        return before == null ? this : new Deadline(due, ours, before.rang(), null);
    }

    /** Whether a timer for {@code timerDue} is meant for this deadline, and not for an earlier one of the same kind. */
    boolean isMeantBy(Instant timerDue) {
        return !timerDue.isBefore(due);
    }

    /** Whether a timer that rings now rings in time, by either reckoning. */
    boolean isReached(Instant now) {
        return !now.isBefore(earlier());
    }

    /** A timer rang too soon. */
    Deadline rang(Instant timerDue) {
        return rang != null && !rang.isBefore(timerDue) ? this : new Deadline(due, ours, timerDue, askAgainAt);
    }

    /** @param at null when an answer has come */
    Deadline askingAgainAt(@Nullable Instant at) {
        return new Deadline(due, ours, rang, at);
    }

    /** When somebody is reminded that a payment is waited for: once a third of the time is over. */
    Instant remindOfPayment(Instant since) {
        return afterPart(PARTS_OF_HOLD, since);
    }

    /** When somebody is reminded that an answer is waited for: once half of the time is over. */
    Instant remindOfAnswer(Instant since) {
        return afterPart(PARTS_OF_ANSWER, since);
    }

    /** As others reckon, {@code since} being by our clock. */
    private Instant afterPart(int parts, Instant since) {
        Duration all = Duration.between(since, ours);
        return due.minus(all).plus(all.dividedBy(parts)).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Whether it is over by either reckoning. */
    boolean isPast(Instant now) {
        return !now.isBefore(later());
    }

    /** Whether the timer that ends the waiting has not rung yet, as far as is known here. */
    public boolean isWaitingForItsTimer() {
        return askAgainAt == null && (rang == null || !isMeantBy(rang));
    }

    /** When the booking decides by itself: at once when the timer rang already, otherwise some time after it was to. */
    public Instant overdueAt() {
        if (askAgainAt != null) {
            return askAgainAt;
        }
        return isWaitingForItsTimer() ? later().plus(GRACE) : earlier();
    }

    private Instant earlier() {
        return due.isBefore(ours) ? due : ours;
    }

    private Instant later() {
        return due.isBefore(ours) ? ours : due;
    }
}
