package io.holdfast.defaults.streams;

import io.holdfast.defaults.access.TokenClaims;
import io.holdfast.defaults.signals.Signals;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Live streams, where a service has signals to follow. */
@AutoConfiguration(afterName = "io.holdfast.defaults.signals.SignalsAutoConfiguration")
@ConditionalOnBean(Signals.class)
@EnableConfigurationProperties(StreamSettings.class)
class StreamsAutoConfiguration {

    @Bean
    LiveStreams liveStreams(Signals signals, StreamSettings settings, TokenClaims claims) {
        return new LiveStreams(signals, settings, claims);
    }
}
