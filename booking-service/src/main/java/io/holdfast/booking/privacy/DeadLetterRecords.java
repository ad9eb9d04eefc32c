package io.holdfast.booking.privacy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.holdfast.defaults.privacy.Person;
import io.holdfast.defaults.privacy.PersonalRecords;
import org.bson.Document;
import org.bson.types.Binary;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages about their bookings that a service could not take, and of waiting lines, whose key is the line's, those that name
 * them. They are not replayed any more: what they would bring back is erased.
 */
@Component
class DeadLetterRecords implements PersonalRecords {

    private static final String WAITLISTS = "waitlists";

    private final MongoOperations mongo;

    DeadLetterRecords(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public String collection() {
        return "dead-letters";
    }

    @Override
    public List<Criteria> of(Person person) {
        var all = new ArrayList<Criteria>();
        if (!person.bookingIds().isEmpty()) {
            all.add(Criteria.where("tenantId").is(person.tenantId()).and("key").in(person.bookingIds()));
        }
        if (!person.recipientOf().isEmpty()) {
            all.add(Criteria.where("tenantId").is(person.tenantId()).and("key").in(person.recipientOf()));
        }
        if (person.isFirstPage()) {
            all.add(Criteria.where("tenantId").is(person.tenantId()).and("topic").is(WAITLISTS));
        }
        return all;
    }

    @Override
    public boolean isTheirs(Document stored, Person person) {
        String key = stored.getString("key");
        return (key != null && (person.bookingIds().contains(key) || person.recipientOf().contains(key)))
                || (stored.get("body") instanceof Binary body && names(new String(body.getData(), StandardCharsets.UTF_8), person));
    }

    private static boolean names(String body, Person person) {
        try {
            return names(JsonMapper.shared().readTree(body), person);
        } catch (JacksonException e) {
            // Whoever could not read it either parked it for that; nobody is told from it but by its text.
            return false;
        }
    }

    private static boolean names(JsonNode node, Person person) {
        if (node.isString()) {
            String text = node.stringValue();
            return person.isSubject(text) || person.hasAddress(text) || person.hasPhone(text);
        }
        return node.valueStream().anyMatch(part -> names(part, person));
    }

    @Override
    public long erase(Person person) {
        var theirs = new ArrayList<Object>();
        for (Criteria which : of(person)) {
            try (var found = mongo.stream(Query.query(which), Document.class, collection())) {
                found.filter(stored -> isTheirs(stored, person)).forEach(stored -> theirs.add(stored.get("_id")));
            }
        }
        return theirs.isEmpty()
                ? 0
                : mongo.remove(Query.query(Criteria.where("_id").in(theirs)), collection()).getDeletedCount();
    }
}
