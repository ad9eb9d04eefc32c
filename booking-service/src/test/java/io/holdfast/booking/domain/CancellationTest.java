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

    private static final CancellationQuote.Paid PAID = new CancellationQuote.Paid(PRICE, 0);

    @ParameterizedTest(name = "{0} before the start, by {1}: {2} %")
    @CsvSource({
        "PT24H,        CLIENT,       100",
        "PT24H0.001S,  CLIENT,       100",
        "PT23H59M59.999S, CLIENT,    50",
        "PT23H59M,     CLIENT,       50",
        "PT1M,         CLIENT,       50",
        "PT1M,         PROFESSIONAL, 100",
        "PT1M,         ADMIN,        100",
        "PT48H,        ADMIN,        100"
    })
    void theRefundFollowsThePolicy(Duration before, TriggeredBy by, int percentage) {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);
        Instant now = START.minus(before);
        CancellationQuote quote = booking.quote(by, RefundChoice.POLICY, now);

        booking.cancel(by, "Ill", RefundChoice.POLICY, now);

        Cancellation cancellation = booking.state().cancellation();
        assertThat(cancellation.refundPercentage()).isEqualTo(percentage).isEqualTo(quote.refundPercentage());
        assertThat(cancellation.refund()).isEqualTo(PRICE.percent(percentage)).isEqualTo(quote.refund());
        assertThat(cancellation.by().name()).isEqualTo(by.name());
    }

    @Test
    void aQuoteSaysUntilWhenItHolds() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);
        Instant limit = START.minus(Duration.ofHours(24));

        assertThat(booking.quote(TriggeredBy.CLIENT, RefundChoice.POLICY, NOW).until()).isEqualTo(limit);
        assertThat(booking.quote(TriggeredBy.CLIENT, RefundChoice.POLICY, limit)).isEqualTo(booking.quote(TriggeredBy.CLIENT, RefundChoice.POLICY, NOW));
        assertThat(booking.quote(TriggeredBy.CLIENT, RefundChoice.POLICY, limit.plusMillis(1)).refundPercentage()).isEqualTo(50);
        assertThat(booking.quote(TriggeredBy.CLIENT, RefundChoice.POLICY, limit.plusMillis(1)).until()).isEqualTo(START);
    }

    @Test
    void thePolicyIsTheOneThatWasFrozen() {
        var strict = new OfferingPolicies(48, 0, null, null, null);
        Policies frozen = strict.over(Policies.usual(Confirmation.INSTANT));

        assertThat(frozen.cancellation().quote(PAID, START, START.minus(Duration.ofHours(48))).refundPercentage())
                .isEqualTo(100);
        assertThat(frozen.cancellation().quote(PAID, START, START.minus(Duration.ofHours(47))).refund())
                .isEqualTo(Money.zero("INR"));
        assertThat(frozen.rescheduleNoticeHours()).isEqualTo(24);
    }

    @Test
    void whoHasNotPaidGetsNothingBackYet() {
        Booking booking = BookingMother.in(BookingStatus.PENDING_PAYMENT);

        booking.cancel(TriggeredBy.CLIENT, "Ill", RefundChoice.POLICY, START.minusSeconds(60));

        assertThat(booking.state().cancellation().refund()).isEqualTo(Money.zero("INR"));
        assertThat(booking.state().cancellation().refundPercentage()).isEqualTo(100);
    }

    @ParameterizedTest(name = "{0} of 1500.00 went back; {1} % of it now is {2}")
    @CsvSource({
        "50000,  100, 100000",
        "50000,  50,  25000",
        "75000,  50,  0",
        "100000, 50,  0",
        "150000, 100, 0",
        "1,      100, 149999"
    })
    void whatWentBackAlreadyIsPartOfThePromise(long before, int percentage, long now) {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);
        var part = new Money(before, "INR");
        booking.paymentRefundRequested("pay_1", part, BookingMother.told(NOW));
        RefundChoice choice = RefundChoice.percent(percentage);
        assertThat(booking.quote(TriggeredBy.ADMIN, choice, NOW).refund()).as("on its way").isEqualTo(new Money(now, "INR"));
        booking.paymentRefunded("pay_1", "rfnd_1", part, BookingMother.told("message-2", NOW));

        booking.cancel(TriggeredBy.ADMIN, "Goodwill", choice, NOW);

        assertThat(booking.state().cancellation().refund()).isEqualTo(new Money(now, "INR"));
        assertThat(booking.state().cancellation().refundPercentage()).isEqualTo(percentage);
    }

    @Test
    void aRefundThatCouldNotGoBackIsStillOwed() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);
        var part = new Money(50_000, "INR");
        booking.paymentRefundRequested("pay_1", part, BookingMother.told("1", NOW));
        booking.paymentRefundFailed("pay_1", part, "closed", BookingMother.told("2", NOW));

        assertThat(booking.quote(TriggeredBy.CLIENT, RefundChoice.POLICY, NOW).refund()).isEqualTo(PRICE);
    }

    @Test
    void twoRefundsOfTheSameAmountAreTwoAndOneThatIsToldTwiceIsOne() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);
        var part = new Money(50_000, "INR");
        booking.paymentRefundRequested("pay_1", part, BookingMother.told("1", NOW));
        booking.paymentRefundRequested("pay_1", part, BookingMother.told("1", NOW));
        assertThat(booking.quote(TriggeredBy.CLIENT, RefundChoice.POLICY, NOW).refund()).isEqualTo(new Money(100_000, "INR"));
        booking.paymentRefundRequested("pay_1", part, BookingMother.told("2", NOW));

        assertThat(booking.quote(TriggeredBy.CLIENT, RefundChoice.POLICY, NOW).refund()).isEqualTo(new Money(50_000, "INR"));
    }

    @Test
    void aDeclinedBookingGivesBackWhatIsLeftHoweverOftenItIsTold() {
        Booking booking = BookingMother.in(BookingStatus.PENDING_CONFIRMATION);
        booking.paymentRefunded("pay_1", "rfnd_1", new Money(50_000, "INR"), BookingMother.told(NOW));
        Instant then = NOW.plusSeconds(1);
        var declined = new Outcome.Changed(java.util.List.of(
                new BookingEvent.Declined("On leave", new Money(100_000, "INR"), TriggeredBy.PROFESSIONAL)));

        assertThat(booking.decline("On leave", TriggeredBy.PROFESSIONAL, then)).isEqualTo(declined);
        booking.paymentRefunded("pay_1", "rfnd_2", new Money(100_000, "INR"), BookingMother.told(then.plusSeconds(1)));
        assertThat(booking.slotBooked(1, BOOKED, then.plusSeconds(2))).isEqualTo(declined);
    }

    @ParameterizedTest(name = "an admin for {0}: {1} %")
    @CsvSource({"CLIENT,50", "PROFESSIONAL,100", ",100"})
    void anAdminSaysForWhomTheyCancel(Cancellation.By whom, int percentage) {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);
        RefundChoice choice = whom == null ? RefundChoice.POLICY : RefundChoice.onBehalfOf(whom);

        booking.cancel(TriggeredBy.ADMIN, "They called", choice, START.minusSeconds(60));

        assertThat(booking.state().cancellation())
                .isEqualTo(new Cancellation(Cancellation.By.ADMIN, "They called", percentage, PRICE.percent(percentage), whom));
    }

    @Test
    void anAdminMayGiveBackSomethingElse() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);

        booking.cancel(TriggeredBy.ADMIN, "Goodwill", RefundChoice.percent(75), START.minusSeconds(60));

        assertThat(booking.state().cancellation().refund()).isEqualTo(new Money(112_500, "INR"));
    }

    @Test
    void whatHasBegunCannotBeCancelledEvenBeforeItsTimerRang() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);

        assertThat(booking.cancel(TriggeredBy.CLIENT, "Ill", RefundChoice.POLICY, START))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.code()).isEqualTo("booking-started");
                    assertThat(refused.why()).contains(START.toString());
                });
        assertThat(booking.status()).isEqualTo(BookingStatus.CONFIRMED);
    }

    @Test
    void aSlotThatIsBookedAfterTheCancellationIsLetGo() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMING);
        booking.cancel(TriggeredBy.CLIENT, "Ill", RefundChoice.POLICY, NOW);

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
        booking.cancel(TriggeredBy.CLIENT, "Ill", RefundChoice.POLICY, NOW);
        assertThat(booking.state().cancellation().refund()).isEqualTo(Money.zero("INR"));
    }
}
