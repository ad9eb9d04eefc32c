package io.holdfast.web.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import io.holdfast.defaults.Languages;

/**
 * Prints when something happens, in one zone and with its name, because a bare time can be misread; the same in pages and in
 * mails. Hours are those of 24, so that nobody takes the afternoon for the morning.
 */
public final class Times {

    private final Locale locale;
    private final ZoneId zone;
    private final DateTimeFormatter day;
    private final DateTimeFormatter time;
    private final DateTimeFormatter zoneName;

    public Times(Texts texts, ZoneId zone) {
        this.locale = texts.locale();
        this.zone = zone;
        this.day = DateTimeFormatter.ofPattern(texts.text("page.pattern.day"), locale);
        this.time = DateTimeFormatter.ofPattern("HH:mm", locale);
        this.zoneName = DateTimeFormatter.ofPattern("zzzz", locale);
    }

    public ZoneId zone() {
        return zone;
    }

    /** {@code Tuesday, 1 December 2026}. */
    public String day(Instant instant) {
        return day.format(instant.atZone(zone));
    }

    /** {@code Tuesday, 1 December 2026}. */
    public String day(LocalDate date) {
        return day.format(date);
    }

    /** {@code 10:00}. */
    public String time(Instant instant) {
        return time.format(instant.atZone(zone));
    }

    /** {@code 10:00 (India Standard Time, Asia/Kolkata)}. */
    public String timeInZone(Instant instant) {
        return time(instant) + " (" + zoneName(instant) + ")";
    }

    /** {@code December 2026}. */
    public String month(YearMonth month) {
        return DateTimeFormatter.ofPattern("LLLL uuuu", locale).format(month);
    }

    /** {@code 10:00–11:00}, without day and zone. */
    public String span(Instant start, Instant end) {
        return Directions.range(time(start), time(end), Languages.isRightToLeft(locale));
    }

    /** {@code Tuesday, 1 December 2026, 10:00–11:00}: beside the zone's name. */
    public String when(Instant start, Instant end) {
        ZonedDateTime from = start.atZone(zone);
        ZonedDateTime to = end.atZone(zone);
        if (from.toLocalDate().equals(to.toLocalDate()) && from.getOffset().equals(to.getOffset())) {
            return day.format(from) + ", " + span(start, end);
        }
        // Over midnight, or while clocks change: each end with its own date.
        return day.format(from) + ", " + time.format(from) + " – " + day.format(to) + ", " + time.format(to);
    }

    /** {@code Tuesday, 1 December 2026, 10:00–11:00 (India Standard Time, Asia/Kolkata)}. */
    public String range(Instant start, Instant end) {
        return when(start, end) + " (" + zoneName(start) + ")";
    }

    /** {@code Tuesday, 1 December 2026, 10:00 (India Standard Time, Asia/Kolkata)}. */
    public String moment(Instant instant) {
        return day(instant) + ", " + time(instant) + " (" + zoneName(instant) + ")";
    }

    /** {@code India Standard Time, Asia/Kolkata}, as it is called then: summer time has another name. */
    public String zoneName(Instant instant) {
        return zone.normalized() instanceof ZoneOffset
                ? zone.getDisplayName(TextStyle.SHORT, locale)
                : zoneName.format(instant.atZone(zone)) + ", " + zone.getId();
    }

    /** {@code Tue}. */
    public String weekday(LocalDate date) {
        return date.getDayOfWeek().getDisplayName(TextStyle.SHORT_STANDALONE, locale);
    }

    public LocalDate date(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    /** Whether both zones' clocks show the same just then. */
    public boolean showsTheSameAs(ZoneId other, Instant instant) {
        return zone.getRules().getOffset(instant).equals(other.getRules().getOffset(instant));
    }

    /** For the {@code datetime} attribute. */
    public static String machine(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
