package io.holdfast.notification.privacy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import io.holdfast.defaults.privacy.Person;
import io.holdfast.defaults.privacy.PersonalRecords;
import io.holdfast.notification.Notifications;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** What was sent about their bookings and their places in waiting lines, to whomever: others read of them, too. */
@Component
class NotificationRecords implements PersonalRecords {

    private static final String NOTIFICATION = "notification";
    private static final String DELIVERIES = "deliveries";

    private final Notifications notifications;
    private final MongoOperations mongo;
    private final Clock clock;

    NotificationRecords(Notifications notifications, MongoOperations mongo, Clock clock) {
        this.notifications = notifications;
        this.mongo = mongo;
        this.clock = clock;
    }

    @Override
    public String collection() {
        return "notifications";
    }

    @Override
    public List<Criteria> of(Person person) {
        var all = new ArrayList<Criteria>();
        if (!person.bookingIds().isEmpty()) {
            all.add(Criteria.where("bookingId").in(person.bookingIds()));
        }
        if (person.isFirstPage() && !person.personKeys().isEmpty()) {
            all.add(Criteria.where("people").in(person.personKeys()));
        }
        return all;
    }

    /** What went to them; that others read it has their addresses in it. */
    @Override
    public Document readableBy(Person person, Document stored) {
        if (stored.get(NOTIFICATION) instanceof Document notification) {
            List<Document> all = notification.getList(DELIVERIES, Document.class, List.of());
            notification.put(
                    DELIVERIES,
                    all.stream().filter(delivery -> "CLIENT".equals(delivery.getString("recipient"))).toList());
        }
        return stored;
    }

    @Override
    public long erase(Person person) {
        long erased = 0;
        for (Criteria which : of(person)) {
            erased += idsOf(which).stream().filter(id -> notifications.erase(id, clock.instant())).count();
        }
        if (!person.recipientOf().isEmpty()) {
            // They were written to by nobody; others read of them.
            erased += idsOf(Criteria.where("bookingId").in(person.recipientOf())).stream()
                    .filter(notifications::eraseRecipient)
                    .count();
        }
        return erased;
    }

    private List<String> idsOf(Criteria which) {
        Query ids = Query.query(which);
        ids.fields().include("_id");
        return mongo.find(ids, Document.class, collection()).stream().map(found -> found.getString("_id")).toList();
    }
}
