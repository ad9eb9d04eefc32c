package io.holdfast.notification.apikeys;

import java.time.Instant;
import java.util.List;

import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.NoPersonalData;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A key as stored.
 *
 * @param hash        SHA-256 of the key: what is random in it is long enough for that to be all
 * @param createdBy   the admin's {@code sub}
 * @param expiresAt   from then on it opens nothing
 * @param revokedAt   null while it was not revoked
 * @param endedAt     when it expires, or was revoked
 * @param lastUsedAt  to about a minute; null while it was not used
 * @param requestHash of the request that created it; the same Idempotency-Key with another one is refused
 */
@DataRetention(since = "endedAt", period = "P90D", why = "who looks into what a key did asks soon after it ended")
@NoPersonalData(why = "the business's own programs")
@Document("api_keys")
@CompoundIndex(name = "by-tenant", def = "{'tenantId': 1, 'createdAt': -1, '_id': -1}")
record ApiKeyDocument(
        @Id String id,
        String tenantId,
        @Indexed(unique = true) String hash,
        String name,
        @Bounded(max = ApiKeyRequest.MOST_SCOPES, by = "ApiKeyRequest")
        List<String> scopes,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        Instant endedAt,
        @Nullable Instant lastUsedAt,
        String requestHash) {

    boolean isGood(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }
}
