package io.holdfast.notification.apikeys;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A key as its tenant's admins see it.
 *
 * @param key        only where it was just created; null everywhere else
 * @param lastUsedAt to about a minute; null while it was not used
 */
record ApiKeyResponse(
        String id,
        String name,
        List<String> scopes,
        boolean active,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt,
        @Nullable String key) {

    static ApiKeyResponse of(ApiKeyDocument key, Instant now) {
        return of(key, now, null);
    }

    static ApiKeyResponse of(ApiKeyDocument key, Instant now, @Nullable String shown) {
        return new ApiKeyResponse(
                key.id(), key.name(), key.scopes(), key.isGood(now), key.createdBy(), key.createdAt(), key.expiresAt(), key.revokedAt(),
                key.lastUsedAt(), shown);
    }
}
