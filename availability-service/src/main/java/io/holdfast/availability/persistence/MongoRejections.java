package io.holdfast.availability.persistence;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.Rejection;
import io.holdfast.availability.domain.Rejections;
import io.holdfast.availability.domain.SlotEvent;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.availability.publishing.SlotEventTranslator;
import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.OptimisticRetry;
import io.holdfast.messaging.Relay;
import io.holdfast.messaging.mongo.Documents;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

@Component
class MongoRejections implements Rejections {

    private final Documents<RejectionDocument> documents;
    private final EventWriter events;
    private final SlotEventTranslator translator;
    private final Clock clock;

    MongoRejections(
            MongoOperations mongo, Relay relay, EventWriter events, SlotEventTranslator translator, Clock clock) {
        this.clock = clock;
        this.documents = new Documents<>(mongo, relay, RejectionDocument.class);
        this.events = events;
        this.translator = translator;
    }

    @Override
    public Optional<Rejection> find(TenantId tenant, BookingRevision booking, int attempt) {
        return documents.find(RejectionDocument.idOf(tenant, booking, attempt)).map(RejectionDocument::toDomain);
    }

    @Override
    public void answer(TenantId tenant, Rejection rejection, SlotEvent answer) {
        OptimisticRetry.decide(() -> {
            RejectionDocument document = documents
                    .find(RejectionDocument.idOf(tenant, rejection.booking(), rejection.attempt()))
                    .orElseGet(() -> RejectionDocument.of(tenant, rejection, clock.instant()));
            return documents.save(document.with(
                    events.append(document.outbox(), tenant.value(), List.of(translator.toWire(answer)))));
        });
    }
}
