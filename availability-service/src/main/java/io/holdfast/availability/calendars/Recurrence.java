package io.holdfast.availability.calendars;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.holdfast.availability.calendars.CalendarPart.Line;
import net.fortuna.ical4j.model.Recur;
import org.jspecify.annotations.Nullable;

/**
 * A rule by which an event comes again, in wall times of its zone; ical4j counts them. The end of the rule is judged here, since it may be
 * said in another zone than the event.
 *
 * @param until the last that counts; null where it has no such end
 */
record Recurrence(Recur<LocalDateTime> rule, @Nullable Moment until) {

    private static final int LONGEST = 1_000;
    private static final Set<String> FREQUENCIES = Set.of("DAILY", "WEEKLY", "MONTHLY", "YEARLY");
    private static final Set<String> PARTS = Set.of(
            "FREQ", "COUNT", "INTERVAL", "BYSECOND", "BYMINUTE", "BYHOUR", "BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH",
            "BYSETPOS", "WKST");
    /** Times of day that one rule may have; a day of many thousands would fill the memory. */
    private static final int MOST_TIMES_A_DAY = 24;

    static Recurrence of(Line line, Moment.Zones zones) throws Unreadable {
        if (line.value().length() > LONGEST) {
            throw notUnderstood();
        }
        var kept = new ArrayList<String>();
        Moment until = null;
        int timesADay = 1;
        for (String part : line.value().toUpperCase(Locale.ROOT).split(";")) {
            String name = part.substring(0, Math.max(0, part.indexOf('='))).strip();
            String value = part.substring(part.indexOf('=') + 1).strip();
            if (name.equals("FREQ") && !FREQUENCIES.contains(value)) {
                throw new Unreadable("An event comes again more often than daily, which is not understood.");
            }
            if (name.equals("UNTIL")) {
                until = Moment.of(new Line(name, Map.of(), value), zones);
            } else if (PARTS.contains(name)) {
                kept.add(name + "=" + value);
            }
            if (name.equals("BYSECOND") || name.equals("BYMINUTE") || name.equals("BYHOUR")) {
                timesADay *= value.split(",").length;
            }
        }
        if (timesADay > MOST_TIMES_A_DAY) {
            throw new Unreadable("An event comes again more often than hourly, which is not understood.");
        }
        try {
            return new Recurrence(new Recur<>(String.join(";", kept)), until);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw notUnderstood();
        }
    }

    private static Unreadable notUnderstood() {
        return new Unreadable("An event comes again by a rule that is not understood.");
    }

    /**
     * The starts from one wall time to another, both included.
     *
     * @param first of the event
     * @throws Unreadable when it cannot be counted
     */
    List<LocalDateTime> starts(Moment first, LocalDateTime from, LocalDateTime to, int most) throws Unreadable {
        try (Stream<LocalDateTime> all = rule.getDatesAsStream(first.local(), from, to, -1)) {
            return all.filter(start -> isBeforeEnd(first.at(start))).limit(most).toList();
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw notUnderstood();
        }
    }

    private boolean isBeforeEnd(Moment start) {
        if (until == null) {
            return true;
        }
        if (until.isDate() || start.isDate()) {
            return !start.local().toLocalDate().isAfter(until.local().toLocalDate());
        }
        return until.zones().equals(List.of(ZoneOffset.UTC))
                ? !start.instant().isAfter(until.instant())
                : !start.local().isAfter(until.local());
    }
}
