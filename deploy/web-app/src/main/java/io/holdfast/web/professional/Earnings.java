package io.holdfast.web.professional;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.holdfast.web.api.Booking;
import io.holdfast.web.api.BookingStatus;
import io.holdfast.web.api.BookingsApi;
import io.holdfast.web.api.CatalogueApi;
import io.holdfast.web.api.Listed;
import io.holdfast.web.api.Money;
import org.springframework.stereotype.Component;

/** What a professional's bookings bring them. */
@Component
class Earnings {

    /** More than one person can have in a month. */
    private static final int MOST_PAGES = 20;

    private final BookingsApi bookings;

    Earnings(BookingsApi bookings) {
        this.bookings = bookings;
    }

    /** Those that start within, and that take place or took place, the earliest first. @param to the day after the last */
    List<Booking> within(LocalDate from, LocalDate to, ZoneId zone) {
        Instant start = from.atStartOfDay(zone).toInstant();
        // Both ends are included.
        Instant end = to.atStartOfDay(zone).toInstant().minusSeconds(1);
        var found = new ArrayList<Booking>();
        for (int number = 1; number <= MOST_PAGES; number++) {
            Listed<Booking> some = bookings.list(null, start, end, number, CatalogueApi.MOST);
            found.addAll(some.items());
            if (number >= some.pagination().pages()) {
                break;
            }
        }
        return found.stream()
                .filter(booking -> isEarned(booking) || isExpected(booking))
                .sorted(Comparator.comparing(Booking::start))
                .toList();
    }

    static boolean isEarned(Booking booking) {
        return booking.status() == BookingStatus.COMPLETED;
    }

    private static boolean isExpected(Booking booking) {
        return booking.status() == BookingStatus.CONFIRMED || booking.status() == BookingStatus.IN_PROGRESS;
    }

    static List<Money> earned(List<Booking> some) {
        return some.stream().filter(Earnings::isEarned).map(booking -> booking.price().professionalPayment()).toList();
    }

    static List<Money> expected(List<Booking> some) {
        return some.stream().filter(Earnings::isExpected).map(booking -> booking.price().professionalPayment()).toList();
    }
}
