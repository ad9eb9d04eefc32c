package io.holdfast.payment.persistence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.holdfast.defaults.work.DueDocuments;
import io.holdfast.defaults.work.DueWork;
import io.holdfast.payment.application.UnmatchedWebhooks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

@Component
class MongoUnmatchedWebhooks implements UnmatchedWebhooks, DueWork.Source {

    private static final Logger log = LoggerFactory.getLogger(MongoUnmatchedWebhooks.class);

    private final MongoOperations mongo;
    private final DueDocuments due;

    MongoUnmatchedWebhooks(MongoOperations mongo) {
        this.mongo = mongo;
        this.due = new DueDocuments(mongo, UnmatchedWebhookDocument.class, "nextTryAt");
    }

    @Override
    public Optional<UnmatchedWebhook> find(String id) {
        return Optional.ofNullable(mongo.findById(id, UnmatchedWebhookDocument.class))
                .map(UnmatchedWebhookDocument::webhook);
    }

    @Override
    public void keep(UnmatchedWebhook webhook) {
        try {
            mongo.insert(UnmatchedWebhookDocument.of(webhook));
        } catch (DuplicateKeyException e) {
            log.debug("Webhook {} about {} came again", webhook.event(), webhook.entityId());
        }
    }

    @Override
    public void update(UnmatchedWebhook webhook) {
        mongo.save(UnmatchedWebhookDocument.of(webhook));
    }

    @Override
    public void remove(String id) {
        mongo.remove(Query.query(Criteria.where("_id").is(id)), UnmatchedWebhookDocument.class);
    }

    @Override
    public List<DueWork.Due> dueBefore(Instant horizon, int limit) {
        return due.dueBefore(horizon, limit);
    }
}
