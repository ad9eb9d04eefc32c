package io.holdfast.defaults.imports;

import java.time.Instant;

import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.NoPersonalData;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.mongo.OutboxDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/** {@code _id} is {@code importId:chunk}, and {@code :dry} where nothing was written. */
@DataRetention(since = "answeredAt", period = "P3D", why = "whoever asks again after more than a day has given it up")
@NoPersonalData(why = "which columns of which lines were wrong; the lines are of professionals, and elsewhere")
@Document("import-answers")
record ImportAnswerDocument(
        @Id String id,
        @Version @Nullable Long version,
        @Bounded(of = "rows", max = 100, by = "booking-service, which sends so many at once")
        @Bounded(of = "rows.violations", max = 50, by = "Problem, which lists the first ones")
        ImportAnswer answer,
        Instant answeredAt,
        Outbox outbox)
        implements OutboxDocument {

    static String idOf(ImportPart part) {
        return part.importId() + ":" + part.chunk() + (part.dryRun() ? ":dry" : "");
    }

    static ImportAnswerDocument of(ImportAnswer answer, @Nullable ImportAnswerDocument loaded, Outbox outbox) {
        return new ImportAnswerDocument(
                idOf(answer.part()), loaded == null ? null : loaded.version(), answer, answer.at(), outbox);
    }

    ImportAnswer toDomain() {
        return answer;
    }
}
