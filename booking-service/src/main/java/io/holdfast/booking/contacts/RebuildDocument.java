package io.holdfast.booking.contacts;

import java.time.Instant;

import io.holdfast.defaults.store.NoPersonalData;
import io.holdfast.defaults.store.Permanent;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * How far a tenant's contacts are being made once more.
 *
 * @param id         the tenant
 * @param dueAt      null when all is done
 * @param readAt     when the last booking that was read was requested; null before the first
 * @param readId     its id, likewise
 * @param bookings   how many were read
 * @param finishedAt null while it is being done
 */
@Permanent(why = "one per tenant")
@NoPersonalData(why = "how far a tenant's contacts are")
@Document(ContactRebuilds.COLLECTION)
record RebuildDocument(
        @Id String id,
        @Version @Nullable Long version,
        @Indexed(sparse = true) @Nullable Instant dueAt,
        @Nullable Instant readAt,
        @Nullable String readId,
        long bookings,
        Instant startedAt,
        @Nullable Instant finishedAt) {

    boolean isRunning() {
        return dueAt != null;
    }

    RebuildDocument read(int more, Instant lastAt, String lastId) {
        return new RebuildDocument(id, version, dueAt, lastAt, lastId, bookings + more, startedAt, null);
    }

    RebuildDocument finished(Instant at) {
        return new RebuildDocument(id, version, null, readAt, readId, bookings, startedAt, at);
    }
}
