package io.holdfast.matching.persistence;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import io.holdfast.matching.domain.Professional;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.Professionals;
import io.holdfast.matching.domain.Profile;
import io.holdfast.matching.publishing.ProfessionalEventTranslator;
import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.OptimisticRetry;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.Relay;
import io.holdfast.messaging.mongo.Documents;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** One document per professional, found by its id; the list is read by tenant. */
@Repository
class MongoProfessionals implements Professionals {

    private final MongoOperations mongo;
    private final Documents<ProfessionalDocument> documents;
    private final EventWriter events;
    private final ProfessionalEventTranslator translator;

    MongoProfessionals(
            MongoOperations mongo, Relay relay, EventWriter events, ProfessionalEventTranslator translator) {
        this.mongo = mongo;
        this.documents = new Documents<>(mongo, relay, ProfessionalDocument.class);
        this.events = events;
        this.translator = translator;
    }

    @Override
    public Optional<Professional> find(ProfessionalId id) {
        return documents.find(ProfessionalDocument.idOf(id)).map(ProfessionalDocument::professional);
    }

    @Override
    public boolean put(ProfessionalId id, Function<@Nullable Professional, Profile> profile) {
        return OptimisticRetry.decide(() -> {
            Optional<ProfessionalDocument> loaded = documents.find(ProfessionalDocument.idOf(id));
            Professional stored = loaded.map(ProfessionalDocument::professional).orElse(null);
            Profile wanted = profile.apply(stored);
            Professional.Change change = stored == null ? Professional.register(id, wanted) : stored.replace(wanted);
            if (!change.events().isEmpty()) {
                save(change, loaded, loaded.map(ProfessionalDocument::createdBy).orElse(null));
            }
            return loaded.isEmpty();
        });
    }

    @Override
    public void follow(ProfessionalId id, ZoneId zone, long sequence) {
        OptimisticRetry.decide(() -> {
            Optional<ProfessionalDocument> loaded = documents.find(ProfessionalDocument.idOf(id));
            // Schedules begin with what is registered here, so one of nobody is of no professional of ours.
            loaded.filter(stored -> stored.isOlderThan(sequence)).ifPresent(stored -> {
                Professional.Change change = stored.professional().follow(zone);
                if (!change.events().isEmpty()) {
                    save(change, loaded, stored.createdBy(), sequence);
                }
            });
            return loaded;
        });
    }

    @Override
    public Optional<Professional> present(
            ProfessionalId id, Function<Professional, Profile.Presentation> presentation) {
        return OptimisticRetry.decide(() -> {
            Optional<ProfessionalDocument> loaded = documents.find(ProfessionalDocument.idOf(id));
            if (loaded.isEmpty()) {
                return Optional.empty();
            }
            Professional stored = loaded.get().professional();
            Professional.Change change = stored.replace(stored.profile().with(presentation.apply(stored)));
            if (!change.events().isEmpty()) {
                save(change, loaded, loaded.get().createdBy());
            }
            return Optional.of(change.after());
        });
    }

    @Override
    public boolean register(ProfessionalId id, Profile profile, @Nullable RequestKey cause) {
        return OptimisticRetry.decide(() -> {
            Optional<ProfessionalDocument> loaded = documents.find(ProfessionalDocument.idOf(id));
            if (loaded.isEmpty()) {
                save(Professional.register(id, profile), loaded, cause);
            }
            return loaded.isEmpty();
        });
    }

    @Override
    public Optional<Registered> registeredBy(String tenantId, List<String> keyIds) {
        return mongo.find(Query.query(Criteria.where("createdBy.id").in(keyIds)), ProfessionalDocument.class).stream()
                .filter(found -> found.tenantId().equals(tenantId))
                .flatMap(found -> Stream.ofNullable(found.createdBy())
                        .map(cause -> new Registered(found.professional(), cause)))
                .max(Comparator.comparing(
                        registered -> registered.cause().at(), Comparator.nullsFirst(Comparator.naturalOrder())));
    }

    @Override
    public Page active(String tenantId, @Nullable String offeringId, int page, int limit) {
        Criteria wanted = Criteria.where("tenantId").is(tenantId).and("active").is(true);
        if (offeringId != null) {
            wanted = wanted.and("offeringIds").is(offeringId);
        }
        long total = mongo.count(Query.query(wanted), ProfessionalDocument.class);
        long offset = (page - 1L) * limit;
        if (offset >= total) {
            // Also because Spring Data takes the offset for an int, by which a large one becomes none.
            return new Page(List.of(), total);
        }
        List<Professional> items = mongo
                .find(
                        Query.query(wanted)
                                .with(Sort.by("displayName", "professionalId"))
                                .skip(offset)
                                .limit(limit),
                        ProfessionalDocument.class)
                .stream()
                .map(ProfessionalDocument::professional)
                .toList();
        return new Page(items, total);
    }

    private void save(
            Professional.Change change, Optional<ProfessionalDocument> loaded, @Nullable RequestKey createdBy) {
        save(change, loaded, createdBy, loaded.map(ProfessionalDocument::scheduleSequence).orElse(null));
    }

    private void save(
            Professional.Change change,
            Optional<ProfessionalDocument> loaded,
            @Nullable RequestKey createdBy,
            @Nullable Long scheduleSequence) {
        Outbox outbox = events.append(
                loaded.map(ProfessionalDocument::outbox).orElse(Outbox.EMPTY),
                change.after().id().tenantId(),
                change.events().stream().map(translator::translate).toList());
        Long version = loaded.map(ProfessionalDocument::version).orElse(null);
        documents.save(ProfessionalDocument.of(change.after(), version, createdBy, scheduleSequence, outbox));
    }
}
