package io.holdfast.platform.demo;

import java.time.Instant;
import java.util.List;

import io.holdfast.embedded.outside.ReceivedSms;
import io.holdfast.embedded.outside.SmsStore;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** The text messages that were sent, stored before the sender is told that they are. */
final class MongoSmsStore implements SmsStore {

    private final MongoOperations mongo;

    MongoSmsStore(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public void store(ReceivedSms sms) {
        mongo.insert(StoredSms.of(sms));
    }

    @Override
    public List<ReceivedSms> to(String number, Instant since, int limit) {
        Query query = new Query(Criteria.where("to").is(number).and("receivedAt").gte(since))
                .with(Sort.by(Sort.Direction.DESC, "receivedAt"))
                .limit(limit);
        return mongo.find(query, StoredSms.class).stream().map(StoredSms::received).toList();
    }

    /** All of them, oldest first. */
    List<ReceivedSms> all() {
        return mongo.find(new Query().with(Sort.by("receivedAt")), StoredSms.class).stream().map(StoredSms::received).toList();
    }
}
