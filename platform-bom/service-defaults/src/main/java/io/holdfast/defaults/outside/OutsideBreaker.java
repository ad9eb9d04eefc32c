package io.holdfast.defaults.outside;

import java.time.Duration;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;

/**
 * When a service outside is left alone: after 5 failures in a row, for 60 s. In code, not by Resilience4j's auto-configuration:
 * that one needs AspectJ, which then looks at every bean of every service of the JVM (a fifth of the embedded platform's start).
 */
public final class OutsideBreaker {

    private static final int FAILURES = 5;
    private static final Duration STAYS_OPEN = Duration.ofSeconds(60);

    private OutsideBreaker() {}

    /**
     * The same for all; who makes one says besides what counts as a failure.
     *
     * @param trials how many calls try whether it is back
     */
    public static CircuitBreakerConfig.Builder config(int trials) {
        return CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(FAILURES)
                .minimumNumberOfCalls(FAILURES)
                .failureRateThreshold(100)
                .waitDurationInOpenState(STAYS_OPEN)
                .permittedNumberOfCallsInHalfOpenState(trials);
    }
}
