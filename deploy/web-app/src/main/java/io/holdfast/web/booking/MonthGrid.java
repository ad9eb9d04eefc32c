package io.holdfast.web.booking;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

import io.holdfast.web.booking.DayChoice.Cell;
import io.holdfast.web.booking.DayChoice.Weekday;
import io.holdfast.web.page.Page;
import io.holdfast.web.text.Times;
import org.jspecify.annotations.Nullable;

/** A month as a table of weeks, which begin as the reader's do. */
final class MonthGrid {

    private static final int WEEK = 7;

    private final Page page;
    private final Times times;
    private final YearMonth month;
    private final DayOfWeek first;

    MonthGrid(Page page, Times times, YearMonth month) {
        this.page = page;
        this.times = times;
        this.month = month;
        this.first = WeekFields.of(regionOf(page.locale())).getFirstDayOfWeek();
    }

    /** A language by itself has no weeks; where most of its readers live, it has. */
    private static Locale regionOf(Locale locale) {
        return switch (locale.getLanguage()) {
            case "he" -> Locale.of("he", "IL");
            case "hi" -> Locale.of("hi", "IN");
            default -> Locale.UK;
        };
    }

    List<Weekday> weekdays() {
        var days = new ArrayList<Weekday>();
        for (int i = 0; i < WEEK; i++) {
            DayOfWeek day = first.plus(i);
            days.add(new Weekday(
                    day.getDisplayName(TextStyle.SHORT_STANDALONE, page.locale()),
                    day.getDisplayName(TextStyle.FULL_STANDALONE, page.locale())));
        }
        return days;
    }

    /**
     * @param free   days with a free time
     * @param chosen null where none is
     * @param own    of what is to be moved, null where nothing is
     */
    List<List<Cell>> weeks(
            Set<LocalDate> free,
            @Nullable LocalDate chosen,
            LocalDate today,
            @Nullable LocalDate own,
            Function<LocalDate, String> address) {
        LocalDate begin = month.atDay(1);
        begin = begin.minusDays(Math.floorMod(begin.getDayOfWeek().getValue() - first.getValue(), WEEK));
        int days = Math.toIntExact(ChronoUnit.DAYS.between(begin, month.atEndOfMonth())) + 1;
        var weeks = new ArrayList<List<Cell>>();
        for (int week = 0; week * WEEK < days; week++) {
            var cells = new ArrayList<Cell>();
            for (int i = 0; i < WEEK; i++) {
                cells.add(cell(begin.plusDays((long) week * WEEK + i), free, chosen, today, own, address));
            }
            weeks.add(cells);
        }
        return weeks;
    }

    private Cell cell(
            LocalDate date,
            Set<LocalDate> free,
            @Nullable LocalDate chosen,
            LocalDate today,
            @Nullable LocalDate own,
            Function<LocalDate, String> address) {
        if (!YearMonth.from(date).equals(month)) {
            return new Cell(null, "", null, false, false, false);
        }
        boolean isFree = free.contains(date);
        String label = page.text(isFree ? "booking.day.free" : "booking.day.none", times.day(date));
        return new Cell(
                String.valueOf(date.getDayOfMonth()), label, isFree ? address.apply(date) : null, date.equals(chosen), date.equals(today),
                date.equals(own));
    }
}
