package io.holdfast.availability.persistence;

import java.time.Instant;
import java.util.Optional;

import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.availability.domain.TimeOff;
import io.holdfast.availability.domain.TimesOff;
import io.holdfast.messaging.aggregates.Page;
import io.holdfast.messaging.mongo.PageQuery;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** No event comes of a time off by itself, so these documents have no outbox; their state is their version. */
@Component
class MongoTimesOff implements TimesOff {

    private final MongoOperations mongo;

    MongoTimesOff(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public Optional<TimeOff> find(TenantId tenant, ProfessionalId professional, String id) {
        return find(TimeOffDocument.idOf(tenant, professional, id));
    }

    @Override
    public Optional<TimeOff> find(String storedId) {
        return Optional.ofNullable(mongo.findById(storedId, TimeOffDocument.class)).map(TimeOffDocument::toDomain);
    }

    @Override
    public Page<TimeOff> placed(TenantId tenant, ProfessionalId professional, Instant since, int page, int limit) {
        var query = Query.query(Criteria.where("tenantId").is(tenant.value())
                        .and("professionalId").is(professional.value())
                        .and("state").is(TimeOff.State.PLACED)
                        .and("end").gt(since))
                .with(Sort.by("start", "_id"));
        return PageQuery.find(mongo, query, page, limit, TimeOffDocument.class).map(TimeOffDocument::toDomain);
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

    private static Query stillAs(TimeOff timeOff) {
        String id = TimeOffDocument.idOf(timeOff.tenant(), timeOff.professional(), timeOff.id());
        return Query.query(Criteria.where("_id").is(id).and("state").is(timeOff.state()));
    }
}
