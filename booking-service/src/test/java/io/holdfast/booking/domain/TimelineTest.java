package io.holdfast.booking.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static io.holdfast.booking.domain.BookingMother.BOOKED;
import static io.holdfast.booking.domain.BookingMother.HOLD_UNTIL;
import static io.holdfast.booking.domain.BookingMother.NOW;
import static io.holdfast.booking.domain.BookingMother.PRICE;
import static io.holdfast.booking.domain.BookingMother.told;
import static org.assertj.core.api.Assertions.assertThat;

/** The timeline is in the order in which we learned of things, whatever the clocks of others say. */
class TimelineTest {

    private static final String[] AS_IT_WAS = {
        "booking.requested",
        "booking.awaiting-payment",
        "payment.order-created",
        "payment.captured",
        "booking.paid",
        "booking.confirmed"
    };

    @Test
    void theProvidersWholeSecondsComeNotBeforeTheRequest() {
        Instant captured = NOW.plusMillis(900);
        Booking booking = paid(NOW, new Booking.Told("2", true, NOW.minusMillis(500), captured), captured.plusMillis(5));

        assertThat(happened(booking)).containsExactly(AS_IT_WAS);
        assertThat(entry(booking, "payment.captured").at()).isEqualTo(captured);
        assertThat(entry(booking, "payment.captured").providerAt()).isEqualTo(NOW.minusSeconds(1));
        assertThat(entry(booking, "booking.requested").providerAt()).isNull();
    }

    @Test
    void withinOneMomentTheOrderIsThatOfTheStore() {
        assertThat(happened(paid(NOW, told("2", NOW), NOW))).containsExactly(AS_IT_WAS);
    }

    @Test
    void anInstanceWhoseClockIsBehindChangesNoOrder() {
        Instant behind = NOW.minus(Duration.ofSeconds(20));

        assertThat(happened(paid(NOW, told("2", behind), behind.plusMillis(1)))).containsExactly(AS_IT_WAS);
    }

    @Test
    void whatWasStoredBeforeTheHearingWasKeptStandsWhereItHappened() {
        Booking booking = paid(NOW, told("2", NOW.plusSeconds(2)), NOW.plusSeconds(3));
        BookingState state = booking.state();
        List<PaymentFact> facts = state.payment().facts().stream()
                .map(fact -> new PaymentFact(fact.kind(), fact.paymentId(), fact.reference(), fact.amount(), fact.at(), null))
                .toList();
        var payment = new Payment(
                state.payment().status(), PRICE, HOLD_UNTIL, "order_1", "rzp_test", facts);

        assertThat(happened(new Booking(booking.terms(), new BookingState(
                        state.revision(), state.status(), state.slot(), payment, null, null, state.confirmedAt(), null, null, null,
                        state.review(), state.meeting(), List.of(), List.of(), List.of(), state.history()))))
                .startsWith("booking.requested")
                .containsExactlyInAnyOrder(AS_IT_WAS);
    }

    private static Booking paid(Instant held, Booking.Told captured, Instant booked) {
        Booking booking = BookingMother.requested(Confirmation.INSTANT, PRICE);
        booking.slotReserved(1, HOLD_UNTIL, held, held);
        booking.paymentOrderCreated("order_1", "rzp_test", told("1", held));
        booking.paymentCaptured("pay_1", PRICE, captured);
        booking.slotBooked(1, BOOKED, booked);
        return booking;
    }

    private static List<String> happened(Booking booking) {
        return Timeline.of(booking).stream()
                .filter(Timeline.Entry::happened)
                .map(Timeline.Entry::type)
                .filter(type -> !type.startsWith("meeting"))
                .toList();
    }

    private static Timeline.Entry entry(Booking booking, String type) {
        return Timeline.of(booking).stream().filter(entry -> entry.type().equals(type)).findFirst().orElseThrow();
    }
}
