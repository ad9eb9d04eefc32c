package io.holdfast.availability.persistence;

import java.time.Clock;

import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.availability.domain.Tombstones;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

@Component
class MongoTombstones implements Tombstones {

    private static final Logger log = LoggerFactory.getLogger(MongoTombstones.class);

    private final MongoOperations mongo;
    private final Clock clock;

    MongoTombstones(MongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    @Override
    public boolean has(TenantId tenant, BookingRevision booking) {
        return mongo.findById(TombstoneDocument.idOf(tenant, booking), TombstoneDocument.class) != null;
    }

    @Override
    public void put(TenantId tenant, BookingRevision booking) {
        try {
            mongo.insert(new TombstoneDocument(TombstoneDocument.idOf(tenant, booking), clock.instant()));
        } catch (DuplicateKeyException e) {
            log.debug("The end of {} was said before", booking);
        }
    }
}
