package io.holdfast.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.holdfast.defaults.HoldfastService;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The gateway before one server per service: which path reaches which, and streams that outlive the read timeout. */
@Timeout(300)
class RoutesTest {

    private static final List<HttpServer> SERVERS = new ArrayList<>();
    private static final Map<String, Stream> STREAMS = new ConcurrentHashMap<>();
    private static final CountDownLatch END = new CountDownLatch(1);
    private static ConfigurableApplicationContext gateway;
    private static String url;

    /** What a service is to write into one stream, and whether it has found that nobody reads it. */
    private record Stream(BlockingQueue<String> events, CountDownLatch readerIsMissed) {

        static Stream at(String path) {
            return STREAMS.computeIfAbsent(
                    path, unknown -> new Stream(new LinkedBlockingQueue<>(), new CountDownLatch(1)));
        }
    }

    @BeforeAll
    static void start() {
        gateway = HoldfastService.named(Gateway.class, "gateway")
                // Who may do what is the services' tests' subject; here any token is a professional's and an admin's.
                .initializers(starting -> ((GenericApplicationContext) starting)
                        .registerBean(JwtDecoder.class, () -> RoutesTest::everybodyMayDoEverything))
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--spring.http.clients.read-timeout=2s",
                        "--gateway.booking=" + server("booking"),
                        "--gateway.availability=" + server("availability"),
                        "--gateway.payment=" + server("payment"),
                        "--gateway.matching=" + server("matching"),
                        "--gateway.notification=" + server("notification"),
                        "--gateway.scheduler=" + server("scheduler"),
                        "--gateway.web-app=" + server("web-app"),
                        "--gateway.demo=" + server("demo"));
        url = "http://127.0.0.1:" + ((WebServerApplicationContext) gateway).getWebServer().getPort();
    }

    @AfterAll
    static void stop() {
        END.countDown();
        gateway.close();
        SERVERS.forEach(server -> server.stop(0));
    }

    @ParameterizedTest(name = "{0} is {1}-service''s")
    @CsvSource(delimiter = '|', textBlock = """
            /api/v1/bookings                                     | booking
            /api/v1/bookings/b-1                                 | booking
            /api/v1/bookings/b-1/reschedule                      | booking
            /api/v1/bookings/b-1/calendar.ics                    | booking
            /api/v1/me/feed                                      | booking
            /api/v1/feeds/a-secret.ics                           | booking
            /api/v1/offerings                                    | booking
            /api/v1/business                                     | booking
            /api/v1/offerings/consultation-60                    | booking
            /api/v1/admin/bookings                               | booking
            /api/v1/admin/bookings/b-1/status                    | booking
            /api/v1/admin/offerings                              | booking
            /api/v1/admin/offerings/consultation-60              | booking
            /api/v1/admin/stats                                  | booking
            /api/v1/admin/bookings/export.csv                    | booking
            /api/v1/admin/analytics                              | booking
            /api/v1/admin/analytics/rebuild                      | booking
            /api/v1/admin/reports/2026-12.pdf                    | booking
            /api/v1/admin/payments/export.csv                    | payment
            /api/v1/admin/contacts                               | booking
            /api/v1/admin/contacts/c1                            | booking
            /api/v1/admin/imports                                | booking
            /api/v1/admin/imports/i1                             | booking
            /api/v1/admin/coupons/SPRING                         | booking
            /api/v1/admin/dead-letters                           | booking
            /api/v1/admin/privacy/exports                        | booking
            /api/v1/admin/privacy/exports/e1                     | booking
            /api/v1/admin/privacy/erasures                       | booking
            /api/v1/admin/privacy/erasures/e1                    | booking
            /api/v1/admin/dead-letters/d1/replay                 | booking
            /api/v1/professionals                                | matching
            /api/v1/professionals/dr-khan                        | matching
            /api/v1/professionals/me                             | matching
            /api/v1/professionals/me/proposals                   | matching
            /api/v1/professionals/me/proposals/p-1/accept        | matching
            /api/v1/waitlist                                     | matching
            /api/v1/waitlist/w-1                                 | matching
            /api/v1/waitlist/w-1/accept                          | matching
            /api/v1/admin/waitlist                               | matching
            /api/v1/admin/matching                               | matching
            /api/v1/admin/professionals                          | matching
            /api/v1/admin/professionals/dr-khan                  | matching
            /api/v1/availability                                 | availability
            /api/v1/available-dates                              | availability
            /api/v1/professionals/dr-khan/available-dates        | availability
            /api/v1/professionals/dr-khan/availability           | availability
            /api/v1/professionals/dr-khan/availability/explain   | availability
            /api/v1/professionals/me/schedule                    | availability
            /api/v1/professionals/me/agenda                      | availability
            /api/v1/professionals/me/blocks                      | availability
            /api/v1/professionals/me/blocks/b-1                  | availability
            /api/v1/admin/templates                              | notification
            /api/v1/admin/templates/CONFIRMED                    | notification
            /api/v1/admin/automations                            | scheduler
            /api/v1/me/notifications                             | notification
            /api/v1/me/push-subscriptions                        | notification
            /api/v1/push/public-key                              | notification
            /api/v1/unsubscribe/t-1                              | notification
            /api/v1/webhooks/mail                                | notification
            /api/v1/admin/events                                 | notification
            /api/v1/admin/audit                                  | notification
            /api/v1/admin/webhooks                               | notification
            /api/v1/admin/api-keys/k-1                           | notification
            /api/v1/api-keys/token                               | notification
            /api/v1/admin/webhooks/w-1/deliveries                | notification
            /api/v1/admin/suppressions                           | notification
            /api/v1/admin/suppressions/s-1                       | notification
            /api/v1/payments                                     | payment
            /api/v1/payments/verify                              | payment
            /api/v1/webhooks/razorpay                            | payment
            /api/v1/admin/payments                               | payment
            /api/v1/admin/payments/p-1/refunds                   | payment
            /                                                    | web-app
            /o/consultation-60                                   | web-app
            /book/consultation-60/dr-khan/details                | web-app
            /b/b-1/pay                                           | web-app
            /login                                               | web-app
            /assets/0123456789ab/app.css                         | web-app
            /favicon.ico                                         | web-app
            /css/base.css                                        | web-app
            /demo                                                | web-app
            /demo/mail                                           | web-app
            /demo/mail/message                                   | web-app
            /demo/time                                           | web-app
            /demo/mailbox                                        | demo
            /demo/clock                                          | demo
            /demo/tokens/client                                  | demo
            """)
    void everyPathReachesItsService(String path, String service) {
        assertThat(HoldfastApi.at(url).with("any").get(path).expect(200).text()).isEqualTo(service);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/docs/holdfast.css", "/problems", "/problems/not-found", "/openapi.json", "/asyncapi.json",
        "/actuator/health", "/api/v1/nothing", "/api/nothing"})
    void whatIsTheGatewaysOwnNeverReachesTheWebApp(String path) {
        Answer answer = HoldfastApi.at(url).get(path);

        assertThat(answer.text()).isNotEqualTo("web-app");
        assertThat(answer.status()).isEqualTo(path.startsWith("/api/") ? 404 : 200);
    }

    @Test
    void everyPathOfTheDocumentReachesTheServiceThatAnswersIt() {
        HoldfastApi api = HoldfastApi.at(url).with("any");
        var reached = new TreeMap<String, String>();
        var documented = new TreeMap<String, String>();
        OpenApiDocument.read().get("paths").properties().forEach(path -> {
            String service = path.getValue().valueStream().findFirst().orElseThrow().get("x-holdfast-service").asString();
            // Streams go on until their reader leaves; they have tests of their own.
            if (!List.of("gateway", "demo").contains(service) && !path.getKey().endsWith("/stream")) {
                documented.put(path.getKey(), service.replace("-service", ""));
                reached.put(path.getKey(), api.get(path.getKey().replaceAll("[{][^}]+[}]", "x-1")).text());
            }
        });
        assertThat(documented).hasSizeGreaterThan(40);
        assertThat(reached).isEqualTo(documented);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/api/v1/bookings/b-1/stream", "/api/v1/professionals/dr-khan/availability/stream?date=2026-12-01&offeringId=x",
        "/b/b-1/live"
    })
    void eachEventOfAStreamIsPassedOnAsItComes(String path) throws Exception {
        BlockingQueue<String> events = Stream.at(path).events();
        // As the API promises one on connect; the proxy passes the headers on together with it.
        events.add("first");
        try (HttpClient http = HttpClient.newHttpClient(); var lines = read(http, path)) {
            assertThat(lines.readLine()).isEqualTo("data: first");
            // Each is written only after the one before has been read here.
            for (String event : List.of("second", "third")) {
                events.add(event);
                assertThat(lines.readLine()).isEqualTo("data: " + event);
            }
        }
    }

    @Test
    void aStreamOutlivesTheReadTimeoutAndEndsWithItsReader() throws Exception {
        String path = "/api/v1/bookings/b-2/stream";
        Stream stream = Stream.at(path);
        stream.events().add("early");
        try (HttpClient http = HttpClient.newHttpClient(); var lines = read(http, path)) {
            assertThat(lines.readLine()).isEqualTo("data: early");
            // Once a later request was cut off by the read timeout, the stream has lasted longer than that.
            assertThat(HoldfastApi.at(url).get("/api/v1/bookings/hangs").status()).isEqualTo(503);
            stream.events().add("late");
            assertThat(lines.readLine()).isEqualTo("data: late");
        }
        await("the service learns that nobody reads any more").until(() -> {
            stream.events().add("heartbeat");
            return stream.readerIsMissed().getCount() == 0;
        });
    }

    private static BufferedReader read(HttpClient http, String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url + path)).header("Accept", "text/event-stream").build();
        HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    private static String server(String name) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> play(name, exchange));
            server.start();
            SERVERS.add(server);
            return "http://127.0.0.1:" + server.getAddress().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void play(String name, HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        try (exchange) {
            if (path.endsWith("/stream") || path.endsWith("/live")) {
                playStream(exchange, Stream.at(exchange.getRequestURI().toString()));
            } else if (path.endsWith("/hangs")) {
                END.await();
            } else {
                byte[] answer = name.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void playStream(HttpExchange exchange, Stream stream) throws IOException, InterruptedException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
        try {
            while (END.getCount() > 0) {
                String event = stream.events().poll(100, TimeUnit.MILLISECONDS);
                if (event != null) {
                    exchange.getResponseBody().write(("data: " + event + "\n").getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                }
            }
        } catch (IOException e) {
            stream.readerIsMissed().countDown();
        }
    }

    private static Jwt everybodyMayDoEverything(String token) {
        return Jwt.withTokenValue(token)
                .header("alg", "none")
                .subject("somebody")
                .claim("tenant", "demo")
                .claim("roles", List.of("professional", "admin"))
                .build();
    }
}
