package io.holdfast.booking.domain.booking;

import java.time.Duration;
import java.time.Instant;

import io.holdfast.booking.domain.Confirmation;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.Policies;
import io.holdfast.booking.domain.offering.OfferingPolicies;
import io.holdfast.booking.domain.payment.Cancellation;
import io.holdfast.booking.domain.payment.CancellationQuote;
import io.holdfast.booking.domain.payment.RefundChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.holdfast.booking.domain.booking.BookingMother.BOOKED;
import static io.holdfast.booking.domain.booking.BookingMother.NOW;
import static io.holdfast.booking.domain.booking.BookingMother.PRICE;
import static io.holdfast.booking.domain.booking.BookingMother.START;
import static io.holdfast.booking.domain.booking.BookingMother.told;
import static io.holdfast.booking.domain.booking.Decisions.after;
import static io.holdfast.booking.domain.booking.Decisions.refusal;
import static io.holdfast.booking.domain.booking.Decisions.says;
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
        CancellationQuote quote = booking.refunds(now).quote(by, RefundChoice.POLICY);

        booking = after(booking.cancel(new Actor(by, null), "Ill", RefundChoice.POLICY, now));

        Cancellation cancellation = booking.state().cancellation();
        assertThat(cancellation.refundPercentage()).isEqualTo(percentage).isEqualTo(quote.refundPercentage());
        assertThat(cancellation.refund()).isEqualTo(PRICE.percent(percentage)).isEqualTo(quote.refund());
        assertThat(cancellation.by().name()).isEqualTo(by.name());
    }

    @Test
    void aQuoteSaysUntilWhenItHolds() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);
        Instant limit = START.minus(Duration.ofHours(24));

        assertThat(booking.refunds(NOW).quote(TriggeredBy.CLIENT, RefundChoice.POLICY).until()).isEqualTo(limit);
        assertThat(booking.refunds(limit).quote(TriggeredBy.CLIENT, RefundChoice.POLICY))
                .isEqualTo(booking.refunds(NOW).quote(TriggeredBy.CLIENT, RefundChoice.POLICY));
        assertThat(booking.refunds(limit.plusMillis(1)).quote(TriggeredBy.CLIENT, RefundChoice.POLICY).refundPercentage()).isEqualTo(50);
        assertThat(booking.refunds(limit.plusMillis(1)).quote(TriggeredBy.CLIENT, RefundChoice.POLICY).until()).isEqualTo(START);
    }

    @Test
    void thePolicyIsTheOneThatWasFrozen() {
        var strict = new OfferingPolicies(48, 0, null, null, null, null, null);
        Policies frozen = strict.over(Policies.usual(Confirmation.INSTANT));

        assertThat(CancellationQuote.of(frozen.cancellation(), PAID, START, START.minus(Duration.ofHours(48))).refundPercentage())
                .isEqualTo(100);
        assertThat(CancellationQuote.of(frozen.cancellation(), PAID, START, START.minus(Duration.ofHours(47))).refund())
                .isEqualTo(Money.of(0, "INR"));
        assertThat(frozen.rescheduleNoticeHours()).isEqualTo(24);
    }

    @Test
    void whoHasNotPaidGetsNothingBackYet() {
        Booking booking = BookingMother.in(BookingStatus.PENDING_PAYMENT);

        booking = after(booking.cancel(BookingMother.CLIENT, "Ill", RefundChoice.POLICY, START.minusSeconds(60)));

        assertThat(booking.state().cancellation().refund()).isEqualTo(Money.of(0, "INR"));
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
        var part = Money.of(before, "INR");
        booking = after(told(booking, NOW).refundRequested("pay_1", part));
        RefundChoice choice = RefundChoice.percent(percentage);
        assertThat(booking.refunds(NOW).quote(TriggeredBy.ADMIN, choice).refund()).as("on its way").isEqualTo(Money.of(now, "INR"));
        booking = after(told(booking, "message-2", NOW).refunded("pay_1", "rfnd_1", part));

        booking = after(booking.cancel(BookingMother.ADMIN, "Goodwill", choice, NOW));

        assertThat(booking.state().cancellation().refund()).isEqualTo(Money.of(now, "INR"));
        assertThat(booking.state().cancellation().refundPercentage()).isEqualTo(percentage);
    }

    @Test
    void aRefundThatCouldNotGoBackIsStillOwed() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);
        var part = Money.of(50_000, "INR");
        booking = after(told(booking, "1", NOW).refundRequested("pay_1", part));
        booking = after(told(booking, "2", NOW).refundFailed("pay_1", part, "closed"));

        assertThat(booking.refunds(NOW).quote(TriggeredBy.CLIENT, RefundChoice.POLICY).refund()).isEqualTo(PRICE);
    }

    @Test
    void twoRefundsOfTheSameAmountAreTwoAndOneThatIsToldTwiceIsOne() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);
        var part = Money.of(50_000, "INR");
        booking = after(told(booking, "1", NOW).refundRequested("pay_1", part));
        booking = after(told(booking, "1", NOW).refundRequested("pay_1", part));
        assertThat(booking.refunds(NOW).quote(TriggeredBy.CLIENT, RefundChoice.POLICY).refund()).isEqualTo(Money.of(100_000, "INR"));
        booking = after(told(booking, "2", NOW).refundRequested("pay_1", part));

        assertThat(booking.refunds(NOW).quote(TriggeredBy.CLIENT, RefundChoice.POLICY).refund()).isEqualTo(Money.of(50_000, "INR"));
    }

    @Test
    void aDeclinedBookingGivesBackWhatIsLeftHoweverOftenItIsTold() {
        Booking booking = BookingMother.in(BookingStatus.PENDING_CONFIRMATION);
        booking = after(told(booking, NOW).refunded("pay_1", "rfnd_1", Money.of(50_000, "INR")));
        Instant then = NOW.plusSeconds(1);
        var declined = new BookingEvent.Declined("On leave", Money.of(100_000, "INR"), TriggeredBy.PROFESSIONAL);

        booking = says(booking.decline("On leave", BookingMother.PROFESSIONAL, then), declined);
        booking = after(told(booking, then.plusSeconds(1)).refunded("pay_1", "rfnd_2", Money.of(100_000, "INR")));
        says(booking.slotBooked(1, BOOKED, then.plusSeconds(2)), declined);
    }

    @ParameterizedTest(name = "an admin for {0}: {1} %")
    @CsvSource({"CLIENT,50", "PROFESSIONAL,100", ",100"})
    void anAdminSaysForWhomTheyCancel(Cancellation.By whom, int percentage) {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);
        RefundChoice choice = whom == null ? RefundChoice.POLICY : RefundChoice.onBehalfOf(whom);

        booking = after(booking.cancel(BookingMother.ADMIN, "They called", choice, START.minusSeconds(60)));

        assertThat(booking.state().cancellation())
                .isEqualTo(new Cancellation(Cancellation.By.ADMIN, "They called", percentage, PRICE.percent(percentage), whom));
    }

    @Test
    void anAdminMayGiveBackSomethingElse() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);

        booking = after(booking.cancel(BookingMother.ADMIN, "Goodwill", RefundChoice.percent(75), START.minusSeconds(60)));

        assertThat(booking.state().cancellation().refund()).isEqualTo(Money.of(112_500, "INR"));
    }

    @Test
    void whatHasBegunCannotBeCancelledEvenBeforeItsTimerRang() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);

        CommandRefusal refusal = refusal(booking.cancel(BookingMother.CLIENT, "Ill", RefundChoice.POLICY, START));

        assertThat(refusal.code()).isEqualTo("booking-started");
        assertThat(refusal.why()).contains(START.toString());
    }

    @Test
    void aSlotThatIsBookedAfterTheCancellationIsLetGo() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMING);
        booking = after(booking.cancel(BookingMother.CLIENT, "Ill", RefundChoice.POLICY, NOW));

        var decision = booking.slotBooked(1, BOOKED, NOW);

        assertThat(decision.events()).singleElement().isInstanceOf(BookingEvent.Cancelled.class);
        assertThat(after(decision).status()).isEqualTo(BookingStatus.CANCELLED);
    }

    @Test
    void aManualBookingOwesNothingThroughUs() {
        Booking booking = BookingMother.manual();

        assertThat(booking.status()).isEqualTo(BookingStatus.CONFIRMED);
        assertThat(booking.state().payment()).isNull();
        booking = after(booking.cancel(BookingMother.CLIENT, "Ill", RefundChoice.POLICY, NOW));
        assertThat(booking.state().cancellation().refund()).isEqualTo(Money.of(0, "INR"));
    }
}
