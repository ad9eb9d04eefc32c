package io.holdfast.availability.work;

import java.time.Duration;

import io.holdfast.availability.application.KeepTimeOff;
import io.holdfast.defaults.work.DueWork;
import io.holdfast.defaults.work.DueWorkFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finishes time off that was left half done, because its process died or the store went away. */
@Configuration(proxyBeanMethods = false)
class TimeOffWork {

    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(30);

    @Bean
    DueWork timeOff(DueWorkFactory work, KeepTimeOff keepTimeOff) {
        return work.named("time-off", LOOK_INTERVAL, 1).of("times_off", "dueAt", keepTimeOff::finish);
    }
}
