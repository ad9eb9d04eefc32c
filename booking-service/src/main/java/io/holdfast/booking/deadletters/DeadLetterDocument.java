package io.holdfast.booking.deadletters;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.PersonalData;
import io.holdfast.messaging.RawEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A parked message.
 *
 * @param topic       where it came from
 * @param group       the service that could not take it
 * @param origin      {@code topic-partition@offset}
 * @param body        null when it had none, or was too large to be parked
 * @param bodySize    bytes, also of a body that was not kept
 * @param bodySha256  of a body that was not kept, else null
 * @param at          when it was taken in, which is moments after it was parked
 * @param replayOf    the dead letter whose replay was parked again, else null
 * @param replayDueAt set while a replay is asked for and not sent yet
 * @param discardedAt when an admin had it taken away: what it said is gone, and that it was there stays, so that it is not
 *     taken in again; else null
 */
@PersonalData(
        holds = "the payload of a message, which may name a client",
        erased = "nothing: those about their bookings, and those of waiting lines that name them, are deleted")
@Document("dead-letters")
@DataRetention(
        since = "at",
        period = "P30D",
        why = "as long as its topic keeps it; what nobody has replayed by then nobody misses")
@CompoundIndex(name = "by-tenant", def = "{'tenantId': 1, 'at': -1, '_id': -1}")
@CompoundIndex(name = "by-key", def = "{'tenantId': 1, 'key': 1}")
@CompoundIndex(name = "by-topic", def = "{'tenantId': 1, 'topic': 1}")
record DeadLetterDocument(
        @Id String id,
        String tenantId,
        String topic,
        String group,
        String origin,
        @Nullable String eventType,
        @Nullable String eventId,
        @Nullable String subject,
        @Nullable String correlationId,
        String cause,
        String exception,
        @Bounded(max = 1_000, by = "DeadLetters, which keeps no more")
        List<Header> headers,
        @Nullable String key,
        @Bounded(max = 2_097_152, by = "the topics of dead letters")
        byte @Nullable [] body,
        long bodySize,
        @Nullable String bodySha256,
        Instant at,
        @Nullable String replayOf,
        @Nullable Instant replayedAt,
        @Nullable String replayedBy,
        @Indexed(sparse = true) @Nullable Instant replayDueAt,
        @Nullable Instant discardedAt) {

    /** A list of pairs, because a header's name may hold what a field's name may not. */
    record Header(String name, String value) {}

    /** What became of a dead letter. */
    enum Status {
        /** Nobody has done anything about it. */
        OPEN,
        /** It was handled once more, or is just going to be; what failed again is another one. */
        REPLAYED,
        DISCARDED
    }

    Status status() {
        return discardedAt != null ? Status.DISCARDED : replayedAt != null ? Status.REPLAYED : Status.OPEN;
    }

    boolean isKeptWhole() {
        return bodySha256 == null;
    }

    RawEvent message() {
        Map<String, String> all = new LinkedHashMap<>();
        headers.forEach(header -> all.put(header.name(), header.value()));
        return new RawEvent(all, key, body, origin);
    }
}
