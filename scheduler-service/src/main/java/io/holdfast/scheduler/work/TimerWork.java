package io.holdfast.scheduler.work;

import java.util.List;

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
                .together(settings.together())
                .of(agendas, "dueAt", agenda -> agenda.nextDue().orElse(null), new Firing(fireTimers));
    }

    private record Firing(FireTimers fireTimers) implements DueWork.Action {

        @Override
        public void perform(String bookingId) {
            fireTimers.fire(bookingId);
        }

        @Override
        public void performAll(List<String> bookingIds) {
            fireTimers.fireAll(bookingIds);
        }
    }
}
