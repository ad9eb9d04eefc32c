package io.holdfast.defaults.privacy;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** Reads what a collection has of a person, each document once. */
final class PersonReader {

    private final MongoOperations mongo;

    PersonReader(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /** Whether events wait there that the broker has not taken yet: they may name them. */
    boolean hasUnsentEvents(PersonalRecords records, Person person) {
        return records.of(person).stream()
                .map(which -> Query.query(which).addCriteria(Criteria.where("outbox.unsent.0").exists(true)))
                .anyMatch(unsent -> mongo.exists(unsent, records.collection()));
    }

    void read(PersonalRecords records, Person person, Consumer<Document> each) {
        // Bounded by what a hundred bookings have.
        Set<Object> seen = new HashSet<>();
        for (Criteria which : records.of(person)) {
            try (Stream<Document> found = mongo.stream(Query.query(which), Document.class, records.collection())) {
                found.filter(stored -> records.isTheirs(stored, person) && seen.add(stored.get("_id")))
                        .map(stored -> records.readableBy(person, stored))
                        .forEach(each);
            }
        }
    }
}
