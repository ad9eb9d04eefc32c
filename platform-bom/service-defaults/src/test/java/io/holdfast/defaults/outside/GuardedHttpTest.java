package io.holdfast.defaults.outside;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

/** Which addresses our servers call, at a real server in our own network. */
class GuardedHttpTest {

    private static final HostAddresses ALL_LEAD_HERE = host -> List.of(InetAddress.getLoopbackAddress());

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            byte[] body = "here".getBytes(StandardCharsets.UTF_8);
            boolean isRedirect = exchange.getRequestURI().getPath().equals("/elsewhere");
            if (isRedirect) {
                exchange.getResponseHeaders().add("Location", "/");
            }
            exchange.sendResponseHeaders(isRedirect ? 302 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void whatTheOperatorAllowsIsCalled() throws IOException {
        try (GuardedHttp http = http("http://127.0.0.1"); Response answer = http.execute(get("http://127.0.0.1:" + port() + "/"))) {
            assertThat(answer.code()).isEqualTo(200);
        }
    }

    @Test
    void aNameThatLeadsIntoOurNetworkIsNotConnectedTo() {
        assertThat(reasonAt("https://calendar.example.com:" + port() + "/")).isEqualTo("The address is not public");
        assertThat(reasonAt("https://127.0.0.1:" + port() + "/")).isEqualTo("The address is not public");
        assertThat(asked).hasValue(0);
    }

    @Test
    void whatIsNotAllowedAnyMoreIsNotCalledWithoutTls() {
        assertThat(reasonAt("http://calendar.example.com:" + port() + "/")).isEqualTo("Only https is allowed");
        assertThat(asked).hasValue(0);
    }

    @Test
    void aRedirectIsAnAnswer() throws IOException {
        try (GuardedHttp http = http("http://127.0.0.1");
                Response answer = http.execute(get("http://127.0.0.1:" + port() + "/elsewhere"))) {
            assertThat(answer.code()).isEqualTo(302);
        }
        assertThat(asked).hasValue(1);
    }

    private String reasonAt(String address) {
        try (GuardedHttp http = http("http://127.0.0.1:1")) {
            return GuardedHttp.reasonOf(catchException(() -> http.execute(get(address)).close()));
        }
    }

    private static GuardedHttp http(String allowed) {
        return new GuardedHttp(new OutsideTargets(List.of(allowed), ALL_LEAD_HERE), Duration.ofSeconds(5));
    }

    private static Request get(String address) {
        return new Request.Builder().url(address).build();
    }

    private int port() {
        return server.getAddress().getPort();
    }
}
