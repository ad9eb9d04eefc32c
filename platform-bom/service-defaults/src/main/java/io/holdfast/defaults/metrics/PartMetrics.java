package io.holdfast.defaults.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.holdfast.defaults.health.HealthPart.Status;
import io.holdfast.defaults.health.PartLooks;
import io.holdfast.messaging.DaemonLoop;
import io.holdfast.messaging.Heartbeat;
import io.holdfast.messaging.LoopOwner;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.SmartLifecycle;

/**
 * {@code holdfast.part.up}: what admins see as system health, for machines. Looked at every 10 s, so that a scrape waits for nobody.
 */
final class PartMetrics implements LoopOwner, SmartLifecycle {

    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final double HALF = 0.5;

    private final PartLooks looks;
    private final Heartbeat heartbeat = new Heartbeat("part-metrics");
    private final DaemonLoop loop = new DaemonLoop(heartbeat, LOOK, this::look);
    // As many as there are beans.
    private final Map<String, Double> states = new ConcurrentHashMap<>();

    PartMetrics(PartLooks looks, MeterRegistry metrics) {
        this.looks = looks;
        for (String part : looks.names()) {
            states.put(part, 1.0);
            Gauge.builder("holdfast.part.up", states, all -> all.getOrDefault(part, 0.0))
                    .description("Whether a part works: 1, or 0.5 when something is slower or waits, or 0")
                    .tag("part", part)
                    .register(metrics);
        }
    }

    private void look() throws InterruptedException {
        looks.look().forEach((part, status) -> states.put(part, valueOf(status)));
    }

    private static double valueOf(Status status) {
        return switch (status) {
            case UP -> 1;
            case DEGRADED -> HALF;
            case DOWN -> 0;
        };
    }

    @Override
    public List<Heartbeat> heartbeats() {
        return List.of(heartbeat);
    }

    @Override
    public void start() {
        loop.start();
    }

    @Override
    public void stop() {
        loop.stop();
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }
}
