package io.holdfast.matching.domain.match;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * When a professional works, as their schedule says it. A guess that spares useless proposals: whether a slot can be had
 * is for availability-service alone to say.
 *
 * @param weekly         days that are not there are not worked
 * @param overrides      instead of all other hours of a date
 * @param minutesBefore  free time that they need before a booking
 * @param minutesAfter   and after it
 */
public record WorkingHours(
        ZoneId zone,
        Map<DayOfWeek, Hours> weekly,
        List<Recurring> recurring,
        List<Pause> breaks,
        List<DateHours> overrides,
        long minutesBefore,
        long minutesAfter) {

    /** @param from minute of the day, 0–1,439; {@code to} may be 1,440, the end of the day */
    public record Hours(int from, int to) {

        boolean touches(int start, int end) {
            return from < end && start < to;
        }
    }

    /** Hours on top of the weekly ones, every n-th week from the one of {@code from}. */
    public record Recurring(
            int everyWeeks, LocalDate from, @Nullable LocalDate until, List<DayOfWeek> days, Hours hours) {

        public Recurring {
            days = List.copyOf(days);
        }

        boolean appliesOn(LocalDate date) {
            return days.contains(date.getDayOfWeek())
                    && !date.isBefore(from)
                    && (until == null || !date.isAfter(until))
                    && ChronoUnit.WEEKS.between(mondayOf(from), mondayOf(date)) % everyWeeks == 0;
        }

        private static LocalDate mondayOf(LocalDate date) {
            return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        }
    }

    public record Pause(Hours hours, List<DayOfWeek> days) {

        public Pause {
            days = List.copyOf(days);
        }
    }

    /** @param hours null where the date is not worked */
    public record DateHours(LocalDate date, @Nullable Hours hours) {}

    public WorkingHours {
        weekly = Map.copyOf(weekly);
        recurring = List.copyOf(recurring);
        breaks = List.copyOf(breaks);
        overrides = List.copyOf(overrides);
    }

    /** Whether all of it lies within the hours of one day and in no break. */
    boolean cover(Inquiry.Local wanted) {
        return wanted.endsThatDay()
                && isWorked(wanted.date(), wanted.first(), wanted.last())
                && !isBreak(wanted.date().getDayOfWeek(), wanted.first(), wanted.last());
    }

    /** The parts of {@code time} that are worked on that date, breaks not taken out. */
    public List<DayOff.Time> within(LocalDate date, DayOff.Time time) {
        return on(date).stream()
                .map(hours -> new DayOff.Time(later(at(date, hours.from()), time.start()), earlier(at(date, hours.to()), time.end())))
                .filter(worked -> worked.start().isBefore(worked.end()))
                .toList();
    }

    private Instant at(LocalDate date, int minute) {
        return date.atStartOfDay().plusMinutes(minute).atZone(zone).toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Without streams, as all that is done for each of thousands of candidates. */
    private boolean isBreak(DayOfWeek day, int first, int last) {
        for (Pause pause : breaks) {
            if (pause.hours().touches(first, last) && pause.days().contains(day)) {
                return true;
            }
        }
        return false;
    }

    private boolean isWorked(LocalDate date, int first, int last) {
        int covered = first;
        for (Hours hours : on(date)) {
            if (hours.from() <= covered && hours.to() > covered) {
                covered = hours.to();
            }
        }
        return covered >= last;
    }

    private List<Hours> on(LocalDate date) {
        for (DateHours override : overrides) {
            if (override.date().equals(date)) {
                return override.hours() == null ? List.of() : List.of(override.hours());
            }
        }
        var hours = new ArrayList<Hours>();
        Hours usual = weekly.get(date.getDayOfWeek());
        if (usual != null) {
            hours.add(usual);
        }
        for (Recurring more : recurring) {
            if (more.appliesOn(date)) {
                hours.add(more.hours());
            }
        }
        hours.sort(Comparator.comparingInt(Hours::from));
        return hours;
    }
}
