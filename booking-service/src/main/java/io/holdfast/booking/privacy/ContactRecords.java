package io.holdfast.booking.privacy;

import java.util.List;

import io.holdfast.booking.contacts.Contacts;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.defaults.privacy.Person;
import io.holdfast.defaults.privacy.PersonalRecords;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Their contact and who is merged into it, with the business's notes. Their erased bookings make none again. */
@Component
class ContactRecords implements PersonalRecords {

    private final PrivacyJobs jobs;
    private final MongoOperations mongo;

    ContactRecords(PrivacyJobs jobs, MongoOperations mongo) {
        this.jobs = jobs;
        this.mongo = mongo;
    }

    @Override
    public String collection() {
        return "contacts";
    }

    @Override
    public List<Criteria> of(Person person) {
        if (!person.isFirstPage()) {
            return List.of();
        }
        var tenant = new TenantId(person.tenantId());
        List<String> ids = jobs.keysOf(person.jobId()).clientKeys().stream()
                .map(key -> Contacts.idOf(tenant, key))
                .toList();
        return ids.isEmpty() ? List.of() : List.of(Criteria.where("_id").in(ids));
    }

    @Override
    public long erase(Person person) {
        return of(person).stream()
                .mapToLong(theirs -> mongo.remove(Query.query(theirs), collection()).getDeletedCount())
                .sum();
    }
}
