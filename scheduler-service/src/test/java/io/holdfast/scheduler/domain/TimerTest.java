package io.holdfast.scheduler.domain;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TimerTest {

    private static final Instant DUE = Instant.parse("2026-12-01T10:15:00Z");
    private static final String WHY = "Its event could not be made.";

    @ParameterizedTest(name = "{0} and {1} gives {2}")
    @CsvSource(delimiter = '|', textBlock = """
            PENDING   | withdraw      | WITHDRAWN
            PENDING   | skip          | SKIPPED
            PENDING   | fire too soon | PENDING
            PENDING   | fire in time  | COMPLETED
            PENDING   | fire late     | COMPLETED
            PENDING   | fail too soon | PENDING
            PENDING   | fail          | FAILED
            FAILED    | withdraw      | WITHDRAWN
            FAILED    | skip          | SKIPPED
            FAILED    | fire in time  | COMPLETED
            FAILED    | fail          | FAILED
            COMPLETED | withdraw      | COMPLETED
            COMPLETED | skip          | COMPLETED
            COMPLETED | fire late     | COMPLETED
            COMPLETED | fail          | COMPLETED
            WITHDRAWN | withdraw      | WITHDRAWN
            WITHDRAWN | skip          | WITHDRAWN
            WITHDRAWN | fire late     | WITHDRAWN
            WITHDRAWN | fail          | WITHDRAWN
            SKIPPED   | withdraw      | SKIPPED
            SKIPPED   | skip          | SKIPPED
            SKIPPED   | fire late     | SKIPPED
            SKIPPED   | fail          | SKIPPED
            """)
    void everyMessageIsDecidedInEveryStatus(TimerStatus status, String message, TimerStatus becomes) {
        Timer timer = timer(status);

        Timer decided = switch (message) {
            case "withdraw" -> timer.withdraw();
            case "skip" -> timer.skip();
            case "fire too soon" -> timer.fire(DUE.minusMillis(1));
            case "fire in time" -> timer.fire(DUE);
            case "fire late" -> timer.fire(DUE.plusSeconds(86_400));
            case "fail too soon" -> timer.fail(DUE.minusMillis(1), WHY);
            case "fail" -> timer.fail(DUE, WHY);
            default -> throw new IllegalArgumentException(message);
        };

        assertThat(decided.status()).isEqualTo(becomes);
        assertThat(decided.scheduledFor()).isEqualTo(DUE);
        if (status == becomes && status != TimerStatus.FAILED) {
            assertThat(decided).isEqualTo(timer);
        }
    }

    @Test
    void itSaysWhenItFired() {
        Instant late = DUE.plusMillis(3);

        assertThat(timer(TimerStatus.PENDING).fire(late).executedAt()).isEqualTo(late);
        assertThat(timer(TimerStatus.PENDING).fail(late, WHY).error()).isEqualTo(WHY);
        assertThat(timer(TimerStatus.FAILED).fire(late).error()).isNull();
        assertThat(timer(TimerStatus.PENDING).withdraw().executedAt()).isNull();
    }

    @Test
    void partsOfAMillisecondDoNotMakeItFireEarly() {
        assertThat(Timer.pending(TimerKind.HOLD, 1, DUE.plusNanos(1)).scheduledFor()).isEqualTo(DUE.plusMillis(1));
        assertThat(Timer.pending(TimerKind.HOLD, 1, DUE).scheduledFor()).isEqualTo(DUE);
    }

    @Test
    void theSameTimerIsOfOneKindRevisionAndOccasion() {
        Timer day = Timer.reminder(Duration.ofHours(24), 1, DUE);

        assertThat(day.scheduledFor()).isEqualTo(DUE.minus(Duration.ofHours(24)));
        assertThat(day.isSame(Timer.reminder(Duration.ofHours(24), 1, DUE.plusSeconds(1)))).isTrue();
        assertThat(day.isSame(Timer.reminder(Duration.ofHours(1), 1, DUE))).isFalse();
        assertThat(day.isSame(Timer.reminder(Duration.ofHours(24), 2, DUE))).isFalse();
        assertThat(round(1, false).isSame(round(1, true))).isTrue();
        assertThat(round(1, false).isSame(round(2, false))).isFalse();
    }

    @Test
    void whatMakesNoSenseIsNoTimer() {
        assertThatThrownBy(() -> Timer.pending(TimerKind.HOLD, 0, DUE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Timer.pending(TimerKind.REMINDER, 1, DUE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Timer.pending(TimerKind.END, new Occasion.Round(1, true), 1, DUE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Timer(TimerKind.END, Occasion.ONLY, 1, DUE, TimerStatus.FAILED, DUE, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Timer round(int number, boolean last) {
        return Timer.pending(TimerKind.REVIEW_REQUEST, new Occasion.Round(number, last), 1, DUE);
    }

    private static Timer timer(TimerStatus status) {
        return new Timer(
                TimerKind.REMINDER, new Occasion.Lead(Duration.ofHours(1)), 1, DUE, status, null,
                status == TimerStatus.FAILED ? WHY : null);
    }
}
