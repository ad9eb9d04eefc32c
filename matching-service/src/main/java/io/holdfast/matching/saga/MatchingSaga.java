package io.holdfast.matching.saga;

import io.holdfast.matching.application.RateProfessional;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.Professionals;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.saga.Received.BookingReviewed;
import io.holdfast.matching.saga.Received.ScheduleChanged;
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
    private final RateProfessional rateProfessional;

    MatchingSaga(Professionals professionals, RateProfessional rateProfessional) {
        this.professionals = professionals;
        this.rateProfessional = rateProfessional;
    }

    @Bean
    Subscriptions subscriptions() {
        return Subscriptions.of("matching-service")
                .on("schedule.changed.v1", ScheduleChanged.class, this::followZone)
                .on("booking.reviewed.v1", BookingReviewed.class, event ->
                        rateProfessional.review(event.body().review(new TenantId(event.tenantId()))));
    }

    /** The zone belongs to the schedule; the profile shows it. One of nobody is of no professional of ours. */
    private void followZone(ReceivedEvent<ScheduleChanged> event) {
        ScheduleChanged changed = event.body();
        var id = new ProfessionalId(new TenantId(event.tenantId()), changed.professionalId());
        professionals.decide(id, stored -> stored.follow(changed.zone(), event.sequence()));
    }
}
