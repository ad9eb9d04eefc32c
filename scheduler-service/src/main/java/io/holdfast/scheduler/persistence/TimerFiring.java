package io.holdfast.scheduler.persistence;

import java.time.Clock;

import io.holdfast.defaults.work.DueWork;
import io.holdfast.scheduler.application.FireTimer;
import io.holdfast.scheduler.domain.TimerId;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Fires timers when they are due: near ones from memory, the rest found by looking into the store. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FiringSettings.class)
class TimerFiring {

    @Bean
    DueWork timerWork(Clock clock, FiringSettings settings, MongoTimers timers, FireTimer fireTimer) {
        return new DueWork(
                "timers",
                clock,
                settings.lookInterval(),
                settings.atOnce(),
                timers::dueBefore,
                id -> fireTimer.fire(TimerId.parse(id)));
    }
}
