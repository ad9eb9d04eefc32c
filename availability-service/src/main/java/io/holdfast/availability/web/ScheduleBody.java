package io.holdfast.availability.web;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.availability.domain.Break;
import io.holdfast.availability.domain.Buffers;
import io.holdfast.availability.domain.DateOverride;
import io.holdfast.availability.domain.Hours;
import io.holdfast.availability.domain.RecurringHours;
import io.holdfast.availability.domain.Schedule;
import io.holdfast.availability.domain.WeeklyHours;
import io.holdfast.defaults.web.IanaZones;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.Problem.FieldError;
import io.holdfast.defaults.web.Times;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as it is read and written. What a request leaves out stays as it is; a day that it leaves out of the
 * weekly hours is not worked. Wall times are such as 09:00, ends up to 24:00; buffers are minutes.
 */
record ScheduleBody(
        @Nullable String zone,
        @Nullable Integer slotStep,
        @Nullable Map<String, @Nullable DayBody> weeklyHours,
        @Nullable List<@Nullable BreakBody> breaks,
        @Nullable List<@Nullable OverrideBody> overrides,
        @Nullable BuffersBody buffers,
        @Nullable List<@Nullable RecurringBody> recurring) {

    private static final Hours NINE_TO_FIVE = new Hours(LocalTime.of(9, 0), LocalTime.of(17, 0));
    private static final int LONGEST_BUFFER = 240;
    private static final int MOST_BREAKS = 50;
    private static final int MOST_OVERRIDES = 1_000;
    private static final int MOST_RECURRING = 50;
    private static final int MOST_WEEKS = 52;
    private static final int MOST_DAYS = 7;

    record DayBody(@Nullable String start, @Nullable String end, @Nullable Boolean enabled) {}

    record BreakBody(@Nullable String start, @Nullable String end, @Nullable List<@Nullable String> days) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OverrideBody(
            @Nullable String date, @Nullable Boolean closed, @Nullable String start, @Nullable String end) {}

    record BuffersBody(@Nullable Integer before, @Nullable Integer after) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RecurringBody(
            @Nullable Integer everyWeeks,
            @Nullable String from,
            @Nullable String until,
            @Nullable List<@Nullable String> days,
            @Nullable String start,
            @Nullable String end) {}

    /** All of it, all seven days included. */
    static ScheduleBody of(Schedule schedule) {
        var week = new LinkedHashMap<String, @Nullable DayBody>();
        for (DayOfWeek day : DayOfWeek.values()) {
            WeeklyHours.DayHours hours = schedule.weeklyHours()
                    .days()
                    .getOrDefault(day, new WeeklyHours.DayHours(NINE_TO_FIVE, false));
            week.put(day.name(), new DayBody(hours.hours().startText(), hours.hours().endText(), hours.enabled()));
        }
        return new ScheduleBody(
                schedule.zone().getId(),
                schedule.slotStep(),
                week,
                new ArrayList<>(schedule.breaks().stream()
                        .map(b -> new BreakBody(b.hours().startText(), b.hours().endText(), names(b.days())))
                        .toList()),
                new ArrayList<>(schedule.overrides().stream()
                        .map(o -> new OverrideBody(
                                o.date().toString(),
                                o.hours().isEmpty() ? true : null,
                                o.hours().map(Hours::startText).orElse(null),
                                o.hours().map(Hours::endText).orElse(null)))
                        .toList()),
                new BuffersBody(
                        (int) schedule.buffers().before().toMinutes(), (int) schedule.buffers().after().toMinutes()),
                new ArrayList<>(schedule.recurring().stream()
                        .map(r -> new RecurringBody(
                                r.everyWeeks(),
                                r.from().toString(),
                                r.until().map(LocalDate::toString).orElse(null),
                                names(r.days()),
                                r.hours().startText(),
                                r.hours().endText()))
                        .toList()));
    }

    /**
     * The schedule that is meant, where {@code now} is what it has been.
     *
     * @throws Problem 400 that names every field that is wrong
     */
    Schedule over(Schedule now) {
        var reader = new Reader();
        Schedule meant = new Schedule(
                zone == null ? now.zone() : reader.zone(zone, now.zone()),
                slotStep == null ? now.slotStep() : reader.step(slotStep, now.slotStep()),
                weeklyHours == null ? now.weeklyHours() : reader.week(weeklyHours),
                breaks == null ? now.breaks() : reader.breaks(breaks),
                overrides == null ? now.overrides() : reader.overrides(overrides),
                recurring == null ? now.recurring() : reader.recurring(recurring),
                buffers == null ? now.buffers() : reader.buffers(buffers));
        if (!reader.errors.isEmpty()) {
            throw Problem.invalid(reader.errors);
        }
        return meant;
    }

    private static List<@Nullable String> names(Set<DayOfWeek> days) {
        return new ArrayList<>(days.stream().sorted().map(DayOfWeek::name).toList());
    }

    /** Reads everything and collects all that is wrong, so that somebody at a form sees it at once. */
    private static final class Reader {

        private final List<FieldError> errors = new ArrayList<>();

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
                    weekday.ifPresent(d -> week.put(d, new WeeklyHours.DayHours(NINE_TO_FIVE, false)));
                } else {
                    hours(field, day.start(), day.end()).ifPresent(hours -> weekday.ifPresent(
                            d -> week.put(d, new WeeklyHours.DayHours(hours, enabled))));
                }
            });
            return new WeeklyHours(week);
        }

        List<Break> breaks(List<@Nullable BreakBody> bodies) {
            if (isTooLong("breaks", bodies, MOST_BREAKS)) {
                return List.of();
            }
            var breaks = new ArrayList<Break>();
            for (int i = 0; i < bodies.size(); i++) {
                String field = "breaks[" + i + "]";
                BreakBody body = bodies.get(i);
                if (body == null) {
                    wrong(field, "is missing");
                    continue;
                }
                Optional<Hours> hours = hours(field, body.start(), body.end());
                Set<DayOfWeek> days = days(field + ".days", body.days());
                if (hours.isPresent()) {
                    var read = new Break(hours.get(), days);
                    breaks.stream()
                            .filter(earlier -> overlap(earlier, read))
                            .findFirst()
                            .ifPresent(earlier -> wrong(field, "overlaps the break from "
                                    + earlier.hours().startText() + " to " + earlier.hours().endText()));
                    breaks.add(read);
                }
            }
            return breaks;
        }

        private static boolean overlap(Break one, Break other) {
            return one.hours().overlaps(other.hours()) && one.days().stream().anyMatch(other.days()::contains);
        }

        List<DateOverride> overrides(List<@Nullable OverrideBody> bodies) {
            if (isTooLong("overrides", bodies, MOST_OVERRIDES)) {
                return List.of();
            }
            var overrides = new ArrayList<DateOverride>();
            var dates = new HashSet<LocalDate>();
            for (int i = 0; i < bodies.size(); i++) {
                String field = "overrides[" + i + "]";
                OverrideBody body = bodies.get(i);
                if (body == null) {
                    wrong(field, "is missing");
                    continue;
                }
                Optional<LocalDate> date = date(field + ".date", body.date());
                if (date.isPresent() && !dates.add(date.get())) {
                    wrong(field + ".date", "stands there twice");
                }
                if (Boolean.TRUE.equals(body.closed())) {
                    if (body.start() != null || body.end() != null) {
                        wrong(field + ".closed", "cannot be true for a date that has hours");
                    }
                    date.ifPresent(d -> overrides.add(new DateOverride(d, Optional.empty())));
                } else {
                    Optional<Hours> hours = hours(field, body.start(), body.end());
                    date.ifPresent(d -> overrides.add(new DateOverride(d, hours)));
                }
            }
            return overrides;
        }

        List<RecurringHours> recurring(List<@Nullable RecurringBody> bodies) {
            if (isTooLong("recurring", bodies, MOST_RECURRING)) {
                return List.of();
            }
            var recurring = new ArrayList<RecurringHours>();
            for (int i = 0; i < bodies.size(); i++) {
                String field = "recurring[" + i + "]";
                RecurringBody body = bodies.get(i);
                if (body == null) {
                    wrong(field, "is missing");
                    continue;
                }
                int weeks = within(field + ".everyWeeks", body.everyWeeks(), 1, MOST_WEEKS);
                Optional<LocalDate> from = date(field + ".from", body.from());
                Optional<LocalDate> until =
                        body.until() == null ? Optional.empty() : date(field + ".until", body.until());
                boolean backwards = from.isPresent() && until.isPresent() && until.get().isBefore(from.get());
                if (backwards) {
                    wrong(field + ".until", "must not be before from");
                }
                Set<DayOfWeek> days = days(field + ".days", body.days());
                Optional<Hours> hours = hours(field, body.start(), body.end());
                if (from.isPresent() && hours.isPresent() && !backwards) {
                    recurring.add(new RecurringHours(weeks, from.get(), until, days, hours.get()));
                }
            }
            return recurring;
        }

        Buffers buffers(BuffersBody body) {
            return Buffers.ofMinutes(
                    within("buffers.before", body.before(), 0, LONGEST_BUFFER),
                    within("buffers.after", body.after(), 0, LONGEST_BUFFER));
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
            int from = minute(field + ".start", start);
            int to = minute(field + ".end", end);
            if (from < 0 || to < 0) {
                return Optional.empty();
            }
            if (from >= to) {
                wrong(field + ".end", "must be after the start");
                return Optional.empty();
            }
            return Optional.of(new Hours(from, to));
        }

        private int minute(String field, @Nullable String text) {
            if (text == null) {
                wrong(field, "is missing");
                return -1;
            }
            try {
                return Hours.minuteOf(text);
            } catch (DateTimeException e) {
                wrong(field, "must be a time of day such as 09:30");
                return -1;
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
}
