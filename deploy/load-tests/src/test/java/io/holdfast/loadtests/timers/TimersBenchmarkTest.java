package io.holdfast.loadtests.timers;

import java.time.Duration;
import java.util.List;

import io.holdfast.embedded.Servers;
import io.holdfast.loadtests.CpuTime;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import io.holdfast.testsupport.scenario.InTurn;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The benchmark measures what it says, with a few hundred timers; and nothing fires early, twice or never, also when
 * scheduler-service is killed in the middle. {@code -Dholdfast.kill.timers=2000} kills it among more.
 */
@InTurn(0)
class TimersBenchmarkTest {

    private static final int KILLED = Integer.getInteger("holdfast.kill.timers", 200);

    @Test
    void everyTimerFiresOnceAndNotEarlyAlsoWhenTheSchedulerIsKilled() throws Exception {
        Servers servers = Infrastructure.forTests();
        var benchmark = new TimersBenchmark(servers.mongodbUri(), servers.kafkaBootstrap(), CpuTime::ofThisProcess);

        List<TimersBenchmark.Figures> all =
                benchmark.run(new TimersBenchmark.Sizes(0, 100, Duration.ofSeconds(1), 100, KILLED));

        assertThat(all).hasSize(3).allSatisfy(figures -> {
            assertThat(figures.early()).as("early, %s", figures.name()).isZero();
            assertThat(figures.lost()).as("lost, %s", figures.name()).isZero();
            assertThat(figures.twice()).as("twice, %s", figures.name()).isZero();
            assertThat(figures.lateness().count()).as(figures.name()).isEqualTo(figures.timers());
        });
        // Some were left for the next one, or it was not in the middle.
        assertThat(all.getLast().whenKilled()).isBetween(1, KILLED - 1);
    }
}
