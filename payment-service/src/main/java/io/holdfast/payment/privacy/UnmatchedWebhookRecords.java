package io.holdfast.payment.privacy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.holdfast.defaults.privacy.Person;
import io.holdfast.defaults.privacy.PersonalRecords;
import org.bson.Document;
import org.bson.types.Binary;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the provider said of payments that nobody knows: it names the payer. Of those that are still tried nothing is erased,
 * because money may hang on them; they are for a day.
 */
@Component
class UnmatchedWebhookRecords implements PersonalRecords {

    private final MongoOperations mongo;

    UnmatchedWebhookRecords(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public String collection() {
        return "webhooks_unmatched";
    }

    /** All of the month that they are kept: they are few, and none says whose it is but in its body. */
    @Override
    public List<Criteria> of(Person person) {
        return person.isFirstPage() ? List.of(Criteria.where("receivedAt").gt(Instant.EPOCH)) : List.of();
    }

    @Override
    public boolean isTheirs(Document stored, Person person) {
        return stored.get("body") instanceof Binary body
                && names(new String(body.getData(), StandardCharsets.UTF_8), person);
    }

    private static boolean names(String body, Person person) {
        try {
            return names(JsonMapper.shared().readTree(body), person);
        } catch (JacksonException e) {
            // The provider's signature was right, so this was never stored.
            return false;
        }
    }

    private static boolean names(JsonNode node, Person person) {
        if (node.isString()) {
            return person.hasAddress(node.stringValue()) || person.hasPhone(node.stringValue());
        }
        return node.valueStream().anyMatch(part -> names(part, person));
    }

    @Override
    public long erase(Person person) {
        var theirs = new ArrayList<Object>();
        for (Criteria which : of(person)) {
            try (var found = mongo.stream(Query.query(which), Document.class, collection())) {
                found.filter(stored -> stored.get("nextTryAt") == null && isTheirs(stored, person))
                        .forEach(stored -> theirs.add(stored.get("_id")));
            }
        }
        return theirs.isEmpty()
                ? 0
                : mongo.updateMulti(
                                Query.query(Criteria.where("_id").in(theirs)), new Update().unset("body"), collection())
                        .getModifiedCount();
    }
}
