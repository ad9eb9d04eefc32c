package io.holdfast.booking.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static io.holdfast.booking.domain.BookingMother.NOW;
import static io.holdfast.booking.domain.BookingMother.PRICE;
import static io.holdfast.booking.domain.BookingMother.START;
import static io.holdfast.booking.domain.BookingMother.TOMORROW;
import static org.assertj.core.api.Assertions.assertThat;

class ReschedulingTest {

    private static final BookedSlot NEW = BookedSlot.of(TOMORROW);
    private static final Instant LATE = START.minus(Duration.ofHours(24)).plusMillis(1);

    @Test
    void theBookingKeepsItsTimeUntilTheNewOneIsBooked() {
        Booking booking = BookingMother.moving();

        assertThat(booking.state().revision()).isEqualTo(1);
        assertThat(booking.state().slot().start()).isEqualTo(START);
        assertThat(booking.state().pendingReschedule().orElseThrow().revision()).isEqualTo(2);

        Outcome outcome = booking.slotBooked(2, NEW, NOW);

        assertThat(told(outcome)).isInstanceOf(BookingEvent.Rescheduled.class);
        assertThat(booking.status()).isEqualTo(BookingStatus.CONFIRMED);
        assertThat(booking.state().revision()).isEqualTo(2);
        assertThat(booking.state().slot()).isEqualTo(TOMORROW);
        assertThat(booking.state().pendingReschedule()).isEmpty();
        assertThat(booking.state().payment().status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(booking.slotBooked(2, NEW, NOW)).isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void aLostRaceKeepsTheOldTime() {
        Booking booking = BookingMother.moving();
        BookingState before = BookingMother.in(BookingStatus.CONFIRMED).state();

        Outcome outcome = booking.slotRejected(2, 1, "BOOKED", List.of(), NOW);

        assertThat(told(outcome)).isEqualTo(new BookingEvent.RescheduleRejected(2, TOMORROW, "BOOKED"));
        assertThat(booking.state().slot()).isEqualTo(before.slot());
        assertThat(booking.state().revision()).isEqualTo(1);
        assertThat(booking.state().history()).isEqualTo(before.history());
    }

    @Test
    void aRepeatedNoIsNotTheAnswerToTheNextAttempt() {
        Booking booking = BookingMother.moving();
        booking.slotRejected(2, 1, "BOOKED", List.of(), NOW);
        Slot other = Slot.of(BookingMother.SARAH, START.plus(Duration.ofDays(2)), 60);
        booking.reschedule(TriggeredBy.CLIENT, other, null, null, NOW);

        assertThat(booking.slotRejected(2, 1, "BOOKED", List.of(), NOW)).isInstanceOf(Outcome.Unchanged.class);
        assertThat(booking.state().pendingReschedule()).hasValueSatisfying(move -> assertThat(move.attempt()).isEqualTo(2));
        // A slot that was refused before and is booked after all is given back, not taken for the one that is wanted.
        assertThat(told(booking.slotBooked(2, NEW, NOW))).isInstanceOf(BookingEvent.RescheduleRejected.class);
        assertThat(booking.state().slot().start()).isEqualTo(START);
        assertThat(told(booking.slotBooked(2, BookedSlot.of(other), NOW))).isInstanceOf(BookingEvent.Rescheduled.class);
        assertThat(booking.state().slot()).isEqualTo(other);
    }

    @Test
    void theNoticeIsExactAndOnlyAdminsOverrideIt() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);
        assertThat(booking.reschedule(TriggeredBy.CLIENT, TOMORROW, null, null, LATE))
                .isEqualTo(new Outcome.Refused(
                        Outcome.Because.RULE, "reschedule-notice", "A booking can be moved up to 24 hours before it starts."));
        assertThat(booking.reschedule(TriggeredBy.PROFESSIONAL, TOMORROW, null, null, LATE))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(BookingMother.in(BookingStatus.CONFIRMED)
                        .reschedule(TriggeredBy.CLIENT, TOMORROW, null, null, LATE.minusMillis(1)))
                .isInstanceOf(Outcome.Changed.class);

        booking.reschedule(TriggeredBy.ADMIN, TOMORROW, null, "The client called", LATE);
        booking.slotBooked(2, NEW, LATE);

        assertThat(booking.state().history().getLast()).satisfies(change -> {
            assertThat(change.triggeredBy()).isEqualTo(TriggeredBy.ADMIN);
            assertThat(change.reason()).contains("the notice was overridden", "The client called", START.toString());
        });
    }

