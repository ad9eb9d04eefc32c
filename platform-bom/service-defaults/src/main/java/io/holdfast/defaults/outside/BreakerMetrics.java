package io.holdfast.defaults.outside;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** {@code holdfast.breaker.open}: whether a service outside is left alone, by breaker. */
public final class BreakerMetrics {

    private static final double TRYING = 0.5;

    private BreakerMetrics() {}

    /** Measures all that the registry has, and will have. */
    public static void bind(CircuitBreakerRegistry breakers, MeterRegistry metrics) {
        breakers.getAllCircuitBreakers().forEach(breaker -> bind(breaker, metrics));
        breakers.getEventPublisher().onEntryAdded(added -> bind(added.getAddedEntry(), metrics));
    }

    public static void bind(CircuitBreaker breaker, MeterRegistry metrics) {
        Gauge.builder("holdfast.breaker.open", breaker, BreakerMetrics::valueOf)
                .description("Whether a service outside is left alone: 1, or 0.5 while it is tried again, or 0")
                .tag("breaker", breaker.getName())
                .register(metrics);
    }

    private static double valueOf(CircuitBreaker breaker) {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> 1;
            case HALF_OPEN -> TRYING;
            case CLOSED, DISABLED, METRICS_ONLY -> 0;
        };
    }
}
