package io.holdfast.notification.apikeys;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.holdfast.defaults.IdempotencyKeys;
import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.ApiKeySettings;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.IdempotencyKeyHeader;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import io.holdfast.defaults.web.Problem;
import io.holdfast.notification.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What admins do with their own tenant's API keys. Where there are none there is no such page. */
@RestController
@RequestMapping("/api/v1/admin/api-keys")
@Access(Role.ADMIN)
class ApiKeysController {

    private static final String PATH = "/api/v1/admin/api-keys/";
    private static final int MOST = 200;

    private final ApiKeys keys;
    private final ApiKeySettings settings;
    private final Clock clock;

    ApiKeysController(ApiKeys keys, ApiKeySettings settings, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    /** The newest first; what was revoked or has expired is listed for 90 days more. */
    @GetMapping
    Paged<ApiKeyResponse> all(Paging paging, Caller caller) {
        requireOn();
        Instant now = clock.instant();
        return Paged.of(keys.of(tenantOf(caller), paging.page(), paging.limit()), paging).map(key -> ApiKeyResponse.of(key, now));
    }

    /** One of them. */
    @GetMapping("/{id}")
    ApiKeyResponse one(@PathVariable String id, Caller caller) {
        return ApiKeyResponse.of(find(caller, id), clock.instant());
    }

    /** The key is told here and never again. */
    @PostMapping
    @Outcomes(value = 201, problems = "too-many-api-keys")
    ResponseEntity<ApiKeyResponse> create(
            @RequestBody ApiKeyRequest request,
            @RequestHeader(name = IdempotencyKeyHeader.NAME, required = false) @Nullable String idempotencyKey,
            Caller caller) {
        requireOn();
        IdempotencyKeyHeader.require(idempotencyKey);
        Instant now = clock.instant();
        TenantId tenant = tenantOf(caller);
        String admin = String.valueOf(caller.subject());
        // Without a key it is like no other request.
        String good = Objects.requireNonNullElseGet(idempotencyKey, () -> UUID.randomUUID().toString());
        var ids = IdempotencyKeys.ids(now, good, tenant.value(), admin, "api-key");
        String hash = IdempotencyKeys.fingerprint("api-key", request);
        Optional<ApiKeyDocument> before =
                ids.known().stream().flatMap(id -> keys.find(tenant, id).stream()).findFirst();
        if (before.isPresent()) {
            return created(same(before.get(), hash), now);
        }
        ApiKeyRequest.Wanted wanted = request.wanted(now);
        if (keys.count(tenant) >= MOST) {
            throw Problem.conflict("There are " + MOST + " API keys already; more are not kept.").with("code", "too-many-api-keys");
        }
        String id = ids.fresh();
        var key = new ApiKeyDocument(
                id, tenant.value(), ApiKeys.hashOf(keys.keyOf(id)), wanted.name(), wanted.scopes(), admin, now, wanted.expiresAt(), null,
                wanted.expiresAt(), null, hash);
        return created(
                keys.add(key)
                        ? key
                        // The same key came twice at the same moment, and the other was faster.
                        : keys.find(tenant, id).map(known -> same(known, hash)).orElseThrow(ApiKeysController::unknown),
                now);
    }

    private static ApiKeyDocument same(ApiKeyDocument known, String hash) {
        if (!known.requestHash().equals(hash)) {
            throw IdempotencyKeyHeader.reused();
        }
        return known;
    }

    private ResponseEntity<ApiKeyResponse> created(ApiKeyDocument key, Instant now) {
        return ResponseEntity.created(URI.create(PATH + key.id())).body(ApiKeyResponse.of(key, now, keys.keyOf(key.id())));
    }

    /** Revokes it: within two minutes it opens nothing. Done again, it is the same. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String id, Caller caller) {
        keys.revoke(find(caller, id).id());
    }

    private ApiKeyDocument find(Caller caller, String id) {
        requireOn();
        return keys.find(tenantOf(caller), id).orElseThrow(ApiKeysController::unknown);
    }

    private void requireOn() {
        if (!settings.isOn()) {
            throw Problem.notFound("page");
        }
    }

    private static Problem unknown() {
        return Problem.notFound("API key");
    }

    private static TenantId tenantOf(Caller caller) {
        return new TenantId(caller.tenantId());
    }
}
