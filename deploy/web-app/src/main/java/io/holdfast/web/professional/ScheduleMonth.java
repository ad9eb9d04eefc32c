package io.holdfast.web.professional;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.holdfast.web.api.ProfessionalApi;
import io.holdfast.web.api.ProfessionalApi.DateOverride;
import io.holdfast.web.api.ProfessionalApi.Hours;
import io.holdfast.web.api.ProfessionalApi.Schedule;
import io.holdfast.web.business.Weeks;
import io.holdfast.web.page.Page;
import io.holdfast.web.text.Times;

/** A small month of somebody's hours: days off, days with hours of their own, holidays. */
final class ScheduleMonth {

    private static final String PATH = "/pro/schedule?month=";

    private final Page page;
    private final Schedule schedule;
    private final List<ProfessionalApi.Block> blocks;
    private final Times times;
    private final LocalDate today;

    ScheduleMonth(Page page, Schedule schedule, List<ProfessionalApi.Block> blocks) {
        this.page = page;
        this.schedule = schedule;
        this.blocks = blocks;
        this.times = page.times(schedule.zone());
        this.today = times.date(page.now());
    }

    ScheduleView.Month of(YearMonth month) {
        LocalDate first = Weeks.begin(month.atDay(1), page.locale());
        long weeks = ChronoUnit.DAYS.between(first, month.atEndOfMonth()) / Weeks.DAYS + 1;
        return new ScheduleView.Month(
                times.month(month), month.isAfter(YearMonth.from(today)) ? PATH + month.minusMonths(1) + "#dates" : null,
                PATH + month.plusMonths(1) + "#dates",
                Weeks.days(page.locale()).stream().map(this::weekday).toList(),
                LongStream.range(0, weeks)
                        .mapToObj(week -> IntStream.range(0, Weeks.DAYS)
                                .mapToObj(day -> cell(month, first.plusWeeks(week).plusDays(day)))
                                .toList())
                        .toList());
    }

    private ScheduleView.Weekday weekday(DayOfWeek day) {
        return new ScheduleView.Weekday(
                day.getDisplayName(TextStyle.SHORT_STANDALONE, page.locale()),
                day.getDisplayName(TextStyle.FULL_STANDALONE, page.locale()));
    }

    private ScheduleView.Cell cell(YearMonth month, LocalDate date) {
        if (!YearMonth.from(date).equals(month)) {
            return new ScheduleView.Cell(null, "", null, "", "", false);
        }
        String kind = kind(date);
        return new ScheduleView.Cell(
                date.toString(), String.valueOf(date.getDayOfMonth()),
                date.isBefore(today) ? null : PATH + month + "&date=" + date + "#dates", kind,
                times.day(date) + ": " + page.text("professional.month." + kind), date.equals(today));
    }

    private String kind(LocalDate date) {
        if (blocks.stream().anyMatch(block -> touches(block, date))) {
            return "off";
        }
        DateOverride override = schedule.overrides().stream().filter(one -> one.date().equals(date.toString())).findFirst().orElse(null);
        if (override != null) {
            return override.closesDay() ? "closed" : "hours";
        }
        Hours hours = schedule.weeklyHours().get(date.getDayOfWeek().name());
        return hours != null && hours.enabled() ? "open" : "free";
    }

    private boolean touches(ProfessionalApi.Block block, LocalDate date) {
        return !times.date(block.start()).isAfter(date) && !times.date(block.end().minusNanos(1)).isBefore(date);
    }
}
