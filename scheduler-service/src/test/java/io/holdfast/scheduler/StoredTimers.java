package io.holdfast.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.holdfast.servicetest.ServiceUnderTest;
import org.bson.Document;

/** The timers in the store of a scheduler under test, as {@code kind [occasion] status} and sorted. */
public record StoredTimers(ServiceUnderTest scheduler) {

    public List<String> of(String bookingId) {
        return matching(new Document("_id", bookingId));
    }

    /** Those of one revision. */
    public List<String> of(String bookingId, int revision) {
        return lines(new Document("_id", bookingId), timer -> timer.getInteger("revision") == revision);
    }

    public List<String> matching(Document filter) {
        return lines(filter, timer -> true);
    }

    private List<String> lines(Document filter, Predicate<Document> which) {
        return agendas(filter).stream()
                .flatMap(agenda -> agenda.getList("timers", Document.class).stream())
                .filter(which)
                .map(timer -> Stream.of(
                                timer.getString("kind"),
                                timer.getString("lead"),
                                timer.containsKey("round") ? String.valueOf(timer.getInteger("round")) : null,
                                timer.getString("status"))
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" ")))
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
