package io.holdfast.defaults.audit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import io.holdfast.contracts.Catalogue;
import io.holdfast.defaults.HoldfastService;
import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.ApiKeyTokens;
import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.sample.SampleService;
import io.holdfast.defaults.web.Problem;
import io.holdfast.embedded.FreePorts;
import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.messaging.Relay;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.messaging.memory.InMemoryTransport;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A service whose handlers know nothing of the audit log, over HTTP: what it says of each request. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminActionsTest {

    private static final String SECRET = "a-secret-of-api-keys-for-this-test-only";
    private static final String COLLECTION = "admin_actions";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private ConfigurableApplicationContext service;
    private InMemoryTransport transport;
    private Things things;

    record Made(String id, String bookingId, String name) {}

    @RestController
    static class Things {

        private final MongoOperations mongo;
        private volatile long storedWhenCalled;
        private volatile int calls;

        Things(MongoOperations mongo) {
            this.mongo = mongo;
        }

        private void called() {
            calls++;
            // Those that have begun and not ended: each says so once.
            storedWhenCalled = mongo.findAll(Document.class, COLLECTION).stream()
                    .filter(stored -> stored.get("outbox", Document.class).get("lastSequence", Number.class).intValue() == 1)
                    .count();
        }

        @Access(Role.ADMIN)
        @PutMapping("/api/v1/admin/things/{id}")
        Map<String, String> put(@PathVariable String id, @RequestBody Map<String, String> body) {
            called();
            return Map.of("done", id);
        }

        @Access(Role.ADMIN)
        @PostMapping("/api/v1/admin/things")
        @ResponseStatus(HttpStatus.CREATED)
        Made make(@RequestBody Map<String, String> body) {
            called();
            Overrides.note("price");
            return new Made("thing-7", "booking-7", "Asha Rao");
        }

        @Access(Role.ADMIN)
        @PostMapping("/api/v1/admin/things/{id}/{why}")
        String refuse(@PathVariable String id, @PathVariable String why) {
            throw switch (why) {
                case "conflict" -> Problem.conflict("It is in the way.");
                case "rule" -> Problem.rule("too-late", "It is too late for that.");
                case "unknown" -> Problem.notFound("thing");
                default -> new IllegalStateException("broken");
            };
        }

        @Access(Role.PROFESSIONAL)
        @PostMapping("/api/v1/professionals/me/things")
        String professionals() {
            return "done";
        }

        @OpenToAll
        @DeleteMapping("/api/v1/things/{token}/of/{address}")
        String open() {
            return "done";
        }

        @GetMapping("/api/v1/things")
        String read() {
            return "read";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Audited {

        static final AtomicBoolean STORE_IS_AWAY = new AtomicBoolean();

        @Bean
        @Primary
        AdminActions fallible(MongoOperations mongo, Relay relay, EventWriter events, Clock clock) {
            return new AdminActions(mongo, relay, events, clock) {
                @Override
                AdminActionDocument begin(AdminAction action) {
                    if (STORE_IS_AWAY.get()) {
                        throw new DataAccessResourceFailureException("The store is away");
                    }
                    return super.begin(action);
                }
            };
        }

        @Bean
        InMemoryTransport transport(Catalogue catalogue) {
            return new InMemoryTransport(catalogue);
        }

        @Bean
        Subscriptions subscriptions() {
            return Subscriptions.of("scheduler-service");
        }

        @Bean
        Things things(MongoOperations mongo) {
            return new Things(mongo);
        }

        /** A token is {@code sub.role}. */
        @Bean
        JwtDecoder decoder() {
            return token -> Jwt.withTokenValue(token)
                    .header("alg", "none")
                    .subject(token.substring(0, token.indexOf('.')))
                    .claim("tenant", "demo")
                    .claim("roles", List.of(token.substring(token.indexOf('.') + 1)))
                    .expiresAt(Instant.parse("2100-01-01T00:00:00Z"))
                    .build();
        }
    }

    @BeforeAll
    void start() {
        service = HoldfastService.named(SampleService.class, "sample-service").sources(Audited.class).run(
                "--PORT=0",
                "--HOLDFAST_MONGODB_URI=" + Infrastructure.forTests().mongodbUri(),
                "--HOLDFAST_DATABASE_PREFIX=a" + UUID.randomUUID().toString().substring(0, 8) + "-",
                "--HOLDFAST_REDIS_URI=redis://127.0.0.1:" + FreePorts.next(),
                "--HOLDFAST_API_KEY_SECRET=" + SECRET,
                "--HOLDFAST_LOG_LEVEL=WARN");
        transport = service.getBean(InMemoryTransport.class);
        things = service.getBean(Things.class);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void aWriteIsStoredBeforeItIsDoneAndItsEndAfterwards() {
        HttpResponse<String> answer = call("boss.admin", "PUT", "/api/v1/admin/things/t-1", "{\"name\":\"Asha Rao\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(things.storedWhenCalled).isEqualTo(1);
        List<OutboxEntry> said = saidOf(answer);
        assertThat(said).extracting(OutboxEntry::type).containsExactly("admin-action.attempted.v1", "admin-action.ended.v1");
        assertThat(said).extracting(OutboxEntry::tenantId).containsOnly("demo");
        JsonNode ended = JSON.readTree(said.getLast().data());
        assertThat(ended.get("actor").asString()).isEqualTo("boss");
        assertThat(ended.has("apiKeyId")).isFalse();
        assertThat(ended.get("service").asString()).isEqualTo("sample-service");
        assertThat(ended.get("action").asString()).isEqualTo("PUT /api/v1/admin/things/{id}");
        assertThat(texts(ended.get("subjects"))).containsExactly("t-1");
        assertThat(ended.get("status").asInt()).isEqualTo(200);
        assertThat(ended.has("code")).isFalse();
        assertThat(ended.get("requestId").asString()).isEqualTo(requestId(answer));
        assertThat(said.toString()).doesNotContain("Asha Rao");
    }

    @Test
    void whatWasMadeIsNamedAndWhatItWentOver() {
        JsonNode ended = endOf(call("boss.admin", "POST", "/api/v1/admin/things", "{}"));

        assertThat(texts(ended.get("subjects"))).containsExactly("thing-7", "booking-7");
        assertThat(texts(ended.get("overrides"))).containsExactly("price");
        assertThat(ended.toString()).doesNotContain("Asha Rao");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/admin/things/t-1/conflict, 409, conflict",
        "POST, /api/v1/admin/things/t-1/rule, 422, too-late",
        "POST, /api/v1/admin/things/t-1/unknown, 404, not-found",
        "POST, /api/v1/admin/things/t-1/bug, 500, internal-error",
        "POST, /api/v1/professionals/me/things, 403, forbidden",
        "PUT, /api/v1/admin/things/t-1, 400, invalid-request"
    })
    void whatIsRefusedIsRecordedAsRefused(String method, String path, int status, String code) {
        HttpResponse<String> answer = call("boss.admin", method, path, null);

        assertThat(answer.statusCode()).isEqualTo(status);
        JsonNode ended = endOf(answer);
        assertThat(ended.get("status").asInt()).isEqualTo(status);
        assertThat(ended.get("code").asString())
                .isEqualTo(JSON.readTree(answer.body()).get("code").asString())
                .isEqualTo(code);
    }

    @Test
    void whoHasAnApiKeyIsRecordedWithItAlsoWhereItsScopesRefuse() {
        var keys = new ApiKeyTokens(SECRET);
        JsonNode done = endOf(call(keys.token("acme", "k-1", List.of("*:write")), "POST", "/api/v1/admin/things", "{}"));
        JsonNode refused = endOf(call(keys.token("acme", "k-2", List.of("*:read")), "POST", "/api/v1/admin/things", "{}"));

        assertThat(done.get("actor").asString()).isEqualTo("api-key:k-1");
        assertThat(done.get("apiKeyId").asString()).isEqualTo("k-1");
        assertThat(done.get("status").asInt()).isEqualTo(201);
        assertThat(refused.get("apiKeyId").asString()).isEqualTo("k-2");
        assertThat(refused.get("code").asString()).isEqualTo("scope-missing");
        assertThat(transport.published()).filteredOn(event -> event.data().contains("k-1"))
                .extracting(OutboxEntry::tenantId).containsOnly("acme");
    }

    @Test
    void whatOthersDoAndWhatIsOnlyReadIsNobodysBusiness() {
        List<HttpResponse<String>> answers = List.of(
                call("asha.client", "DELETE", "/api/v1/things/x/of/y", null),
                call("sarah.professional", "POST", "/api/v1/professionals/me/things", null),
                call(null, "DELETE", "/api/v1/things/x/of/y", null),
                call("asha.client", "POST", "/api/v1/admin/things", "{}"),
                call("boss.admin", "GET", "/api/v1/things", null),
                call("boss.admin", "PATCH", "/api/v1/things", null));
        // All of it is said by the time that what comes after it is.
        endOf(call("boss.admin", "POST", "/api/v1/admin/things", "{}"));

        assertThat(answers).extracting(HttpResponse::statusCode).containsExactly(200, 200, 200, 403, 200, 405);
        assertThat(answers).allSatisfy(answer -> assertThat(transport.published())
                .noneMatch(event -> event.correlationId().equals(requestId(answer))));
    }

    @Test
    void neitherTokensNorAddressesInAPathAreSubjects() {
        JsonNode ended = endOf(call("boss.admin", "DELETE", "/api/v1/things/opens-a-door/of/asha@example.com", null));

        assertThat(ended.get("action").asString()).isEqualTo("DELETE /api/v1/things/{token}/of/{address}");
        assertThat(ended.get("subjects")).isEmpty();
        assertThat(transport.published().toString()).doesNotContain("opens-a-door", "asha@example.com");
    }

    @Test
    void whatCannotBeRecordedIsNotDone() {
        int before = things.calls;
        Audited.STORE_IS_AWAY.set(true);
        try {
            HttpResponse<String> answer = call("boss.admin", "POST", "/api/v1/admin/things", "{}");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        } finally {
            Audited.STORE_IS_AWAY.set(false);
        }
        assertThat(things.calls).isEqualTo(before);
    }

    @Test
    void whatItStoresOnItsWayEnds() {
        assertThat(service.getBean(MongoMappingContext.class).getPersistentEntities())
                .extracting(entity -> entity.getType().getName())
                .contains(AdminActionDocument.class.getName());
        assertThat(service.getBean(MongoOperations.class).indexOps(COLLECTION).getIndexInfo())
                .anyMatch(index -> index.getIndexFields().getFirst().getKey().equals("at"));
    }

    /** The body of how it ended. */
    private JsonNode endOf(HttpResponse<String> answer) {
        return JSON.readTree(saidOf(answer).getLast().data());
    }

    /** What was said of a request, once all of it was. */
    private List<OutboxEntry> saidOf(HttpResponse<String> answer) {
        return await().until(
                () -> transport.published().stream()
                        .filter(event -> event.correlationId().equals(requestId(answer)))
                        .toList(),
                said -> said.size() == 2);
    }

    private HttpResponse<String> call(String token, String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                        + service.getEnvironment().getRequiredProperty("local.server.port") + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String requestId(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-Request-Id").orElseThrow();
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
