package io.holdfast.booking.web;

import java.time.Instant;
import java.util.List;

import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingStatus;
import io.holdfast.booking.domain.booking.BookingTerms;
import io.holdfast.booking.domain.booking.Slot;
import io.holdfast.booking.domain.payment.PaymentStatus;
import org.jspecify.annotations.Nullable;

/**
 * The bookings of a stretch of time, by when they start.
 *
 * @param from     inclusive
 * @param to       exclusive
 * @param complete false where there are more than are shown; ask for a shorter stretch then
 */
record CalendarResponse(Instant from, Instant to, List<Entry> bookings, boolean complete) {

    /**
     * A booking in a calendar; {@code GET /api/v1/bookings/{id}} has all of it.
     *
     * @param professional         null while nobody is found who provides it
     * @param client               who booked
     * @param manual               whether an admin made it
     * @param online               whether it takes place by video
     * @param paymentStatus        null where nothing is paid through the platform
     * @param confirmationDeadline until when the professional has to accept; null where nobody has to
     */
    record Entry(
            String id,
            String number,
            BookingStatus status,
            int revision,
            Mode mode,
            boolean manual,
            boolean online,
            BookingResponse.Named offering,
            BookingResponse.@Nullable Professional professional,
            Client client,
            Instant start,
            Instant end,
            @Nullable PaymentStatus paymentStatus,
            @Nullable Instant confirmationDeadline) {

        static Entry of(Booking booking) {
            BookingTerms terms = booking.terms();
            Slot slot = booking.state().slot();
            var payment = booking.state().payment();
            return new Entry(
                    booking.id().value(), terms.number().value(), booking.status(), booking.state().revision(), terms.mode(),
                    terms.manual(), terms.video(),
                    new BookingResponse.Named(terms.offering().id().value(), terms.offering().name()),
                    BookingResponse.Professional.ofNullable(slot.professional()), new Client(terms.client().contact().name()),
                    slot.start(), slot.end(),
                    payment == null ? null : payment.status(), booking.state().confirmationDeadline());
        }
    }

    record Client(String name) {}

    static CalendarResponse of(Instant from, Instant to, List<Booking> found, int most) {
        return new CalendarResponse(
                from, to, found.stream().limit(most).map(Entry::of).toList(), found.size() <= most);
    }
}
