package io.holdfast.defaults.privacy;

import java.time.Instant;
import java.util.List;

import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.PersonalData;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.mongo.OutboxDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/** A {@link PersonTask} as stored; {@code _id} is {@code job:page}. */
@Document("person-tasks")
@DataRetention(
        since = "requestedAt",
        period = PersonTaskDocument.KEPT,
        why = "an export's archive is made of it for seven days, and no topic repeats a request for longer")
@PersonalData(
        holds = "subjects, and hashes of addresses and numbers",
        erased = "nothing, when its own erasure is done; an export's goes after seven days")
record PersonTaskDocument(
        @Id String id,
        @Version @Nullable Long version,
        @Indexed String jobId,
        Person person,
        PersonTask.Kind kind,
        Instant requestedAt,
        int rounds,
        @Bounded(max = 50, by = "the service, which has so many collections at most") List<PersonHandled.Found> found,
        @Indexed(sparse = true) @Nullable Instant dueAt,
        Outbox outbox)
        implements OutboxDocument {

    static final String KEPT = "P7D";

    static PersonTaskDocument of(PersonTask task, @Nullable PersonTaskDocument loaded, Outbox outbox) {
        return new PersonTaskDocument(
                task.id(),
                loaded == null ? null : loaded.version(),
                task.person().jobId(),
                task.person(),
                task.kind(),
                task.requestedAt(),
                task.rounds(),
                task.found(),
                task.dueAt(),
                outbox);
    }

    PersonTask toDomain() {
        return new PersonTask(person, kind, requestedAt, rounds, found, dueAt);
    }
}
