package io.holdfast.web.business;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.holdfast.web.api.BookingStatus;
import io.holdfast.web.api.BookingsApi;
import io.holdfast.web.page.Page;
import io.holdfast.web.text.Times;
import org.jspecify.annotations.Nullable;

/** Prints the bookings of a calendar as rows of its lists. */
public final class BookingRows {

    private final Page page;
    private final Times times;
    private final String bookings;

    /**
     * @param times    in the zone of the calendar
     * @param bookings where they are shown, such as {@code /pro/bookings/}; what is done with them is below that
     */
    public BookingRows(Page page, Times times, String bookings) {
        this.page = page;
        this.times = times;
        this.bookings = bookings;
    }

    public AgendaRow of(BookingsApi.Entry booking) {
        String address = bookings + booking.id();
        boolean begun = !page.now().isBefore(booking.start());
        boolean movable = booking.status() == BookingStatus.CONFIRMED && !begun;
        return new AgendaRow(
                address, times.span(booking.start(), booking.end()), Times.machine(booking.start()), Badge.of(page, booking.status()),
                booking.client().name(), booking.offering().name(),
                place(booking.id(), booking.start(), booking.end(), movable ? address + "/move" : null),
                begun && meets(booking) ? attendance(address) : List.of());
    }

    /** Whether both sides mean to come. */
    public static boolean meets(BookingsApi.Entry booking) {
        return booking.status() == BookingStatus.CONFIRMED || booking.status() == BookingStatus.IN_PROGRESS;
    }

    private List<AgendaRow.Act> attendance(String address) {
        return List.of(
                new AgendaRow.Act(address + "/complete", page.text("business.complete"), true),
                new AgendaRow.Act(address + "/no-show", page.text("business.no-show"), false));
    }

    /** Where a grid has something. @param moves where it is moved; null where it cannot be */
    public AgendaRow.Place place(String id, Instant start, Instant end, @Nullable String moves) {
        return new AgendaRow.Place(id, wall(start), wall(end), moves);
    }

    private String wall(Instant instant) {
        return instant.atZone(times.zone()).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES).toString();
    }
}
