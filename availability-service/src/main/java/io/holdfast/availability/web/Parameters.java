package io.holdfast.availability.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.holdfast.availability.domain.Offering;
import io.holdfast.defaults.web.IanaZones;
import io.holdfast.defaults.web.Problem;
import org.jspecify.annotations.Nullable;

/** Reads query parameters, or says which one is wrong and how. */
final class Parameters {

    // Years of four digits only: what java.time takes beyond them cannot be a date somebody wants to book.
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T.{1,40}");

    private Parameters() {}

    static LocalDate date(String field, String text) {
        return parse(field, text, DATE, LocalDate::parse, "date such as 2026-12-01");
    }

    static YearMonth month(String field, String text) {
        return parse(field, text, MONTH, YearMonth::parse, "month such as 2026-12");
    }

    static Instant instant(String field, String text) {
        return parse(field, text, INSTANT, Instant::parse, "instant such as 2026-12-01T09:30:00Z");
    }

    static boolean looksLikeDate(String text) {
        return DATE.matcher(text).matches();
    }

    /** An IANA zone by its name; offsets are none, since they do not know of daylight saving. */
    static ZoneId zone(String field, String name) {
        return IanaZones.find(name)
                .orElseThrow(() -> Problem.invalid(field, "is not a known time zone such as Asia/Kolkata"));
    }

    /** How long is meant: one of the offering's durations, its usual one when nothing is said. */
    static Duration length(Offering offering, @Nullable Integer minutes) {
        if (minutes == null) {
            return offering.usualDuration();
        }
        if (minutes < 1) {
            throw Problem.invalid("duration", "must be a number of minutes, 1 or more");
        }
        Duration length = Duration.ofMinutes(minutes);
        if (!offering.lasts(length)) {
            String offered = String.join(
                    ", ", offering.durations().stream().map(d -> String.valueOf(d.toMinutes())).toList());
            throw Problem.rule("duration-not-offered", "This offering lasts " + offered + " minutes.");
        }
        return length;
    }

    private static <T> T parse(String field, String text, Pattern form, Function<String, T> parser, String what) {
        Problem invalid = Problem.invalid(field, "is not a valid " + what);
        if (!form.matcher(text).matches()) {
            throw invalid;
        }
        try {
            return parser.apply(text);
        } catch (DateTimeParseException e) {
            throw invalid;
        }
    }
}
