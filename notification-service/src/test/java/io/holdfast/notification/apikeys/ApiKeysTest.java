package io.holdfast.notification.apikeys;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.holdfast.defaults.access.ApiKeyTokens;
import io.holdfast.notification.NotificationService;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.MovableClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** API keys by their API, and what opens to whoever has one. */
class ApiKeysTest {

    private static final String KEYS = "/api/v1/admin/api-keys";
    private static final String SECRET = "only-for-this-test-0123456789-0123456789";
    private static final MovableClock CLOCK = new MovableClock(Instant.parse("2026-11-21T12:00:00Z"));
    private static ServiceUnderTest service;

    private final HoldfastApi admin = service.as("boss", "admin");

    @BeforeAll
    static void start() {
        service = ServiceUnderTest.of(NotificationService.class, "notification-service")
                .by(CLOCK)
                .withoutRedis()
                .with("HOLDFAST_NOTIFICATIONS_SANDBOX=true", "HOLDFAST_API_KEY_SECRET=" + SECRET)
                .start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aKeyIsShownOnceAndOnlyItsHashIsKept() {
        JsonNode created = create("events:read");
        String key = created.get("key").asString();
        assertThat(key).startsWith("hf_").hasSizeGreaterThan(40);
        assertThat(admin.get(KEYS + "/" + id(created)).expect(200).body().get("key").isNull()).isTrue();
        assertThat(admin.get(KEYS + "?limit=100").expect(200).text()).doesNotContain(key);
        assertThat(service.documents("api_keys").toString()).doesNotContain(key);
        assertThat(created.get("expiresAt").asString()).isEqualTo(CLOCK.instant().plus(Duration.ofDays(365)).toString());
        assertThat(created.get("createdBy").asString()).isEqualTo("boss");
    }

    @Test
    void aKeyOpensWhatItsScopesSayAndNothingElse() {
        HoldfastApi reader = bearer(create("events:read", "webhooks:read"));
        reader.get("/api/v1/admin/events").expect(200);
        reader.get("/api/v1/admin/webhooks").expect(200);
        JsonNode refused = reader.post("/api/v1/admin/webhooks", Map.of()).expect(403).body();
        assertThat(refused.get("code").asString()).isEqualTo("scope-missing");
        assertThat(refused.get("detail").asString()).contains("webhooks:write");
        reader.get("/api/v1/admin/suppressions").expect(403);

        HoldfastApi writer = bearer(create("webhooks:write"));
        writer.get("/api/v1/admin/webhooks").expect(200);
        writer.post("/api/v1/admin/webhooks", Map.of()).expect(400);
        writer.get("/api/v1/admin/events").expect(403);

        HoldfastApi readsAll = bearer(create("*:read"));
        readsAll.get("/api/v1/admin/events").expect(200);
        readsAll.post("/api/v1/admin/webhooks", Map.of()).expect(403);

        HoldfastApi all = bearer(create("*:write"));
        all.get("/api/v1/admin/suppressions").expect(200);
        // No key makes another.
        all.get(KEYS).expect(403);
        all.post(KEYS, Map.of()).expect(403);
    }

    @Test
    void aKeyIsItsTenants() {
        JsonNode created = create("events:read");
        HoldfastApi other = service.asOneOf("other", "boss", "admin");
        other.get(KEYS + "/" + id(created)).expect(404);
        other.send("DELETE", KEYS + "/" + id(created), null).expect(404);
        assertThat(other.get(KEYS).body().get("items")).isEmpty();
        service.as("sarah", "professional").get(KEYS).expect(403);
        service.guest().get(KEYS).expect(401);
    }

    @Test
    void whatWasRevokedOrHasExpiredOrWasNeverGivenOpensNothing() {
        JsonNode revoked = create("events:read");
        token(revoked).expect(200);
        admin.send("DELETE", KEYS + "/" + id(revoked), null).expect(204);
        admin.send("DELETE", KEYS + "/" + id(revoked), null).expect(204);
        token(revoked).expect(401);
        JsonNode listed = admin.get(KEYS + "/" + id(revoked)).expect(200).body();
        assertThat(listed.get("active").booleanValue()).isFalse();
        assertThat(listed.get("revokedAt").isNull()).isFalse();

        JsonNode short1 = admin.post(KEYS, Map.of("name", "short", "scopes", List.of("*:read"),
                "expiresAt", CLOCK.instant().plusSeconds(60).toString())).expect(201).body();
        token(short1).expect(200);
        CLOCK.advance(Duration.ofSeconds(61));
        token(short1).expect(401);

        for (String key : List.of("hf_", "hf_x", "x", "hf_" + "a".repeat(300))) {
            JsonNode refused = service.guest().send("POST", "/api/v1/api-keys/token", null, "Holdfast-Api-Key", key).expect(401).body();
            assertThat(refused.get("code").asString()).isEqualTo("api-key-invalid");
        }
        service.guest().send("POST", "/api/v1/api-keys/token", null).expect(401);
    }

    @Test
    void aTokenThatSomebodyElseMadeOpensNothing() {
        String forged = new ApiKeyTokens("another-secret-0123456789-0123456789-0123").token("demo", "k", List.of("*:write"));
        service.guest().with(forged).get("/api/v1/admin/events").expect(401);
        String genuine = new ApiKeyTokens(SECRET).token("demo", "k", List.of("*:write"));
        service.guest().with(genuine).get("/api/v1/admin/events").expect(200);
    }

    @Test
    void itIsKnownWhenAKeyWasUsedLast() {
        JsonNode created = create("events:read");
        assertThat(created.get("lastUsedAt").isNull()).isTrue();
        token(created).expect(200);
        Instant first = CLOCK.instant();
        assertThat(lastUsed(created)).isEqualTo(first.toString());
        CLOCK.advance(Duration.ofSeconds(30));
        token(created).expect(200);
        assertThat(lastUsed(created)).isEqualTo(first.toString());
        CLOCK.advance(Duration.ofSeconds(31));
        token(created).expect(200);
        assertThat(lastUsed(created)).isEqualTo(CLOCK.instant().toString());
    }

    @Test
    void theSameRequestIsTheSameKey() {
        Map<String, Object> body = Map.of("name", "books", "scopes", List.of("*:read"));
        JsonNode first = admin.post(KEYS, body, "Idempotency-Key", "k-1").expect(201).body();
        JsonNode again = admin.post(KEYS, body, "Idempotency-Key", "k-1").expect(201).body();
        assertThat(again.get("id")).isEqualTo(first.get("id"));
        assertThat(again.get("key")).isEqualTo(first.get("key"));
        admin.post(KEYS, Map.of("name", "other", "scopes", List.of("*:read")), "Idempotency-Key", "k-1").expect(422);
    }

    @Test
    void aKeyThatCannotBeOneIsRefusedWithAllThatIsWrong() {
        var wrong = Map.of("name", " ", "scopes", List.of("*:read", "bookings"), "expiresAt", "2020-01-01T00:00:00Z");
        assertThat(admin.post(KEYS, wrong).expect(400).errorFields()).containsExactly("name", "scopes[1]", "expiresAt");
        assertThat(admin.post(KEYS, Map.of()).expect(400).errorFields()).containsExactly("name", "scopes");
    }

    private JsonNode create(String... scopes) {
        return admin.post(KEYS, Map.of("name", "Our books", "scopes", List.of(scopes))).expect(201).body();
    }

    private static String id(JsonNode created) {
        return created.get("id").asString();
    }

    private HoldfastApi.Answer token(JsonNode created) {
        return service.guest().send("POST", "/api/v1/api-keys/token", null, "Holdfast-Api-Key", created.get("key").asString());
    }

    /** As the gateway does it. */
    private HoldfastApi bearer(JsonNode created) {
        return service.guest().with(token(created).expect(200).body().get("token").asString());
    }

    private String lastUsed(JsonNode created) {
        return admin.get(KEYS + "/" + id(created)).expect(200).body().get("lastUsedAt").asString();
    }
}
