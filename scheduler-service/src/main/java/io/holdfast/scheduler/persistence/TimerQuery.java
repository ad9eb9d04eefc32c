package io.holdfast.scheduler.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.holdfast.messaging.aggregates.Page;
import io.holdfast.scheduler.domain.BookingTimer;
import io.holdfast.scheduler.domain.TimerSearch;
import io.holdfast.scheduler.persistence.AgendaDocument.TimerPart;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;

/** Reads timers out of the agendas that hold them: the index finds agendas with a timer that fits, and of those the timers. */
final class TimerQuery {

    private static final String TIMERS = "timers";

    private final MongoOperations mongo;
    private final String collection;
    private final TimerSearch search;

    TimerQuery(MongoOperations mongo, String collection, TimerSearch search) {
        this.mongo = mongo;
        this.collection = collection;
        this.search = search;
    }

    Page<BookingTimer> page(int page, int limit) {
        long offset = (page - 1L) * limit;
        long total = count();
        if (offset >= total) {
            return new Page<>(List.of(), total);
        }
        List<Document> stages = matching();
        // The whole key settles the order of any two, so that no page repeats or skips one. What a page needs is kept, no more.
        stages.add(new Document("$sort", new Document("timers.scheduledFor", -1)
                .append("_id", 1)
                .append("timers.revision", 1)
                .append("timers.kind", 1)
                .append("timers.lead", 1)
                .append("timers.round", 1)
                .append("timers.proposal", 1)));
        stages.add(new Document("$skip", offset));
        stages.add(new Document("$limit", limit));
        return new Page<>(run(stages).stream().map(this::read).toList(), total);
    }

    private long count() {
        List<Document> stages = matching();
        stages.add(new Document("$count", "total"));
        List<Document> counted = run(stages);
        // Of nothing there is no count.
        return counted.isEmpty() ? 0 : counted.getFirst().get("total", Number.class).longValue();
    }

    private List<Document> matching() {
        var agenda = new Document("tenantId", search.tenantId().value());
        if (search.bookingId() != null) {
            agenda.append("_id", search.bookingId());
        }
        Document timer = timer("");
        if (!timer.isEmpty()) {
            agenda.append(TIMERS, new Document("$elemMatch", timer));
        }
        var stages = new ArrayList<Document>();
        stages.add(new Document("$match", agenda));
        stages.add(new Document("$project", new Document(TIMERS, 1)));
        stages.add(new Document("$unwind", "$" + TIMERS));
        if (!timer.isEmpty()) {
            stages.add(new Document("$match", timer(TIMERS + ".")));
        }
        return stages;
    }

    private Document timer(String prefix) {
        var timer = new Document();
        var when = new Document();
        if (search.from() != null) {
            when.append("$gte", search.from());
        }
        if (search.to() != null) {
            when.append("$lt", search.to());
        }
        if (!when.isEmpty()) {
            timer.append(prefix + "scheduledFor", when);
        }
        if (search.status() != null) {
            timer.append(prefix + "status", search.status().name());
        }
        if (search.kind() != null) {
            timer.append(prefix + "kind", search.kind().name());
        }
        return timer;
    }

    private List<Document> run(List<Document> stages) {
        return Objects.requireNonNull(
                mongo.execute(collection, documents -> documents.aggregate(stages).into(new ArrayList<>())));
    }

    private BookingTimer read(Document found) {
        TimerPart part = mongo.getConverter().read(TimerPart.class, found.get(TIMERS, Document.class));
        return new BookingTimer(found.getString("_id"), part.toDomain());
    }
}
