package io.holdfast.notification.outside;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.holdfast.defaults.outside.BreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The breakers of all channels, by their names. */
@Configuration(proxyBeanMethods = false)
class OutsideConfiguration {

    @Bean
    CircuitBreakerRegistry breakers(MeterRegistry metrics) {
        CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
        BreakerMetrics.bind(breakers, metrics);
        return breakers;
    }
}
