package io.holdfast.notification.webhooks;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

import io.holdfast.defaults.work.DueWork.Due;
import io.holdfast.messaging.OptimisticRetry;
import io.holdfast.messaging.aggregates.Page;
import io.holdfast.messaging.mongo.PageQuery;
import io.holdfast.notification.TenantId;
import io.holdfast.notification.feed.FeedAppender;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** All tenants' webhooks. */
@Component
public class Webhooks {

    private final MongoOperations mongo;
    private final Clock clock;
    private final List<Consumer<Due>> afterSave = new CopyOnWriteArrayList<>();

    Webhooks(MongoOperations mongo, FeedAppender feed, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
        feed.afterAppend(this::wakeAll);
    }

    /** The collection in which deliveries are due by {@code dueAt}, and words to admins by {@code noticeDueAt}. */
    public static Class<?> dueIn() {
        return WebhookDocument.class;
    }

    /** Hears what was made due by a write. */
    public void afterSave(Consumer<Due> hook) {
        afterSave.add(hook);
    }

    Optional<Webhook> find(String id) {
        return Optional.ofNullable(mongo.findById(id, WebhookDocument.class)).map(WebhookDocument::webhook);
    }

    Optional<WebhookDocument> findDocument(TenantId tenantId, String id) {
        return Optional.ofNullable(mongo.findById(id, WebhookDocument.class))
                .filter(found -> found.tenantId().equals(tenantId.value()));
    }

    Page<Webhook> of(TenantId tenantId, int page, int limit) {
        Query query = ofTenant(tenantId).with(Sort.by("createdAt", "_id"));
        return PageQuery.find(mongo, query, page, limit, WebhookDocument.class).map(WebhookDocument::webhook);
    }

    long count(TenantId tenantId) {
        return mongo.count(ofTenant(tenantId), WebhookDocument.class);
    }

    /** @return false when there is one of its id, which stays as it is */
    boolean add(Webhook webhook, String requestHash) {
        try {
            save(WebhookDocument.of(webhook, null, requestHash));
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /**
     * Lets the stored one decide, and stores what it decided.
     *
     * @param decision what it becomes; empty when it stays as it is
     * @return what it became; empty when it stayed as it was or there is none
     */
    Optional<Webhook> decide(String id, Function<Webhook, Optional<Webhook>> decision) {
        return OptimisticRetry.decide(() -> {
            WebhookDocument loaded = mongo.findById(id, WebhookDocument.class);
            if (loaded == null) {
                return Optional.empty();
            }
            Optional<Webhook> next = decision.apply(loaded.webhook());
            if (next.isPresent()) {
                save(WebhookDocument.of(next.get(), loaded.version(), loaded.requestHash()));
            }
            return next;
        });
    }

    void remove(TenantId tenantId, String id) {
        mongo.remove(Query.query(Criteria.where("_id").is(id).and("tenantId").is(tenantId.value())), WebhookDocument.class);
    }

    /**
     * Tells those that wait for a tenant's feed that it has gone on. A webhook first says that it waits, and then looks once
     * more whether there is something; so either it sees what was appended, or it is found here.
     */
    private void wakeAll(TenantId tenantId) {
        Query waiting = ofTenant(tenantId).addCriteria(Criteria.where("waiting").is(true));
        waiting.fields().include("_id");
        mongo.find(waiting, org.bson.Document.class, mongo.getCollectionName(WebhookDocument.class))
                .forEach(found -> wake(String.valueOf(found.get("_id"))));
    }

    void wake(String id) {
        decide(id, webhook -> Optional.of(webhook.wake(clock.instant())).filter(woken -> !woken.equals(webhook)));
    }

    private void save(WebhookDocument document) {
        mongo.save(document);
        if (document.dueAt() != null) {
            Due due = new Due(document.id(), document.dueAt());
            afterSave.forEach(hook -> hook.accept(due));
        }
    }

    private static Query ofTenant(TenantId tenantId) {
        return Query.query(Criteria.where("tenantId").is(tenantId.value()));
    }
}
