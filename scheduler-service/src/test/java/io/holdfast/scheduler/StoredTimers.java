package io.holdfast.scheduler;

import java.util.ArrayList;
import java.util.List;

import io.holdfast.servicetest.ServiceUnderTest;
import org.bson.Document;

/** The timers in the store of a scheduler under test, as {@code kind status} and sorted. */
public record StoredTimers(ServiceUnderTest scheduler) {

    public List<String> of(String bookingId) {
        return matching(new Document("_id", bookingId));
    }

    /** None when the booking has another revision. */
    public List<String> of(String bookingId, int revision) {
        return matching(new Document("_id", bookingId).append("revision", revision));
    }

    public List<String> matching(Document filter) {
        return agendas(filter).stream()
                .flatMap(agenda -> agenda.getList("timers", Document.class).stream())
                .map(timer -> timer.getString("kind") + " " + timer.getString("status"))
                .sorted()
                .toList();
    }

    /** In natural order, which says that all are read, and on purpose. */
    public List<Document> agendas(Document filter) {
        return scheduler.mongo()
                .getCollection("agendas")
                .find(filter)
                .sort(new Document("$natural", 1))
                .into(new ArrayList<>());
    }
}
