package io.holdfast.scheduler.persistence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.holdfast.defaults.work.DueWork;
import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.OptimisticRetry;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.Relay;
import io.holdfast.messaging.mongo.Documents;
import io.holdfast.scheduler.domain.Timer;
import io.holdfast.scheduler.domain.TimerId;
import io.holdfast.scheduler.domain.TimerStatus;
import io.holdfast.scheduler.domain.Timers;
import io.holdfast.scheduler.publishing.TimerEventTranslator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** One document per timer; its version is the claim, so no instance needs a lease to fire it alone. */
@Repository
class MongoTimers implements Timers {

    private final MongoOperations mongo;
    private final Documents<TimerDocument> documents;
    private final EventWriter events;
    private final TimerEventTranslator translator;
    private final ObjectProvider<DueWork> firing;

    /** @param firing asked for late, because firing in turn needs the timers */
    MongoTimers(
            MongoOperations mongo,
            Relay relay,
            EventWriter events,
            TimerEventTranslator translator,
            ObjectProvider<DueWork> firing) {
        this.mongo = mongo;
        this.documents = new Documents<>(mongo, relay, TimerDocument.class);
        this.events = events;
        this.translator = translator;
        this.firing = firing;
    }

    @Override
    public Optional<Timer> decide(TimerId id, Function<Optional<Timer>, Optional<Timer>> decision) {
        Optional<Timer> stored = OptimisticRetry.decide(() -> {
            Optional<TimerDocument> loaded = documents.find(id.value());
            Optional<Timer> decided = decision.apply(loaded.map(TimerDocument::timer));
            decided.ifPresent(timer -> documents.save(next(timer, loaded)));
            return decided;
        });
        stored.ifPresent(this::rememberWhatIsNear);
        return stored;
    }

    private TimerDocument next(Timer timer, Optional<TimerDocument> loaded) {
        Outbox kept = loaded.map(TimerDocument::outbox).orElse(Outbox.EMPTY);
        Outbox outbox = switch (timer.status()) {
            case FIRED -> events.append(kept, timer.tenantId(), List.of(translator.translate(timer.fired())));
            case ARMED, WITHDRAWN -> kept;
        };
        return TimerDocument.of(timer, loaded.map(TimerDocument::version).orElse(null), outbox);
    }

    private void rememberWhatIsNear(Timer timer) {
        Instant dueAt = timer.dueAt();
        if (timer.status() == TimerStatus.ARMED && dueAt != null) {
            firing.getObject().schedule(timer.id().value(), dueAt);
        }
    }

    /** Armed timers that are due before {@code horizon}, the earliest first. */
    List<DueWork.Due> dueBefore(Instant horizon, int limit) {
        var query = Query.query(Criteria.where("status").is(TimerStatus.ARMED).and("dueAt").lt(horizon))
                .with(Sort.by("dueAt"))
                .limit(limit);
        query.fields().include("dueAt");
        return mongo.find(query, DueTimer.class, mongo.getCollectionName(TimerDocument.class)).stream()
                .map(timer -> new DueWork.Due(timer.id(), timer.dueAt()))
                .toList();
    }

    /** The part of a timer that is kept in memory. */
    record DueTimer(String id, Instant dueAt) {}
}
