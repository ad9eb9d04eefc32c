package io.holdfast.web.admin.bookings;

import java.util.List;

import io.holdfast.web.admin.part.Filter;
import io.holdfast.web.business.Badge;
import org.jspecify.annotations.Nullable;

/**
 * A day of all professionals.
 *
 * @param today     null where it is today
 * @param hours     each with a list of bookings for each column
 * @param leftOut   how many are cancelled and the like
 * @param all       where those are, too
 * @param isTooMuch whether there is more than is shown
 */
public record DayView(
        String title,
        String date,
        String earlier,
        String later,
        @Nullable String today,
        String zone,
        List<Column> columns,
        List<Hour> hours,
        List<Filter.Option> professionals,
        String professional,
        int leftOut,
        String all,
        boolean isTooMuch) {

    /** @param book where a booking with them is made by hand */
    public record Column(String id, String name, String book) {}

    public record Hour(String name, List<List<Item>> cells) {}

    public record Item(String address, String time, String who, String what, Badge badge) {}
}
