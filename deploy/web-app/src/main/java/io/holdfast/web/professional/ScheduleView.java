package io.holdfast.web.professional;

import java.util.List;

import io.holdfast.web.page.Form;
import org.jspecify.annotations.Nullable;

/**
 * The hours that somebody works.
 *
 * @param zones     IANA, to choose from
 * @param dates     rows of dates that are unlike their weekday, an empty one at the end
 * @param conflicts bookings that the change would orphan; empty where it does not
 * @param preview   what clients see of it
 */
public record ScheduleView(
        Form form, List<Day> days, List<Integer> dates, List<String> zones, List<Obstacle> conflicts, String preview) {

    /**
     * @param id     the day's English name in capitals, with which its fields begin
     * @param breaks rows of breaks, an empty one at the end
     */
    public record Day(String id, String name, List<Integer> breaks) {}

    /** @param address null for blocked time */
    public record Obstacle(@Nullable String address, String what, String when) {}
}
