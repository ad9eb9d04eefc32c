package io.holdfast.booking.domain.booking;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.ProfessionalRef;
import io.holdfast.booking.domain.payment.PaymentStatus;
import io.holdfast.booking.domain.payment.RefundChoice;
import io.holdfast.messaging.aggregates.Decision;
import org.junit.jupiter.api.Test;

import static io.holdfast.booking.domain.booking.BookingMother.NOW;
import static io.holdfast.booking.domain.booking.BookingMother.OFFER;
import static io.holdfast.booking.domain.booking.BookingMother.PRICE;
import static io.holdfast.booking.domain.booking.BookingMother.START;
import static io.holdfast.booking.domain.booking.BookingMother.TOMORROW;
import static io.holdfast.booking.domain.booking.BookingMother.timer;
import static io.holdfast.booking.domain.booking.Decisions.after;
import static io.holdfast.booking.domain.booking.Decisions.changes;
import static io.holdfast.booking.domain.booking.Decisions.refusal;
import static io.holdfast.booking.domain.booking.Decisions.says;
import static org.assertj.core.api.Assertions.assertThat;

class ReschedulingTest {

    private static final BookedSlot NEW = BookedSlot.of(TOMORROW);
    private static final Instant LATE = START.minus(Duration.ofHours(24)).plusMillis(1);

    @Test
    void theBookingKeepsItsTimeUntilTheNewOneIsBooked() {
        Booking booking = BookingMother.moving();

        assertThat(booking.state().revision()).isEqualTo(1);
        assertThat(booking.state().slot().start()).isEqualTo(START);
        assertThat(booking.state().rescheduling().pending().orElseThrow().revision()).isEqualTo(2);

        var decision = booking.slotBooked(2, NEW, NOW);

        assertThat(said(decision)).isInstanceOf(BookingEvent.Rescheduled.class);
        booking = after(decision);
        assertThat(booking.status()).isEqualTo(BookingStatus.CONFIRMED);
        assertThat(booking.state().revision()).isEqualTo(2);
        assertThat(booking.state().slot()).isEqualTo(TOMORROW);
        assertThat(booking.state().rescheduling().pending()).isEmpty();
        assertThat(booking.state().payment().status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(booking.slotBooked(2, NEW, NOW)).isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void aLostRaceKeepsTheOldTime() {
        Booking booking = BookingMother.moving();
        BookingState before = BookingMother.in(BookingStatus.CONFIRMED).state();

        booking = says(
                booking.slotRejected(2, 1, "BOOKED", List.of(), NOW),
                new BookingEvent.RescheduleRejected(2, TOMORROW, "BOOKED"));

        assertThat(booking.state().slot()).isEqualTo(before.slot());
        assertThat(booking.state().revision()).isEqualTo(1);
        assertThat(booking.state().history()).isEqualTo(before.history());
    }

    @Test
    void aRepeatedNoIsNotTheAnswerToTheNextAttempt() {
        Booking booking = BookingMother.moving();
        booking = after(booking.slotRejected(2, 1, "BOOKED", List.of(), NOW));
        Slot other = Slot.of(BookingMother.SARAH, START.plus(Duration.ofDays(2)), 60);
        booking = after(booking.reschedule(BookingMother.CLIENT, other, null, null, NOW));

        assertThat(booking.slotRejected(2, 1, "BOOKED", List.of(), NOW)).isInstanceOf(Decision.Unchanged.class);
        assertThat(booking.state().rescheduling().pending()).hasValueSatisfying(move -> assertThat(move.attempt()).isEqualTo(2));
        // A slot that was refused before and is booked after all is given back, not taken for the one that is wanted.
        assertThat(said(booking.slotBooked(2, NEW, NOW))).isInstanceOf(BookingEvent.RescheduleRejected.class);
        assertThat(booking.state().slot().start()).isEqualTo(START);
        var moved = booking.slotBooked(2, BookedSlot.of(other), NOW);
        assertThat(said(moved)).isInstanceOf(BookingEvent.Rescheduled.class);
        assertThat(after(moved).state().slot()).isEqualTo(other);
    }

    @Test
    void theNoticeIsExactAndOnlyAdminsOverrideIt() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);
        assertThat(refusal(booking.reschedule(BookingMother.CLIENT, TOMORROW, null, null, LATE)))
                .isEqualTo(CommandRefusal.rule(
                        "reschedule-notice", "A booking can be moved up to 24 hours before it starts."));
        assertThat(booking.reschedule(BookingMother.PROFESSIONAL, TOMORROW, null, null, LATE))
                .isInstanceOf(Decision.Refused.class);
        changes(BookingMother.in(BookingStatus.CONFIRMED)
                        .reschedule(BookingMother.CLIENT, TOMORROW, null, null, LATE.minusMillis(1)));

        booking = after(booking.reschedule(BookingMother.ADMIN, TOMORROW, null, "The client called", LATE));
        booking = after(booking.slotBooked(2, NEW, LATE));

        assertThat(booking.state().lastChange()).satisfies(change -> {
            assertThat(change.triggeredBy()).isEqualTo(TriggeredBy.ADMIN);
            assertThat(change.reason()).contains("the notice was overridden", "The client called", START.toString());
        });
    }

    @Test
    void whoeverItIsWithItCostsTheSameUnlessAnAdminSaysOtherwise() {
        Slot james = Slot.of(new ProfessionalRef(new ProfessionalId("dr-james-lee"), "Dr James Lee"), TOMORROW.start(), 60);
        var dearer = Money.of(1_500_000, "INR");
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);

