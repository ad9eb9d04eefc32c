package io.holdfast.notification.audit;

import java.time.Instant;
import java.util.List;

import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.NoPersonalData;
import io.holdfast.defaults.web.Cursor;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * An entry of the audit log, in the store and for its writers.
 *
 * @param place    by which entries are listed: when it was asked for, then its id
 * @param actor    the token's {@code sub}
 * @param apiKeyId null for a person
 * @param service  that was asked
 * @param action   method and path template
 * @param endedAt  null until it is known how it ended; so are {@code status} and {@code code}
 * @param code     of the problem that refused it
 */
@DataRetention(
        since = "at",
        period = "P730D",
        why = "a business looks up who did what in this year's and last year's books; afterwards it is only somebody's history")
@NoPersonalData(why = "admins by their accounts, all else by ids")
@Document("audit_entries")
@CompoundIndex(name = "by-tenant", def = "{'tenantId': 1, 'place': -1}")
@CompoundIndex(name = "by-actor", def = "{'tenantId': 1, 'actor': 1, 'place': -1}")
@CompoundIndex(name = "by-action", def = "{'tenantId': 1, 'action': 1, 'place': -1}")
@CompoundIndex(name = "by-subject", def = "{'tenantId': 1, 'subjects': 1, 'place': -1}")
public record AuditEntryDocument(
        @Id String id,
        String tenantId,
        String place,
        Instant at,
        String actor,
        @Nullable String apiKeyId,
        String service,
        String action,
        @Bounded(max = AuditEntryDocument.MOST, by = "AuditLog, which keeps the first")
        List<String> subjects,
        String requestId,
        @Nullable Instant endedAt,
        @Nullable Integer status,
        @Nullable String code,
        @Bounded(max = AuditEntryDocument.MOST, by = "AuditLog, which keeps the first")
        List<String> overrides) {

    static final int MOST = 20;

    public AuditEntryDocument {
        subjects = subjects.stream().limit(MOST).toList();
        overrides = overrides.stream().limit(MOST).toList();
    }

    /** Where entries of that moment begin, or an entry with that id stands. */
    public static String placeOf(Instant at, String id) {
        return "%015d:%s".formatted(at.toEpochMilli(), id);
    }

    Cursor cursor() {
        return new Cursor(at, id);
    }
}
