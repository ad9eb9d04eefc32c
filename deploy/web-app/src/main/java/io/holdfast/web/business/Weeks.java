package io.holdfast.web.business;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.WeekFields;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Weeks as the reader's begin (CLDR): a language by itself has none, but where most of its readers live there are. */
public final class Weeks {

    public static final int DAYS = 7;

    private Weeks() {}

    private static DayOfWeek firstDay(Locale locale) {
        return WeekFields.of(switch (locale.getLanguage()) {
                    case "he" -> Locale.of("he", "IL");
                    case "hi" -> Locale.of("hi", "IN");
                    default -> Locale.UK;
                })
                .getFirstDayOfWeek();
    }

    /** The day on which the week of that date began. */
    public static LocalDate begin(LocalDate date, Locale locale) {
        return date.with(TemporalAdjusters.previousOrSame(firstDay(locale)));
    }

    /** All days in order. */
    public static List<DayOfWeek> days(Locale locale) {
        DayOfWeek first = firstDay(locale);
        return IntStream.range(0, DAYS).mapToObj(first::plus).toList();
    }
}
