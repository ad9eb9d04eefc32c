package io.holdfast.booking.domain;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.holdfast.booking.domain.BookingMother.BOOKED;
import static io.holdfast.booking.domain.BookingMother.NOW;
import static io.holdfast.booking.domain.BookingMother.PRICE;
import static io.holdfast.booking.domain.BookingMother.START;
import static org.assertj.core.api.Assertions.assertThat;

class CancellationTest {

    @ParameterizedTest(name = "{0} before the start, by {1}: {2} %")
    @CsvSource({
        "PT24H,        CLIENT,       100",
        "PT24H0.001S,  CLIENT,       100",
        "PT23H59M59.999S, CLIENT,    50",
        "PT23H59M,     CLIENT,       50",
        "PT1M,         CLIENT,       50",
        "PT1M,         PROFESSIONAL, 100",
        "PT1M,         ADMIN,        50",
        "PT48H,        ADMIN,        100"
    })
    void theRefundFollowsThePolicy(Duration before, TriggeredBy by, int percentage) {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);
        Instant now = START.minus(before);
        CancellationQuote quote = booking.quote(by, now);

        booking.cancel(by, "Ill", null, now);

        Cancellation cancellation = booking.state().cancellation();
        assertThat(cancellation.refundPercentage()).isEqualTo(percentage).isEqualTo(quote.refundPercentage());
        assertThat(cancellation.refund()).isEqualTo(PRICE.percent(percentage)).isEqualTo(quote.refund());
        assertThat(cancellation.by().name()).isEqualTo(by.name());
    }

    @Test
    void aQuoteSaysUntilWhenItHolds() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);
        Instant limit = START.minus(Duration.ofHours(24));

        assertThat(booking.quote(TriggeredBy.CLIENT, NOW).until()).isEqualTo(limit);
        assertThat(booking.quote(TriggeredBy.CLIENT, limit)).isEqualTo(booking.quote(TriggeredBy.CLIENT, NOW));
        assertThat(booking.quote(TriggeredBy.CLIENT, limit.plusMillis(1)).refundPercentage()).isEqualTo(50);
        assertThat(booking.quote(TriggeredBy.CLIENT, limit.plusMillis(1)).until()).isEqualTo(START);
    }

    @Test
    void thePolicyIsTheOneThatWasFrozen() {
        var strict = new OfferingPolicies(48, 0, null, null, null);
        Policies frozen = strict.over(Policies.usual(Confirmation.INSTANT));

        assertThat(frozen.cancellation().quote(PRICE, START, START.minus(Duration.ofHours(48))).refundPercentage())
                .isEqualTo(100);
        assertThat(frozen.cancellation().quote(PRICE, START, START.minus(Duration.ofHours(47))).refund())
                .isEqualTo(Money.zero("INR"));
        assertThat(frozen.rescheduleNoticeHours()).isEqualTo(24);
    }

    @Test
    void whoHasNotPaidGetsNothingBackYet() {
        Booking booking = BookingMother.in(BookingStatus.PENDING_PAYMENT);

        booking.cancel(TriggeredBy.CLIENT, "Ill", null, START.minusSeconds(60));

        assertThat(booking.state().cancellation().refund()).isEqualTo(Money.zero("INR"));
        assertThat(booking.state().cancellation().refundPercentage()).isEqualTo(100);
    }

    @Test
    void anAdminMayGiveBackSomethingElse() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);

        booking.cancel(TriggeredBy.ADMIN, "Goodwill", 75, START.minusSeconds(60));

        assertThat(booking.state().cancellation().refund()).isEqualTo(new Money(112_500, "INR"));
    }

    @Test
    void whatHasBegunCannotBeCancelledEvenBeforeItsTimerRang() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);

        assertThat(booking.cancel(TriggeredBy.CLIENT, "Ill", null, START))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.code()).isEqualTo("booking-started");
                    assertThat(refused.why()).contains(START.toString());
                });
        assertThat(booking.status()).isEqualTo(BookingStatus.CONFIRMED);
    }

    @Test
    void aSlotThatIsBookedAfterTheCancellationIsLetGo() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMING);
        booking.cancel(TriggeredBy.CLIENT, "Ill", null, NOW);

        assertThat(booking.slotBooked(1, BOOKED, NOW)).isInstanceOfSatisfying(
                Outcome.Changed.class,
                changed -> assertThat(changed.events()).singleElement().isInstanceOf(BookingEvent.Cancelled.class));
        assertThat(booking.status()).isEqualTo(BookingStatus.CANCELLED);
    }

    @Test
    void aManualBookingOwesNothingThroughUs() {
        Booking booking = BookingMother.manual();

        assertThat(booking.status()).isEqualTo(BookingStatus.CONFIRMED);
        assertThat(booking.state().payment()).isNull();
        booking.cancel(TriggeredBy.CLIENT, "Ill", null, NOW);
        assertThat(booking.state().cancellation().refund()).isEqualTo(Money.zero("INR"));
    }
}
