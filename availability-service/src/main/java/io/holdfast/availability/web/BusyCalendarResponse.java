package io.holdfast.availability.web;

import java.time.Instant;
import java.util.List;

import io.holdfast.availability.domain.BusyCalendar;
import io.holdfast.availability.domain.Conflict;
import org.jspecify.annotations.Nullable;

/**
 * Another calendar as its professional and admins see it; how it is reached is never told.
 *
 * @param location        the host of its address, or the id of a Google calendar
 * @param status          PENDING before it was read, OK, FAILING, or LOST when it has failed for a day; what it said last counts in
 *                        either case
 * @param lastRefreshedAt when it was read last; null before it was
 * @param lastTriedAt     when it was tried last
 * @param nextRefreshAt   when it is read next
 * @param failingSince    null while it can be read
 * @param error           why it cannot be read, and what counts meanwhile; null while it can
 * @param busyTimes       how many it had in the dates that are read
 * @param conflicts       live reservations in the time of which it has something, the first 50: they were there before, and stay
 */
record BusyCalendarResponse(
        String id,
        BusyCalendar.Kind kind,
        String name,
        String location,
        BusyCalendar.Status status,
        @Nullable Instant lastRefreshedAt,
        @Nullable Instant lastTriedAt,
        Instant nextRefreshAt,
        @Nullable Instant failingSince,
        @Nullable String error,
        int busyTimes,
        List<ConflictResponse> conflicts,
        Instant createdAt) {

    private static final String KEPT = " What it said last still closes those times, until it can be read again or is removed.";
    private static final String NOTHING = " It closes no time until it can be read.";

    static BusyCalendarResponse of(BusyCalendar calendar, List<Conflict> conflicts, Instant now) {
        BusyCalendar.LastRead read = calendar.lastRead();
        BusyCalendar.Failure failure = calendar.failure();
        return new BusyCalendarResponse(
                calendar.id(),
                calendar.kind(),
                calendar.name(),
                calendar.shownAs(),
                calendar.status(now),
                read == null ? null : read.at(),
                calendar.triedAt(),
                calendar.dueAt(),
                failure == null ? null : failure.since(),
                failure == null ? null : failure.error() + (read == null ? NOTHING : KEPT),
                read == null ? 0 : read.times(),
                ConflictResponse.of(conflicts, List.of()),
                calendar.createdAt());
    }
}
