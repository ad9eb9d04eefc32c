package io.holdfast.web.professional;

import java.util.List;

import io.holdfast.web.api.Booking;
import io.holdfast.web.api.BookingStatus;
import io.holdfast.web.api.BookingsApi;
import io.holdfast.web.api.ProfessionalApi;
import org.springframework.stereotype.Component;

/** What waits for a professional's answer. */
@Component
class Requests {

    /** More nobody answers at once; the rest follows when these are answered. */
    private static final int MOST = 50;

    private final BookingsApi bookings;
    private final ProfessionalApi mine;

    Requests(BookingsApi bookings, ProfessionalApi mine) {
        this.bookings = bookings;
        this.mine = mine;
    }

    /** Bookings that they have to confirm. */
    List<Booking> confirmations() {
        return bookings.list(BookingStatus.PENDING_CONFIRMATION.name(), null, null, 1, MOST).items();
    }

    /** Bookings that they are asked to take, as are others. */
    List<ProfessionalApi.Proposal> proposals() {
        return mine.proposals("PENDING", 1, MOST).items();
    }
}
