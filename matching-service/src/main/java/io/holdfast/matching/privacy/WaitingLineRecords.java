package io.holdfast.matching.privacy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import io.holdfast.defaults.privacy.Person;
import io.holdfast.defaults.privacy.PersonalRecords;
import io.holdfast.matching.domain.waitlist.Applicant;
import io.holdfast.matching.domain.waitlist.WaitingLines;
import io.holdfast.messaging.aggregates.Decided;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Their places in waiting lines, which they leave: what is held for them is free again. */
@Component
class WaitingLineRecords implements PersonalRecords {

    private final WaitingLines lines;
    private final MongoOperations mongo;
    private final Clock clock;

    WaitingLineRecords(WaitingLines lines, MongoOperations mongo, Clock clock) {
        this.lines = lines;
        this.mongo = mongo;
        this.clock = clock;
    }

    @Override
    public String collection() {
        return "waiting-lines";
    }

    @Override
    public List<Criteria> of(Person person) {
        return person.isFirstPage() && !person.personKeys().isEmpty()
                ? List.of(Criteria.where("tenantId").is(person.tenantId()).and("people").in(person.personKeys()))
                : List.of();
    }

    /** Their own places: others stand in the same line. */
    @Override
    public Document readableBy(Person person, Document stored) {
        List<Document> theirs = stored.getList("entries", Document.class, List.of()).stream()
                .filter(entry -> entry.get("who") instanceof Document who
                        && (person.isSubject(who.getString("subject")) || person.hasAddress(who.getString("email"))))
                .toList();
        return new Document("_id", stored.get("_id")).append("date", stored.get("date")).append("entries", theirs);
    }

    @Override
    public long erase(Person person) {
        var ids = new ArrayList<String>();
        for (Criteria which : of(person)) {
            Query query = Query.query(which);
            query.fields().include("_id");
            mongo.find(query, Document.class, collection()).forEach(found -> ids.add(found.getString("_id")));
        }
        return ids.stream()
                .flatMap(id -> lines.decide(id, line -> line.erase(who -> is(who, person), clock.instant())).stream())
                .filter(Decided::changed)
                .count();
    }

    /** By account, by what they typed, or as a guest by the mailbox that it leads to. */
    private static boolean is(Applicant who, Person person) {
        return person.isSubject(who.subject())
                || person.hasAddress(who.email())
                || person.hasAddress(who.isGuest() ? who.guestMailbox() : null);
    }
}
