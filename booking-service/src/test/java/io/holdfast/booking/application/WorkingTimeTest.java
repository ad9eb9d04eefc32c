package io.holdfast.booking.application;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import io.holdfast.testsupport.scenario.MovableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WorkingTimeTest {

    private static final Duration NEEDED = Duration.ofSeconds(20);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-28T10:00:00Z"));
    private final AtomicLong nanos = new AtomicLong(-7);
    private final WorkingTime atWork = new WorkingTime(clock, NEEDED, nanos::get);

    @Test
    void itTakesAWhileAfterAStart() {
        pass(Duration.ofMillis(19_999));
        assertThat(atWork.isEnough()).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(atWork.isEnough()).isTrue();
    }

    @Test
    void itTakesAWhileAfterTheClockWasSetForward() {
        pass(NEEDED);
        clock.advance(Duration.ofHours(1));
        assertThat(atWork.isEnough()).isFalse();

        pass(NEEDED);
        assertThat(atWork.isEnough()).isTrue();
    }

    @Test
    void aClockThatIsSetBackOrCorrectedALittleIsNoJump() {
        pass(NEEDED);
        clock.advance(Duration.ofSeconds(5));
        assertThat(atWork.isEnough()).isTrue();
        clock.advance(Duration.ofHours(-3));
        assertThat(atWork.isEnough()).isTrue();
    }

    @Test
    void aLongTimeBetweenTwoLooksIsNoJump() {
        pass(Duration.ofDays(1));
        assertThat(atWork.isEnough()).isTrue();
    }

    @Test
    void whatPassedWhileWeWereAwayTakesAWhileAndNothingElseDoes() {
        Instant start = clock.instant();

        assertThat(atWork.isEnoughFor(start.minusMillis(1))).isFalse();
        assertThat(atWork.isEnoughFor(start)).isTrue();
        pass(NEEDED);
        assertThat(atWork.isEnoughFor(start.minusMillis(1))).isTrue();
    }

    private void pass(Duration time) {
        clock.advance(time);
        nanos.addAndGet(time.toNanos());
    }
}
