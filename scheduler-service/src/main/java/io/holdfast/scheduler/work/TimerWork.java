package io.holdfast.scheduler.work;

import io.holdfast.defaults.work.DueWork;
import io.holdfast.defaults.work.DueWorkFactory;
import io.holdfast.messaging.mongo.Aggregates;
import io.holdfast.scheduler.application.FireTimers;
import io.holdfast.scheduler.domain.Agenda;
import io.holdfast.scheduler.domain.TimerFired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Fires timers when they are due: near ones from memory, the rest found by looking into the store. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FiringSettings.class)
class TimerWork {

    @Bean
    DueWork timers(
            DueWorkFactory work, FiringSettings settings, Aggregates<Agenda, TimerFired, ?> agendas, FireTimers fireTimers) {
        return work.named("timers", settings.lookInterval(), settings.atOnce())
                .of(agendas, "dueAt", agenda -> agenda.nextDue().orElse(null), fireTimers::fire);
    }
}
