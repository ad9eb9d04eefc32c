package io.holdfast.defaults.privacy;

import java.util.List;

import io.holdfast.messaging.RetryLater;
import org.bson.Document;
import org.springframework.data.mongodb.core.query.Criteria;

/** A collection that holds something of a person: where it is, and how it is erased. A bean for each. */
public interface PersonalRecords {

    /** Its name. */
    String collection();

    /** Which documents may be theirs, each of these by an index; none when nothing is on this page. */
    List<Criteria> of(Person person);

    /** Whether one of those is theirs, where the query cannot tell. */
    default boolean isTheirs(Document stored, Person person) {
        return true;
    }

    /** What of a document they may read: nothing of anybody else. */
    default Document readableBy(Person person, Document stored) {
        return stored;
    }

    /**
     * Erases what is there of them. Done again, it finds nothing.
     *
     * @return how many documents had anything
     * @throws RetryLater while something of it is on its way
     */
    long erase(Person person);
}
