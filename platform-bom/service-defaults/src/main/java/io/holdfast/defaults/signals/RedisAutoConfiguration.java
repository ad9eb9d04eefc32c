package io.holdfast.defaults.signals;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Redis, where a service has an address for it. */
@AutoConfiguration
@ConditionalOnProperty("holdfast.redis.uri")
class RedisAutoConfiguration {

    @Bean
    Redis redis(@Value("${holdfast.redis.uri}") String uri, ObjectProvider<MeterRegistry> metrics) {
        var redis = new Redis(uri);
        metrics.ifAvailable(registry -> FunctionCounter.builder("holdfast.redis.losses", redis, Redis::losses)
                .description("how often Redis was found to be away, once for each time")
                .register(registry));
        return redis;
    }
}
