package io.holdfast.availability.persistence;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.Professionals;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.availability.publishing.ScheduleTranslator;
import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.OptimisticRetry;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.Relay;
import io.holdfast.messaging.mongo.Documents;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

@Component
class MongoProfessionals implements Professionals {

    private final Documents<ProfessionalDocument> documents;
    private final EventWriter events;
    private final ScheduleTranslator translator;
    private final CalendarSignals signals;
    private final Clock clock;

    MongoProfessionals(
            MongoOperations mongo,
            Relay relay,
            EventWriter events,
            ScheduleTranslator translator,
            CalendarSignals signals,
            Clock clock) {
        this.documents = new Documents<>(mongo, relay, ProfessionalDocument.class);
        this.events = events;
        this.translator = translator;
        this.signals = signals;
        this.clock = clock;
    }

    @Override
    public Optional<Professional> find(TenantId tenant, ProfessionalId id) {
        return documents.find(ProfessionalDocument.idOf(tenant, id)).map(ProfessionalDocument::toDomain);
    }

    @Override
    public void learn(
            TenantId tenant,
            ProfessionalId id,
            long sequence,
            Function<Optional<Professional>, Optional<Professional>> change) {
        OptimisticRetry.decide(() -> {
            Optional<ProfessionalDocument> known = documents.find(ProfessionalDocument.idOf(tenant, id));
            if (known.isEmpty() || known.get().sequence() < sequence) {
                change.apply(known.map(ProfessionalDocument::toDomain))
                        .ifPresent(professional -> store(tenant, known, professional, sequence));
            }
            return known;
        });
        signals.changed(tenant, id);
    }

    @Override
    public Optional<Professional> change(
            TenantId tenant, ProfessionalId id, Function<Professional, Professional> change) {
        Optional<Professional> changed = OptimisticRetry.decide(() -> {
            Optional<ProfessionalDocument> known = documents.find(ProfessionalDocument.idOf(tenant, id));
            return known.map(document -> {
                Professional before = document.toDomain();
                Professional after = change.apply(before);
                if (!after.equals(before)) {
                    store(tenant, known, after, document.sequence());
                }
                return after;
            });
        });
        signals.changed(tenant, id);
        return changed;
    }

    private void store(
            TenantId tenant, Optional<ProfessionalDocument> known, Professional professional, long sequence) {
        Outbox outbox = known.map(ProfessionalDocument::outbox).orElse(Outbox.EMPTY);
        boolean scheduled = known.map(ProfessionalDocument::toDomain)
                .filter(before -> before.schedule().equals(professional.schedule()))
                .isEmpty();
        if (scheduled) {
            outbox = events.append(
                    outbox, tenant.value(), List.of(translator.changed(professional, clock.instant())));
        }
        documents.save(ProfessionalDocument.of(
                tenant, professional, sequence, known.map(ProfessionalDocument::version).orElse(null), outbox));
    }
}
