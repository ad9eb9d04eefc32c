package io.holdfast.web.admin.money;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.holdfast.web.api.MoneyApi;
import io.holdfast.web.business.Weeks;
import io.holdfast.web.page.Page;
import org.jspecify.annotations.Nullable;

/** Weekdays by hours: how many bookings begin then. @param hours from the first to the last in which any does */
public record Heat(List<String> hours, List<Row> rows) {

    private static final int LEVELS = 4;

    public record Row(String weekday, List<Spot> spots) {}

    /** @param level 0 for none to {@value #LEVELS} for as many as the most popular time has */
    public record Spot(long count, int level) {}

    /** Null where nothing begins. */
    static @Nullable Heat of(Page page, List<MoneyApi.TimeCount> times) {
        long most = times.stream().mapToLong(MoneyApi.TimeCount::count).max().orElse(0);
        if (most == 0) {
            return null;
        }
        int first = times.stream().mapToInt(MoneyApi.TimeCount::hour).min().orElse(0);
        int last = times.stream().mapToInt(MoneyApi.TimeCount::hour).max().orElse(0);
        var counts = new HashMap<String, Long>();
        times.forEach(time -> counts.merge(time.weekday() + time.hour(), time.count(), Long::sum));
        return new Heat(
                IntStream.rangeClosed(first, last).mapToObj("%02d"::formatted).toList(),
                Weeks.days(page.locale()).stream()
                        .map(day -> new Row(
                                day.getDisplayName(TextStyle.SHORT_STANDALONE, page.locale()),
                                IntStream.rangeClosed(first, last).mapToObj(hour -> spot(counts, day, hour, most)).toList()))
                        .toList());
    }

    private static Spot spot(Map<String, Long> counts, DayOfWeek day, int hour, long most) {
        long count = counts.getOrDefault(day.name() + hour, 0L);
        return new Spot(count, (int) Math.ceilDiv(count * LEVELS, most));
    }
}
