package io.holdfast.booking.domain.booking;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.holdfast.booking.domain.Confirmation;
import org.junit.jupiter.api.Test;

import static io.holdfast.booking.domain.booking.BookingMother.BOOKED;
import static io.holdfast.booking.domain.booking.BookingMother.HOLD_UNTIL;
import static io.holdfast.booking.domain.booking.BookingMother.NOW;
import static io.holdfast.booking.domain.booking.BookingMother.PRICE;
import static io.holdfast.booking.domain.booking.BookingMother.told;
import static io.holdfast.booking.domain.booking.Decisions.after;
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
        Booking booking = paid(NOW, NOW.minusMillis(500), captured, captured.plusMillis(5));

        assertThat(happened(booking)).containsExactly(AS_IT_WAS);
        assertThat(entry(booking, "payment.captured").at()).isEqualTo(captured);
        assertThat(entry(booking, "payment.captured").providerAt()).isEqualTo(NOW.minusSeconds(1));
        assertThat(entry(booking, "booking.requested").providerAt()).isNull();
    }

    @Test
    void withinOneMomentTheOrderIsThatOfTheStore() {
        assertThat(happened(paid(NOW, NOW, NOW, NOW))).containsExactly(AS_IT_WAS);
    }

    @Test
    void anInstanceWhoseClockIsBehindChangesNoOrder() {
        Instant behind = NOW.minus(Duration.ofSeconds(20));

        assertThat(happened(paid(NOW, behind, behind, behind.plusMillis(1)))).containsExactly(AS_IT_WAS);
    }

    private static Booking paid(Instant held, Instant captured, Instant heard, Instant booked) {
        Booking booking = BookingMother.requested(Confirmation.INSTANT, PRICE);
        booking = after(booking.slotReserved(1, HOLD_UNTIL, held, held));
        booking = after(told(booking, "1", held).orderCreated("order_1", "rzp_test"));
        booking = after(new PaymentMessage(booking, "2", true, captured, heard).captured("pay_1", PRICE));
        booking = after(booking.slotBooked(1, BOOKED, booked));
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
