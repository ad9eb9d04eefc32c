package io.holdfast.notification.outside;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The breakers of all channels, by their names. */
@Configuration(proxyBeanMethods = false)
class OutsideConfiguration {

    @Bean
    CircuitBreakerRegistry breakers() {
        return CircuitBreakerRegistry.ofDefaults();
    }
}
