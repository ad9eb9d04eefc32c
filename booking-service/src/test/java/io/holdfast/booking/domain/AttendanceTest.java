package io.holdfast.booking.domain;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static io.holdfast.booking.domain.BookingMother.END;
import static io.holdfast.booking.domain.BookingMother.NOW;
import static io.holdfast.booking.domain.BookingMother.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class AttendanceTest {

    @Test
    void nobodyIsAbsentBeforeTheStart() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);

        assertThat(booking.noShow(TriggeredBy.PROFESSIONAL, null, START.minusMillis(1)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, refused -> assertThat(refused.code()).isEqualTo("not-started"));
        assertThat(booking.noShow(TriggeredBy.PROFESSIONAL, null, START)).isInstanceOf(Outcome.Changed.class);
    }

    @Test
    void attendanceCanBeCorrectedForSevenDays() {
        Booking booking = BookingMother.in(BookingStatus.COMPLETED);
        Instant last = END.plus(Duration.ofDays(7));

        booking.noShow(TriggeredBy.PROFESSIONAL, "Nobody came", END.plus(Duration.ofDays(3)));
        assertThat(booking.state().review().status()).isEqualTo(ReviewStatus.NONE);
        assertThat(booking.state().completedAt()).isNull();
        booking.complete(TriggeredBy.ADMIN, "They did", last);

        assertThat(booking.noShow(TriggeredBy.ADMIN, null, last.plusMillis(1)))
                .isEqualTo(new Outcome.Refused(
                        Outcome.Because.RULE, "correction-window", "Attendance can be corrected within 7 days."));
        assertThat(booking.state().history()).extracting(StatusChange::status, StatusChange::reason)
                .endsWith(
                        tuple(BookingStatus.NO_SHOW, "Nobody came"),
                        tuple(BookingStatus.COMPLETED, "They did"));
    }

    @Test
    void aReviewIsTakenOnceAndNobodySaysThatItWasAskedFor() {
        Booking booking = BookingMother.in(BookingStatus.COMPLETED);
        assertThat(booking.state().review().status()).isEqualTo(ReviewStatus.NONE);

        booking.review(4, "Good", END);

        assertThat(booking.state().review()).isEqualTo(Review.submitted(4, "Good", END));
        assertThat(booking.review(1, "Bad", END))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, refused -> assertThat(refused.code()).isEqualTo("already-reviewed"));
        booking.noShow(TriggeredBy.ADMIN, null, END);
        assertThat(booking.state().review().rating()).isEqualTo(4);
    }

    @Test
    void attendanceIsCorrectedFiveTimesAtMost() {
        Booking booking = BookingMother.in(BookingStatus.COMPLETED);
        for (int i = 0; i < 5; i++) {
            assertThat(i % 2 == 0
                            ? booking.noShow(TriggeredBy.PROFESSIONAL, null, END)
                            : booking.complete(TriggeredBy.PROFESSIONAL, null, END))
                    .isInstanceOf(Outcome.Changed.class);
        }

        assertThat(booking.complete(TriggeredBy.ADMIN, null, END))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, refused -> assertThat(refused.code()).isEqualTo("correction-limit"));
    }

    @Test
    void keysAreRememberedForADayAndNotForEver() {
        Booking booking = BookingMother.in(BookingStatus.CONFIRMED);
        booking.remember(new HandledCommand("first", "request", NOW));

        assertThat(booking.handled("first", NOW.plus(Duration.ofHours(24)).minusMillis(1))).isPresent();
        assertThat(booking.handled("first", NOW.plus(Duration.ofHours(24)))).isEmpty();
        for (int i = 0; i < 100; i++) {
            booking.remember(new HandledCommand("key " + i, "request", NOW));
        }
        assertThat(booking.state().handled()).hasSize(70);
    }
}
