package io.holdfast.notification.privacy;

import java.util.List;

import io.holdfast.defaults.privacy.Person;
import io.holdfast.defaults.privacy.PersonalRecords;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** Addresses of theirs that get no mail: the hash stays, so that nobody writes there again, and the address goes. */
@Component
class SuppressionRecords implements PersonalRecords {

    private static final String ERASED = "erased";

    private final MongoOperations mongo;

    SuppressionRecords(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public String collection() {
        return "suppressions";
    }

    @Override
    public List<Criteria> of(Person person) {
        return person.isFirstPage() && !person.addressHashes().isEmpty()
                ? List.of(Criteria.where("_id").in(person.addressHashes())
                        .and("tenants").is(person.tenantId())
                        .and("address").ne(ERASED))
                : List.of();
    }

    @Override
    public long erase(Person person) {
        return of(person).stream()
                .mapToLong(theirs -> mongo.updateMulti(
                                Query.query(theirs), new Update().set("address", ERASED).inc("version", 1), collection())
                        .getModifiedCount())
                .sum();
    }
}
