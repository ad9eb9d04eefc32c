package io.holdfast.availability.calendars;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;

import io.holdfast.availability.calendars.CalendarPart.Line;

/**
 * What a file says of when something is.
 *
 * @param local  midnight of a date
 * @param isDate whether a whole day is meant
 * @param zones  in which it is meant; several where only its offsets are known
 */
record Moment(LocalDateTime local, boolean isDate, List<ZoneId> zones) {

    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    private static final int DATE_LENGTH = 8;

    /** Where days and times without a zone lie. */
    record Zones(CalendarZones named, ZoneId days, ZoneId floating) {}

    static Moment of(Line line, Zones zones) throws Unreadable {
        String text = line.value();
        try {
            if (text.length() == DATE_LENGTH) {
                LocalDate date = LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
                return new Moment(within(date.atStartOfDay()), true, List.of(zones.days()));
            }
            boolean isUtc = text.endsWith("Z");
            LocalDateTime local = within(LocalDateTime.parse(isUtc ? text.substring(0, text.length() - 1) : text, DATE_TIME));
            String name = line.parameter("TZID");
            return new Moment(
                    local,
                    false,
                    isUtc ? List.of(ZoneOffset.UTC) : name == null ? List.of(zones.floating()) : zones.named().of(name));
        } catch (DateTimeException e) {
            throw new Unreadable("An event has a date or time that is none.");
        }
    }

    /** Recurrences are counted from there, and in the year 9999 overflow. */
    private static LocalDateTime within(LocalDateTime time) {
        if (time.getYear() < 1 || time.getYear() > 3_000) {
            throw new DateTimeException("beyond what calendars mean");
        }
        return time;
    }

    /** The same place in time on another day, as a recurrence has it. */
    Moment at(LocalDateTime other) {
        return new Moment(other, isDate, zones);
    }

    Moment plusDays(long days) {
        return at(local.plusDays(days));
    }

    /** The wall time of this moment where {@code other} is. */
    LocalDateTime localWhere(Moment other) {
        return isDate || zones.equals(other.zones)
                ? local
                : instant().atZone(other.zones.getFirst()).toLocalDateTime();
    }

    Instant instant() {
        return local.atZone(zones.getFirst()).toInstant();
    }

    Instant earliest() {
        return zones.stream().map(zone -> local.atZone(zone).toInstant()).min(Comparator.naturalOrder()).orElseThrow();
    }

    Instant latest() {
        return zones.stream().map(zone -> local.atZone(zone).toInstant()).max(Comparator.naturalOrder()).orElseThrow();
    }
}
