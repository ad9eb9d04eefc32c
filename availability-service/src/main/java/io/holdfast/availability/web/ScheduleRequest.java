package io.holdfast.availability.web;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.availability.domain.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as it is sent. What it leaves out stays as it is; a day that it leaves out of the weekly hours is not worked.
 * Wall times are such as 09:00, ends up to 24:00; buffers are minutes.
 */
record ScheduleRequest(
        @Nullable String zone,
        @Nullable Integer slotStep,
        @Nullable Map<String, @Nullable DayBody> weeklyHours,
        @Nullable List<@Nullable BreakBody> breaks,
        @Nullable List<@Nullable OverrideBody> overrides,
        @Nullable BuffersBody buffers,
        @Nullable List<@Nullable RecurringBody> recurring) {

    record DayBody(@Nullable String start, @Nullable String end, @Nullable Boolean enabled) {}

    record BreakBody(@Nullable String start, @Nullable String end, @Nullable List<@Nullable String> days) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OverrideBody(
            @Nullable String date, @Nullable Boolean closed, @Nullable String start, @Nullable String end) {}

    record BuffersBody(@Nullable Integer before, @Nullable Integer after) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RecurringBody(
            @Nullable Integer everyWeeks,
            @Nullable String from,
            @Nullable String until,
            @Nullable List<@Nullable String> days,
            @Nullable String start,
            @Nullable String end) {}

    /**
     * The schedule that is meant, where {@code now} is what it has been.
     *
     * @throws Problem 400 that names every field that is wrong
     */
    Schedule over(Schedule now) {
        var reader = new ScheduleReader();
        return reader.orThrow(new Schedule(
                zone == null ? now.zone() : reader.zone(zone, now.zone()),
                slotStep == null ? now.slotStep() : reader.step(slotStep, now.slotStep()),
                weeklyHours == null ? now.weeklyHours() : reader.week(weeklyHours),
                breaks == null ? now.breaks() : reader.breaks(breaks),
                overrides == null ? now.overrides() : reader.overrides(overrides),
                recurring == null ? now.recurring() : reader.recurring(recurring),
                buffers == null ? now.buffers() : reader.buffers(buffers)));
    }
}
