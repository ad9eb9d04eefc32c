package io.holdfast.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** When the demo's week is; that it happens is seen by an end-to-end test. */
class DemoWeekTest {

    @ParameterizedTest
    @CsvSource({
        "2026-12-01,0,2026-12-01", "2026-12-01,-1,2026-11-30", "2026-12-01,-2,2026-11-27", "2026-12-01,4,2026-12-07",
        // From a Saturday the next Monday is the day, and Friday was the last one.
        "2026-12-05,0,2026-12-07", "2026-12-05,-1,2026-12-04", "2026-12-06,1,2026-12-08"
    })
    void workingDaysAreCounted(LocalDate from, int days, LocalDate day) {
        assertThat(DemoWeek.workday(from, days)).isEqualTo(day);
    }

    @Test
    void itBeginsNoMoreThanTwoWeeksBack() {
        for (int day = 0; day < 14; day++) {
            Instant now = Instant.parse("2026-12-01T00:05:00Z").plus(Duration.ofDays(day));

            assertThat(DemoWeek.before(now)).isBetween(Duration.ofDays(6), Duration.ofDays(14));
        }
    }

    @Test
    void timeBeginsInThePastOnceAndIsNeverSetBack(@TempDir Path home) {
        Path file = home.resolve("clock");
        var clock = new PlatformClock(file);
        clock.beginBefore(Duration.ofDays(8));
        assertThat(Duration.between(clock.instant(), Instant.now())).isCloseTo(Duration.ofDays(8), Duration.ofMinutes(1));

        clock.advanceTo(clock.instant().plus(Duration.ofDays(3)));
        clock.advanceTo(clock.instant().minus(Duration.ofDays(1)));
        assertThat(clock.offset()).isCloseTo(Duration.ofDays(-5), Duration.ofMinutes(1));
        assertThatThrownBy(() -> clock.beginBefore(Duration.ofDays(1))).hasMessageContaining("has begun");

        // Ended meanwhile, and started again.
        var again = new PlatformClock(file);
        again.catchUp();
        assertThat(again.offset()).isZero();
        again.advance(Duration.ofHours(1));
        again.catchUp();
        assertThat(again.offset()).isEqualTo(Duration.ofHours(1));
        assertThat(Files.exists(file)).isTrue();
    }

    @Test
    void oneCanBeginWithoutIt() {
        assertThat(PlatformSettings.fromEnvironment(Map.of()).demoWeek()).isTrue();
        assertThat(PlatformSettings.fromEnvironment(Map.of("HOLDFAST_DEMO_WEEK", "false")).demoWeek()).isFalse();
        assertThatThrownBy(() -> PlatformSettings.fromEnvironment(Map.of("HOLDFAST_DEMO_WEEK", "perhaps")))
                .hasMessage("HOLDFAST_DEMO_WEEK must be true or false, not 'perhaps'.");
    }
}
