package io.holdfast.booking.privacy;

import java.util.List;

import io.holdfast.booking.domain.privacy.PersonKeys;
import io.holdfast.booking.domain.privacy.PrivacyJob.Kind;
import io.holdfast.defaults.privacy.Person;
import io.holdfast.defaults.privacy.PersonalRecords;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Exports of the same person: nothing is to be downloaded of who was erased. */
@Component
class ExportRecords implements PersonalRecords {

    private final PrivacyJobs jobs;
    private final MongoOperations mongo;

    ExportRecords(PrivacyJobs jobs, MongoOperations mongo) {
        this.jobs = jobs;
        this.mongo = mongo;
    }

    @Override
    public String collection() {
        return PrivacyJobDocument.COLLECTION;
    }

    @Override
    public List<Criteria> of(Person person) {
        PersonKeys keys = jobs.keysOf(person.jobId());
        return person.isFirstPage() && !keys.clientKeys().isEmpty()
                ? List.of(Criteria.where("tenantId").is(person.tenantId()).and("kind").is(Kind.EXPORT.name())
                        .and("keys.clientKeys").in(keys.clientKeys()))
                : List.of();
    }

    @Override
    public long erase(Person person) {
        return of(person).stream()
                .mapToLong(theirs -> mongo.remove(Query.query(theirs), collection()).getDeletedCount())
                .sum();
    }
}
