package io.holdfast.seed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the container that plants the demo does against an identity provider and an API; that the API takes it is end-to-end-tests'. */
class PlantDemoTest {

    private static final String SECRET = "the&secret=1";

    private final List<String> planted = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", exchange -> {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean right = form.contains("client_secret=the%26secret%3D1") && form.contains("grant_type=client_credentials");
            answer(exchange, right ? 200 : 401, right ? "{\"access_token\":\"a-token\"}" : "{\"error\":\"" + form + "\"}");
        });
        server.createContext("/api/v1/", exchange -> {
            boolean admin = "Bearer a-token".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            String path = exchange.getRequestURI().getPath();
            if (path.endsWith("/available-dates")) {
                answer(exchange, 200, "{}");
            } else if (!admin) {
                answer(exchange, 401, "{}");
            } else if (exchange.getRequestMethod().equals("PUT")) {
                planted.add(path);
                answer(exchange, 200, "{}");
            } else if (exchange.getRequestMethod().equals("POST")) {
                answer(exchange, 422, "{\"code\":\"duration-not-offered\"}");
            } else {
                answer(exchange, planted.contains(path) ? 200 : 404, "{\"active\":true,\"serviceArea\":[\"Tel Aviv\"]}");
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void offeringsAndProfessionalsArePlantedAsAnAdmin() {
        assertThat(run(Map.of())).isZero();

        assertThat(planted).contains("/api/v1/admin/offerings/consultation-60", "/api/v1/admin/professionals/dr-sarah-khan");
        assertThat(planted).hasSize(Seed.read().get("offerings").size() + Seed.read().get("professionals").size());
    }

    @Test
    void whoeverIsThereIsLeftAlone() {
        run(Map.of());
        int before = planted.size();

        assertThat(run(Map.of())).isZero();

        assertThat(planted).hasSize(before);
    }

    @Test
    void aRefusedClientIsSaidWithoutItsSecret() {
        assertThat(run(Map.of("HOLDFAST_SEED_CLIENT_SECRET", "another-secret"))).isEqualTo(1);

        assertThat(said.toString()).contains("answered 401").doesNotContain("another-secret");
        assertThat(planted).isEmpty();
    }

    @Test
    void aVariableThatIsNotSetIsNamed() {
        assertThat(run(Map.of("HOLDFAST_API_URL", ""))).isEqualTo(1);

        assertThat(said.toString()).contains("HOLDFAST_API_URL");
    }

    private int run(Map<String, String> different) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        var environment = new HashMap<>(Map.of(
                "HOLDFAST_API_URL", url,
                "HOLDFAST_SEED_TOKEN_URL", url + "/token",
                "HOLDFAST_SEED_CLIENT_ID", "holdfast-seed",
                "HOLDFAST_SEED_CLIENT_SECRET", SECRET));
        environment.putAll(different);
        return PlantDemo.run(environment, new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
