package io.holdfast.notification.mail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;

import io.holdfast.defaults.Languages;
import io.holdfast.defaults.OneLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prints when something happens, in the reader's zone and with its name, because a bare time can be misread. */
final class Times {

    private static final Logger log = LoggerFactory.getLogger(Times.class);

    private final ZoneId zone;
    private final DateTimeFormatter day;
    private final DateTimeFormatter time;
    private final DateTimeFormatter zoneName;
    private final Locale locale;

    Times(String zone, Locale locale) {
        this.zone = zoneOrUtc(zone);
        this.locale = locale;
        this.day = Texts.pattern(locale, "pattern.day");
        this.time = Texts.pattern(locale, "pattern.time");
        this.zoneName = DateTimeFormatter.ofPattern("zzzz", locale);
    }

    String day(Instant instant) {
        return day.format(instant.atZone(zone));
    }

    String time(Instant instant) {
        return time.format(instant.atZone(zone));
    }

    /** For example {@code Tuesday, 1 December 2026, 10:00–11:00 (India Standard Time, Asia/Kolkata)}. */
    String range(Instant start, Instant end) {
        ZonedDateTime from = start.atZone(zone);
        ZonedDateTime to = end.atZone(zone);
        if (from.toLocalDate().equals(to.toLocalDate()) && from.getOffset().equals(to.getOffset())) {
            return day.format(from) + ", " + span(time.format(from), time.format(to)) + named(from);
        }
        // Over midnight, or while clocks change: each end with its own date and the name of its own time.
        return day.format(from) + ", " + time.format(from) + named(from) + " – "
                + day.format(to) + ", " + time.format(to) + named(to);
    }

    /** For example {@code Tuesday, 1 December 2026, 10:00 (India Standard Time, Asia/Kolkata)}. */
    String moment(Instant instant) {
        ZonedDateTime at = instant.atZone(zone);
        return day.format(at) + ", " + time.format(at) + named(at);
    }

    private String span(String from, String to) {
        return Languages.isRightToLeft(locale) ? Directions.range(from, to) : from + "–" + to;
    }

    private String named(ZonedDateTime at) {
        if (zone.normalized() instanceof ZoneOffset) {
            return " (" + zone.getDisplayName(TextStyle.SHORT, locale) + ")";
        }
        return " (" + zoneName.format(at) + ", " + zone.getId() + ")";
    }

    private static ZoneId zoneOrUtc(String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            // UTC and saying so is still true; not writing at all would be worse.
            log.warn("The zone {} is unknown, times are printed in UTC", OneLine.of(zone));
            return ZoneId.of("UTC");
        }
    }
}
