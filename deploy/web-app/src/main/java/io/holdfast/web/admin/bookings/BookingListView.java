package io.holdfast.web.admin.bookings;

import java.util.List;

import io.holdfast.web.admin.part.Filter;
import io.holdfast.web.business.Badge;
import io.holdfast.web.page.Form;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's bookings.
 *
 * @param total of all pages
 * @param next  where the list goes on; null at its end
 * @param first where it begins; null on its first page
 * @param csv   the same as a file
 */
public record BookingListView(
        Form form,
        List<Status> statuses,
        List<Filter.Option> professionals,
        List<Row> rows,
        String total,
        String zone,
        @Nullable String next,
        @Nullable String first,
        String csv,
        boolean isFiltered) {

    public record Status(String id, String name) {}

    public record Row(
            String address, String number, String when, String who, String what, @Nullable String with, Badge badge, String price) {}
}
