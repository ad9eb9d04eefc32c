package io.holdfast.booking.domain.booking;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.holdfast.booking.domain.Confirmation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({
        "REQUESTED, request", "PENDING_PAYMENT, slot.reserved", "CONFIRMING, payment.captured",
        "PENDING_CONFIRMATION, slot.booked", "CONFIRMED, slot.booked", "IN_PROGRESS, booking.start-reached",
        "COMPLETED, booking.end-reached", "NO_SHOW, no-show", "REJECTED, slot.rejected", "EXPIRED, hold.timed-out",
        "DECLINED, decline", "CANCELLED, slot.lost"
    })
    void eachChangeSaysWhatCausedIt(BookingStatus status, String cause) {
        Booking booking = BookingMother.in(status);

        assertThat(entry(booking, "booking." + wireName(booking)).cause()).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource({"REQUESTED, request.timed-out", "PENDING_PAYMENT, hold.timed-out", "CONFIRMING, confirming.timed-out",
        "PENDING_CONFIRMATION, confirmation.timed-out", "CONFIRMED, booking.end-reached", "IN_PROGRESS, booking.end-reached"})
    void whatIsOverdueWasCausedByItsDeadlineWhetherATimerRangOrNot(BookingStatus status, String cause) {
        Booking booking = after(BookingMother.in(status).overdue(BookingMother.END.plusSeconds(30)));

        assertThat(entry(booking, "booking." + wireName(booking)).cause()).isEqualTo(cause);
    }

    @Test
    void aSlotThatIsBookedTooLateCausesTheEndAndNoTimerDoes() {
        Booking noTimeLeft = after(BookingMother.confirmingManual().slotBooked(1, BOOKED, BookingMother.START));
        Booking past = after(BookingMother.in(BookingStatus.CONFIRMING).slotBooked(1, BOOKED, BookingMother.END));

        assertThat(entry(noTimeLeft, "booking.cancelled").cause()).isEqualTo("slot.booked");
        assertThat(entry(past, "booking.cancelled").cause()).isEqualTo("slot.booked");
    }

    @Test
    void aMoveAndAnAdminsCompletionSayWhatCausedThem() {
        Booking moved = after(BookingMother.moving().slotBooked(2, BookedSlot.of(BookingMother.TOMORROW), NOW));
        Booking completed = after(BookingMother.in(BookingStatus.CONFIRMED)
                .complete(BookingMother.ADMIN, null, BookingMother.START));

        assertThat(entry(moved, "booking.rescheduled").cause()).isEqualTo("slot.booked");
        assertThat(entry(completed, "booking.started").cause()).isEqualTo("booking.start-reached");
        assertThat(entry(completed, "booking.completed"))
                .extracting(Timeline.Entry::cause, Timeline.Entry::by)
                .containsExactly("complete", "admin");
    }

    private static String wireName(Booking booking) {
        return switch (booking.status()) {
            case CONFIRMING -> "paid";
            case IN_PROGRESS -> "started";
            case PENDING_PAYMENT -> "awaiting-payment";
            case PENDING_CONFIRMATION -> "awaiting-confirmation";
            case NO_SHOW -> "no-show-recorded";
            default -> booking.status().name().toLowerCase(Locale.ROOT);
        };
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
