package io.holdfast.scheduler.work;

import java.time.Clock;

import io.holdfast.defaults.work.DueDocuments;
import io.holdfast.defaults.work.DueWork;
import io.holdfast.messaging.mongo.Aggregates;
import io.holdfast.scheduler.application.FireTimers;
import io.holdfast.scheduler.domain.Agenda;
import io.holdfast.scheduler.domain.TimerFired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;

/** Fires timers when they are due: near ones from memory, the rest found by looking into the store. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FiringSettings.class)
class TimerWork {

    @Bean
    DueWork timers(
            Clock clock,
            FiringSettings settings,
            MongoOperations mongo,
            Aggregates<Agenda, TimerFired, ?> agendas,
            FireTimers fireTimers) {
        var work = new DueWork(
                "timers",
                clock,
                settings.lookInterval(),
                settings.atOnce(),
                new DueDocuments(mongo, agendas.collection(), "dueAt"),
                fireTimers::fire);
        agendas.afterCommit(decided -> {
            Agenda agenda = decided.after();
            agenda.nextDue().ifPresent(due -> work.schedule(agenda.bookingId(), due));
        });
        return work;
    }
}
