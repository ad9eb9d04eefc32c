package io.holdfast.web.admin.part;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

import io.holdfast.web.page.Form;
import io.holdfast.web.page.NotThere;
import io.holdfast.web.page.Page;
import org.jspecify.annotations.Nullable;

/** Dates as browsers send them. */
public final class Dates {

    private static final int MOST_YEARS = 20;

    private Dates() {}

    /** Null where nothing was chosen, or no date, which the form says. */
    public static @Nullable LocalDate of(Page page, Form form, String field) {
        if (!form.has(field)) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(form.value(field));
            if (isNear(page, YearMonth.from(date))) {
                return date;
            }
        } catch (DateTimeException e) {
            form.reject(field, page.text("admin.mistake.date"));
            return null;
        }
        form.reject(field, page.text("admin.mistake.date"));
        return null;
    }

    /** When that day begins. */
    public static @Nullable Instant begin(@Nullable LocalDate date, ZoneId zone) {
        return date == null ? null : date.atStartOfDay(zone).toInstant();
    }

    /** When it is over. */
    public static @Nullable Instant end(@Nullable LocalDate date, ZoneId zone) {
        return date == null ? null : date.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** @throws NotThere where an address names no month */
    public static YearMonth month(Page page, @Nullable String text, ZoneId zone) {
        if (text == null || text.isEmpty()) {
            return YearMonth.from(page.now().atZone(zone));
        }
        try {
            YearMonth month = YearMonth.parse(text);
            if (isNear(page, month)) {
                return month;
            }
        } catch (DateTimeException e) {
            throw new NotThere();
        }
        throw new NotThere();
    }

    private static boolean isNear(Page page, YearMonth month) {
        YearMonth now = YearMonth.from(page.now().atZone(ZoneId.of("UTC")));
        return month.isAfter(now.minusYears(MOST_YEARS)) && month.isBefore(now.plusYears(MOST_YEARS));
    }
}