    @Test
    void whoeverItIsWithItCostsTheSameUnlessAnAdminSaysOtherwise() {
        Slot james = Slot.of(new ProfessionalRef(new ProfessionalId("dr-james-lee"), "Dr James Lee"), TOMORROW.start(), 60);
        var dearer = new Money(1_500_000, "INR");
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);

        for (Money other : List.of(dearer, new Money(1, "INR"), new Money(PRICE.amount(), "USD"))) {
            assertThat(booking.reschedule(TriggeredBy.CLIENT, james, other, null, NOW))
                    .isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                        assertThat(refused.code()).isEqualTo("price-differs");
                        assertThat(refused.why()).contains(other.toString(), PRICE.toString(), "Dr James Lee");
                    });
            assertThat(booking.reschedule(TriggeredBy.PROFESSIONAL, james, other, null, NOW))
                    .isInstanceOf(Outcome.Refused.class);
        }
        assertThat(BookingMother.in(BookingStatus.CONFIRMED).reschedule(TriggeredBy.CLIENT, james, PRICE, null, NOW))
                .isInstanceOf(Outcome.Changed.class);

        booking.reschedule(TriggeredBy.ADMIN, james, dearer, "Goodwill", NOW);
        booking.slotBooked(2, BookedSlot.of(james), NOW);

        assertThat(booking.state().history().getLast().reason())
                .contains("the price was kept, though it would be 15000.00 INR", "Goodwill");
        assertThat(booking.terms().price().total()).isEqualTo(PRICE);
    }

    @Test
    void cancelledWhileMovingBothTimesAreGivenUp() {
        Booking booking = BookingMother.moving();

        Outcome outcome = booking.cancel(TriggeredBy.CLIENT, "Ill", RefundChoice.POLICY, NOW);

        var cancelled = (BookingEvent.Cancelled) told(outcome);
        assertThat(cancelled.withdrawn().orElseThrow().to()).isEqualTo(TOMORROW);
        assertThat(cancelled.cancellation().refund()).isEqualTo(PRICE);
        assertThat(told(booking.slotBooked(2, NEW, NOW))).isEqualTo(cancelled);
        assertThat(booking.slotRejected(2, 1, "BOOKED", List.of(), NOW)).isInstanceOf(Outcome.Unchanged.class);
        assertThat(booking.status()).isEqualTo(BookingStatus.CANCELLED);
    }

    @Test
    void timersOfTheOldTimeMeanNothingAnyMore() {
        Booking booking = BookingMother.moving();
        booking.slotBooked(2, NEW, NOW);

        assertThat(booking.startReached(1, START, START)).isInstanceOf(Outcome.Unchanged.class);
        assertThat(booking.startReached(2, TOMORROW.start(), TOMORROW.start())).isInstanceOf(Outcome.Changed.class);
        assertThat(booking.endReached(1, TOMORROW.end(), TOMORROW.end())).isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void theSameTimeIsNoOtherTime() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);
        Slot same = Slot.of(new ProfessionalRef(BookingMother.SARAH.id(), "Another name"), START, 60);

        assertThat(booking.reschedule(TriggeredBy.ADMIN, same, null, null, NOW))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, refused -> assertThat(refused.code()).isEqualTo("nothing-to-move"));
    }

    private static BookingEvent told(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Changed.class);
        return ((Outcome.Changed) outcome).events().getFirst();
    }
}
