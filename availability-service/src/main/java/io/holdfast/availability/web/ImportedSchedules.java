package io.holdfast.availability.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.holdfast.availability.domain.Schedule;
import io.holdfast.availability.web.ScheduleRequest.BreakBody;
import io.holdfast.availability.web.ScheduleRequest.DayBody;
import io.holdfast.defaults.web.Problem;
import org.jspecify.annotations.Nullable;

/** Hours as another system says them, held to what a professional's own schedule is held to. */
public final class ImportedSchedules {

    private ImportedSchedules() {}

    /** Wall times such as {@code 09:00} on a day of the week such as {@code MONDAY}, as they were written. */
    public record Stretch(String day, String start, String end) {}

    /**
     * The schedule that is meant; what is null stays. Of several stretches of one day the time between them is a break.
     *
     * @throws Problem 400 that names what is wrong with it
     */
    public static Schedule read(Schedule now, @Nullable List<Stretch> hours, @Nullable List<Stretch> breaks) {
        var week = new LinkedHashMap<String, @Nullable DayBody>();
        var pauses = new ArrayList<@Nullable BreakBody>();
        if (hours != null) {
            hours.forEach(one -> add(one, week, pauses));
        }
        if (breaks != null) {
            breaks.forEach(one -> pauses.add(new BreakBody(one.start(), one.end(), List.of(one.day()))));
        }
        boolean saysBreaks = breaks != null || !pauses.isEmpty();
        return new ScheduleRequest(null, null, hours == null ? null : week, saysBreaks ? pauses : null, null, null, null).over(now);
    }

    private static void add(Stretch stretch, Map<String, @Nullable DayBody> week, List<@Nullable BreakBody> pauses) {
        DayBody before = week.get(stretch.day());
        if (before == null) {
            week.put(stretch.day(), new DayBody(stretch.start(), stretch.end(), true));
        } else {
            pauses.add(new BreakBody(before.end(), stretch.start(), List.of(stretch.day())));
            week.put(stretch.day(), new DayBody(before.start(), stretch.end(), true));
        }
    }
}
