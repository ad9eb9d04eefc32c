package io.holdfast.defaults.metrics;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.holdfast.defaults.health.HealthPart.Status;
import io.holdfast.defaults.health.PartLooks;
import io.holdfast.messaging.LoopBean;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * {@code holdfast.part.up}: what admins see as system health, for machines. Looked at every 10 s, so that a scrape waits for nobody.
 */
final class PartMetrics extends LoopBean {

    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final double HALF = 0.5;

    private final PartLooks looks;
    // As many as there are beans.
    private final Map<String, Double> states = new ConcurrentHashMap<>();

    PartMetrics(PartLooks looks, MeterRegistry metrics) {
        super("part-metrics", LOOK);
        this.looks = looks;
        for (String part : looks.names()) {
            states.put(part, 1.0);
            Gauge.builder("holdfast.part.up", states, all -> all.getOrDefault(part, 0.0))
                    .description("Whether a part works: 1, or 0.5 when something is slower or waits, or 0")
                    .tag("part", part)
                    .register(metrics);
        }
    }

    @Override
    protected void goRound() throws InterruptedException {
        looks.look().forEach((part, status) -> states.put(part, valueOf(status)));
    }

    private static double valueOf(Status status) {
        return switch (status) {
            case UP -> 1;
            case DEGRADED -> HALF;
            case DOWN -> 0;
        };
    }
}
