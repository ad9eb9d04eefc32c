package io.holdfast.notification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.holdfast.defaults.work.DueDocuments;
import io.holdfast.defaults.work.DueWork;
import io.holdfast.messaging.Relay;
import io.holdfast.messaging.mongo.Documents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** All notifications, sent or not. */
@Component
class Notifications {

    private static final Logger log = LoggerFactory.getLogger(Notifications.class);

    private final Documents<Notification> documents;
    private final DueDocuments due;

    Notifications(MongoOperations mongo, Relay relay) {
        this.documents = new Documents<>(mongo, relay, Notification.class);
        this.due = new DueDocuments(mongo, Notification.class, "nextTryAt");
    }

    Optional<Notification> find(String id) {
        return documents.find(id);
    }

    /** @see Documents#save */
    Notification save(Notification notification) {
        return documents.save(notification);
    }

    /** Stores a new notification; false when its cause was handled before. */
    boolean insertIfAbsent(Notification notification) {
        if (documents.find(notification.id()).isPresent()) {
            return false;
        }
        try {
            documents.save(notification);
            return true;
        } catch (DuplicateKeyException e) {
            log.debug("{} was stored by somebody else meanwhile", notification.id());
            return false;
        }
    }

    /** Only what is pending has a {@code nextTryAt}, and so only that is in its sparse index. */
    List<DueWork.Due> dueBefore(Instant horizon, int limit) {
        return due.dueBefore(horizon, limit);
    }
}
