package io.holdfast.booking.domain.booking;

import java.time.Duration;
import java.time.Instant;

import io.holdfast.booking.domain.Confirmation;
import io.holdfast.booking.domain.ConfirmationPolicy;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.payment.Cancellation;
import io.holdfast.booking.domain.payment.PaymentStatus;
import io.holdfast.messaging.aggregates.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.holdfast.booking.domain.booking.BookingMother.BOOKED;
import static io.holdfast.booking.domain.booking.BookingMother.CONFIRMING_UNTIL;
import static io.holdfast.booking.domain.booking.BookingMother.END;
import static io.holdfast.booking.domain.booking.BookingMother.HOLD_UNTIL;
import static io.holdfast.booking.domain.booking.BookingMother.NOW;
import static io.holdfast.booking.domain.booking.BookingMother.PRICE;
import static io.holdfast.booking.domain.booking.BookingMother.START;
import static io.holdfast.booking.domain.booking.BookingMother.completed;
import static io.holdfast.booking.domain.booking.BookingMother.timer;
import static io.holdfast.booking.domain.booking.BookingMother.told;
import static io.holdfast.booking.domain.booking.Decisions.after;
import static io.holdfast.booking.domain.booking.Decisions.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class BookingTest {

    private static final Money NOTHING = Money.of(0, "INR");

    @Test
    void aFreeBookingSkipsPayment() {
        Booking booking = BookingMother.requested(Confirmation.INSTANT, NOTHING);

        booking = says(booking.slotReserved(1, HOLD_UNTIL, NOW, NOW), new BookingEvent.Paid(NOTHING, CONFIRMING_UNTIL));
        booking = says(booking.slotBooked(1, BOOKED, NOW), new BookingEvent.Confirmed(NOW));
        assertThat(booking.state().payment()).isNull();
    }

    @Test
    void aManualBookingWaitsADayForItsProfessional() {
        Booking booking = BookingMother.in(BookingStatus.PENDING_CONFIRMATION);

        Instant deadline = NOW.plus(Duration.ofHours(24));
        assertThat(booking.state().confirmationDeadline()).isEqualTo(deadline);
        booking = says(timer(booking, 1, deadline, deadline.minusSeconds(60)).confirmationTimedOut());
        assertThat(booking.status()).isEqualTo(BookingStatus.PENDING_CONFIRMATION);
        says(
                timer(booking, 1, deadline, deadline).confirmationTimedOut(),
                new BookingEvent.Declined("There was no answer in time", PRICE, TriggeredBy.SCHEDULER));
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

        booking = after(booking.slotBooked(1, BOOKED, START.minus(before)));

        assertThat(booking.state().confirmationDeadline()).isEqualTo(START.minus(answered));
        assertThat(booking.status()).isEqualTo(BookingStatus.PENDING_CONFIRMATION);
    }

    @ParameterizedTest(name = "slot booked {0} before the start")
    @ValueSource(strings = {"PT1M", "PT0S", "PT-10M"})
    void nobodyIsAskedWhoCannotAnswerBeforeTheStart(Duration before) {
        Booking booking = BookingMother.confirmingManual();

        booking = after(booking.slotBooked(1, BOOKED, START.minus(before)));

        assertThat(booking.status()).isEqualTo(BookingStatus.CANCELLED);
        assertThat(booking.state().cancellation())
                .isEqualTo(new Cancellation(
                        Cancellation.By.PLATFORM, "There was no time left to ask before the start", 100, PRICE));
    }

    @Test
    void aHoldDoesNotEndBeforeItsDeadline() {
        Booking booking = BookingMother.in(BookingStatus.PENDING_PAYMENT);

        booking = says(timer(booking, 1, HOLD_UNTIL, HOLD_UNTIL.minusMillis(1)).holdTimedOut());
        assertThat(timer(booking, 1, HOLD_UNTIL.minusMillis(1), HOLD_UNTIL).holdTimedOut()).isInstanceOf(Decision.Unchanged.class);
        assertThat(booking.status()).isEqualTo(BookingStatus.PENDING_PAYMENT);
    }

    @Test
    void paymentMayFailAndSucceedOnTheSameHold() {
        Booking booking = BookingMother.in(BookingStatus.PENDING_PAYMENT);

        booking = after(told(booking, NOW).failed("pay_0", "declined"));
        assertThat(booking.state().payment().status()).isEqualTo(PaymentStatus.FAILED);
        booking = says(told(booking, NOW).captured("pay_1", PRICE), new BookingEvent.Paid(PRICE, CONFIRMING_UNTIL));
        booking = after(told(booking, NOW).failed("pay_0", "declined"));
        assertThat(booking.state().payment().status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @Test
    void anotherAmountThanIsOwedDoesNotPay() {
        Booking booking = BookingMother.in(BookingStatus.PENDING_PAYMENT);

        assertThat(told(booking, NOW).captured("pay_1", Money.of(1, "INR"))).isInstanceOf(Decision.Unchanged.class);
        assertThat(told(booking, NOW).captured("pay_1", Money.of(150_000, "USD"))).isInstanceOf(Decision.Unchanged.class);
        assertThat(booking.status()).isEqualTo(BookingStatus.PENDING_PAYMENT);
    }

    @ParameterizedTest
    @CsvSource({"amount-not-accepted, amount", "currency-not-accepted, currency", "something-new, order"})
    void whatTheProviderNeverTakesEndsTheBookingAtOnceAndSaysWhy(String code, String what) {
        Booking booking = BookingMother.in(BookingStatus.PENDING_PAYMENT);

        booking = after(told(booking, NOW).orderRefused(1, code));

        assertThat(booking.status()).isEqualTo(BookingStatus.CANCELLED);
        assertThat(booking.state().cancellation())
                .isEqualTo(new Cancellation(
                        Cancellation.By.PLATFORM, "The payment provider does not accept this " + what, 100, NOTHING));
        assertThat(BookingMother.timelineOf(booking))
                .filteredOn(entry -> entry.type().equals("booking.cancelled"))
                .extracting(Timeline.Entry::cause)
                .containsExactly("payment.order-refused");
    }

    @Test
    void captureAfterExpiryShowsInThePaymentAndRevivesNothing() {
        Booking booking = BookingMother.in(BookingStatus.EXPIRED);

        booking = after(told(booking, HOLD_UNTIL).captured("pay_1", PRICE));
        booking = after(told(booking, NOW).refundRequested("pay_1", PRICE));
        booking = after(told(booking, NOW).refunded("pay_1", "rfnd_1", PRICE));
        booking = after(told(booking, NOW).refundRequested("pay_1", PRICE));

        assertThat(booking.status()).isEqualTo(BookingStatus.EXPIRED);
        assertThat(booking.state().payment().status()).isEqualTo(PaymentStatus.REFUNDED);
    }

    @Test
    void moneyThatCameBesideTheBookingTouchesNothingOfIt() {
        Booking booking = BookingMother.in(BookingStatus.PENDING_PAYMENT);
        var wrong = Money.of(149_900, "INR");
        booking = after(new PaymentMessage(booking, "1", false, NOW, NOW).refundRequested("pay_wrong", wrong));
        booking = after(new PaymentMessage(booking, "2", false, NOW, NOW).refunded("pay_wrong", "rfnd_1", wrong));

        assertThat(booking.state().payment().status()).isEqualTo(PaymentStatus.CREATED);
        assertThat(booking.state().payment().kept()).isZero();
        booking = says(told(booking, "3", NOW).captured("pay_1", PRICE), new BookingEvent.Paid(PRICE, CONFIRMING_UNTIL));
        booking = after(new PaymentMessage(booking, "4", false, NOW, NOW).refundFailed("pay_2", wrong, "closed"));
        assertThat(booking.state().payment().status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(booking.state().payment().kept()).isEqualTo(150_000);
        assertThat(booking.state().payment().refunds()).isEmpty();
    }

    @Test
    void aRefundThatOvertakesItsCaptureCountsWithIt() {
        Booking booking = BookingMother.in(BookingStatus.EXPIRED);

        booking = after(told(booking, "2", NOW).refunded("pay_1", "rfnd_1", PRICE));
        assertThat(booking.state().payment().kept()).isZero();
        booking = after(told(booking, "1", NOW).captured("pay_1", PRICE));

        assertThat(booking.state().payment().status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(booking.state().payment().kept()).isZero();
    }

    @Test
    void thePaymentStandsWhereItsRefundsDo() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);
        var part = Money.of(50_000, "INR");
        booking = after(told(booking, "1", NOW).refundRequested("pay_1", part));
        assertThat(booking.state().payment().status()).isEqualTo(PaymentStatus.REFUND_PENDING);
        booking = after(told(booking, "2", NOW).refunded("pay_1", "rfnd_1", part));
        assertThat(booking.state().payment().status()).isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);
        booking = after(told(booking, "3", NOW).refundRequested("pay_1", part));
        assertThat(booking.state().payment().status()).isEqualTo(PaymentStatus.REFUND_PENDING);
        booking = after(told(booking, "4", NOW).refundFailed("pay_1", part, "closed"));
        assertThat(booking.state().payment().status()).isEqualTo(PaymentStatus.REFUND_FAILED);
        booking = after(told(booking, "5", NOW).refunded("pay_1", "rfnd_2", part));
        assertThat(booking.state().payment().status()).isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);
        booking = after(told(booking, "6", NOW).refunded("pay_1", "rfnd_3", part));
        assertThat(booking.state().payment().status()).isEqualTo(PaymentStatus.REFUNDED);
    }

    @Test
    void triesThatFailAreForgottenBeforeTheDocumentGrows() {
        Booking booking = BookingMother.in(BookingStatus.PENDING_PAYMENT);
        for (int i = 0; i < 500; i++) {
            booking = after(told(booking, "failed-" + i, NOW).failed("pay_" + i, "declined"));
        }
        booking = after(told(booking, "captured", NOW).captured("pay_good", PRICE));

        assertThat(booking.state().payment().facts()).hasSize(200);
        assertThat(booking.state().payment().captures()).hasSize(1);
        assertThat(booking.state().payment().orderId()).isEqualTo("order_1");
    }

    @Test
    void aCaptureThatIsKnownBeforeTheHoldPaysAtOnce() {
        Booking booking = BookingMother.in(BookingStatus.REQUESTED);
        booking = after(told(booking, NOW).captured("pay_1", PRICE));

        booking = says(booking.slotReserved(1, HOLD_UNTIL, NOW, NOW), new BookingEvent.Paid(PRICE, CONFIRMING_UNTIL));
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

        booking = says(timer(booking, 1, END, END).endReached(), new BookingEvent.Started(END), completed(END));
        assertThat(booking.state().history())
                .extracting(StatusChange::status)
                .endsWith(BookingStatus.CONFIRMED, BookingStatus.IN_PROGRESS, BookingStatus.COMPLETED);
    }

    @Test
    void messagesAboutAnotherRevisionChangeNothing() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMING);

        assertThat(booking.slotLost(0, "BOOKED", NOW)).isInstanceOf(Decision.Unchanged.class);
        assertThat(booking.slotBooked(2, BOOKED, NOW)).isInstanceOf(Decision.Unchanged.class);
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
}
