package io.holdfast.testsupport.scenario;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MovableClockTest {

    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

    private final MovableClock clock = new MovableClock(NOON);

    @Test
    void standsUntilItIsMoved() {
        assertThat(clock.instant()).isEqualTo(NOON);
        clock.advance(Duration.ofHours(1));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(3_600));
        clock.set(NOON.minusSeconds(1));
        assertThat(clock.instant()).isEqualTo(NOON.minusSeconds(1));
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void movesThatHappenTogetherAllCount() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            threads.invokeAll(IntStream.range(0, 10_000)
                    .mapToObj(i -> Executors.callable(() -> clock.advance(Duration.ofMillis(1))))
                    .toList());
        }
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(10));
    }

    @Test
    void inAnotherZoneItIsTheSameClock() {
        Clock kolkata = clock.withZone(ZoneId.of("Asia/Kolkata"));

        clock.advance(Duration.ofDays(1));

        assertThat(kolkata.instant()).isEqualTo(clock.instant());
        assertThat(kolkata.getZone()).isEqualTo(ZoneId.of("Asia/Kolkata"));
    }
}
