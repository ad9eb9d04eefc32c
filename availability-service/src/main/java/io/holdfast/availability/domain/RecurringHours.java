package io.holdfast.availability.domain;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.Set;

/**
 * Hours on top of the weekly ones, on some days of every n-th week. Weeks begin on Monday.
 *
 * @param everyWeeks 1 is every week, 2 every other one; 1 to 52
 * @param from       the first date, which lies in the first week that counts
 * @param until      the last date, included; empty means for ever
 */
public record RecurringHours(
        int everyWeeks, LocalDate from, Optional<LocalDate> until, Set<DayOfWeek> days, Hours hours) {

    private static final int MOST_WEEKS = 52;

    /** @throws IllegalArgumentException when it recurs less than weekly or yearly, or ends before it begins */
    public RecurringHours {
        if (everyWeeks < 1 || everyWeeks > MOST_WEEKS) {
            throw new IllegalArgumentException("Hours recur every 1 to " + MOST_WEEKS + " weeks, not " + everyWeeks);
        }
        if (until.isPresent() && until.get().isBefore(from)) {
            throw new IllegalArgumentException("Recurring hours end on " + until.get() + ", before " + from);
        }
        days = Set.copyOf(days);
    }

    boolean appliesOn(LocalDate date) {
        return days.contains(date.getDayOfWeek())
                && !date.isBefore(from)
                && until.map(last -> !date.isAfter(last)).orElse(true)
                && ChronoUnit.WEEKS.between(mondayOf(from), mondayOf(date)) % everyWeeks == 0;
    }

    private static LocalDate mondayOf(LocalDate date) {
        return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}
