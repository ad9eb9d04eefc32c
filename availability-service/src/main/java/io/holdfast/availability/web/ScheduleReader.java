package io.holdfast.availability.web;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

import io.holdfast.availability.domain.Break;
import io.holdfast.availability.domain.Buffers;
import io.holdfast.availability.domain.DateOverride;
import io.holdfast.availability.domain.Hours;
import io.holdfast.availability.domain.RecurringHours;
import io.holdfast.availability.domain.Schedule;
import io.holdfast.availability.domain.WeeklyHours;
import io.holdfast.availability.web.ScheduleRequest.BreakBody;
import io.holdfast.availability.web.ScheduleRequest.BuffersBody;
import io.holdfast.availability.web.ScheduleRequest.DayBody;
import io.holdfast.availability.web.ScheduleRequest.OverrideBody;
import io.holdfast.availability.web.ScheduleRequest.RecurringBody;
import io.holdfast.defaults.web.IanaZones;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.Problem.FieldError;
import io.holdfast.defaults.web.Times;
import org.jspecify.annotations.Nullable;

/** Reads a schedule as it was sent and collects all that is wrong, so that somebody at a form sees it at once. */
final class ScheduleReader {

    private static final int LONGEST_BUFFER = 240;
    private static final int MOST_BREAKS = 50;
    private static final int MOST_OVERRIDES = 1_000;
    private static final int MOST_RECURRING = 50;
    private static final int MOST_WEEKS = 52;
    private static final int MOST_DAYS = 7;

    private final List<FieldError> errors = new ArrayList<>();

    /** What was read, unless something of it was wrong. */
    Schedule orThrow(Schedule read) {
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return read;
    }

    private void wrong(String field, String message) {
        errors.add(new FieldError(field, message));
    }

    ZoneId zone(String name, ZoneId otherwise) {
        return IanaZones.find(name).orElseGet(() -> {
            wrong("zone", "is not a known time zone such as Asia/Kolkata");
            return otherwise;
        });
    }

    int step(int minutes, int otherwise) {
        if (Schedule.STEPS.contains(minutes)) {
            return minutes;
        }
        wrong("slotStep", "must be 15, 30 or 60");
        return otherwise;
    }

    WeeklyHours week(Map<String, @Nullable DayBody> days) {
        var week = new EnumMap<DayOfWeek, WeeklyHours.DayHours>(DayOfWeek.class);
        if (isTooLong("weeklyHours", days.keySet(), MOST_DAYS)) {
            return new WeeklyHours(week);
        }
        days.forEach((name, day) -> {
            String field = "weeklyHours." + name;
            Boolean enabled = day == null ? null : day.enabled();
            Optional<DayOfWeek> weekday = weekday(field, name);
            if (day == null) {
                wrong(field, "is missing its hours");
            } else if (enabled == null) {
                wrong(field + ".enabled", "is missing");
            } else if (!enabled && day.start() == null && day.end() == null) {
                weekday.ifPresent(d -> week.put(d, new WeeklyHours.DayHours(WeeklyHours.NINE_TO_FIVE, false)));
            } else {
                hours(field, day.start(), day.end()).ifPresent(hours -> weekday.ifPresent(
                        d -> week.put(d, new WeeklyHours.DayHours(hours, enabled))));
            }
        });
        return new WeeklyHours(week);
    }

    List<Break> breaks(List<@Nullable BreakBody> bodies) {
        var breaks = new ArrayList<Break>();
        each("breaks", bodies, MOST_BREAKS, (field, body) -> {
            Optional<Hours> hours = hours(field, body.start(), body.end());
            Set<DayOfWeek> days = days(field + ".days", body.days());
            hours.map(h -> new Break(h, days)).ifPresent(read -> {
                breaks.stream()
                        .filter(earlier -> overlap(earlier, read))
                        .findFirst()
                        .ifPresent(earlier -> wrong(field, "overlaps the break from "
                                + earlier.hours().startText() + " to " + earlier.hours().endText()));
                breaks.add(read);
            });
        });
        return breaks;
    }

    private static boolean overlap(Break one, Break other) {
        return one.hours().overlaps(other.hours()) && one.days().stream().anyMatch(other.days()::contains);
    }

