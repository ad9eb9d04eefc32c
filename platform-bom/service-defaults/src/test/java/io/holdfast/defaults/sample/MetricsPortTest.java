package io.holdfast.defaults.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import io.holdfast.defaults.HoldfastService;
import io.holdfast.embedded.FreePorts;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import io.holdfast.testsupport.scenario.Eventually;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** Where metrics can be seen, and where they cannot. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsPortTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private final int management = FreePorts.next();
    private Tokens tokens;
    private ConfigurableApplicationContext service;
    private int port;

    @BeforeAll
    void start() throws IOException {
        tokens = new Tokens();
        service = serviceWith("--HOLDFAST_MANAGEMENT_PORT=" + management);
        port = portOf(service);
    }

    @AfterAll
    void stop() {
        service.close();
        tokens.close();
    }

    private ConfigurableApplicationContext serviceWith(String... more) {
        var arguments = new ArrayList<>(List.of(
                "--PORT=0",
                "--HOLDFAST_MONGODB_URI=" + Infrastructure.forTests().mongodbUri(),
                "--HOLDFAST_DATABASE_PREFIX=t" + UUID.randomUUID().toString().substring(0, 8) + "-",
                "--HOLDFAST_KAFKA=broker.example:19092",
                "--HOLDFAST_REDIS_URI=redis://127.0.0.1:" + FreePorts.next(),
                "--HOLDFAST_JWKS_URI=" + tokens.keysUri(),
                "--HOLDFAST_ISSUER=" + Tokens.ISSUER,
                "--HOLDFAST_AUDIENCE=" + Tokens.AUDIENCE,
                "--HOLDFAST_LOG_LEVEL=WARN"));
        arguments.addAll(List.of(more));
        return HoldfastService.named(SampleService.class, "sample-service").run(arguments.toArray(String[]::new));
    }

    private static int portOf(ConfigurableApplicationContext service) {
        return service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @Test
    void theyAreOnTheManagementPortAlone() throws Exception {
        assertThat(get(port, "/open/thread").statusCode()).isEqualTo(200);

        HttpResponse<String> metrics = get(management, "/actuator/prometheus");

        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.body())
                .contains("http_server_requests_seconds_bucket{", "service=\"sample-service\"", "jvm_memory_used_bytes{")
                .contains("uri=\"/open/thread\"");
        assertThat(get(management, "/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(get(port, "/actuator/prometheus").statusCode()).isEqualTo(404);
    }

    @Test
    void withoutOneTheyAreOnTheServicesOwnUnlessEverybodyReachesIt() throws Exception {
        try (ConfigurableApplicationContext inside = serviceWith();
                ConfigurableApplicationContext outside = serviceWith("--holdfast.web.metrics=false")) {
            assertThat(get(portOf(inside), "/actuator/prometheus").statusCode()).isEqualTo(200);
            HttpResponse<String> refused = get(portOf(outside), "/actuator/prometheus");
            assertThat(refused.statusCode()).isEqualTo(404);
            assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        }
    }

    @Test
    void theyAreSentByOtlpWhereThatIsWanted() throws Exception {
        var sent = new CopyOnWriteArrayList<String>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/metrics", exchange -> {
            // Names are text within protobuf.
            sent.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        try (ConfigurableApplicationContext talkative = serviceWith(
                "--HOLDFAST_OTLP_METRICS=true",
                "--OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:" + collector.getAddress().getPort(),
                "--management.otlp.metrics.export.step=1s")) {
            assertThat(portOf(talkative)).isPositive();
            Eventually.see("metrics come", () -> List.copyOf(sent), all -> all.stream().anyMatch(text ->
                    text.contains("jvm.memory.used") && text.contains("sample-service")));
        } finally {
            collector.stop(0);
        }
    }

    private HttpResponse<String> get(int at, String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at + path)).build(), BodyHandlers.ofString());
    }
}
