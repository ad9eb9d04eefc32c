package io.holdfast.defaults;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.holdfast.messaging.Heartbeat;
import io.holdfast.messaging.LoopOwner;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class LoopsHealthTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Heartbeat loop = new Heartbeat("somebody's loop", Duration.ofSeconds(60), nanos::get);
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(LoopsHealth.class))
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
            .withBean(LoopOwner.class, () -> () -> List.of(loop));

    @Test
    void serviceIsNotAliveWhileAnyOfItsLoopsStandsStill() {
        runner.run(service -> {
            assertThat(status(service)).as("not begun").isEqualTo(Status.UP);
            loop.beat();
            pass(Duration.ofSeconds(60));
            assertThat(status(service)).isEqualTo(Status.UP);
            pass(Duration.ofMillis(1));
            assertThat(status(service)).isEqualTo(Status.DOWN);
            assertThat(service.getBean(HealthIndicator.class).health().getDetails()).containsOnlyKeys("somebody's loop");
            loop.beat();
            assertThat(status(service)).isEqualTo(Status.UP);
            pass(Duration.ofHours(1));
            loop.rest();
            assertThat(status(service)).as("ended on purpose").isEqualTo(Status.UP);
        });
    }

    @Test
    void failuresAreCounted() {
        runner.run(service -> {
            service.getBean(LoopsHealth.LoopMetrics.class).bind();
            loop.failed(new StackOverflowError("a bug"));
            loop.failed(new IllegalStateException("another"));
            loop.worked();
            loop.countFailure();
            assertThat(service.getBean(MeterRegistry.class)
                            .get("holdfast.loop.failures")
                            .tag("loop", "somebody's loop")
                            .functionCounter()
                            .count())
                    .isEqualTo(3);
        });
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static Status status(ApplicationContext service) {
        return service.getBean(HealthIndicator.class).health().getStatus();
    }
}
