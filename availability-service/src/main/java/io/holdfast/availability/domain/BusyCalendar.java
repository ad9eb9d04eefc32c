package io.holdfast.availability.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Another calendar of a professional, whose times they cannot be booked in. It is read again and again; what it said last lies
 * on the calendar days as {@link BusyTime}s, and stays there while it cannot be read.
 *
 * @param id           of no other calendar of anybody's
 * @param name         what its professional calls it
 * @param shownAs      of its address what may be shown: an address may be a secret by itself
 * @param sealedAccess how it is reached, encrypted
 * @param request      hash of the request that registered it
 * @param dueAt        when something is to be done about it: to read it, or to forget it
 * @param attempt      counts the times it was read or tried; what an earlier one says late is not heard
 * @param lastRead     null before it was read
 * @param failure      null while it can be read, or was never tried
 * @param removedAt    null while it counts
 */
public record BusyCalendar(
        String id,
        TenantId tenant,
        ProfessionalId professional,
        Kind kind,
        String name,
        String shownAs,
        String sealedAccess,
        String request,
        Instant createdAt,
        Instant dueAt,
        long attempt,
        @Nullable Instant triedAt,
        @Nullable LastRead lastRead,
        @Nullable Failure failure,
        @Nullable Instant removedAt) {

    /** Whoever reads it is done or dead by then; another may try. */
    public static final Duration LEASE = Duration.ofMinutes(2);

    /** One that fails for so long is reported as lost. */
    public static final Duration LOST_AFTER = Duration.ofHours(24);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    /** Between two tries, however often somebody asks. */
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 10;

    /** How a calendar is read. */
    public enum Kind {
        /** An iCalendar file at an address. */
        ICS,
        /** A collection on a CalDAV server. */
        CALDAV,
        /** Google's answer to when somebody is busy. */
        GOOGLE
    }

    /** What can be said of it. */
    public enum Status {
        /** Not read yet. */
        PENDING,
        OK,
        /** The last try failed; what it said before counts. */
        FAILING,
        /** It fails for more than {@link #LOST_AFTER}; what it said before still counts, and new dates are not known. */
        LOST
    }

    /**
     * What it said last.
     *
     * @param etag         as its server named this version; null where it did not
     * @param lastModified the same by time
     * @param window       the dates for which it was read
     * @param times        how many it had in them
     */
    public record LastRead(
            Instant at, @Nullable String etag, @Nullable String lastModified, BusyWindow window, int times) {

        /** It says the same now. */
        public LastRead again(Instant now) {
            return new LastRead(now, etag, lastModified, window, times);
        }

        private LastRead withoutVersion() {
            return new LastRead(at, null, null, window, times);
        }
    }

    /**
     * It cannot be read.
     *
     * @param since of the first try of those that failed in a row
     * @param tries how many they are
     * @param error the last one's, a sentence without anything of the address
     */
    public record Failure(Instant since, int tries, String error) {}

    public Status status(Instant now) {
        if (failure == null) {
            return lastRead == null ? Status.PENDING : Status.OK;
        }
        return failure.since().plus(LOST_AFTER).isAfter(now) ? Status.FAILING : Status.LOST;
    }

    public boolean isRemoved() {
        return removedAt != null;
    }

    /**
     * For who reads it now; empty when it is not due, or not to be read any more. Which version was read last is forgotten: who dies
     * while placing another one leaves neither.
     */
    public Optional<BusyCalendar> claim(Instant now) {
        return isRemoved() || dueAt.isAfter(now)
                ? Optional.empty()
                : Optional.of(with(
                        now.plus(LEASE), attempt + 1, now, lastRead == null ? null : lastRead.withoutVersion(), failure));
    }

    /** It was read by {@code by}, which claimed it. */
    public Optional<BusyCalendar> read(BusyCalendar by, LastRead read, Duration interval) {
        return isOf(by) ? Optional.of(with(read.at().plus(interval), attempt, triedAt, read, null)) : Optional.empty();
    }

    /** It could not be read by {@code by}; the longer it fails, the more seldom it is tried. */
    public Optional<BusyCalendar> fail(BusyCalendar by, String error, Instant now, Duration interval) {
        if (!isOf(by)) {
            return Optional.empty();
        }
        var failed = new Failure(failure == null ? now : failure.since(), failure == null ? 1 : failure.tries() + 1, error);
        Duration pause = interval.multipliedBy(1L << Math.min(failed.tries() - 1, MOST_DOUBLINGS));
        Duration longest = interval.compareTo(LONGEST_PAUSE) > 0 ? interval : LONGEST_PAUSE;
        return Optional.of(with(
                now.plus(pause.compareTo(longest) > 0 ? longest : pause), attempt, triedAt, lastRead, failed));
    }

    /** {@code by} could not finish for a reason of ours, and tries again then. */
    public Optional<BusyCalendar> postpone(BusyCalendar by, Instant until) {
        return isOf(by) ? Optional.of(with(until, attempt, triedAt, lastRead, failure)) : Optional.empty();
    }

    /** Somebody wants it to be read now: nothing changes while it is being read, and it is tried at most every half minute. */
    public Optional<BusyCalendar> refresh(Instant now) {
        boolean isInHand = triedAt != null && dueAt.equals(triedAt.plus(LEASE));
        Instant soon = triedAt == null || triedAt.plus(SHORTEST_PAUSE).isBefore(now) ? now : triedAt.plus(SHORTEST_PAUSE);
        return isRemoved() || isInHand || !soon.isBefore(dueAt)
                ? Optional.empty()
                : Optional.of(with(soon, attempt, triedAt, lastRead, failure));
    }

    /**
     * It does not count any more. It is forgotten only after a lease: who is reading it at this moment may still write what it
     * said, which is then taken off once more.
     */
    public Optional<BusyCalendar> remove(Instant now) {
        return isRemoved()
                ? Optional.empty()
                : Optional.of(new BusyCalendar(
                        id, tenant, professional, kind, name, shownAs, "", request, createdAt, now.plus(LEASE), attempt + 1,
                        triedAt, lastRead, failure, now));
    }

    /** Until when who claimed it may write what it said. */
    public Instant leaseEnd() {
        return dueAt;
    }

    private boolean isOf(BusyCalendar claimed) {
        return !isRemoved() && attempt == claimed.attempt;
    }

    private BusyCalendar with(
            Instant due, long which, @Nullable Instant tried, @Nullable LastRead read, @Nullable Failure failed) {
        return new BusyCalendar(
                id, tenant, professional, kind, name, shownAs, sealedAccess, request, createdAt, due, which, tried, read,
                failed, removedAt);
    }

    /** Without what opens it. */
    @Override
    public String toString() {
        return "BusyCalendar[" + id + ", " + kind + "]";
    }
}
