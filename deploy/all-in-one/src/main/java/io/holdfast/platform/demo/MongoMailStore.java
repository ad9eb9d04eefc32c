package io.holdfast.platform.demo;

import java.util.List;

import io.holdfast.embedded.MailStore;
import io.holdfast.embedded.ReceivedMail;
import io.holdfast.messaging.OptimisticRetry;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;

/**
 * The received mails, one document per Message-ID, stored before the sender is told that they are. A copy of a mail that
 * is there already only counts: mail servers call that duplicate delivery suppression.
 */
final class MongoMailStore implements MailStore {

    private final MongoOperations mongo;

    MongoMailStore(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public void store(ReceivedMail mail) {
        OptimisticRetry.decide(() -> {
            StoredMail known = mongo.findById(mail.messageId(), StoredMail.class);
            return mongo.save(known == null
                    ? new StoredMail(mail.messageId(), null, mail.recipients(), mail.raw(), mail.receivedAt(), 1)
                    : new StoredMail(
                            known.id(),
                            known.version(),
                            known.recipients(),
                            known.raw(),
                            known.receivedAt(),
                            known.deliveries() + 1));
        });
    }

    /** All mails, oldest first. */
    List<StoredMail> all() {
        return mongo.find(new Query().with(Sort.by("receivedAt")), StoredMail.class);
    }
}
