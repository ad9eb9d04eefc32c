package io.holdfast.availability.persistence;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

import io.holdfast.availability.domain.BusyCalendar;
import io.holdfast.availability.domain.BusyCalendars;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.messaging.OptimisticRetry;
import io.holdfast.messaging.aggregates.Page;
import io.holdfast.messaging.mongo.PageQuery;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** No event comes of a calendar by itself, only of the days on which it has something: these documents have no outbox. */
@Component
class MongoBusyCalendars implements BusyCalendars {

    private final MongoOperations mongo;
    private final List<Consumer<BusyCalendar>> afterSave = new CopyOnWriteArrayList<>();

    MongoBusyCalendars(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public Optional<BusyCalendar> find(TenantId tenant, ProfessionalId professional, String id) {
        return find(id).filter(calendar -> !calendar.isRemoved()
                && calendar.tenant().equals(tenant)
                && calendar.professional().equals(professional));
    }

    @Override
    public Optional<BusyCalendar> find(String id) {
        return Optional.ofNullable(mongo.findById(id, BusyCalendarDocument.class)).map(BusyCalendarDocument::toDomain);
    }

    @Override
    public Page<BusyCalendar> of(TenantId tenant, ProfessionalId professional, int page, int limit) {
        return PageQuery.find(mongo, thoseOf(tenant, professional), page, limit, BusyCalendarDocument.class)
                .map(BusyCalendarDocument::toDomain);
    }

    @Override
    public List<BusyCalendar> of(TenantId tenant, ProfessionalId professional) {
        return mongo.find(thoseOf(tenant, professional), BusyCalendarDocument.class).stream()
                .map(BusyCalendarDocument::toDomain)
                .toList();
    }

    private static Query thoseOf(TenantId tenant, ProfessionalId professional) {
        return Query.query(Criteria.where("tenantId").is(tenant.value())
                        .and("professionalId").is(professional.value())
                        .and("removed").is(false))
                .with(Sort.by("createdAt", "_id"));
    }

    @Override
    public boolean insert(BusyCalendar calendar) {
        try {
            mongo.insert(BusyCalendarDocument.of(calendar, null));
        } catch (DuplicateKeyException e) {
            return false;
        }
        afterSave.forEach(hook -> hook.accept(calendar));
        return true;
    }

    @Override
    public Optional<BusyCalendar> decide(String id, Function<BusyCalendar, Optional<BusyCalendar>> decision) {
        Optional<BusyCalendar> decided = OptimisticRetry.decide(() -> {
            BusyCalendarDocument loaded = mongo.findById(id, BusyCalendarDocument.class);
            if (loaded == null) {
                return Optional.empty();
            }
            Optional<BusyCalendar> next = decision.apply(loaded.toDomain());
            next.ifPresent(calendar -> mongo.save(BusyCalendarDocument.of(calendar, loaded.version())));
            return next;
        });
        decided.ifPresent(calendar -> afterSave.forEach(hook -> hook.accept(calendar)));
        return decided;
    }

    @Override
    public void delete(String id) {
        mongo.remove(Query.query(Criteria.where("_id").is(id)), BusyCalendarDocument.class);
    }

    @Override
    public void afterSave(Consumer<BusyCalendar> hook) {
        afterSave.add(hook);
    }
}
