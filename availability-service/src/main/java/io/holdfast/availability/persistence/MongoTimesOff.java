package io.holdfast.availability.persistence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.availability.domain.TimeOff;
import io.holdfast.availability.domain.TimesOff;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** No event comes of a time off by itself, so these documents have no outbox; their state is their version. */
@Component
class MongoTimesOff implements TimesOff {

    private static final Logger log = LoggerFactory.getLogger(MongoTimesOff.class);

    private final MongoOperations mongo;

    MongoTimesOff(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public Optional<TimeOff> find(TenantId tenant, ProfessionalId professional, String id) {
        return Optional.ofNullable(
                        mongo.findById(TimeOffDocument.idOf(tenant, professional, id), TimeOffDocument.class))
                .map(TimeOffDocument::toDomain);
    }

    @Override
    public boolean insert(TimeOff timeOff) {
        try {
            mongo.insert(TimeOffDocument.of(timeOff));
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    @Override
    public boolean replace(TimeOff before, TimeOff after) {
        return mongo.replace(stillAs(before), TimeOffDocument.of(after)).getMatchedCount() == 1;
    }

    @Override
    public void remove(TimeOff timeOff) {
        mongo.remove(stillAs(timeOff), TimeOffDocument.class);
    }

    @Override
    public List<TimeOff> unfinishedBefore(Instant cutoff, int limit) {
        var query = Query.query(Criteria.where("state")
                        .in(TimeOff.State.PLACING, TimeOff.State.REMOVING)
                        .and("since")
                        .lt(cutoff))
                .limit(limit);
        var found = new ArrayList<TimeOff>();
        for (Document document : mongo.find(query, Document.class, mongo.getCollectionName(TimeOffDocument.class))) {
            try {
                found.add(mongo.getConverter().read(TimeOffDocument.class, document).toDomain());
            } catch (RuntimeException e) {
                // The others must not wait for it.
                log.error("Time off {} cannot be read and stays half done", document.get("_id"), e);
            }
        }
        return found;
    }

    private static Query stillAs(TimeOff timeOff) {
        String id = TimeOffDocument.idOf(timeOff.tenant(), timeOff.professional(), timeOff.id());
        return Query.query(Criteria.where("_id").is(id).and("state").is(timeOff.state()));
    }
}
