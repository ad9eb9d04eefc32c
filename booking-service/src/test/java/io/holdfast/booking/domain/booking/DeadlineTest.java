package io.holdfast.booking.domain.booking;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.holdfast.booking.domain.Confirmation;
import io.holdfast.booking.domain.payment.Cancellation;
import io.holdfast.messaging.aggregates.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.holdfast.booking.domain.booking.BookingMother.BOOKED;
import static io.holdfast.booking.domain.booking.BookingMother.END;
import static io.holdfast.booking.domain.booking.BookingMother.HOLD_UNTIL;
import static io.holdfast.booking.domain.booking.BookingMother.NOW;
import static io.holdfast.booking.domain.booking.BookingMother.PRICE;
import static io.holdfast.booking.domain.booking.BookingMother.START;
import static io.holdfast.booking.domain.booking.BookingMother.completed;
import static io.holdfast.booking.domain.booking.BookingMother.timer;
import static io.holdfast.booking.domain.booking.Decisions.after;
import static io.holdfast.booking.domain.booking.Decisions.says;
import static org.assertj.core.api.Assertions.assertThat;

/** Whose clock counts. The timers in all states are in {@link BookingTableTest}. */
class DeadlineTest {

    private static final Duration HOLD = Duration.between(NOW, HOLD_UNTIL);

    @ParameterizedTest(name = "our clock {0} off the calendar''s")
    @ValueSource(strings = {"PT-5H", "PT-30S", "PT0S", "PT30S", "PT5H"})
    void aHoldLastsAsLongByOurClockAsByTheCalendars(Duration off) {
        Booking booking = BookingMother.requested(Confirmation.INSTANT, PRICE);
        Instant now = NOW.plus(off);
        booking = after(booking.slotReserved(1, HOLD_UNTIL, NOW, now));
        Instant end = now.plus(HOLD);

        assertThat(booking.overdue(end.minusMillis(1))).isInstanceOf(Decision.Unchanged.class);
        assertThat(booking.state().payment().holdUntil()).isEqualTo(HOLD_UNTIL);
        booking = says(timer(booking, 1, HOLD_UNTIL, end).holdTimedOut(), new BookingEvent.Expired());
    }

    @ParameterizedTest(name = "our clock {0} off the calendar''s, and no timer")
    @ValueSource(strings = {"PT-5H", "PT-30S", "PT0S", "PT30S", "PT5H"})
    void aHoldWhoseTimerNeverRingsEndsWithinAMinuteByTheLaterClock(Duration off) {
        Booking booking = BookingMother.requested(Confirmation.INSTANT, PRICE);
        Instant now = NOW.plus(off);
        booking = after(booking.slotReserved(1, HOLD_UNTIL, NOW, now));
        Instant end = off.isNegative() ? HOLD_UNTIL : now.plus(HOLD);

        assertThat(booking.overdue(end)).isInstanceOf(Decision.Unchanged.class);
        booking = says(booking.overdue(end.plusSeconds(60)), new BookingEvent.Expired());
    }

    @Test
    void aHoldThatIsHeardOfTooLateEndsWhenItsTimerRings() {
        Booking booking = BookingMother.requested(Confirmation.INSTANT, PRICE);
        Instant afterAnOutage = HOLD_UNTIL.plus(Duration.ofHours(1));
        booking = after(booking.slotReserved(1, HOLD_UNTIL, NOW, afterAnOutage));

        booking = says(timer(booking, 1, HOLD_UNTIL, afterAnOutage).holdTimedOut(), new BookingEvent.Expired());
    }

    @ParameterizedTest(name = "our clock {0} off the calendar''s")
    @ValueSource(strings = {"PT-5H", "PT0S", "PT5H"})
    void thePayerIsRemindedOnceAThirdOfTheHoldIsOver(Duration off) {
        Booking booking = BookingMother.requested(Confirmation.INSTANT, PRICE);
        Instant now = NOW.plus(off);
        Instant remindAt = NOW.plus(HOLD.dividedBy(3));
        booking = says(
                booking.slotReserved(1, HOLD_UNTIL, NOW, now), new BookingEvent.AwaitingPayment(HOLD_UNTIL, remindAt));

        Instant rang = remindAt.plus(off);
        booking = says(timer(booking, 1, remindAt, rang).holdReminderDue(), new BookingEvent.PaymentDue(HOLD_UNTIL));
        assertThat(timer(booking, 1, remindAt, rang).holdReminderDue()).isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void nobodyIsRemindedOfAHoldThatIsOver() {
        Booking booking = BookingMother.in(BookingStatus.PENDING_PAYMENT);

        assertThat(timer(booking, 1, NOW, HOLD_UNTIL).holdReminderDue()).isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void whoHasToAnswerIsRemindedOnceHalfOfTheTimeIsOver() {
        var decision = BookingMother.confirmingManual().slotBooked(1, BOOKED, NOW);

        says(decision, new BookingEvent.AwaitingConfirmation(NOW.plus(Duration.ofHours(24)), NOW.plus(Duration.ofHours(12))));
    }

    @Test
    void anEndThatRangBeforeTheStartIsKeptInMindUntilTheEnd() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);

        booking = after(timer(booking, 1, END, START).endReached());
        assertThat(booking.status()).isEqualTo(BookingStatus.IN_PROGRESS);

        assertThat(booking.overdueAt()).contains(END);
    }

    @Test
    void aMoveThatNobodyAnswersIsAskedForAgainLessAndLessOften() {
        Booking booking = BookingMother.moving();
        Reschedule asked = booking.state().rescheduling().last().orElseThrow();

        for (int minutes : List.of(5, 10, 20, 40, 80)) {
            Instant at = NOW.plus(Duration.ofMinutes(minutes));
            assertThat(booking.overdueAt()).contains(at);
            assertThat(booking.overdue(at.minusMillis(1))).isInstanceOf(Decision.Unchanged.class);
            booking = says(booking.overdue(at), new BookingEvent.RescheduleRequested(asked));
        }
        assertThat(booking.state().rescheduling().attempts()).containsExactly(asked);
    }

    @Test
    void aMoveThatNobodyAnsweredIsGivenUpWhenTheBookingIsOver() {
        Booking booking = BookingMother.moving();
        booking = after(timer(booking, 1, START, START).startReached());
        booking = after(timer(booking, 1, END, END).endReached());
        booking = after(booking.overdue(START));
        assertThat(booking.overdueAt()).contains(END);

        var rejected = booking.overdue(END);
        assertThat(rejected.events()).singleElement().isInstanceOf(BookingEvent.RescheduleRejected.class);
        booking = after(rejected);
        assertThat(booking.overdueAt()).contains(START);
        booking = says(booking.overdue(END), new BookingEvent.Started(END), completed(END));
    }

    @Test
    void aSlotThatIsBookedWhenItsTimeIsPastIsGivenBackInFull() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMING);

        booking = after(booking.slotBooked(1, BOOKED, END));

        assertThat(booking.status()).isEqualTo(BookingStatus.CANCELLED);
        assertThat(booking.state().cancellation())
                .isEqualTo(new Cancellation(
                        Cancellation.By.PLATFORM, "Its time had passed before it could be confirmed", 100, PRICE));
    }
}
