package io.holdfast.scheduler.saga;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.holdfast.messaging.WireJson;
import io.holdfast.scheduler.SampleTimers;
import io.holdfast.scheduler.domain.Agenda;
import io.holdfast.scheduler.domain.Plan;
import io.holdfast.scheduler.domain.TenantId;
import io.holdfast.scheduler.domain.TimerKind;
import io.holdfast.scheduler.events.Bodies;
import io.holdfast.testsupport.contracts.ConsumedContracts;
import io.holdfast.testsupport.contracts.ProducedContracts;
import org.junit.jupiter.api.Test;

class ContractsTest {

    private static final Instant DUE = Instant.parse("2026-12-01T04:30:00Z");

    @Test
    void whatIsSaidIsPublished() {
        Agenda agenda = Agenda.opened("b7d1f0c2-6f0e-4a55-9a53-1d1f7a2c9e10", new TenantId("demo"));
        ProducedContracts.check("scheduler-service", Stream.of(TimerKind.values())
                .map(kind -> SampleTimers.pending(kind, DUE))
                .flatMap(timer -> agenda.follow(new Plan(1, DUE.minusSeconds(1), List.of(timer)))
                        .then(planned -> planned.fire(DUE))
                        .events()
                        .stream())
                .map(event -> Bodies.of(agenda, event)));
    }

    @Test
    void whatIsHeardIsSaid() {
        ConsumedContracts.check("scheduler-service", new SchedulerSaga(null, null).subscriptions().bodies(), WireJson::read);
    }
}
