package io.holdfast.defaults.audit;

import java.time.Instant;

import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.NoPersonalData;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.mongo.OutboxDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/** An action on its way into the audit log: there is nothing to it but its events. */
@DataRetention(since = "at", period = "P1D", why = "its events are sent by then, and those that are not keep it; the audit log has the rest")
@NoPersonalData(why = "admins by their accounts, all else by ids")
@Document("admin_actions")
record AdminActionDocument(
        @Id String id,
        @Version @Nullable Long version,
        Outbox outbox,
        Instant at)
        implements OutboxDocument {}
