package io.holdfast.defaults.signals;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Signals over Redis, where a service has that. */
@AutoConfiguration(after = RedisAutoConfiguration.class)
@ConditionalOnBean(Redis.class)
class SignalsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Signals signals(Redis redis, @Value("${spring.application.name}") String service) {
        return new RedisSignals(redis, "holdfast:signals:" + service);
    }
}
