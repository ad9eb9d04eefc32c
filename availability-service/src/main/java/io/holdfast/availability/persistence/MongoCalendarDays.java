package io.holdfast.availability.persistence;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import io.holdfast.availability.domain.CalendarDay;
import io.holdfast.availability.domain.CalendarDays;
import io.holdfast.availability.domain.DayId;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.SlotEvent;
import io.holdfast.availability.events.Bodies;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.mongo.AggregateFactory;
import io.holdfast.messaging.mongo.AggregateMapping;
import io.holdfast.messaging.mongo.Aggregates;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

@Component
class MongoCalendarDays implements CalendarDays {

    private final Aggregates<CalendarDay, SlotEvent, CalendarDayDocument> days;
    private final MongoOperations mongo;
    private final DayCache cache;
    private final DayLocks locks = new DayLocks();

    MongoCalendarDays(
            Aggregates<CalendarDay, SlotEvent, CalendarDayDocument> days, MongoOperations mongo, DayCache cache) {
        this.days = days;
        this.mongo = mongo;
        this.cache = cache;
        days.afterCommit((decided, stored) -> cache.put(List.of(StoredDay.of(stored))));
    }

    @Bean
    static Aggregates<CalendarDay, SlotEvent, CalendarDayDocument> calendarDays(
            AggregateFactory aggregates) {
        return aggregates.of(CalendarDayDocument.class, new AggregateMapping<>(
                CalendarDayDocument::toDomain,
                CalendarDayDocument::of,
                day -> day.id().tenant().value(),
                (day, event) -> Bodies.of(event)));
    }

    @Override
    public List<CalendarDay> find(Professional professional, List<LocalDate> dates) {
        return find(dates.stream().map(professional::dayOn).toList());
    }

    @Override
    public List<CalendarDay> find(List<DayId> ids) {
        return stored(ids).stream().map(StoredDay::day).toList();
    }

    @Override
    public List<CalendarDay> findCached(Professional professional, List<LocalDate> dates) {
        return findCached(dates.stream().map(professional::dayOn).toList());
    }

    @Override
    public List<CalendarDay> findCached(List<DayId> ids) {
        Map<DayId, CalendarDay> known = cache.get(ids);
        List<StoredDay> read = stored(ids.stream().filter(id -> !known.containsKey(id)).toList());
        if (!read.isEmpty()) {
            cache.put(read);
            read.forEach(day -> known.put(day.day().id(), day.day()));
        }
        return ids.stream().flatMap(id -> Stream.ofNullable(known.get(id))).toList();
    }

    @Override
    public List<CalendarDay> openedFrom(Professional professional, LocalDate first) {
        var opened = Query.query(Criteria.where("_id")
                .gte(professional.dayOn(first).value())
                .lt(professional.dayOn(LocalDate.of(9999, 12, 31)).value()));
        return mongo.find(opened, CalendarDayDocument.class).stream()
                // Another professional's id may begin with this one's and a colon.
                .filter(document -> document.professionalId().equals(professional.id().value()))
                .map(CalendarDayDocument::toDomain)
                .toList();
    }

    @Override
    public Decision<CalendarDay, SlotEvent> decide(
            DayId id, Function<CalendarDay, Decision<CalendarDay, SlotEvent>> decision) {
        return locks.holding(id.value(), () -> days.decide(id.value(), decision)
                .or(() -> {
                    days.add(Decision.changed(CalendarDay.empty(id)));
                    return days.decide(id.value(), decision);
                })
                .orElseThrow()
                .decision());
    }

    /** One round trip to the store; a filter on the _id alone is served from its index by the embedded server too. */
    private List<StoredDay> stored(List<DayId> ids) {
        var stored = new LinkedHashMap<String, StoredDay>();
        ids.forEach(id -> stored.put(id.value(), StoredDay.never(id)));
        if (!ids.isEmpty()) {
            var query = Query.query(Criteria.where("_id").in(stored.keySet()));
            mongo.find(query, CalendarDayDocument.class).forEach(found -> stored.put(found.id(), StoredDay.of(found)));
        }
        return List.copyOf(stored.values());
    }

    /** @param version as stored; lower than any other for a day that never was */
    record StoredDay(long version, CalendarDay day) {

        static StoredDay of(CalendarDayDocument document) {
            return new StoredDay(Objects.requireNonNull(document.version(), "it is stored"), document.toDomain());
        }

        static StoredDay never(DayId id) {
            return new StoredDay(-1, CalendarDay.empty(id));
        }
    }
}
