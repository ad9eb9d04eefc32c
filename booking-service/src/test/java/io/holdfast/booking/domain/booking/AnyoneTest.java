package io.holdfast.booking.domain.booking;

import java.util.List;
import java.util.Optional;

import io.holdfast.booking.domain.Confirmation;
import io.holdfast.booking.domain.payment.RefundChoice;
import io.holdfast.messaging.aggregates.Decision;
import org.junit.jupiter.api.Test;

import static io.holdfast.booking.domain.booking.BookingMother.BOOKED;
import static io.holdfast.booking.domain.booking.BookingMother.CLIENT;
import static io.holdfast.booking.domain.booking.BookingMother.HOLD_UNTIL;
import static io.holdfast.booking.domain.booking.BookingMother.LEE;
import static io.holdfast.booking.domain.booking.BookingMother.NOW;
import static io.holdfast.booking.domain.booking.BookingMother.PRICE;
import static io.holdfast.booking.domain.booking.BookingMother.SARAH;
import static io.holdfast.booking.domain.booking.BookingMother.anyones;
import static io.holdfast.booking.domain.booking.BookingMother.told;
import static io.holdfast.booking.domain.booking.Decisions.after;
import static io.holdfast.booking.domain.booking.Decisions.says;
import static org.assertj.core.api.Assertions.assertThat;

/** Bookings whose client takes anyone: availability says who it is when it holds the slot. */
class AnyoneTest {

    @Test
    void whoIsChosenIsTheBookingsFromThenOn() {
        Booking held = after(reserved(anyones()));

        assertThat(held.status()).isEqualTo(BookingStatus.PENDING_PAYMENT);
        assertThat(held.state().slot().provider()).isEqualTo(SARAH);
        Booking confirmed = after(after(told(held, NOW).captured("pay_1", PRICE)).slotBooked(1, BOOKED, NOW));
        assertThat(confirmed.status()).isEqualTo(BookingStatus.CONFIRMED);
        assertThat(confirmed.state().slot().provider()).isEqualTo(SARAH);
    }

    @Test
    void theFirstWhoIsChosenStays() {
        Booking held = after(reserved(anyones()));

        assertThat(held.slotReserved(1, BOOKED, LEE, HOLD_UNTIL, NOW, NOW).events()).isEmpty();
        assertThat(after(held.slotReserved(1, BOOKED, LEE, HOLD_UNTIL, NOW, NOW)).state().slot().provider()).isEqualTo(SARAH);
    }

    @Test
    void whoCannotBeBookedAnyMoreIsNobody() {
        Booking rejected = after(anyones().slotReserved(1, BOOKED, null, HOLD_UNTIL, NOW, NOW));

        assertThat(rejected.status()).isEqualTo(BookingStatus.REJECTED);
        assertThat(rejected.state().lastChange().reason()).isEqualTo("PROFESSIONAL_UNKNOWN");
    }

    @Test
    void whatIsHeldForOneThatWasCalledOffIsGivenBack() {
        Booking cancelled = after(anyones().cancel(CLIENT, "Changed my mind", RefundChoice.POLICY, NOW));

        says(
                reserved(cancelled),
                new BookingEvent.Cancelled(
                        cancelled.state().cancellation(), false, Optional.empty(), Optional.of(BOOKED)));
        assertThat(cancelled.state().slot().professionalId()).isEmpty();
    }

    @Test
    void whatNobodyHasIsRejected() {
        Booking rejected = after(anyones().slotRejected(1, 1, "HELD", List.of(), NOW));

        says(reserved(rejected), new BookingEvent.Rejected("HELD"));
    }

    @Test
    void whatIsForAProfessionalStaysForThem() {
        Booking theirs = after(Booking.request(
                BookingMother.terms(Confirmation.INSTANT, PRICE), Slot.of(LEE, BookingMother.START, 60), "demo-client"));

        assertThat(after(theirs.slotReserved(1, BOOKED, null, HOLD_UNTIL, NOW, NOW)).state().slot().provider()).isEqualTo(LEE);
    }

    private static Decision<Booking, BookingEvent> reserved(Booking booking) {
        return booking.slotReserved(1, BOOKED, SARAH, HOLD_UNTIL, NOW, NOW);
    }
}
