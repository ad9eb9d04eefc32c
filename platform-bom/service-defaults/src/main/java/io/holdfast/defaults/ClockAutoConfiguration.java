package io.holdfast.defaults;

import java.time.Clock;
import java.time.ZoneOffset;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** All code takes time from this clock; the embedded platform and tests bring one that can be moved. */
@AutoConfiguration
class ClockAutoConfiguration {

    /** Milliseconds, because that is what the store keeps. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }
}
