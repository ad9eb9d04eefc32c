package io.holdfast.scheduler.domain;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TimerTest {

    private static final Instant DUE = Instant.parse("2026-12-01T10:15:00Z");
    private static final TimerId ID = new TimerId("booking-1", TimerKind.HOLD, 1);

    @ParameterizedTest(name = "{0} and {1} gives {2}")
    @CsvSource(delimiter = '|', textBlock = """
            ARMED     | arm           | nothing
            ARMED     | withdraw      | WITHDRAWN
            ARMED     | fire too soon | nothing
            ARMED     | fire in time  | FIRED
            ARMED     | fire late     | FIRED
            FIRED     | arm           | nothing
            FIRED     | withdraw      | nothing
            FIRED     | fire too soon | nothing
            FIRED     | fire in time  | nothing
            FIRED     | fire late     | nothing
            WITHDRAWN | arm           | nothing
            WITHDRAWN | withdraw      | nothing
            WITHDRAWN | fire too soon | nothing
            WITHDRAWN | fire in time  | nothing
            WITHDRAWN | fire late     | nothing
            """)
    void everyMessageIsDecidedInEveryStatus(TimerStatus status, String message, String becomes) {
        Timer timer = new Timer(ID, "demo", status, DUE);

        Optional<Timer> decided = switch (message) {
            case "arm" -> timer.arm();
            case "withdraw" -> timer.withdraw();
            case "fire too soon" -> timer.fire(DUE.minusMillis(1));
            case "fire in time" -> timer.fire(DUE);
            case "fire late" -> timer.fire(DUE.plusSeconds(86_400));
            default -> throw new IllegalArgumentException(message);
        };

        assertThat(decided.map(after -> after.status().name()).orElse("nothing")).isEqualTo(becomes);
        decided.ifPresent(after -> {
            assertThat(after.id()).isEqualTo(ID);
            assertThat(after.tenantId()).isEqualTo("demo");
            assertThat(after.dueAt()).isEqualTo(DUE);
        });
    }

    @Test
    void timerThatWasWithdrawnBeforeItWasArmedStaysWithdrawn() {
        Timer timer = Timer.withdrawnBeforeArmed(ID, "demo");

        assertThat(timer.arm()).isEmpty();
        assertThat(timer.fire(Instant.MAX)).isEmpty();
        assertThat(timer.status()).isEqualTo(TimerStatus.WITHDRAWN);
    }

    @Test
    void partsOfAMillisecondDoNotMakeItFireEarly() {
        Timer timer = Timer.armed(ID, "demo", DUE.plusNanos(1));

        assertThat(timer.dueAt()).isEqualTo(DUE.plusMillis(1));
        assertThat(Timer.armed(ID, "demo", DUE).dueAt()).isEqualTo(DUE);
    }

    @Test
    void onlyAFiredTimerHasAnEvent() {
        assertThat(new Timer(ID, "demo", TimerStatus.FIRED, DUE).fired()).isEqualTo(new TimerFired(ID, "demo", DUE));
        assertThatThrownBy(() -> Timer.armed(ID, "demo", DUE).fired()).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource(TimerKind.class)
    void idIsDerivedFromItsCauseAndCanBeReadBack(TimerKind kind) {
        TimerId id = new TimerId("odd:booking:7", kind, 12);

        assertThat(id.value()).isEqualTo("odd:booking:7:" + kind + ":12");
        assertThat(TimerId.parse(id.value())).isEqualTo(id);
    }

    @Test
    void idNeedsABookingAndARevision() {
        assertThatThrownBy(() -> new TimerId(" ", TimerKind.END, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TimerId("b", TimerKind.END, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TimerId.parse("b")).isInstanceOf(IllegalArgumentException.class);
    }
}
