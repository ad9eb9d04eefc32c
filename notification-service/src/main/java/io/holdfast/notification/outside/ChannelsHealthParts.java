package io.holdfast.notification.outside;

import java.util.List;
import java.util.TreeMap;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.holdfast.defaults.health.HealthPart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whether mails, text messages and pushes can be handed over. What cannot waits in the store. */
@Configuration(proxyBeanMethods = false)
class ChannelsHealthParts {

    /** By itself, because an admin looks for it by this name. */
    @Bean
    HealthPart mailHealthPart(CircuitBreakerRegistry breakers) {
        return part("mail", breakers, List.of("smtp"));
    }

    @Bean
    HealthPart breakersHealthPart(CircuitBreakerRegistry breakers) {
        return part("breakers", breakers, List.of());
    }

    /** @param only those breakers; empty for all */
    private static HealthPart part(String name, CircuitBreakerRegistry breakers, List<String> only) {
        return new HealthPart() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public State look(String tenant) {
                var figures = new TreeMap<String, Object>();
                breakers.getAllCircuitBreakers().stream()
                        .filter(breaker -> only.isEmpty() || only.contains(breaker.getName()))
                        .forEach(breaker -> figures.put(breaker.getName(), breaker.getState().name()));
                List<String> away = breakers.getAllCircuitBreakers().stream()
                        .filter(breaker -> figures.containsKey(breaker.getName()) && isAway(breaker))
                        .map(CircuitBreaker::getName)
                        .sorted()
                        .toList();
                return away.isEmpty()
                        ? State.up(figures)
                        : new State(
                                Status.DEGRADED,
                                "The other side failed and is left alone for a while: " + String.join(", ", away)
                                        + ". Messages wait.",
                                figures);
            }
        };
    }

    private static boolean isAway(CircuitBreaker breaker) {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN, HALF_OPEN -> true;
            case CLOSED, DISABLED, METRICS_ONLY -> false;
        };
    }
}
