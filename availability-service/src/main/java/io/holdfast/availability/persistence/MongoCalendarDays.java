package io.holdfast.availability.persistence;

import java.time.LocalDate;
import java.util.ArrayList;
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
    private final DayCache cache;
    private final CalendarSignals signals;
    private final DayLocks locks = new DayLocks();

    MongoCalendarDays(
            MongoOperations mongo,
            Relay relay,
            EventWriter events,
            SlotEventTranslator translator,
            DayCache cache,
            CalendarSignals signals) {
        this.documents = new Documents<>(mongo, relay, CalendarDayDocument.class);
        this.mongo = mongo;
        this.events = events;
        this.translator = translator;
        this.cache = cache;
        this.signals = signals;
    }

    @Override
    public Map<LocalDate, CalendarDay> find(
            TenantId tenant, ProfessionalId professional, Collection<LocalDate> dates) {
        var days = new LinkedHashMap<LocalDate, CalendarDay>();
        stored(idsOf(tenant, professional, dates)).forEach(day -> days.put(day.date(), day.day()));
        return days;
    }

    @Override
    public Map<LocalDate, CalendarDay> glance(
            TenantId tenant, ProfessionalId professional, Collection<LocalDate> dates) {
        List<DayId> ids = idsOf(tenant, professional, dates);
        Map<DayId, CalendarDay> cached = cache.get(ids);
        List<DayId> missing = ids.stream().filter(id -> !cached.containsKey(id)).toList();
        var days = new LinkedHashMap<LocalDate, CalendarDay>();
        cached.forEach((id, day) -> days.put(id.date(), day));
        if (!missing.isEmpty()) {
            List<StoredDay> read = stored(missing);
            cache.put(read);
            read.forEach(day -> days.put(day.date(), day.day()));
        }
        return days;
    }

    @Override
    public List<CalendarDay> openedFrom(TenantId tenant, ProfessionalId professional, LocalDate first) {
        String prefix = tenant.value() + ":" + professional.value() + ":";
        var opened = Query.query(
                Criteria.where("_id").gte(prefix + first).lt(prefix + LocalDate.of(9999, 12, 31)));
        return mongo.find(opened, CalendarDayDocument.class).stream()
                // Another professional's id may begin with this one's and a colon.
                .filter(document -> document.professionalId().equals(professional.value()))
                .map(document -> document.toDomain(new DayId(tenant, professional, LocalDate.parse(document.date()))))
                .toList();
    }

    @Override
    public Decision change(DayId id, Function<CalendarDay, Decision> decide) {
        return locks.holding(id.value(), () -> OptimisticRetry.decide(() -> changeOnce(id, decide)));
    }

    private Decision changeOnce(DayId id, Function<CalendarDay, Decision> decide) {
        CalendarDayDocument loaded = documents.find(id.value())
                .orElseGet(() -> documents.save(CalendarDayDocument.of(CalendarDay.empty(id), null, Outbox.EMPTY)));
        CalendarDay before = loaded.toDomain(id);
        Decision decision = decide.apply(before);
        if (decision.events().isEmpty() && decision.day().equals(before)) {
            documents.resendPending(loaded);
            return decision;
        }
        Outbox outbox = events.append(
                loaded.outbox(),
                id.tenant().value(),
                decision.events().stream().map(translator::toWire).toList());
        CalendarDayDocument saved =
                documents.save(CalendarDayDocument.of(decision.day(), loaded.version(), outbox));
        cache.put(List.of(StoredDay.of(id, saved)));
        signals.changed(id.tenant(), id.professional());
        return decision;
    }

    /** One round trip to the store; a filter on the _id alone is served from its index by the embedded server too. */
    private List<StoredDay> stored(List<DayId> ids) {
        var found = new LinkedHashMap<String, CalendarDayDocument>();
        if (!ids.isEmpty()) {
            var query = Query.query(
                    Criteria.where("_id").in(ids.stream().map(DayId::value).toList()));
            mongo.find(query, CalendarDayDocument.class).forEach(document -> found.put(document.id(), document));
        }
        var days = new ArrayList<StoredDay>();
        for (DayId id : ids) {
            days.add(Optional.ofNullable(found.get(id.value()))
                    .map(document -> StoredDay.of(id, document))
                    .orElseGet(() -> StoredDay.never(id)));
        }
        return days;
    }

    private static List<DayId> idsOf(TenantId tenant, ProfessionalId professional, Collection<LocalDate> dates) {
        return dates.stream().map(date -> new DayId(tenant, professional, date)).toList();
    }

    /** @param version as stored; lower than any other for a day that never was */
    record StoredDay(DayId id, long version, CalendarDay day) {

        static StoredDay of(DayId id, CalendarDayDocument document) {
            return new StoredDay(id, document.version() == null ? 0 : document.version(), document.toDomain(id));
        }

        static StoredDay never(DayId id) {
            return new StoredDay(id, -1, CalendarDay.empty(id));
        }

        LocalDate date() {
            return id.date();
        }
    }
}
