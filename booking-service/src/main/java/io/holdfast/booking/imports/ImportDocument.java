package io.holdfast.booking.imports;

import java.time.Instant;

import io.holdfast.booking.domain.imports.Import;
import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.NoPersonalData;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.mongo.OutboxDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * An import as stored.
 *
 * @param running whether it is not over
 * @param dueAt   when there is something to do for it; null when nothing is left
 */
@DataRetention(since = "requestedAt", period = "P90D", why = "its report is looked at while the move to this platform goes on")
@NoPersonalData(why = "how many rows became what, and which columns of which lines were wrong; the rows are elsewhere")
@Document("imports")
@CompoundIndex(name = "by-tenant", def = "{'tenantId': 1, 'requestedAt': -1}")
@CompoundIndex(name = "by-state", def = "{'tenantId': 1, 'running': 1}")
record ImportDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        boolean running,
        @Bounded(of = "content.chunks", max = 4, by = "RowKind")
        @Bounded(of = "progress.expected", max = 4, by = "RowKind")
        @Bounded(of = "progress.tallies", max = 4, by = "RowKind")
        @Bounded(of = "progress.planned.violations", max = 1_000, by = "ImportRows.CHUNK, of which each row has a few")
        @Bounded(of = "progress.submitted.here.violations", max = 1_000, by = "ImportRows.CHUNK, of which each row has a few")
        @Bounded(of = "progress.submitted.profiles", max = ImportRows.CHUNK, by = "ImportRows")
        @Bounded(of = "progress.submitted.profiles.violations", max = 50, by = "matching-service, which lists the first ones")
        @Bounded(of = "progress.submitted.schedules", max = ImportRows.CHUNK, by = "ImportRows")
        @Bounded(of = "progress.submitted.schedules.violations", max = 50, by = "availability-service, which lists the first ones")
        @Bounded(of = "progress.violations", max = Import.MOST_VIOLATIONS, by = "Import")
        @Bounded(of = "progress.unwanted", max = Import.MOST_PROFESSIONALS, by = "ImportRows")
        Import job,
        Instant requestedAt,
        @Indexed(sparse = true) @Nullable Instant dueAt,
        Outbox outbox)
        implements OutboxDocument {

    static ImportDocument of(Import job, @Nullable ImportDocument loaded, Outbox outbox) {
        return new ImportDocument(
                job.id().value(), loaded == null ? null : loaded.version(), job.tenant().value(), !job.isOver(), job,
                job.requestedAt(), job.progress().dueAt(), outbox);
    }

    Import toDomain() {
        return job;
    }
}
