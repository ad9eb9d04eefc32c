package io.holdfast.defaults.sample;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.helpers.NOPAppender;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import io.holdfast.defaults.HoldfastService;
import io.holdfast.defaults.access.AccessSettings;
import io.holdfast.defaults.web.ProblemCatalogue;
import io.holdfast.embedded.FreePorts;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** A service as it runs, spoken to over HTTP. Neither a broker nor Redis is there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceDefaultsTest {

    private static final String ORDER = """
            {"name":"n","pieces":1,"at":"2026-12-01T09:30:00Z","size":"SMALL","gift":false,"lines":[{"text":"t","amount":2}]}""";

    private final JsonMapper json = JsonMapper.shared();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + "-";
    private Tokens tokens;
    private final Appender<ILoggingEvent> earlier = new NOPAppender<>();
    private ConfigurableApplicationContext service;
    private int port;

    @BeforeAll
    void start() throws IOException {
        root().addAppender(earlier);
        tokens = new Tokens();
        service = HoldfastService.named(SampleService.class, "sample-service").run(
                "--PORT=0",
                "--HOLDFAST_MONGODB_URI=" + Infrastructure.forTests().mongodbUri(),
                "--HOLDFAST_DATABASE_PREFIX=" + prefix,
                "--HOLDFAST_KAFKA=broker.example:19092",
                "--HOLDFAST_REDIS_URI=redis://127.0.0.1:" + FreePorts.next(),
                "--HOLDFAST_JWKS_URI=" + tokens.keysUri(),
                "--HOLDFAST_ISSUER=" + Tokens.ISSUER,
                "--HOLDFAST_AUDIENCE=" + Tokens.AUDIENCE,
                "--HOLDFAST_PUBLIC_TENANT=acme",
                "--HOLDFAST_LOG_LEVEL=WARN");
        port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @AfterAll
    void stop() {
        root().detachAppender(earlier);
        service.close();
        tokens.close();
    }

    static Stream<Arguments> badBodies() {
        return Stream.of(
                Arguments.of("malformed", "{\"name\":", null, "not valid JSON"),
                Arguments.of("no body", "", null, "no body"),
                Arguments.of("unknown field", ORDER.replace("\"name\"", "\"nome\""), "nome", "not a field"),
                Arguments.of("unknown nested field", ORDER.replace("\"text\"", "\"txt\""), "lines[0].txt", "not a field"),
                Arguments.of("number in quotes", ORDER.replace("\"pieces\":1", "\"pieces\":\"1\""), "pieces", "whole number"),
                Arguments.of("fraction", ORDER.replace("\"pieces\":1", "\"pieces\":1.5"), "pieces", "whole number"),
                Arguments.of("null number", ORDER.replace("\"pieces\":1", "\"pieces\":null"), "pieces", ""),
                Arguments.of("text for boolean", ORDER.replace("\"gift\":false", "\"gift\":\"no\""), "gift", "true or false"),
                Arguments.of("number for text", ORDER.replace("\"name\":\"n\"", "\"name\":1"), "name", "text"),
                Arguments.of("object for text", ORDER.replace("\"name\":\"n\"", "\"name\":{}"), "name", "text"),
                Arguments.of("no instant", ORDER.replace("2026-12-01T09:30:00Z", "tomorrow"), "at", "instant such as"),
                Arguments.of("number for instant", ORDER.replace("\"2026-12-01T09:30:00Z\"", "5"), "at", "instant such as"),
                Arguments.of("no such constant", ORDER.replace("SMALL", "HUGE"), "size", "one of SMALL, LARGE"),
                Arguments.of("number for constant", ORDER.replace("\"SMALL\"", "0"), "size", "one of SMALL, LARGE"),
                Arguments.of("nested wrong type", ORDER.replace("\"amount\":2", "\"amount\":[]"), "lines[0].amount", "whole number"),
                Arguments.of("object for list", ORDER.replaceAll("\"lines\":.*", "\"lines\":{}}"), "lines", "list"),
                Arguments.of("list for object", "[" + ORDER + "]", "(body)", "object"),
                Arguments.of("trailing token", ORDER + " {}", null, ""),
                Arguments.of("rule", ORDER.replace("\"name\":\"n\"", "\"name\":\" \""), "name", "blank"),
                Arguments.of("nested rule", ORDER.replace("\"text\":\"t\"", "\"text\":\"\""), "lines[0].text", "blank"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badBodies")
    void aBadBodyIs400AndNamesTheField(String name, String body, @Nullable String field, String words) throws Exception {
        HttpResponse<String> answer = post("/open/orders", body);
        JsonNode problem = problem(answer, 400);
        assertThat(problem.path("instance").asString()).isEqualTo("/open/orders");
        if (field == null) {
            assertThat(problem.path("detail").asString()).contains(words);
        } else {
            assertThat(problem.path("errors")).singleElement().satisfies(error -> {
                assertThat(error.path("field").asString()).isEqualTo(field);
                assertThat(error.path("message").asString()).contains(words);
            });
        }
    }

    /** Else two tests that start a service at once meet in the JVM's one logging system and fail by chance. */
    @Test
    void startingBesideOtherTestsLeavesTheirLoggingAlone() {
        assertThat(root().isAttached(earlier)).isTrue();
    }

    @Test
    void aGoodBodyIsTaken() throws Exception {
        assertThat(post("/open/orders", ORDER).statusCode()).isEqualTo(200);
    }

    @Test
    void aWrongOrMissingParameterIs400() throws Exception {
        assertThat(problem(get("/open/page?page=one"), 400).path("errors").get(0).path("field").asString()).isEqualTo("page");
        assertThat(problem(get("/open/page"), 400).path("errors").get(0).path("field").asString()).isEqualTo("page");
    }

    @Test
    void anotherMediaTypeIs415AndAnotherMethodIs405() throws Exception {
        problem(send(request("/open/orders").POST(BodyPublishers.ofString(ORDER)).header("Content-Type", "text/plain")), 415);
        HttpResponse<String> answer = get("/open/orders");
        problem(answer, 405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void anUnknownPathIs404WithAToken() throws Exception {
        problem(get("/nothing", tokens.of("client")), 404);
    }

    @Test
    void anUnknownPathWithoutTokenDoesNotSayWhetherItExists() throws Exception {
        problem(get("/nothing"), 401);
        problem(get("/open/nothing"), 401);
    }

    @Test
    void aPathThatTheFirewallRefusesIsAProblemToo() throws Exception {
        problem(get("/open/%2e%2e/caller;x=1"), 400);
    }

    @Test
    void whateverIsAcceptedAProblemIsAnswered() throws Exception {
        problem(send(request("/open/late").header("Accept", "text/event-stream")), 422);
        problem(send(request("/open/late").header("Accept", "text/calendar")), 422);
    }

    @Test
    void aBodyOverTheLimitIs413ByItsDeclaredLength() throws Exception {
        JsonNode problem = problem(post("/open/orders", "x".repeat(5 * 1024 * 1024)), 413);
        assertThat(problem.path("instance").asString()).isEqualTo("/open/orders");
    }

    @Test
    void aBodyOverTheLimitIs413WhenItsLengthIsNotDeclared() throws Exception {
        byte[] large = ("{\"name\":\"" + "x".repeat(5 * 1024 * 1024) + "\"}").getBytes(StandardCharsets.UTF_8);
        problem(send(request("/open/orders")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))), 413);
    }

    @Test
    void aHalfSentBodyHarmsNobody() throws Exception {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write("POST /open/orders HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"na"
                    .getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 400");
        }
        assertThat(post("/open/orders", ORDER).statusCode()).isEqualTo(200);
    }

    Stream<Arguments> badTokens() {
        return Stream.of(
                Arguments.of("forged", tokens.forged()),
                Arguments.of("expired", tokens.with(c -> c.expirationTime(Date.from(Instant.now().minusSeconds(600))))),
                Arguments.of("alg none", tokens.unsigned()),
                Arguments.of("never expires", tokens.with(c -> c.expirationTime(null))),
                Arguments.of("another issuer", tokens.with(c -> c.issuer("https://issuer.example/realms/other"))),
                Arguments.of("no issuer", tokens.with(c -> c.issuer(null))),
                Arguments.of("for another audience", tokens.with(c -> c.audience("billing-api"))),
                Arguments.of("for no audience", tokens.with(c -> c.audience((String) null))),
                Arguments.of("not valid yet", tokens.with(c -> c.notBeforeTime(Date.from(Instant.now().plusSeconds(600))))),
                Arguments.of("signed with the public key", tokens.byPublicKey()),
                Arguments.of("no tenant", tokens.with(c -> c.claim("tenant", null))),
                Arguments.of("tenant that is no text", tokens.with(c -> c.claim("tenant", 7))),
                Arguments.of("no subject", tokens.with(c -> c.subject(null))),
                Arguments.of("rubbish", "rubbish"),
                Arguments.of("tampered", tamperedWith(tokens.of("client"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void aBadTokenIs401EverywhereAlsoWhereNoneIsNeeded(String name, String token) throws Exception {
        for (String path : List.of("/caller", "/open/caller")) {
            HttpResponse<String> answer = get(path, token);
            problem(answer, 401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValueSatisfying(v -> assertThat(v).startsWith("Bearer"));
        }
    }

    @Test
    void noTokenIs401WhereOneIsNeeded() throws Exception {
        problem(get("/caller"), 401);
    }

    @Test
    void aGoodTokenSaysWhoCalls() throws Exception {
        JsonNode caller = json.readTree(get("/caller", tokens.of("client", "unheard-of")).body());
        assertThat(caller.path("subject").asString()).isEqualTo("asha");
        assertThat(caller.path("tenantId").asString()).isEqualTo("demo");
        assertThat(caller.path("roles")).extracting(JsonNode::asString).containsExactly("CLIENT");
    }

    @Test
    void tokensOfEveryAlgorithmThatIsConfiguredAreTaken() throws Exception {
        for (String token : List.of(tokens.byCurve(), tokens.byProbabilisticRsa())) {
            assertThat(get("/caller", token).statusCode()).isEqualTo(200);
        }
        String forSeveral = tokens.with(c -> c.audience(List.of("billing-api", Tokens.AUDIENCE)));
        assertThat(get("/caller", forSeveral).statusCode()).isEqualTo(200);
    }

    @Test
    void withoutATokenTheTenantIsThePublicOneOrTheHeaders() throws Exception {
        assertThat(json.readTree(get("/open/caller").body()).path("tenantId").asString()).isEqualTo("acme");
        HttpResponse<String> other = send(request("/open/caller").header("Holdfast-Tenant", "other"));
        assertThat(json.readTree(other.body()).path("tenantId").asString()).isEqualTo("other");
        problem(send(request("/open/caller").header("Holdfast-Tenant", "../x")), 400);
    }

    @Test
    void aTokensTenantCannotBeChangedByAHeader() throws Exception {
        HttpResponse<String> answer = send(request("/caller")
                .header("Authorization", "Bearer " + tokens.of("client"))
                .header("Holdfast-Tenant", "other"));
        assertThat(json.readTree(answer.body()).path("tenantId").asString()).isEqualTo("demo");
    }

    @Test
    void aRoleThatIsMissingIs403() throws Exception {
        var put = request("/admin/thing").PUT(BodyPublishers.noBody());
        problem(send(put.copy().header("Authorization", "Bearer " + tokens.of("client"))), 403);
        problem(send(put.copy()), 401);
        assertThat(send(put.copy().header("Authorization", "Bearer " + tokens.of("admin"))).statusCode()).isEqualTo(200);
    }

    @Test
    void aRequestIdThatIsGivenIsKeptAndBecomesTheCorrelation() throws Exception {
        HttpResponse<String> answer = send(request("/open/context").header("X-Request-Id", "given-id-1"));
        assertThat(answer.headers().firstValue("X-Request-Id")).hasValue("given-id-1");
        assertThat(json.readTree(answer.body()).path("correlationId").asString()).isEqualTo("given-id-1");
    }

    @Test
    void aTraceThatIsGivenIsHandedOnAndOnlyAStateThatIsOne() throws Exception {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        var traced = request("/open/context").header("traceparent", trace);

        JsonNode kept = json.readTree(send(traced.copy().header("tracestate", "vendor=a,other=b")).body());
        JsonNode tooLong = json.readTree(send(traced.copy().header("tracestate", "vendor=" + "a".repeat(512))).body());
        JsonNode withoutTrace = json.readTree(send(request("/open/context").header("tracestate", "vendor=a")).body());

        assertThat(kept.path("traceparent").asString()).isEqualTo(trace);
        assertThat(kept.path("tracestate").asString()).isEqualTo("vendor=a,other=b");
        assertThat(tooLong.path("traceparent").asString()).isEqualTo(trace);
        assertThat(tooLong.path("tracestate").isString()).isFalse();
        assertThat(withoutTrace.path("tracestate").isString()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "has spaces in it", "<script>alert(1)</script>"})
    void aRequestIdThatIsNoneIsReplaced(String id) throws Exception {
        HttpResponse<String> answer = send(request("/open/context").header("X-Request-Id", id));
        assertThat(answer.headers().firstValue("X-Request-Id"))
                .hasValueSatisfying(given -> assertThat(UUID.fromString(given)).isNotNull());
    }

    @Test
    void everyAnswerHasARequestId() throws Exception {
        for (HttpResponse<String> answer : List.of(
                get("/open/context"), get("/nothing"), get("/open/bug"), get("/open/%2e%2e/x;y"), post("/open/orders", "{"))) {
            assertThat(answer.headers().allValues("X-Request-Id")).as(answer.uri().getPath()).hasSize(1);
        }
    }

    @Test
    void aBugIs500AndSaysNothingOfItself() throws Exception {
        HttpResponse<String> answer = get("/open/bug");
        problem(answer, 500);
        assertThat(answer.body()).doesNotContain("io.holdfast", "Exception", "10.0.0.7", "secret", "trace");
    }

    @Test
    void aStoreThatIsAwayIs503WithRetryAfter() throws Exception {
        HttpResponse<String> answer = get("/open/store");
        problem(answer, 503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(answer.body()).doesNotContain("10.0.0.7");
    }

    @Test
    void problemsCarryTheirCodeAndTheirHeaders() throws Exception {
        assertThat(problem(get("/open/late"), 422).path("code").asString()).isEqualTo("too-late");
        assertThat(get("/open/often").headers().firstValue("Retry-After")).hasValue("7");
    }

    @Test
    void itIsReadyWithoutMessagingAndRedis() throws Exception {
        HttpResponse<String> readiness = get("/actuator/health/readiness");
        assertThat(readiness.body()).contains("\"store\"", "\"UP\"");
        assertThat(readiness.statusCode()).isEqualTo(200);
        assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    }

    @Test
    void theEnvironmentReachesWhatItIsMeantFor() throws Exception {
        assertThat(service.getBean(MongoTemplate.class).getDb().getName()).isEqualTo(prefix + "sample-service");
        assertThat(service.getBean(MongoMappingContext.class).isAutoIndexCreation()).isTrue();
        assertThat(service.getBean(KafkaProperties.class).getBootstrapServers()).containsExactly("broker.example:19092");
        assertThat(service.getBean(AccessSettings.class).publicTenant()).isEqualTo("acme");
        assertThat(service.getBean(TomcatServerProperties.class).getMaxHttpFormPostSize()).isEqualTo(DataSize.ofMegabytes(1));
        assertThat(service.getBean(MongoClient.class).getWriteConcern()).isEqualTo(WriteConcern.MAJORITY.withJournal(true));
        assertThat(get("/open/thread").body()).isEqualTo("true");
        assertThat(service.getBeansOfType(Clock.class)).hasSize(1);
    }

    /** A property with a typing error is silently nothing; so each is looked up in what the libraries say they read. */
    @Test
    void everyPropertyOfTheDefaultsIsOneThatALibraryReads() throws Exception {
        var known = new TreeSet<String>();
        var metadata = getClass().getClassLoader().getResources("META-INF/spring-configuration-metadata.json");
        while (metadata.hasMoreElements()) {
            try (InputStream in = metadata.nextElement().openStream()) {
                json.readTree(in).path("properties").forEach(property -> {
                    if (!property.path("deprecation").path("level").asString("").equals("error")) {
                        known.add(property.path("name").asString());
                    }
                });
            }
        }
        Set<String> open = Set.of(
                "logging.level.", "management.endpoint.health.group.", "management.metrics.tags.",
                "management.metrics.distribution.slo.", "holdfast.");
        var source = (EnumerablePropertySource<?>) new YamlPropertySourceLoader()
                .load("defaults", new ClassPathResource("service-defaults.yml"))
                .getFirst();
        assertThat(source.getPropertyNames())
                .hasSizeGreaterThan(15)
                .filteredOn(name -> open.stream().noneMatch(name::startsWith))
                .allSatisfy(name -> assertThat(known).contains(name));
    }

    private static String tamperedWith(String token) {
        String[] parts = token.split("\\.");
        String claims = new String(java.util.Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("client", "admin");
        return parts[0] + "." + java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(
                claims.getBytes(StandardCharsets.UTF_8)) + "." + parts[2];
    }

    private JsonNode problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        JsonNode body = json.readTree(answer.body());
        assertThat(body.path("status").asInt()).isEqualTo(status);
        assertThat(body.path("title").asString()).isNotBlank();
        assertThat(body.path("code").asString()).isNotBlank();
        String type = body.path("type").asString();
        assertThat(type).startsWith(ProblemCatalogue.PATH);
        assertThat(ProblemCatalogue.shipped().find(type.substring(ProblemCatalogue.PATH.length())))
                .hasValueSatisfying(kind -> assertThat(kind.statuses()).contains(status));
        assertThat(answer.body()).doesNotContain("io.holdfast", "java.", "Exception");
        return body;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return send(request(path).header("Authorization", "Bearer " + token));
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    }
}
