package io.holdfast.defaults.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Times as callers write them, in bodies and in queries: between the years 2000 and 2100, and in one form only. Digits
 * alone are none, since half of the world would mean seconds by them and the other half milliseconds.
 */
public final class Times {

    public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    /** The first instant that is too late. */
    public static final Instant TOO_LATE = Instant.parse("2100-01-01T00:00:00Z");

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2099;
    private static final int LONGEST = 40;

    private static final Pattern INSTANT = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");
    private static final Pattern TIME_OF_DAY = Pattern.compile("[0-9]{2}:[0-9]{2}(:[0-9]{2})?");

    private Times() {}

    /** An instant by RFC 3339, with its zone: {@code 2026-12-01T09:30:00Z} or {@code 2026-12-01T15:00:00+05:30}. */
    public static Optional<Instant> instant(String text) {
        return read(text.length() > LONGEST ? text : text.toUpperCase(Locale.ROOT), INSTANT, OffsetDateTime::parse)
                .map(OffsetDateTime::toInstant)
                .filter(Times::isInRange);
    }

    /** A date of the calendar such as {@code 2026-12-01}. */
    public static Optional<LocalDate> date(String text) {
        return read(text, DATE, LocalDate::parse).filter(date -> isInRange(date.getYear()));
    }

    /** Whether it has the form of a date, be it one or not. */
    public static boolean looksLikeDate(String text) {
        return text.length() <= LONGEST && DATE.matcher(text).matches();
    }

    /** A month such as {@code 2026-12}. */
    public static Optional<YearMonth> month(String text) {
        return read(text, MONTH, YearMonth::parse).filter(month -> isInRange(month.getYear()));
    }

    /** A time of day such as {@code 09:30}. */
    public static Optional<LocalTime> timeOfDay(String text) {
        return read(text, TIME_OF_DAY, LocalTime::parse);
    }

    /** Whether an instant is one that something can happen at. */
    public static boolean isInRange(Instant instant) {
        return !instant.isBefore(EARLIEST) && instant.isBefore(TOO_LATE);
    }

    private static boolean isInRange(int year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }

    private static <T> Optional<T> read(String text, Pattern form, Function<String, T> parser) {
        if (text.length() > LONGEST || !form.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
