package io.holdfast.availability.work;

import java.time.Clock;
import java.time.Duration;

import io.holdfast.availability.application.KeepTimeOff;
import io.holdfast.defaults.work.DueDocuments;
import io.holdfast.defaults.work.DueWork;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finishes time off that was left half done, because its process died or the store went away. */
@Configuration(proxyBeanMethods = false)
class TimeOffWork {

    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(30);

    @Bean
    DueWork timeOff(KeepTimeOff keepTimeOff, DueDocuments unfinishedTimeOff, Clock clock) {
        return new DueWork("time-off", clock, LOOK_INTERVAL, 1, unfinishedTimeOff, keepTimeOff::finish);
    }
}
