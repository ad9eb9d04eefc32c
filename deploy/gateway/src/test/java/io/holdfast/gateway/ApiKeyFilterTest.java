package io.holdfast.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.holdfast.defaults.web.ProblemWriter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of API keys at the gateway, and how long a token of theirs is used. */
class ApiKeyFilterTest {

    private static final String KEY = "hf_a-key";

    private final AtomicLong now = new AtomicLong(-5);
    private final List<String> exchanged = Collections.synchronizedList(new ArrayList<>());
    private volatile int answer = 200;
    private HttpServer keeper;
    private ApiKeyFilter filter;

    @BeforeEach
    void start() throws IOException {
        keeper = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keeper.createContext("/", this::exchange);
        keeper.start();
        var there = URI.create("http://127.0.0.1:" + keeper.getAddress().getPort());
        var services = new GatewaySettings(there, there, there, there, there, there, null, null);
        filter = new ApiKeyFilter(services, new ProblemWriter(JsonMapper.shared()), now::get);
    }

    @AfterEach
    void stop() {
        keeper.stop(0);
    }

    private void exchange(HttpExchange exchange) throws IOException {
        exchanged.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Holdfast-Api-Key"));
        byte[] token = ("{\"token\":\"token-" + exchanged.size() + "\"}").getBytes();
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer, token.length);
        exchange.getResponseBody().write(token);
        exchange.close();
    }

    @Test
    void aKeyGoesNoFurtherThanToWhoKeepsIt() throws Exception {
        HttpServletRequest passed = passed("Bearer " + KEY);

        assertThat(exchanged).containsExactly("/api/v1/api-keys/token " + KEY);
        assertThat(passed.getHeader("authorization")).isEqualTo("Bearer token-1");
        assertThat(Collections.list(passed.getHeaders("Authorization"))).containsExactly("Bearer token-1");
        assertThat(Collections.list(passed.getHeaders("Accept"))).containsExactly("application/json");
        assertThat(passed("bearer  " + KEY).getHeader("Authorization")).isEqualTo("Bearer token-1");
    }

    @Test
    void aTokenIsUsedForHalfAMinuteSoThatAKeyThatIsRevokedOpensNothingSoon() throws Exception {
        passed("Bearer " + KEY);
        now.addAndGet(Duration.ofMillis(29_999).toNanos());
        assertThat(passed("Bearer " + KEY).getHeader("Authorization")).isEqualTo("Bearer token-1");
        now.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(passed("Bearer " + KEY).getHeader("Authorization")).isEqualTo("Bearer token-2");

        answer = 401;
        now.addAndGet(Duration.ofSeconds(30).toNanos());
        MockHttpServletResponse refused = refused(KEY);
        assertThat(refused.getStatus()).isEqualTo(401);
        assertThat(refused.getHeader("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(refused.getContentAsString()).contains("api-key-invalid").doesNotContain(KEY);
    }

    @Test
    void oneKeysTokenIsNotAnothers() throws Exception {
        passed("Bearer " + KEY);
        assertThat(passed("Bearer hf_b-key").getHeader("Authorization")).isEqualTo("Bearer token-2");
        assertThat(passed("Bearer " + KEY).getHeader("Authorization")).isEqualTo("Bearer token-1");
        assertThat(refused("hf_" + "a".repeat(200)).getStatus()).isEqualTo(401);
        assertThat(exchanged).hasSize(2);
    }

    @Test
    void whoKeepsThemMayBeAwayForAWhile() throws Exception {
        answer = 503;
        MockHttpServletResponse refused = refused(KEY);
        assertThat(refused.getStatus()).isEqualTo(503);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("2");
        answer = 200;
        assertThat(passed("Bearer " + KEY).getHeader("Authorization")).isEqualTo("Bearer token-2");
    }

    @Test
    void whatIsNoKeyIsNotLookedAt() throws Exception {
        for (String other : List.of("Bearer a.b.c", "Basic hf_x", "hf_x")) {
            assertThat(passed(other).getHeader("Authorization")).isEqualTo(other);
        }
        assertThat(exchanged).isEmpty();
    }

    private HttpServletRequest passed(String authorization) throws ServletException, IOException {
        var seen = new ArrayList<HttpServletRequest>();
        filter.doFilter(
                request(authorization), new MockHttpServletResponse(), (request, response) -> seen.add((HttpServletRequest) request));
        return seen.getFirst();
    }

    private MockHttpServletResponse refused(String key) throws ServletException, IOException {
        var response = new MockHttpServletResponse();
        filter.doFilter(request("Bearer " + key), response, (passed, answered) -> {
            throw new AssertionError("It was let through");
        });
        return response;
    }

    private static MockHttpServletRequest request(String authorization) {
        var request = new MockHttpServletRequest("GET", "/api/v1/admin/bookings");
        request.addHeader("Authorization", authorization);
        request.addHeader("Accept", "application/json");
        return request;
    }
}
