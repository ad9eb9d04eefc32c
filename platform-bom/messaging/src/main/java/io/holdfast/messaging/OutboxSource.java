package io.holdfast.messaging;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A place with documents that may hold unsent events; one per collection. */
public interface OutboxSource {

    /** Unique within a service; the collection's name. */
    String name();

    /** Documents that hold an event from before {@code cutoff}, at most {@code limit}. */
    List<Pending> findUnsent(Instant cutoff, int limit);

    /** Documents that hold an event from after {@code instant}, which a clock that was ahead has written. */
    default List<Pending> findAhead(Instant instant, int limit) {
        return List.of();
    }

    /** Takes sent events out, without touching the documents' versions. */
    void remove(Map<String, ? extends Collection<String>> eventIdsByDocument);

    /** One document's unsent events, oldest first. */
    record Pending(String documentId, List<OutboxEntry> unsent) {}
}
