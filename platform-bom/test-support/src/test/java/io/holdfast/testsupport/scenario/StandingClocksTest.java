package io.holdfast.testsupport.scenario;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A test's clock goes on when what the test waits for does not come, and no other test's does. */
class StandingClocksTest {

    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

    @Test
    void whoWaitsLongSeesTheirClockGoOnAsTimePassesAndNoFurtherThanAMinute() {
        var clock = new MovableClock(NOON);
        var looked = new AtomicBoolean();

        await().until(() -> {
            // In the thread in which Awaitility looks.
            StandingClocks.goOn(29_999, "a fact");
            assertThat(clock.instant()).isEqualTo(NOON);
            StandingClocks.goOn(30_500, "a fact");
            StandingClocks.goOn(30_500, "a fact");
            assertThat(clock.instant()).isEqualTo(NOON.plusMillis(500));
            StandingClocks.goOn(32_000, "a fact");
            assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(2));
            StandingClocks.goOn(600_000, "a fact");
            assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(60));
            looked.set(true);
            return true;
        });
        assertThat(looked).isTrue();
    }

    @Test
    void whatOtherThreadsHaveMadeStands() {
        MovableClock others = CompletableFuture.supplyAsync(() -> new MovableClock(NOON)).join();
        var mine = new MovableClock(NOON);

        await().until(() -> {
            StandingClocks.goOn(31_000, "a fact");
            return true;
        });

        assertThat(mine.instant()).isEqualTo(NOON.plusSeconds(1));
        assertThat(others.instant()).isEqualTo(NOON);
    }
}