    List<DateOverride> overrides(List<@Nullable OverrideBody> bodies) {
        var overrides = new ArrayList<DateOverride>();
        var dates = new HashSet<LocalDate>();
        each("overrides", bodies, MOST_OVERRIDES, (field, body) -> {
            Optional<LocalDate> date = date(field + ".date", body.date());
            if (date.isPresent() && !dates.add(date.get())) {
                wrong(field + ".date", "stands there twice");
            }
            boolean closed = Boolean.TRUE.equals(body.closed());
            if (closed && (body.start() != null || body.end() != null)) {
                wrong(field + ".closed", "cannot be true for a date that has hours");
            }
            Optional<Hours> hours = closed ? Optional.empty() : hours(field, body.start(), body.end());
            date.ifPresent(d -> overrides.add(new DateOverride(d, hours)));
        });
        return overrides;
    }

    List<RecurringHours> recurring(List<@Nullable RecurringBody> bodies) {
        var recurring = new ArrayList<RecurringHours>();
        each("recurring", bodies, MOST_RECURRING, (field, body) -> {
            int weeks = within(field + ".everyWeeks", body.everyWeeks(), 1, MOST_WEEKS);
            Optional<LocalDate> from = date(field + ".from", body.from());
            Optional<LocalDate> until = body.until() == null ? Optional.empty() : date(field + ".until", body.until());
            boolean backwards = from.isPresent() && until.isPresent() && until.get().isBefore(from.get());
            if (backwards) {
                wrong(field + ".until", "must not be before from");
            }
            Set<DayOfWeek> days = days(field + ".days", body.days());
            Optional<Hours> hours = hours(field, body.start(), body.end());
            if (from.isPresent() && hours.isPresent() && !backwards) {
                recurring.add(new RecurringHours(weeks, from.get(), until, days, hours.get()));
            }
        });
        return recurring;
    }

    Buffers buffers(BuffersBody body) {
        return Buffers.ofMinutes(
                within("buffers.before", body.before(), 0, LONGEST_BUFFER),
                within("buffers.after", body.after(), 0, LONGEST_BUFFER));
    }

    private <T> void each(String field, List<@Nullable T> bodies, int most, BiConsumer<String, T> read) {
        if (isTooLong(field, bodies, most)) {
            return;
        }
        for (int i = 0; i < bodies.size(); i++) {
            T body = bodies.get(i);
            if (body == null) {
                wrong(field + "[" + i + "]", "is missing");
            } else {
                read.accept(field + "[" + i + "]", body);
            }
        }
    }

    private int within(String field, @Nullable Integer number, int least, int most) {
        if (number != null && number >= least && number <= most) {
            return number;
        }
        wrong(field, "must be " + least + " to " + most);
        return least;
    }

    /** What is too long is not read any further: each entry could be wrong in some way of its own. */
    private boolean isTooLong(String field, Collection<?> entries, int most) {
        if (entries.size() > most) {
            wrong(field, "must have at most " + most + " entries");
            return true;
        }
        return false;
    }

    private Optional<LocalDate> date(String field, @Nullable String text) {
        Optional<LocalDate> date = text == null ? Optional.empty() : Times.date(text);
        if (date.isEmpty()) {
            boolean looksLikeOne = text != null && Times.looksLikeDate(text);
            wrong(field, looksLikeOne ? "is not a date of the calendar" : "must be a date such as 2026-12-25");
        }
        return date;
    }

    private Optional<Hours> hours(String field, @Nullable String start, @Nullable String end) {
        Optional<Integer> from = minute(field + ".start", start);
        Optional<Integer> to = minute(field + ".end", end);
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        if (from.get() >= to.get()) {
            wrong(field + ".end", "must be after the start");
            return Optional.empty();
        }
        return Optional.of(new Hours(from.get(), to.get()));
    }

    private Optional<Integer> minute(String field, @Nullable String text) {
        if (text == null) {
            wrong(field, "is missing");
            return Optional.empty();
        }
        try {
            return Optional.of(Hours.minuteOf(text));
        } catch (DateTimeException e) {
            wrong(field, "must be a time of day such as 09:30");
            return Optional.empty();
        }
    }

    private Set<DayOfWeek> days(String field, @Nullable List<@Nullable String> names) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        if (names == null || names.isEmpty()) {
            wrong(field, "must name at least one day");
            return days;
        }
        if (isTooLong(field, names, MOST_DAYS)) {
            return days;
        }
        for (int i = 0; i < names.size(); i++) {
            weekday(field + "[" + i + "]", names.get(i)).ifPresent(days::add);
        }
        return days;
    }

    private Optional<DayOfWeek> weekday(String field, @Nullable String name) {
        Optional<DayOfWeek> day =
                Arrays.stream(DayOfWeek.values()).filter(d -> d.name().equals(name)).findFirst();
        if (day.isEmpty()) {
            wrong(field, "is not a day of the week such as MONDAY");
        }
        return day;
    }
}
