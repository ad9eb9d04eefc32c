package io.holdfast.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.holdfast.defaults.HoldfastService;
import io.holdfast.testsupport.infrastructure.FreePorts;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** The gateway before one server that plays all services and remembers what reached it. */
class GatewayTest {

    private static final List<Received> RECEIVED = Collections.synchronizedList(new ArrayList<>());
    private static HttpServer services;
    private static ConfigurableApplicationContext gateway;
    private static HoldfastApi api;

    private record Received(String method, String path, byte[] body, List<String> requestIds, String signature) {}

    @BeforeAll
    static void start() throws IOException {
        services = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        services.createContext("/", GatewayTest::play);
        services.start();
        String there = "http://127.0.0.1:" + services.getAddress().getPort();
        gateway = HoldfastService.named(Gateway.class, "gateway")
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--gateway.booking=" + there,
                        "--gateway.availability=" + there,
                        "--gateway.payment=" + there,
                        "--gateway.matching=http://127.0.0.1:" + FreePorts.next());
        api = HoldfastApi.at("http://127.0.0.1:" + ((WebServerApplicationContext) gateway).getWebServer().getPort());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        services.stop(0);
    }

    @BeforeEach
    void forget() {
        RECEIVED.clear();
    }

    private static void play(HttpExchange exchange) throws IOException {
        RECEIVED.add(new Received(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestBody().readAllBytes(),
                exchange.getRequestHeaders().getOrDefault("X-Request-Id", List.of()),
                exchange.getRequestHeaders().getFirst("X-Razorpay-Signature")));
        exchange.getResponseHeaders().add("X-Request-Id", "said-by-the-service");
        byte[] answer = "{\"played\":true}".getBytes();
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Test
    void aWebhookPassesByteForByte() {
        String body = "{ \"event\" :\t\"payment.captured\",\r\n \"note\":\"\u20b9 \\u0000\" }";

        api.send("POST", "/api/v1/webhooks/razorpay", body, "X-Razorpay-Signature", "abc").expect(200);

        assertThat(RECEIVED).hasSize(1);
        assertThat(RECEIVED.getFirst().body()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
        assertThat(RECEIVED.getFirst().signature()).isEqualTo("abc");
    }

    @Test
    void theRequestIdIsGivenOnceAndPassedOn() {
        Answer answer = api.get("/api/v1/offerings?page=2", "X-Request-Id", "given-by-caller").expect(200);

        assertThat(answer.headers("X-Request-Id")).containsExactly("given-by-caller");
        assertThat(RECEIVED.getFirst().requestIds()).containsExactly("given-by-caller");
        assertThat(RECEIVED.getFirst().path()).isEqualTo("/api/v1/offerings?page=2");
    }

    @Test
    void availabilityOfAProfessionalIsNotTheProfessional() {
        api.get("/api/v1/professionals/dr-khan/availability?date=2026-12-01&offeringId=x").expect(200);

        assertThat(RECEIVED).hasSize(1);
        assertThat(api.get("/api/v1/professionals/dr-khan").status()).isEqualTo(503);
    }

    @Test
    void aServiceThatIsAwayIs503WithTheTimeToTryAgain() {
        Answer answer = api.get("/api/v1/professionals");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text()).doesNotContain("127.0.0.1", "Exception");
        assertThat(answer.headers("X-Request-Id")).hasSize(1);
    }

    @Test
    void demoEndpointsDoNotExistWithoutTheEmbeddedPlatform() {
        assertThat(api.get("/demo/tokens/client").status()).isEqualTo(404);
        assertThat(RECEIVED).isEmpty();
    }

    @Test
    void tooMuchIsRefusedBeforeItReachesAnybody() {
        Answer answer = api.send("POST", "/api/v1/bookings", "x".repeat(5 * 1024 * 1024));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(RECEIVED).isEmpty();
    }

    @Test
    void adminPathsAskForATokenAtTheDoor() {
        assertThat(api.get("/api/v1/admin/bookings").status()).isEqualTo(401);
        assertThat(RECEIVED).isEmpty();
    }

    @Test
    void theTopicsAreDescribed() {
        assertThat(api.get("/asyncapi.json").expect(200).body().get("asyncapi").asString()).isEqualTo("3.0.0");
    }
}
