package io.holdfast.scheduler.persistence;

import java.time.Clock;

import io.holdfast.defaults.work.DueWork;
import io.holdfast.scheduler.application.FireTimers;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Fires timers when they are due: near ones from memory, the rest found by looking into the store. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FiringSettings.class)
class TimerFiring {

    @Bean
    DueWork timerWork(Clock clock, FiringSettings settings, MongoAgendas agendas, FireTimers fireTimers) {
        return new DueWork(
                "timers",
                clock,
                settings.lookInterval(),
                settings.atOnce(),
                agendas::dueBefore,
                fireTimers::fire);
    }
}
