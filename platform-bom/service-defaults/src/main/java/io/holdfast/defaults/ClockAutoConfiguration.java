package io.holdfast.defaults;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** All code takes time from this clock; the embedded platform and tests bring one that can be moved. */
@AutoConfiguration
class ClockAutoConfiguration {

    /**
     * Milliseconds, because that is what the store keeps.
     *
     * @param offset how far this instance's clock is ahead, negative when it is behind; so that tests can see what
     *               becomes of bookings where machines disagree about the time
     */
    @Bean
    @ConditionalOnMissingBean
    Clock clock(@Value("${holdfast.clock.offset:PT0S}") Duration offset) {
        Clock system = Clock.tickMillis(ZoneOffset.UTC);
        if (offset.isZero()) {
            return system;
        }
        LoggerFactory.getLogger(ClockAutoConfiguration.class)
                .warn("The clock of this instance is set off by {} (HOLDFAST_CLOCK_OFFSET)", offset);
        return Clock.offset(system, offset);
    }
}
