package io.holdfast.availability.persistence;

import java.time.Clock;
import java.util.Optional;

import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.Rejection;
import io.holdfast.availability.domain.Rejections;
import io.holdfast.availability.domain.SlotEvent;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.availability.events.Bodies;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.mongo.AggregateFactory;
import io.holdfast.messaging.mongo.AggregateMapping;
import io.holdfast.messaging.mongo.Aggregates;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

@Component
class MongoRejections implements Rejections {

    private final Aggregates<Rejection, SlotEvent, RejectionDocument> rejections;

    MongoRejections(Aggregates<Rejection, SlotEvent, RejectionDocument> rejections) {
        this.rejections = rejections;
    }

    @Bean
    static Aggregates<Rejection, SlotEvent, RejectionDocument> rejections(AggregateFactory aggregates, Clock clock) {
        return aggregates.of(RejectionDocument.class, new AggregateMapping<>(
                RejectionDocument::toDomain,
                (rejection, loaded, outbox) -> RejectionDocument.of(rejection, loaded, clock.instant(), outbox),
                rejection -> rejection.tenant().value(),
                (rejection, event) -> Bodies.of(event)));
    }

    @Override
    public Optional<Rejection> find(TenantId tenant, BookingRevision booking, int attempt) {
        return rejections.find(RejectionDocument.idOf(tenant, booking, attempt));
    }

    @Override
    public void answer(Rejection rejection, SlotEvent answer) {
        rejections.decideOrCreate(
                RejectionDocument.idOf(rejection.tenant(), rejection.booking(), rejection.attempt()),
                earlier -> Decision.changed(earlier.orElse(rejection), answer));
    }
}
