package io.holdfast.web.api;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;

/** What others connect to, what came from elsewhere, and who did what. */
@HttpExchange("/api/v1/admin")
public interface PlatformApi {

    @GetExchange("/webhooks")
    Listed<Webhook> webhooks(@RequestParam int page, @RequestParam int limit);

    @GetExchange("/webhooks/{id}")
    Webhook webhook(@PathVariable String id);

    /** The secret is told here and never again. */
    @PostExchange("/webhooks")
    Webhook add(@RequestBody NewWebhook body, @RequestHeader("Idempotency-Key") String key);

    @PutExchange("/webhooks/{id}")
    Webhook change(@PathVariable String id, @RequestBody NewWebhook body);

    @DeleteExchange("/webhooks/{id}")
    void remove(@PathVariable String id);

    /** The latest attempt first. */
    @GetExchange("/webhooks/{id}/deliveries")
    Listed<Delivery> deliveries(@PathVariable String id, @RequestParam int page, @RequestParam int limit);

    /** Delivers once more what comes after a place. */
    @PostExchange("/webhooks/{id}/replay")
    Webhook replay(@PathVariable String id, @RequestBody From body);

    /** A new secret, told here and never again; the one before signs along for a day. */
    @PostExchange("/webhooks/{id}/secret")
    Webhook renew(@PathVariable String id);

    @GetExchange("/api-keys")
    Listed<ApiKey> keys(@RequestParam int page, @RequestParam int limit);

    @PostExchange("/api-keys")
    ApiKey add(@RequestBody NewKey body, @RequestHeader("Idempotency-Key") String key);

    @DeleteExchange("/api-keys/{id}")
    void revoke(@PathVariable String id);

    /** The latest first. */
    @GetExchange("/audit")
    Listed<AuditEntry> audit(
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam int limit);

    @GetExchange("/imports")
    Listed<Import> imports(@RequestParam int page, @RequestParam int limit);

    @GetExchange("/imports/{id}")
    Import anImport(@PathVariable String id);

    @PostExchange(url = "/imports", contentType = "multipart/form-data")
    Import begin(
            @RequestBody MultiValueMap<String, Object> files,
            @RequestParam boolean dryRun,
            @RequestParam boolean skipRefused,
            @RequestParam boolean notify,
            @RequestParam String source,
            @RequestHeader("Idempotency-Key") String key);

    /** Of an Easy!Appointments installation, by its API. */
    @PostExchange("/imports/easy-appointments")
    Import begin(
            @RequestBody Installation body,
            @RequestParam boolean dryRun,
            @RequestParam boolean skipRefused,
            @RequestParam boolean notify,
            @RequestHeader("Idempotency-Key") String key);

    /**
     * Where events are sent.
     *
     * @param status       {@code ACTIVE}, {@code PAUSED} by an admin, or {@code DISABLED} by the platform
     * @param waiting      events that could not be delivered yet
     * @param failingSince null when something was taken
     * @param disabledFor  null when it was not
     * @param secret       only where it was just made
     */
    record Webhook(
            String id,
            String url,
            List<String> types,
            String description,
            boolean active,
            String status,
            int waiting,
            @Nullable Instant failingSince,
            @Nullable Instant retryAt,
            @Nullable String disabledFor,
            @Nullable String secret,
            Instant createdAt) {}

    record NewWebhook(String url, List<String> types, String description, boolean active) {}

    /** @param responseCode null when no answer came @param reason why it was not taken; null when it was */
    record Delivery(
            String eventId,
            String type,
            String subject,
            String cursor,
            String status,
            int attempts,
            @Nullable Integer responseCode,
            @Nullable String reason,
            Instant firstAttemptAt,
            Instant lastAttemptAt) {}

    /** @param after a place in the feed, {@code oldest} or {@code latest} */
    record From(String after) {}

    /** @param key only where it was just made */
    record ApiKey(
            String id,
            String name,
            List<String> scopes,
            boolean active,
            String createdBy,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt,
            @Nullable String key) {}

    /** @param expiresAt null for in a year */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NewKey(String name, List<String> scopes, @Nullable Instant expiresAt) {}

    /** Who asked for what, and what became of it. @param action method and path template @param code null when it was done */
    record AuditEntry(
            String id,
            Instant at,
            String actor,
            @Nullable String apiKeyId,
            String service,
            String action,
            List<String> subjects,
            String outcome,
            @Nullable Integer status,
            @Nullable String code,
            List<String> overrides,
            String requestId) {}

    /**
     * An import, or a dry run of one, and how far it is.
     *
     * @param at null when it is over
     */
    record Import(
            String id,
            String status,
            String format,
            String source,
            boolean dryRun,
            boolean skipRefused,
            boolean notifies,
            @Nullable At at,
            List<Kind> report,
            List<Refusal> refusals,
            @Nullable String failure,
            Instant requestedAt,
            @Nullable Instant finishedAt) {}

    record At(boolean writes, String kind, int chunk, int chunks) {}

    record Kind(String kind, int rows, int created, int updated, int unchanged, int refused, int leftOut) {}

    /** @param field the column; empty for the whole row */
    record Refusal(String kind, int line, String field, String message) {}

    record Installation(String url, String token) {}
}
