package io.holdfast.booking.domain.booking;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static io.holdfast.booking.domain.booking.BookingMother.END;
import static io.holdfast.booking.domain.booking.BookingMother.NOW;
import static io.holdfast.booking.domain.booking.BookingMother.START;
import static io.holdfast.booking.domain.booking.BookingMother.completed;
import static io.holdfast.booking.domain.booking.Decisions.after;
import static io.holdfast.booking.domain.booking.Decisions.changes;
import static io.holdfast.booking.domain.booking.Decisions.refusal;
import static io.holdfast.booking.domain.booking.Decisions.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class AttendanceTest {

    @Test
    void nobodyIsAbsentBeforeTheStart() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);

        assertThat(refusal(booking.noShow(BookingMother.PROFESSIONAL, null, START.minusMillis(1))).code()).isEqualTo("not-started");
        booking = changes(booking.noShow(BookingMother.PROFESSIONAL, null, START));
    }

    @Test
    void attendanceCanBeCorrectedForSevenDays() {
        Booking booking = BookingMother.in(BookingStatus.COMPLETED);
        Instant last = END.plus(Duration.ofDays(7));

        booking = after(booking.noShow(BookingMother.PROFESSIONAL, "Nobody came", END.plus(Duration.ofDays(3))));
        assertThat(booking.state().review().status()).isEqualTo(Review.Status.CLOSED);
        assertThat(booking.state().completedAt()).isNull();
        booking = says(booking.complete(BookingMother.ADMIN, "They did", last), completed(last));
        assertThat(booking.state().review().status()).isEqualTo(Review.Status.REQUESTED);

        assertThat(refusal(booking.noShow(BookingMother.ADMIN, null, last.plusMillis(1))))
                .isEqualTo(CommandRefusal.rule("correction-window", "Attendance can be corrected within 7 days."));
        assertThat(booking.state().history()).extracting(StatusChange::status, StatusChange::reason)
                .endsWith(
                        tuple(BookingStatus.NO_SHOW, "Nobody came"),
                        tuple(BookingStatus.COMPLETED, "They did"));
    }

    @Test
    void aReviewIsAskedForAtCompletionAndTakenOnce() {
        Booking booking = BookingMother.in(BookingStatus.COMPLETED);
        assertThat(booking.state().review().status()).isEqualTo(Review.Status.REQUESTED);

        booking = after(booking.review(4, "Good", END));

        assertThat(booking.state().review()).isEqualTo(Review.submitted(4, "Good", END));
        assertThat(refusal(booking.review(1, "Bad", END)).code()).isEqualTo("already-reviewed");
        booking = after(booking.noShow(BookingMother.ADMIN, null, END));
        assertThat(booking.state().review().rating()).isEqualTo(4);
        booking = says(booking.complete(BookingMother.ADMIN, null, END), new BookingEvent.Completed(END, false, List.of()));
        assertThat(booking.state().review()).isEqualTo(Review.submitted(4, "Good", END));
    }

    @Test
    void aReviewIsAskedForUntilTheLastRoundAndTakenAfterwardsAllTheSame() {
        Booking booking = BookingMother.in(BookingStatus.COMPLETED);

        booking = after(booking.reviewRequestDue(1, false));
        assertThat(booking.state().review().status()).isEqualTo(Review.Status.REQUESTED);
        booking = after(booking.reviewRequestDue(1, true));
        assertThat(booking.state().review().status()).isEqualTo(Review.Status.CLOSED);
        booking = says(booking.review(5, null, END), new BookingEvent.Reviewed(5, END));

        assertThat(after(booking.reviewRequestDue(1, true)).state().review().status()).isEqualTo(Review.Status.SUBMITTED);
    }

    @Test
    void attendanceIsCorrectedFiveTimesAtMost() {
        Booking booking = BookingMother.in(BookingStatus.COMPLETED);
        for (int i = 0; i < 5; i++) {
            booking = changes(i % 2 == 0
                            ? booking.noShow(BookingMother.PROFESSIONAL, null, END)
                            : booking.complete(BookingMother.PROFESSIONAL, null, END));
        }

        assertThat(refusal(booking.complete(BookingMother.ADMIN, null, END)).code()).isEqualTo("correction-limit");
    }

    @Test
    void keysAreRememberedForADayAndNotForEver() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);
        booking = booking.remembering(new CommandLog.Handled("first", "request", NOW));

        CommandLog log = booking.state().commands();
        assertThat(log.find("first", NOW.plus(Duration.ofHours(24)).minusMillis(1))).isPresent();
        assertThat(log.find("first", NOW.plus(Duration.ofHours(24)))).isEmpty();
        for (int i = 0; i < 100; i++) {
            booking = booking.remembering(new CommandLog.Handled("key " + i, "request", NOW));
        }
        assertThat(booking.state().commands().commands()).hasSize(70);
    }
}
