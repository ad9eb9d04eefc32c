package io.holdfast.booking.domain.booking;

import io.holdfast.booking.domain.client.Client;
import io.holdfast.booking.domain.payment.RefundChoice;
import io.holdfast.messaging.aggregates.Decision;
import org.junit.jupiter.api.Test;

import static io.holdfast.booking.domain.booking.BookingMother.CLIENT;
import static io.holdfast.booking.domain.booking.BookingMother.END;
import static io.holdfast.booking.domain.booking.BookingMother.NOW;
import static io.holdfast.booking.domain.booking.BookingMother.PRICE;
import static io.holdfast.booking.domain.booking.BookingMother.START;
import static io.holdfast.booking.domain.booking.BookingMother.timer;
import static io.holdfast.booking.domain.booking.BookingMother.told;
import static io.holdfast.booking.domain.booking.Decisions.after;
import static org.assertj.core.api.Assertions.assertThat;

/** What is left of a booking when its client is forgotten. */
class ErasureTest {

    @Test
    void nothingThatTheySaidIsLeftAndTheBusinesssRecordIs() {
        Booking reviewed = after(completed().review(4, "Dr Khan was kind to Ravi Rao", END));
        Booking erased = after(reviewed.erase());

        assertThat(erased.toString()).doesNotContain(
                "Asha", "asha", "Ravi", "9812345678", "9812345679", "Lotus", "Mumbai", "1990-05-17", "Ring twice", "demo-client");
        assertThat(erased.terms().price()).isEqualTo(reviewed.terms().price());
        assertThat(erased.terms().number()).isEqualTo(reviewed.terms().number());
        assertThat(erased.state().payment()).isEqualTo(reviewed.state().payment());
        assertThat(erased.state().slot()).isEqualTo(reviewed.state().slot());
        assertThat(erased.state().review().rating()).isEqualTo(4);
        assertThat(erased.state().history()).hasSameSizeAs(reviewed.state().history());
    }

    @Test
    void whyItWasCalledOffIsForgottenAndWhatWentBackIsNot() {
        Booking confirmed = BookingMother.detailed();
        Booking cancelled = after(confirmed.cancel(CLIENT, "My mother Usha is ill", RefundChoice.POLICY, NOW));
        assertThat(cancelled.state().cancellation().refund()).isEqualTo(PRICE);

        Booking erased = after(cancelled.erase());

        assertThat(erased.toString()).doesNotContain("Usha");
        assertThat(erased.state().cancellation().refund()).isEqualTo(PRICE);
        assertThat(erased.terms().client()).isEqualTo(Client.ERASED);
    }

    @Test
    void whileMoneyIsOnItsWayItIsKnownWhose() {
        Booking cancelled = after(BookingMother.detailed().cancel(CLIENT, "Ill", RefundChoice.POLICY, NOW));
        Booking pending = after(told(cancelled, "message-2", NOW).refundRequested("pay_1", PRICE));

        assertThat(pending.isErasable()).isFalse();
        assertThat(pending.erase().refusal()).isPresent();
        Booking refunded = after(told(pending, "message-3", NOW).refunded("pay_1", "rfnd_1", PRICE));
        assertThat(refunded.isErasable()).isTrue();
    }

    @Test
    void whomItWasForIsForgottenAndWhoBookedItIsNot() {
        Booking completed = completed();
        Booking erased = after(completed.eraseRecipient());

        assertThat(erased.terms().recipient()).isNull();
        assertThat(erased.toString()).doesNotContain("Ravi", "9812345679");
        assertThat(erased.terms().client()).isEqualTo(completed.terms().client());
        assertThat(erased.terms().intake()).isEqualTo(completed.terms().intake());
        assertThat(erased.state()).isEqualTo(completed.state());
        assertThat(completed.eraseRecipient().events()).isEmpty();
        assertThat(erased.eraseRecipient()).isInstanceOf(Decision.Unchanged.class);
        assertThat(BookingMother.detailed().eraseRecipient().refusal()).as("they are still to come").isPresent();
    }

    @Test
    void aLateWordIsAnsweredWithoutThem() {
        Booking cancelled = after(BookingMother.in(BookingStatus.CONFIRMED).cancel(CLIENT, "Ill", RefundChoice.POLICY, NOW));
        Booking erased = after(cancelled.erase());

        var again = erased.slotBooked(1, BookingMother.BOOKED, NOW);

        assertThat(again.events()).hasSize(1);
        assertThat(again.aggregate()).isEqualTo(erased);
    }

    private static Booking completed() {
        Booking started = after(timer(BookingMother.detailed(), 1, START, START).startReached());
        return after(timer(started, 1, END, END).endReached());
    }
}
