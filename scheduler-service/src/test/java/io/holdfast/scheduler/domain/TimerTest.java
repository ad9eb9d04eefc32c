package io.holdfast.scheduler.domain;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TimerTest {

    private static final Instant DUE = Instant.parse("2026-12-01T10:15:00Z");

    @ParameterizedTest(name = "{0} and {1} gives {2}")
    @CsvSource(delimiter = '|', textBlock = """
            ARMED     | withdraw      | WITHDRAWN
            ARMED     | fire too soon | ARMED
            ARMED     | fire in time  | FIRED
            ARMED     | fire late     | FIRED
            FIRED     | withdraw      | FIRED
            FIRED     | fire too soon | FIRED
            FIRED     | fire in time  | FIRED
            FIRED     | fire late     | FIRED
            WITHDRAWN | withdraw      | WITHDRAWN
            WITHDRAWN | fire too soon | WITHDRAWN
            WITHDRAWN | fire in time  | WITHDRAWN
            WITHDRAWN | fire late     | WITHDRAWN
            """)
    void everyMessageIsDecidedInEveryStatus(TimerStatus status, String message, TimerStatus becomes) {
        Timer timer = new Timer(status, DUE);

        Timer decided = switch (message) {
            case "withdraw" -> timer.withdraw();
            case "fire too soon" -> timer.fire(DUE.minusMillis(1));
            case "fire in time" -> timer.fire(DUE);
            case "fire late" -> timer.fire(DUE.plusSeconds(86_400));
            default -> throw new IllegalArgumentException(message);
        };

        assertThat(decided).isEqualTo(new Timer(becomes, DUE));
    }

    @Test
    void timerThatWasWithdrawnBeforeItWasArmedNeverFires() {
        assertThat(Timer.NEVER.fire(Instant.MAX)).isEqualTo(Timer.NEVER);
        assertThat(Timer.NEVER.withdraw()).isEqualTo(Timer.NEVER);
    }

    @Test
    void partsOfAMillisecondDoNotMakeItFireEarly() {
        assertThat(Timer.armed(DUE.plusNanos(1)).dueAt()).isEqualTo(DUE.plusMillis(1));
        assertThat(Timer.armed(DUE).dueAt()).isEqualTo(DUE);
    }

    @Test
    void onlyATimerThatWasNeverArmedHasNoInstant() {
        assertThatThrownBy(() -> new Timer(TimerStatus.ARMED, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Timer(TimerStatus.FIRED, null)).isInstanceOf(IllegalArgumentException.class);
    }
}
