package io.holdfast.notification.webhooks;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

import io.holdfast.defaults.IdempotencyKeys;
import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.IdempotencyKeyHeader;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import io.holdfast.defaults.web.Problem;
import io.holdfast.notification.TenantId;
import io.holdfast.notification.feed.EventTypes;
import io.holdfast.notification.feed.Feed;
import io.holdfast.notification.feed.FeedCursor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What admins do with their own tenant's webhooks. */
@RestController
@RequestMapping("/api/v1/admin/webhooks")
@Access(Role.ADMIN)
class WebhooksController {

    private static final String PATH = "/api/v1/admin/webhooks/";

    private final Webhooks webhooks;
    private final WebhookDeliveries deliveries;
    private final WebhookTargets targets;
    private final WebhookSettings settings;
    private final EventTypes types;
    private final Feed feed;
    private final FeedCursor cursor;
    private final Clock clock;

    WebhooksController(
            Webhooks webhooks,
            WebhookDeliveries deliveries,
            WebhookTargets targets,
            WebhookSettings settings,
            EventTypes types,
            Feed feed,
            FeedCursor cursor,
            Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.targets = targets;
        this.settings = settings;
        this.types = types;
        this.feed = feed;
        this.cursor = cursor;
        this.clock = clock;
    }

    /** Where events are sent. */
    @GetMapping
    Paged<WebhookResponse> all(Paging paging, Caller caller) {
        Instant now = clock.instant();
        return Paged.of(webhooks.of(tenantOf(caller), paging.page(), paging.limit()), paging)
                .map(webhook -> WebhookResponse.of(webhook, now));
    }

    /** One of them. */
    @GetMapping("/{id}")
    WebhookResponse one(@PathVariable String id, Caller caller) {
        return WebhookResponse.of(find(caller, id), clock.instant());
    }

    /** Begins with what happens from now on; a replay brings what was before. The secret is told here and never again. */
    @PostMapping
    @Outcomes(value = 201, problems = {"too-many-webhooks", "webhook-target-insecure", "webhook-target-unknown", "webhook-target-private"})
    ResponseEntity<WebhookResponse> create(
            @RequestBody WebhookRequest request,
            @RequestHeader(name = IdempotencyKeyHeader.NAME, required = false) @Nullable String key,
            Caller caller) {
        IdempotencyKeyHeader.require(key);
        TenantId tenant = tenantOf(caller);
        Instant now = clock.instant();
        // Without a key it is like no other request.
        String good = Objects.requireNonNullElseGet(key, () -> UUID.randomUUID().toString());
        var ids = IdempotencyKeys.ids(now, good, tenant.value(), String.valueOf(caller.subject()), "webhook");
        String hash = IdempotencyKeys.fingerprint("webhook", request);
        Optional<Webhook> before = ids.known().stream()
                .flatMap(id -> webhooks.findDocument(tenant, id).stream())
                .findFirst()
                .map(known -> same(known, hash));
        if (before.isPresent()) {
            return created(before.get(), now);
        }
        Webhook.Target target = request.target(types, targets);
        if (webhooks.count(tenant) >= settings.most()) {
            throw Problem.conflict("There are " + settings.most() + " webhooks already; more are not kept.")
                    .with("code", "too-many-webhooks");
        }
        Webhook webhook = Webhook.create(ids.fresh(), tenant, target, request.isActive(), feed.end(tenant), now);
        return created(
                webhooks.add(webhook, hash)
                        ? webhook
                        // The same key came twice at the same moment, and the other was faster.
                        : webhooks.findDocument(tenant, webhook.id())
                                .map(known -> same(known, hash))
                                .orElseThrow(WebhooksController::unknown),
                now);
    }

    private static Webhook same(WebhookDocument known, String hash) {
        if (!known.requestHash().equals(hash)) {
            throw IdempotencyKeyHeader.reused();
        }
        return known.webhook();
    }

    private static ResponseEntity<WebhookResponse> created(Webhook webhook, Instant now) {
        return ResponseEntity.created(URI.create(PATH + webhook.id())).body(WebhookResponse.withSecret(webhook, now));
    }

    /** Replaces what its admin says of it. Switched on again, it goes on where it stood. */
    @PutMapping("/{id}")
    @Outcomes(problems = {"webhook-target-insecure", "webhook-target-unknown", "webhook-target-private"})
    WebhookResponse put(@PathVariable String id, @RequestBody WebhookRequest request, Caller caller) {
        find(caller, id);
        Webhook.Target target = request.target(types, targets);
        Instant now = clock.instant();
        return WebhookResponse.of(change(id, webhook -> webhook.change(target, request.isActive(), now)), now);
    }

    /** Sends nothing there any more. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, Caller caller) {
        find(caller, id);
        webhooks.remove(tenantOf(caller), id);
    }

    /** A new secret, told here and never again; the one before signs along for a day. */
    @PostMapping("/{id}/secret")
    WebhookResponse rotate(@PathVariable String id, Caller caller) {
        find(caller, id);
        Instant now = clock.instant();
        return WebhookResponse.withSecret(change(id, webhook -> webhook.rotate(now)), now);
    }

    /** What became of each event, the latest attempt first. */
    @GetMapping("/{id}/deliveries")
    Paged<DeliveryResponse> deliveries(@PathVariable String id, Paging paging, Caller caller) {
        find(caller, id);
        return Paged.of(deliveries.of(id, paging.page(), paging.limit()), paging).map(DeliveryResponse::of);
    }

    /** Delivers what comes after a place, whether it was delivered before or not, under the same ids, and nothing else. */
    @PostMapping("/{id}/replay")
    WebhookResponse replay(@PathVariable String id, @RequestBody ReplayRequest request, Caller caller) {
        find(caller, id);
        if (request.after() == null) {
            throw Problem.invalid("after", "must be a cursor of the feed, oldest or latest");
        }
        long place = cursor.read(tenantOf(caller), request.after());
        Instant now = clock.instant();
        return WebhookResponse.of(change(id, webhook -> webhook.replay(place, now)), now);
    }

    private Webhook change(String id, UnaryOperator<Webhook> change) {
        return webhooks.decide(id, webhook -> Optional.of(change.apply(webhook))).orElseThrow(WebhooksController::unknown);
    }

    private Webhook find(Caller caller, String id) {
        return webhooks.findDocument(tenantOf(caller), id)
                .map(WebhookDocument::webhook)
                .orElseThrow(WebhooksController::unknown);
    }

    private static Problem unknown() {
        return Problem.notFound("webhook");
    }

    private static TenantId tenantOf(Caller caller) {
        return new TenantId(caller.tenantId());
    }
}
