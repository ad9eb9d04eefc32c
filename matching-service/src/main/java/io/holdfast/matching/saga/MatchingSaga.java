package io.holdfast.matching.saga;

import io.holdfast.messaging.Subscriptions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What this service listens to: nothing yet. Matching, which answers {@code booking.awaiting-match} with proposals to
 * professionals, comes later and gets its rows here. Until then the service only publishes professionals.
 */
@Configuration(proxyBeanMethods = false)
class MatchingSaga {

    @Bean
    Subscriptions subscriptions() {
        return Subscriptions.of("matching-service");
    }
}
