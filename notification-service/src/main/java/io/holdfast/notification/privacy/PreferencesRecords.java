package io.holdfast.notification.privacy;

import java.util.List;
import java.util.stream.Stream;

import io.holdfast.defaults.privacy.Person;
import io.holdfast.defaults.privacy.PersonalRecords;
import io.holdfast.notification.TenantId;
import io.holdfast.notification.preferences.PersonKey;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** What they chose to be sent, and the browsers that they subscribed. */
@Component
class PreferencesRecords implements PersonalRecords {

    private final MongoOperations mongo;

    PreferencesRecords(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public String collection() {
        return "preferences";
    }

    @Override
    public List<Criteria> of(Person person) {
        var tenant = new TenantId(person.tenantId());
        List<String> ids = Stream.concat(
                        person.subjects().stream().map(subject -> PersonKey.signedIn(tenant, subject)),
                        person.addressHashes().stream().map(hash -> PersonKey.guestByHash(tenant, hash)))
                .map(PersonKey::id)
                .toList();
        return person.isFirstPage() && !ids.isEmpty() ? List.of(Criteria.where("_id").in(ids)) : List.of();
    }

    @Override
    public long erase(Person person) {
        return of(person).stream()
                .mapToLong(theirs -> mongo.remove(Query.query(theirs), collection()).getDeletedCount())
                .sum();
    }
}
