package io.holdfast.booking.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.holdfast.booking.domain.BookingMother.BOOKED;
import static io.holdfast.booking.domain.BookingMother.CONFIRMING_UNTIL;
import static io.holdfast.booking.domain.BookingMother.END;
import static io.holdfast.booking.domain.BookingMother.HOLD_UNTIL;
import static io.holdfast.booking.domain.BookingMother.NOW;
import static io.holdfast.booking.domain.BookingMother.PRICE;
import static io.holdfast.booking.domain.BookingMother.START;
import static io.holdfast.booking.domain.BookingMother.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class BookingTest {

    private static final Money NOTHING = Money.zero("INR");

    @Test
    void aFreeBookingSkipsPayment() {
        Booking booking = BookingMother.requested(Confirmation.INSTANT, NOTHING);

        assertThat(booking.slotReserved(1, HOLD_UNTIL, NOW, NOW)).isEqualTo(changed(new BookingEvent.Paid(NOTHING, CONFIRMING_UNTIL)));
        assertThat(booking.slotBooked(1, BOOKED, NOW)).isEqualTo(changed(new BookingEvent.Confirmed(NOW)));
        assertThat(booking.state().payment()).isNull();
    }

    @Test
    void aManualBookingWaitsADayForItsProfessional() {
        Booking booking = BookingMother.in(BookingStatus.PENDING_CONFIRMATION);

        Instant deadline = NOW.plus(Duration.ofHours(24));
        assertThat(booking.state().confirmationDeadline()).isEqualTo(deadline);
        assertThat(booking.confirmationTimedOut(1, deadline, deadline.minusSeconds(60))).isEqualTo(changed());
        assertThat(booking.status()).isEqualTo(BookingStatus.PENDING_CONFIRMATION);
        assertThat(booking.confirmationTimedOut(1, deadline, deadline))
                .isEqualTo(changed(new BookingEvent.Declined("There was no answer in time", PRICE, TriggeredBy.SCHEDULER)));
    }

    @Test
    void theClientKnowsTwoHoursBeforeStartAtTheLatest() {
        var policy = ConfirmationPolicy.of(Confirmation.MANUAL);

        assertThat(policy.deadline(START, START.minus(Duration.ofHours(5)))).contains(START.minus(Duration.ofHours(2)));
        assertThat(policy.deadline(START, START.minus(Duration.ofHours(26)))).contains(START.minus(Duration.ofHours(2)));
        assertThat(policy.deadline(START, START.minus(Duration.ofHours(27)))).contains(START.minus(Duration.ofHours(3)));
    }

    @ParameterizedTest(name = "asked {0} before the start, answered by {1} before it")
    @CsvSource({"PT2H31M, PT2H", "PT2H30M, PT2H", "PT2H29M, PT1H59M", "PT75M, PT45M", "PT1H, PT30M", "PT31M, PT1M",
            "PT30M, PT1M", "PT5M, PT1M"})
    void anAnswerIsWaitedForAtLeastHalfAnHourAndNeverBeyondTheStart(Duration before, Duration answered) {
        Booking booking = BookingMother.confirmingManual();

        booking.slotBooked(1, BOOKED, START.minus(before));

        assertThat(booking.state().confirmationDeadline()).isEqualTo(START.minus(answered));
        assertThat(booking.status()).isEqualTo(BookingStatus.PENDING_CONFIRMATION);
    }

    @ParameterizedTest(name = "slot booked {0} before the start")
    @ValueSource(strings = {"PT1M", "PT0S", "PT-10M"})
    void nobodyIsAskedWhoCannotAnswerBeforeTheStart(Duration before) {
        Booking booking = BookingMother.confirmingManual();

        booking.slotBooked(1, BOOKED, START.minus(before));

        assertThat(booking.status()).isEqualTo(BookingStatus.CANCELLED);
        assertThat(booking.state().cancellation())
                .isEqualTo(new Cancellation(
                        Cancellation.By.PLATFORM, "There was no time left to ask before the start", 100, PRICE));
    }

    @Test
    void aHoldDoesNotEndBeforeItsDeadline() {
        Booking booking = BookingMother.in(BookingStatus.PENDING_PAYMENT);

        assertThat(booking.holdTimedOut(1, HOLD_UNTIL, HOLD_UNTIL.minusMillis(1))).isEqualTo(changed());
        assertThat(booking.holdTimedOut(1, HOLD_UNTIL.minusMillis(1), HOLD_UNTIL)).isInstanceOf(Outcome.Unchanged.class);
        assertThat(booking.status()).isEqualTo(BookingStatus.PENDING_PAYMENT);
    }

    @Test
    void paymentMayFailAndSucceedOnTheSameHold() {
        Booking booking = BookingMother.in(BookingStatus.PENDING_PAYMENT);

        booking.paymentFailed("pay_0", "declined", told(NOW));
        assertThat(booking.state().payment().status()).isEqualTo(PaymentStatus.FAILED);
        assertThat(booking.paymentCaptured("pay_1", PRICE, told(NOW))).isEqualTo(changed(new BookingEvent.Paid(PRICE, CONFIRMING_UNTIL)));
        booking.paymentFailed("pay_0", "declined", told(NOW));
        assertThat(booking.state().payment().status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @Test
    void anotherAmountThanIsOwedDoesNotPay() {
        Booking booking = BookingMother.in(BookingStatus.PENDING_PAYMENT);

        assertThat(booking.paymentCaptured("pay_1", new Money(1, "INR"), told(NOW))).isInstanceOf(Outcome.Unchanged.class);
        assertThat(booking.paymentCaptured("pay_1", new Money(150_000, "USD"), told(NOW))).isInstanceOf(Outcome.Unchanged.class);
        assertThat(booking.status()).isEqualTo(BookingStatus.PENDING_PAYMENT);
    }

    @ParameterizedTest
    @CsvSource({"amount-not-accepted, amount", "currency-not-accepted, currency", "something-new, order"})
    void whatTheProviderNeverTakesEndsTheBookingAtOnceAndSaysWhy(String code, String what) {
        Booking booking = BookingMother.in(BookingStatus.PENDING_PAYMENT);

        booking.paymentOrderRefused(1, code, NOW);

        assertThat(booking.status()).isEqualTo(BookingStatus.CANCELLED);
        assertThat(booking.state().cancellation())
                .isEqualTo(new Cancellation(
                        Cancellation.By.PLATFORM, "The payment provider does not accept this " + what, 100, NOTHING));
        assertThat(Timeline.of(booking))
                .filteredOn(entry -> entry.type().equals("booking.cancelled"))
                .extracting(Timeline.Entry::cause)
                .containsExactly("payment.order-refused");
    }

    @Test
    void captureAfterExpiryShowsInThePaymentAndRevivesNothing() {
        Booking booking = BookingMother.in(BookingStatus.EXPIRED);

        booking.paymentCaptured("pay_1", PRICE, told(HOLD_UNTIL));
        booking.paymentRefundRequested("pay_1", PRICE, told(NOW));
        booking.paymentRefunded("pay_1", "rfnd_1", PRICE, told(NOW));
        booking.paymentRefundRequested("pay_1", PRICE, told(NOW));

        assertThat(booking.status()).isEqualTo(BookingStatus.EXPIRED);
        assertThat(booking.state().payment().status()).isEqualTo(PaymentStatus.REFUNDED);
    }

    @Test
    void moneyThatCameBesideTheBookingTouchesNothingOfIt() {
        Booking booking = BookingMother.in(BookingStatus.PENDING_PAYMENT);
        var wrong = new Money(149_900, "INR");
        booking.paymentRefundRequested("pay_wrong", wrong, new Booking.Told("1", false, NOW, NOW));
        booking.paymentRefunded("pay_wrong", "rfnd_1", wrong, new Booking.Told("2", false, NOW, NOW));

        assertThat(booking.state().payment().status()).isEqualTo(PaymentStatus.CREATED);
        assertThat(booking.state().payment().kept()).isZero();
        assertThat(booking.paymentCaptured("pay_1", PRICE, told("3", NOW))).isEqualTo(changed(new BookingEvent.Paid(PRICE, CONFIRMING_UNTIL)));
        booking.paymentRefundFailed("pay_2", wrong, "closed", new Booking.Told("4", false, NOW, NOW));
        assertThat(booking.state().payment().status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(booking.state().payment().kept()).isEqualTo(150_000);
        assertThat(booking.state().payment().refunds()).isEmpty();
    }

    @Test
    void aRefundThatOvertakesItsCaptureCountsWithIt() {
        Booking booking = BookingMother.in(BookingStatus.EXPIRED);

        booking.paymentRefunded("pay_1", "rfnd_1", PRICE, told("2", NOW));
        assertThat(booking.state().payment().kept()).isZero();
        booking.paymentCaptured("pay_1", PRICE, told("1", NOW));

        assertThat(booking.state().payment().status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(booking.state().payment().kept()).isZero();
    }

    @Test
    void thePaymentStandsWhereItsRefundsDo() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);
        var part = new Money(50_000, "INR");
        booking.paymentRefundRequested("pay_1", part, told("1", NOW));
        assertThat(booking.state().payment().status()).isEqualTo(PaymentStatus.REFUND_PENDING);
        booking.paymentRefunded("pay_1", "rfnd_1", part, told("2", NOW));
        assertThat(booking.state().payment().status()).isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);
        booking.paymentRefundRequested("pay_1", part, told("3", NOW));
        assertThat(booking.state().payment().status()).isEqualTo(PaymentStatus.REFUND_PENDING);
        booking.paymentRefundFailed("pay_1", part, "closed", told("4", NOW));
        assertThat(booking.state().payment().status()).isEqualTo(PaymentStatus.REFUND_FAILED);
        booking.paymentRefunded("pay_1", "rfnd_2", part, told("5", NOW));
        assertThat(booking.state().payment().status()).isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);
        booking.paymentRefunded("pay_1", "rfnd_3", part, told("6", NOW));
        assertThat(booking.state().payment().status()).isEqualTo(PaymentStatus.REFUNDED);
    }

    @Test
    void triesThatFailAreForgottenBeforeTheDocumentGrows() {
        Booking booking = BookingMother.in(BookingStatus.PENDING_PAYMENT);
        for (int i = 0; i < 500; i++) {
            booking.paymentFailed("pay_" + i, "declined", told("failed-" + i, NOW));
        }
        booking.paymentCaptured("pay_good", PRICE, told("captured", NOW));

        assertThat(booking.state().payment().facts()).hasSize(200);
        assertThat(booking.state().payment().captures()).hasSize(1);
        assertThat(booking.state().payment().orderId()).isEqualTo("order_1");
    }

    @Test
    void aCaptureThatIsKnownBeforeTheHoldPaysAtOnce() {
        Booking booking = BookingMother.in(BookingStatus.REQUESTED);
        booking.paymentCaptured("pay_1", PRICE, told(NOW));

        assertThat(booking.slotReserved(1, HOLD_UNTIL, NOW, NOW)).isEqualTo(changed(new BookingEvent.Paid(PRICE, CONFIRMING_UNTIL)));
    }

    @Test
    void aLostSlotGivesEverythingBack() {
        Booking booking = BookingMother.in(BookingStatus.CANCELLED);

        assertThat(booking.state().cancellation())
                .isEqualTo(new Cancellation(Cancellation.By.PLATFORM, "BOOKED", 100, PRICE, null));
    }

    @Test
    void anEndThatOvertakesItsStartCompletesByTheTable() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);

        assertThat(booking.endReached(1, END, END))
                .isEqualTo(changed(new BookingEvent.Started(END), new BookingEvent.Completed(END)));
        assertThat(booking.state().history())
                .extracting(StatusChange::status)
                .endsWith(BookingStatus.CONFIRMED, BookingStatus.IN_PROGRESS, BookingStatus.COMPLETED);
    }

    @Test
    void messagesAboutAnotherRevisionChangeNothing() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMING);

        assertThat(booking.slotLost(0, "BOOKED", NOW)).isInstanceOf(Outcome.Unchanged.class);
        assertThat(booking.slotBooked(2, BOOKED, NOW)).isInstanceOf(Outcome.Unchanged.class);
        assertThat(booking.status()).isEqualTo(BookingStatus.CONFIRMING);
    }

    @Test
    void theHistorySaysWhoMovedItAndWhy() {
        assertThat(BookingMother.in(BookingStatus.DECLINED).state().history())
                .extracting(StatusChange::status, StatusChange::triggeredBy, StatusChange::reason)
                .containsExactly(
                        tuple(BookingStatus.REQUESTED, TriggeredBy.CLIENT, null),
                        tuple(BookingStatus.PENDING_PAYMENT, TriggeredBy.AVAILABILITY, null),
                        tuple(BookingStatus.CONFIRMING, TriggeredBy.PAYMENT, null),
                        tuple(
                                BookingStatus.PENDING_CONFIRMATION, TriggeredBy.AVAILABILITY, null),
                        tuple(
                                BookingStatus.DECLINED, TriggeredBy.PROFESSIONAL, "On leave"));
    }

    private static Outcome changed(BookingEvent... events) {
        return new Outcome.Changed(List.of(events));
    }
}
