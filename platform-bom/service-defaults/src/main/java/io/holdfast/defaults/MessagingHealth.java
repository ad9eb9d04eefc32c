package io.holdfast.defaults;

import io.holdfast.messaging.Messaging;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** A service is ready when its events flow. */
@AutoConfiguration(afterName = "io.holdfast.messaging.kafka.MessagingAutoConfiguration")
@ConditionalOnBean(Messaging.class)
class MessagingHealth {

    @Bean
    HealthIndicator messagingHealthIndicator(Messaging messaging) {
        return () -> (messaging.isConsuming() ? Health.up() : Health.outOfService()).build();
    }
}
