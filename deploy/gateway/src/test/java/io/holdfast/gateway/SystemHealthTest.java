package io.holdfast.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpServer;
import io.holdfast.defaults.HoldfastService;
import io.holdfast.embedded.FreePorts;
import io.holdfast.testsupport.scenario.HoldfastApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The platform's health before services of which one is well, one limps, one hangs, one errs and two are gone. */
@Timeout(300)
class SystemHealthTest {

    private static final String HEALTH = "/api/v1/admin/system-health";
    private static final List<HttpServer> SERVERS = new ArrayList<>();
    private static final CountDownLatch END = new CountDownLatch(1);
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();
    private static ConfigurableApplicationContext gateway;
    private static HoldfastApi api;

    @BeforeAll
    static void start() throws IOException {
        gateway = HoldfastService.named(Gateway.class, "gateway")
                .initializers(starting -> ((GenericApplicationContext) starting)
                        .registerBean(JwtDecoder.class, () -> SystemHealthTest::roleInToken))
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--gateway.booking=" + says("booking-service", 200, """
                                {"service":"booking-service","status":"UP","version":"1.0","upSince":"2026-11-28T10:00:00Z",
                                 "responses":{"count":7,"meanMillis":12,"maxMillis":90},"news":"of a later version","parts":[
                                 {"name":"active-bookings","status":"UP","millis":1,"figures":{"total":5,"CONFIRMED":5}},
                                 {"name":"broker","status":"UP","millis":9,"figures":{"brokers":3,"lag":2}},
                                 {"name":"store","status":"UP","millis":1,"figures":{}}]}"""),
                        "--gateway.matching=" + says("matching-service", 200, """
                                {"service":"matching-service","status":"DEGRADED","version":"1.0","upSince":"2026-11-28T10:00:00Z",
                                 "parts":[
                                 {"name":"broker","status":"DEGRADED","detail":"5000 events wait to be handled.","millis":9,
                                  "figures":{"brokers":3,"lag":5000}},
                                 {"name":"matching","status":"UP","millis":0,"figures":{"enabled":true,"acceptanceRate":0.75}}]}"""),
                        "--gateway.payment=" + says("payment-service", 503, "{\"detail\":\"at 10.0.0.7\"}"),
                        "--gateway.notification=" + hangs(),
                        "--gateway.availability=" + "http://127.0.0.1:" + FreePorts.next(),
                        "--gateway.scheduler=" + says("scheduler-service", 200, "<html>"));
        api = HoldfastApi.at("http://127.0.0.1:" + ((WebServerApplicationContext) gateway).getWebServer().getPort());
    }

    @AfterAll
    static void stop() {
        END.countDown();
        gateway.close();
        SERVERS.forEach(server -> server.stop(0));
    }

    @Test
    void whoDoesNotAnswerIsDownWithASentenceAndTheOthersAreShown() {
        var answer = api.with("admin").get(HEALTH).expect(200);
        JsonNode health = answer.body();

        assertThat(health.path("status").asString()).isEqualTo("DOWN");
        assertThat(health.path("activeBookings").asLong()).isEqualTo(5);
        assertThat(health.at("/matching/enabled").asBoolean()).isTrue();
        assertThat(health.at("/matching/acceptanceRate").asDouble()).isEqualTo(0.75);
        assertThat(service(health, "booking-service").path("status").asString()).isEqualTo("UP");
        assertThat(service(health, "booking-service").at("/said/responses/meanMillis").asLong()).isEqualTo(12);
        assertThat(detail(health, "payment-service")).isEqualTo("It answered with an error (503).");
        assertThat(detail(health, "notification-service")).isEqualTo("It did not answer within 4 s.");
        assertThat(detail(health, "availability-service")).isEqualTo("It cannot be reached.");
        assertThat(detail(health, "scheduler-service")).isEqualTo("It answered something that is not understood.");
        JsonNode broker = component(health, "broker");
        assertThat(broker.path("status").asString()).isEqualTo("DEGRADED");
        assertThat(broker.path("detail").asString()).isEqualTo("matching-service: 5000 events wait to be handled.");
        assertThat(broker.at("/figures/lag").asLong()).isEqualTo(5_002);
        assertThat(answer.text()).doesNotContain("127.0.0.1", "10.0.0.7", "http");
        assertThat(TOKENS).containsEntry("booking-service", "Bearer admin").containsEntry("matching-service", "Bearer admin");
    }

    @Test
    void onlyAdmins() {
        api.get(HEALTH).expect(401);
        api.with("client").get(HEALTH).expect(403);
    }

    private static JsonNode service(JsonNode health, String name) {
        return named(health.path("services"), name);
    }

    private static String detail(JsonNode health, String service) {
        assertThat(service(health, service).path("status").asString()).isEqualTo("DOWN");
        return service(health, service).path("detail").asString();
    }

    private static JsonNode component(JsonNode health, String name) {
        return named(health.path("components"), name);
    }

    private static JsonNode named(JsonNode list, String name) {
        return list.valueStream().filter(each -> each.path("name").asString().equals(name)).findFirst().orElseThrow();
    }

    private static String says(String name, int status, String body) throws IOException {
        HttpServer server = server();
        server.createContext(HEALTH, exchange -> {
            TOKENS.put(name, String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            byte[] answer = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        return address(server);
    }

    private static String hangs() throws IOException {
        HttpServer server = server();
        server.createContext("/", exchange -> {
            try (exchange) {
                END.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return address(server);
    }

    private static HttpServer server() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        SERVERS.add(server);
        return server;
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    static Jwt roleInToken(String token) {
        return Jwt.withTokenValue(token)
                .header("alg", "none")
                .subject("somebody")
                .expiresAt(Instant.parse("2100-01-01T00:00:00Z"))
                .claim("tenant", "demo")
                .claim("roles", List.of(token))
                .build();
    }
}
