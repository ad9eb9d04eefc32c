package io.holdfast.notification.webhooks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import io.holdfast.messaging.aggregates.Page;
import io.holdfast.messaging.mongo.PageQuery;
import io.holdfast.notification.webhooks.Attempt.Result;
import io.holdfast.notification.webhooks.WebhookDeliveryDocument.Status;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** The log of deliveries, for admins to look at. Nothing is decided by it. */
@Component
class WebhookDeliveries {

    private final MongoOperations mongo;

    WebhookDeliveries(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /** Writes down what a round tried, in one command. */
    void log(Webhook before, Round round, Collection<Long> givenUp, Instant now) {
        var writes = new ArrayList<ReplaceOneModel<Document>>();
        for (Attempt attempt : round.attempts()) {
            WebhookDeliveryDocument row = row(before, attempt, givenUp, now);
            if (row != null) {
                var next = new Document();
                mongo.getConverter().write(row, next);
                writes.add(new ReplaceOneModel<>(new Document("_id", row.id()), next, new ReplaceOptions().upsert(true)));
            }
        }
        if (!writes.isEmpty()) {
            mongo.execute(WebhookDeliveryDocument.class, all -> all.bulkWrite(writes, new BulkWriteOptions().ordered(false)));
        }
    }

    private static @Nullable WebhookDeliveryDocument row(
            Webhook before, Attempt attempt, Collection<Long> givenUp, Instant now) {
        long place = attempt.event().position();
        Optional<HeldBack> held = before.heldBack().stream()
                .filter(each -> each.positions().getFirst() == place)
                .findFirst();
        Status failure = givenUp.contains(place) ? Status.GIVEN_UP : Status.RETRYING;
        Entry entry = switch (attempt.result()) {
            case Result.Taken taken -> new Entry(Status.DELIVERED, taken.code(), null);
            case Result.Failed failed -> new Entry(failure, failed.code(), failed.reason());
            case Result.Gone gone -> new Entry(failure, 410, "Answered 410");
            case Result.NotTried notTried -> null;
        };
        return entry == null
                ? null
                : new WebhookDeliveryDocument(
                        "%s:%d:%016d".formatted(before.id(), before.generation(), place),
                        before.id(),
                        attempt.event().id(),
                        attempt.event().type(),
                        attempt.event().subject(),
                        place,
                        entry.status(),
                        held.map(each -> each.attempts() + 1).orElse(1),
                        entry.code(),
                        entry.reason(),
                        held.map(HeldBack::since).orElse(now),
                        now);
    }

    private record Entry(Status status, @Nullable Integer code, @Nullable String reason) {}

    /** The latest first. */
    Page<WebhookDeliveryDocument> of(String webhookId, int page, int limit) {
        Query query = Query.query(Criteria.where("webhookId").is(webhookId))
                .with(Sort.by(Sort.Direction.DESC, "at", "_id"));
        return PageQuery.find(mongo, query, page, limit, WebhookDeliveryDocument.class);
    }
}
