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
 * @param preview   what clients would see of what stands in the form
 */
public record ScheduleView(
        Form form,
        List<Day> days,
        List<Integer> dates,
        List<String> zones,
        List<Obstacle> conflicts,
        Month month,
        Preview preview) {

    /**
     * A small month, as it is stored.
     *
     * @param earlier null for what is over
     */
    public record Month(String title, @Nullable String earlier, String later, List<Weekday> weekdays, List<List<Cell>> weeks) {}

    public record Weekday(String text, String name) {}

    /**
     * A day of the month; the days around it are empty.
     *
     * @param date    ISO; null for an empty one
     * @param address where a row for it is begun; null for what is over
     * @param kind    {@code open, free, closed, hours, off}: as its weekday, or unlike it
     * @param label   its date and what it is, in words
     */
    public record Cell(@Nullable String date, String day, @Nullable String address, String kind, String label, boolean isToday) {}

    /**
     * What clients would see of what stands in the form.
     *
     * @param profile   the page that clients see
     * @param offerings to choose from; empty where nobody can book anything
     * @param trouble   why nothing can be shown; null where it can
     * @param isStored  whether it is what is saved
     */
    public record Preview(
            String profile, List<Offered> offerings, @Nullable String trouble, boolean isStored, List<PreviewDay> days) {}

    public record Offered(String id, String name, boolean isChosen) {}

    /** @param times free ones; {@code more} of them are not listed */
    public record PreviewDay(String day, List<String> times, int more) {}

    /**
     * @param id     the day's English name in capitals, with which its fields begin
     * @param breaks rows of breaks, an empty one at the end
     */
    public record Day(String id, String name, List<Integer> breaks) {}

    /** @param address null for blocked time */
    public record Obstacle(@Nullable String address, String what, String when) {}
}
