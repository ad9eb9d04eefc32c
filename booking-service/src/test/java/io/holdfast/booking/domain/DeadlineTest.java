package io.holdfast.booking.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.holdfast.booking.domain.BookingMother.BOOKED;
import static io.holdfast.booking.domain.BookingMother.END;
import static io.holdfast.booking.domain.BookingMother.HOLD_UNTIL;
import static io.holdfast.booking.domain.BookingMother.NOW;
import static io.holdfast.booking.domain.BookingMother.PRICE;
import static io.holdfast.booking.domain.BookingMother.START;
import static org.assertj.core.api.Assertions.assertThat;

/** Whose clock counts. The timers in all states are in {@link BookingTableTest}. */
class DeadlineTest {

    private static final Duration HOLD = Duration.between(NOW, HOLD_UNTIL);

    @ParameterizedTest(name = "our clock {0} off the calendar''s")
    @ValueSource(strings = {"PT-5H", "PT-30S", "PT0S", "PT30S", "PT5H"})
    void aHoldLastsAsLongByOurClockAsByTheCalendars(Duration off) {
        Booking booking = BookingMother.requested(Confirmation.INSTANT, PRICE);
        Instant now = NOW.plus(off);
        booking.slotReserved(1, HOLD_UNTIL, NOW, now);
        Instant end = now.plus(HOLD);

        assertThat(booking.overdue(end.minusMillis(1))).isInstanceOf(Outcome.Unchanged.class);
        assertThat(booking.state().payment().holdUntil()).isEqualTo(HOLD_UNTIL);
        assertThat(booking.holdTimedOut(1, HOLD_UNTIL, end)).isEqualTo(changed(new BookingEvent.Expired()));
    }

    @ParameterizedTest(name = "our clock {0} off the calendar''s, and no timer")
    @ValueSource(strings = {"PT-5H", "PT-30S", "PT0S", "PT30S", "PT5H"})
    void aHoldWhoseTimerNeverRingsEndsWithinAMinuteByTheLaterClock(Duration off) {
        Booking booking = BookingMother.requested(Confirmation.INSTANT, PRICE);
        Instant now = NOW.plus(off);
        booking.slotReserved(1, HOLD_UNTIL, NOW, now);
        Instant end = off.isNegative() ? HOLD_UNTIL : now.plus(HOLD);

        assertThat(booking.overdue(end)).isInstanceOf(Outcome.Unchanged.class);
        assertThat(booking.overdue(end.plusSeconds(60))).isEqualTo(changed(new BookingEvent.Expired()));
    }

    @Test
    void aHoldThatIsHeardOfTooLateEndsWhenItsTimerRings() {
        Booking booking = BookingMother.requested(Confirmation.INSTANT, PRICE);
        Instant afterAnOutage = HOLD_UNTIL.plus(Duration.ofHours(1));
        booking.slotReserved(1, HOLD_UNTIL, NOW, afterAnOutage);

        assertThat(booking.holdTimedOut(1, HOLD_UNTIL, afterAnOutage)).isEqualTo(changed(new BookingEvent.Expired()));
    }

    @Test
    void anEndThatRangBeforeTheStartIsKeptInMindUntilTheEnd() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);

        booking.endReached(1, END, START);
        assertThat(booking.status()).isEqualTo(BookingStatus.IN_PROGRESS);

        assertThat(booking.overdueAt()).contains(END);
    }

    @Test
    void aMoveThatNobodyAnswersIsAskedForAgainLessAndLessOften() {
        Booking booking = BookingMother.moving();
        Reschedule asked = booking.state().lastReschedule().orElseThrow();

        for (int minutes : List.of(5, 10, 20, 40, 80)) {
            Instant at = NOW.plus(Duration.ofMinutes(minutes));
            assertThat(booking.overdueAt()).contains(at);
            assertThat(booking.overdue(at.minusMillis(1))).isInstanceOf(Outcome.Unchanged.class);
            assertThat(booking.overdue(at)).isEqualTo(changed(new BookingEvent.RescheduleRequested(asked)));
        }
        assertThat(booking.state().reschedules()).containsExactly(asked);
    }

    @Test
    void aMoveThatNobodyAnsweredIsGivenUpWhenTheBookingIsOver() {
        Booking booking = BookingMother.moving();
        booking.startReached(1, START, START);
        booking.endReached(1, END, END);
        booking.overdue(START);
        assertThat(booking.overdueAt()).contains(END);

        assertThat(((Outcome.Changed) booking.overdue(END)).events())
                .singleElement()
                .isInstanceOf(BookingEvent.RescheduleRejected.class);
        assertThat(booking.overdueAt()).contains(START);
        assertThat(booking.overdue(END))
                .isEqualTo(changed(new BookingEvent.Started(END), new BookingEvent.Completed(END)));
    }

    @Test
    void aSlotThatIsBookedWhenItsTimeIsPastIsGivenBackInFull() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMING);

        booking.slotBooked(1, BOOKED, END);

        assertThat(booking.status()).isEqualTo(BookingStatus.CANCELLED);
        assertThat(booking.state().cancellation())
                .isEqualTo(new Cancellation(
                        Cancellation.By.PLATFORM, "Its time had passed before it could be confirmed", 100, PRICE));
    }

    private static Outcome changed(BookingEvent... events) {
        return new Outcome.Changed(List.of(events));
    }
}
