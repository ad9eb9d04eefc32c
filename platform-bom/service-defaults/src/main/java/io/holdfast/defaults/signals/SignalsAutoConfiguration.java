package io.holdfast.defaults.signals;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Redis and the signals over it, where a service has an address for it. */
@AutoConfiguration
@ConditionalOnProperty("holdfast.redis.uri")
class SignalsAutoConfiguration {

    @Bean
    Redis redis(@Value("${holdfast.redis.uri}") String uri) {
        return new Redis(uri);
    }

    @Bean
    @ConditionalOnMissingBean
    Signals signals(Redis redis, @Value("${spring.application.name}") String service) {
        return new RedisSignals(redis, "holdfast:signals:" + service);
    }
}
