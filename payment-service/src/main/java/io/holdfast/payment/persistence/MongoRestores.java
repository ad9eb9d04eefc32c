package io.holdfast.payment.persistence;

import java.time.Instant;
import java.util.Optional;

import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.NoPersonalData;
import io.holdfast.payment.application.Restores;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.stereotype.Component;

/** The last restore that was noticed, as the one document of its collection. */
@Component
class MongoRestores implements Restores {

    private static final String LAST = "last";

    private final MongoOperations mongo;

    MongoRestores(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public Optional<Instant> lastNoticed() {
        return Optional.ofNullable(mongo.findById(LAST, RestoreDocument.class)).map(RestoreDocument::noticedAt);
    }

    @Override
    public void notice(Instant at) {
        mongo.save(new RestoreDocument(LAST, at));
    }

    @DataRetention(since = "noticedAt", period = "P30D", why = "orders are in doubt for a day; for a month somebody may ask why")
    @NoPersonalData(why = "a moment")
    @Document("restores")
    record RestoreDocument(@Id String id, Instant noticedAt) {}
}
