package io.holdfast.availability.persistence;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.holdfast.availability.domain.CalendarDay;
import io.holdfast.availability.domain.CalendarDays;
import io.holdfast.availability.domain.DayId;
import io.holdfast.availability.domain.Decision;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.availability.publishing.SlotEventTranslator;
import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.OptimisticRetry;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.Relay;
import io.holdfast.messaging.mongo.Documents;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

@Component
class MongoCalendarDays implements CalendarDays {

    private final Documents<CalendarDayDocument> documents;
    private final MongoOperations mongo;
    private final EventWriter events;
    private final SlotEventTranslator translator;
    private final DayLocks locks = new DayLocks();

    MongoCalendarDays(MongoOperations mongo, Relay relay, EventWriter events, SlotEventTranslator translator) {
        this.documents = new Documents<>(mongo, relay, CalendarDayDocument.class);
        this.mongo = mongo;
        this.events = events;
        this.translator = translator;
    }

    @Override
    public CalendarDay find(DayId id) {
        return documents.find(id.value()).map(found -> found.toDomain(id)).orElseGet(() -> CalendarDay.empty(id));
    }

    @Override
    public Map<LocalDate, CalendarDay> findAll(
            TenantId tenant, ProfessionalId professional, Collection<LocalDate> dates) {
        var days = new LinkedHashMap<LocalDate, CalendarDay>();
        var ids = new LinkedHashMap<String, DayId>();
        for (LocalDate date : dates) {
            var id = new DayId(tenant, professional, date);
            ids.put(id.value(), id);
            days.put(date, CalendarDay.empty(id));
        }
        if (!ids.isEmpty()) {
            // A filter on the _id alone is served from its index by the embedded server too.
            List<CalendarDayDocument> found =
                    mongo.find(Query.query(Criteria.where("_id").in(ids.keySet())), CalendarDayDocument.class);
            for (CalendarDayDocument document : found) {
                DayId id = ids.get(document.id());
                if (id != null) {
                    days.put(id.date(), document.toDomain(id));
                }
            }
        }
        return days;
    }

    @Override
    public Decision change(DayId id, Function<CalendarDay, Decision> decide) {
        return locks.holding(id.value(), () -> OptimisticRetry.decide(() -> changeOnce(id, decide)));
    }

    private Decision changeOnce(DayId id, Function<CalendarDay, Decision> decide) {
        Optional<CalendarDayDocument> loaded = documents.find(id.value());
        CalendarDay before = loaded.map(found -> found.toDomain(id)).orElseGet(() -> CalendarDay.empty(id));
        Decision decision = decide.apply(before);
        if (decision.events().isEmpty() && decision.day().equals(before)) {
            loaded.ifPresent(documents::nudge);
            return decision;
        }
        Outbox outbox = events.append(
                loaded.map(CalendarDayDocument::outbox).orElse(Outbox.EMPTY),
                id.tenant().value(),
                decision.events().stream().map(translator::toWire).toList());
        documents.save(CalendarDayDocument.of(
                decision.day(), loaded.map(CalendarDayDocument::version).orElse(null), outbox));
        return decision;
    }
}
