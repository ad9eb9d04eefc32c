package io.holdfast.matching.saga;

import java.time.DateTimeException;
import java.time.ZoneId;

import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.Professionals;
import io.holdfast.messaging.PoisonMessage;
import io.holdfast.messaging.ReceivedEvent;
import io.holdfast.messaging.Subscriptions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What this service listens to. Matching, which answers {@code booking.awaiting-match} with proposals to professionals,
 * comes later and gets its rows here.
 */
@Configuration(proxyBeanMethods = false)
class MatchingSaga {

    private final Professionals professionals;

    MatchingSaga(Professionals professionals) {
        this.professionals = professionals;
    }

    @Bean
    Subscriptions subscriptions() {
        return Subscriptions.of("matching-service").on("schedule.changed.v1", ScheduleChanged.class, this::followZone);
    }

    /** The zone belongs to the schedule; the profile shows it. */
    private void followZone(ReceivedEvent<ScheduleChanged> event) {
        ScheduleChanged changed = event.body();
        professionals.follow(
                new ProfessionalId(event.tenantId(), changed.professionalId()), changed.zone(), event.sequence());
    }

    /** {@code schedule.changed.v1}, as far as it is read here. */
    record ScheduleChanged(String professionalId, Hours schedule) {

        record Hours(String zone) {}

        ZoneId zone() {
            try {
                return ZoneId.of(schedule.zone());
            } catch (DateTimeException e) {
                throw new PoisonMessage("The schedule of " + professionalId + " is in no known zone: " + schedule.zone(), e);
            }
        }
    }
}