        for (Money other : List.of(dearer, Money.of(1, "INR"), Money.of(PRICE.minorUnits(), "USD"))) {
            CommandRefusal refusal = refusal(booking.reschedule(BookingMother.CLIENT, james, other, null, NOW));
            assertThat(refusal.code()).isEqualTo("price-differs");
            assertThat(refusal.why()).contains(other.toString(), PRICE.toString(), "Dr James Lee");
            assertThat(booking.reschedule(BookingMother.PROFESSIONAL, james, other, null, NOW))
                    .isInstanceOf(Decision.Refused.class);
        }
        changes(BookingMother.in(BookingStatus.CONFIRMED).reschedule(BookingMother.CLIENT, james, PRICE, null, NOW));

        booking = after(booking.reschedule(BookingMother.ADMIN, james, dearer, "Goodwill", NOW));
        booking = after(booking.slotBooked(2, BookedSlot.of(james), NOW));

        assertThat(booking.state().lastChange().reason())
                .contains("the price was kept, though it would be 15000.00 INR", "Goodwill");
        assertThat(booking.terms().price().total()).isEqualTo(PRICE);
    }

    @Test
    void cancelledWhileMovingBothTimesAreGivenUp() {
        Booking booking = BookingMother.moving();

        var decision = booking.cancel(BookingMother.CLIENT, "Ill", RefundChoice.POLICY, NOW);

        var cancelled = (BookingEvent.Cancelled) said(decision);
        booking = after(decision);
        assertThat(cancelled.withdrawn().orElseThrow().to()).isEqualTo(TOMORROW);
        assertThat(cancelled.cancellation().refund()).isEqualTo(PRICE);
        assertThat(said(booking.slotBooked(2, NEW, NOW))).isEqualTo(cancelled);
        assertThat(booking.slotRejected(2, 1, "BOOKED", List.of(), NOW)).isInstanceOf(Decision.Unchanged.class);
        assertThat(booking.status()).isEqualTo(BookingStatus.CANCELLED);
    }

    @Test
    void timersOfTheOldTimeMeanNothingAnyMore() {
        Booking booking = BookingMother.moving();
        booking = after(booking.slotBooked(2, NEW, NOW));

        assertThat(timer(booking, 1, START, START).startReached()).isInstanceOf(Decision.Unchanged.class);
        booking = changes(timer(booking, 2, TOMORROW.start(), TOMORROW.start()).startReached());
        assertThat(timer(booking, 1, TOMORROW.end(), TOMORROW.end()).endReached()).isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void whatAWaitlistOfferedIsAskedForAsWhatIsHeldAndARefusalGivesThatBack() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);

        booking = after(booking.moveToOffer(OFFER, BookingMother.CLIENT, TOMORROW, null, NOW));

        Reschedule asked = booking.state().rescheduling().pending().orElseThrow();
        assertThat(asked.offer()).isEqualTo(OFFER);
        assertThat(asked.to()).isEqualTo(TOMORROW);
        says(
                booking.slotRejected(2, 1, "HELD", List.of(), NOW),
                new BookingEvent.RescheduleRejected(2, TOMORROW, "HELD", Optional.of(OFFER)));
        Booking moved = after(booking.slotBooked(2, NEW, NOW));
        assertThat(moved.state().slot()).isEqualTo(TOMORROW);
        assertThat(moved.moveToOffer(OFFER, BookingMother.CLIENT, TOMORROW, null, NOW)).isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void anOfferIsHeldAgainstTheSameRulesAsAnyMoveAndAnsweredOnce() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);

        booking = says(
                booking.moveToOffer(OFFER, BookingMother.CLIENT, TOMORROW, null, LATE),
                new BookingEvent.RescheduleRejected(
                        2, TOMORROW, "A booking can be moved up to 24 hours before it starts.", Optional.of(OFFER)));

        assertThat(booking.state().rescheduling().attempts()).isEmpty();
        assertThat(booking.state().slot().start()).isEqualTo(START);
        assertThat(booking.moveToOffer(OFFER, BookingMother.CLIENT, TOMORROW, null, NOW))
                .as("a copy, though it could be had by now").isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void nobodyMovesWhatIsSomebodyElses() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);

        for (String stranger : new String[] {"mallory", null}) {
            var by = new Actor(TriggeredBy.CLIENT, stranger);
            Booking after = says(
                    booking.moveToOffer(OFFER, by, TOMORROW, null, NOW), new BookingEvent.OfferReturned(2, TOMORROW, OFFER));
            assertThat(after.state()).isEqualTo(booking.state());
        }
    }

    @Test
    void whatCameOfAnOfferSaysSoAndARefusedOneNeverAsksForASlot() {
        assertThat(BookingMother.offered().state().lastChange().cause()).isEqualTo(Cause.WAITLIST_ACCEPTED);

        var refused = BookingMother.refusedOffer();

        assertThat(refused.events()).containsExactly(new BookingEvent.Rejected("There is no such offering."));
        assertThat(after(refused).status()).isEqualTo(BookingStatus.REJECTED);
        assertThat(after(refused).wasRefused()).isTrue();
        assertThat(after(refused).overdueAt()).isEmpty();
    }

    @Test
    void theSameTimeIsNoOtherTime() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);
        Slot same = Slot.of(new ProfessionalRef(BookingMother.SARAH.id(), "Another name"), START, 60);

        assertThat(refusal(booking.reschedule(BookingMother.ADMIN, same, null, null, NOW)).code()).isEqualTo("nothing-to-move");
    }

    private static BookingEvent said(Decision<Booking, BookingEvent> decision) {
        assertThat(decision).isInstanceOf(Decision.Changed.class);
        return decision.events().getFirst();
    }
}
