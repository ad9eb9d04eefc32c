package io.holdfast.booking.domain.booking;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.holdfast.booking.domain.Money;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to move a booking.
 *
 * @param revision         the booking's, once it succeeds
 * @param attempt          which try to reach that revision, from 1: a repeated no is not about a later one
 * @param at               when it was asked for
 * @param noticeOverridden whether it came too late for anybody but an admin
 * @param listPrice        what the other professional takes for it, where an admin kept the booking's price all the same;
 *                         null otherwise
 * @param note             why, in the words of whoever asked
 * @param offer            as which the slot is held for the client; null where it was chosen freely
 * @param settledAt        null while pending
 * @param refusal          availability's reason, null unless rejected
 */
public record Reschedule(
        int revision,
        int attempt,
        Slot from,
        Slot to,
        TriggeredBy by,
        Instant at,
        boolean noticeOverridden,
        @Nullable Money listPrice,
        @Nullable String note,
        @Nullable WaitlistOffer offer,
        Result result,
        @Nullable Instant settledAt,
        @Nullable String refusal,
        List<Conflict> conflicts) {

    public Reschedule {
        conflicts = List.copyOf(conflicts);
    }

    /** What became of it. */
    public enum Result {
        PENDING,
        DONE,
        REJECTED,
        /** The booking was cancelled, or given back, while nobody knew whether the new slot could be had. */
        WITHDRAWN
    }

    Reschedule done(Instant now) {
        return settled(Result.DONE, now, null, List.of());
    }

    Reschedule rejected(String reason, List<Conflict> inTheWay, Instant now) {
        return settled(Result.REJECTED, now, reason, inTheWay);
    }

    Reschedule withdrawn(Instant now) {
        return settled(Result.WITHDRAWN, now, null, List.of());
    }

    Reschedule withoutNote() {
        return new Reschedule(
                revision, attempt, from, to, by, at, noticeOverridden, listPrice, null, offer, result, settledAt, refusal,
                conflicts);
    }

    /** Whether an admin asked, for whom booking window and slot step do not count. */
    public boolean manual() {
        return by == TriggeredBy.ADMIN;
    }

    /** The command or message that asked for it, as the flight recorder calls it. */
    String cause() {
        return offer == null ? "reschedule" : Cause.WAITLIST_ACCEPTED.label();
    }

    BookingEvent.RescheduleRejected rejected(String reason) {
        return new BookingEvent.RescheduleRejected(revision, to, reason, Optional.ofNullable(offer));
    }

    public boolean isPending() {
        return result == Result.PENDING;
    }

    /** What the history says of it. */
    String inWords() {
        String professional = from.professionalId().equals(to.professionalId())
                ? ""
                : " with " + to.provider().displayName();
        return "Moved from " + from.start() + " to " + to.start() + professional
                + (noticeOverridden ? "; the notice was overridden" : "")
                + (listPrice == null ? "" : "; the price was kept, though it would be " + listPrice)
                + (note == null ? "" : ": " + note);
    }

    private Reschedule settled(
            Result how, Instant now, @Nullable String reason, List<Conflict> inTheWay) {
        return new Reschedule(
                revision, attempt, from, to, by, at, noticeOverridden, listPrice, note, offer, how, now, reason, inTheWay);
    }
}
