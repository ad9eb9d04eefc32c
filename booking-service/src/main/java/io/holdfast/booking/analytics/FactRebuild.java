package io.holdfast.booking.analytics;

import java.time.Instant;

import io.holdfast.defaults.store.NoPersonalData;
import io.holdfast.defaults.store.Permanent;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A tenant's wish to have its rows made anew.
 *
 * @param id          the tenant
 * @param schema      what rows said then, see {@link FactRebuilds#SCHEMA}
 * @param requestedBy a subject; null for us
 * @param until       bookings that were requested later are done; null before any is
 * @param dueAt       null once it is done
 */
@NoPersonalData(why = "how far a tenant's figures are")
@Document(FactRebuilds.COLLECTION)
@Permanent(why = "one per tenant")
record FactRebuild(
        @Id String id,
        int schema,
        Instant requestedAt,
        @Nullable String requestedBy,
        @Nullable Instant until,
        long done,
        @Nullable Instant finishedAt,
        @Indexed(sparse = true) @Nullable Instant dueAt) {}
