package io.holdfast.payment.persistence;

import java.util.Optional;

import io.holdfast.payment.application.UnmatchedWebhooks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Unmatched webhooks as documents. */
@Component
class MongoUnmatchedWebhooks implements UnmatchedWebhooks {

    private static final Logger log = LoggerFactory.getLogger(MongoUnmatchedWebhooks.class);

    private final MongoOperations mongo;

    MongoUnmatchedWebhooks(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public Optional<UnmatchedWebhook> find(String id) {
        return Optional.ofNullable(mongo.findById(id, UnmatchedWebhookDocument.class))
                .map(UnmatchedWebhookDocument::toDomain);
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
}
