package io.holdfast.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.holdfast.defaults.HoldfastService;
import io.holdfast.defaults.web.ProblemCatalogue;
import io.holdfast.embedded.FreePorts;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The gateway before one server that plays all services and remembers what reached it. */
class GatewayTest {

    private static final String BREAKS_OFF = "/breaks-off";
    private static final String COMPRESSED = "/compressed";
    private static final List<Received> RECEIVED = Collections.synchronizedList(new ArrayList<>());
    private static HttpServer services;
    private static ConfigurableApplicationContext gateway;
    private static HoldfastApi api;
    private static String url;

    private record Received(String method, String path, byte[] body, List<String> requestIds, String signature, List<String> addresses) {}

    @BeforeAll
    static void start() throws IOException {
        services = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        services.createContext("/", GatewayTest::play);
        services.start();
        String there = "http://127.0.0.1:" + services.getAddress().getPort();
        gateway = HoldfastService.named(Gateway.class, "gateway")
                .initializers(new OneMinute())
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--spring.http.clients.read-timeout=3s",
                        "--gateway.booking=" + there,
                        "--gateway.availability=" + there,
                        "--gateway.payment=" + there,
                        "--HOLDFAST_TRUSTED_PROXIES=127.0.0.1,10.0.0.0/8",
                        "--HOLDFAST_BOOKINGS_PER_ADDRESS=3",
                        "--HOLDFAST_REQUESTS_PER_ADDRESS=8",
                        "--HOLDFAST_CORS_ORIGINS=https://book.example.com, https://pages.example.org:8443",
                        "--HOLDFAST_UNLIMITED_ADDRESSES=192.0.2.0/24,127.0.0.1",
                        "--gateway.matching=http://127.0.0.1:" + FreePorts.next());
        url = "http://127.0.0.1:" + ((WebServerApplicationContext) gateway).getWebServer().getPort();
        api = HoldfastApi.at(url);
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
                exchange.getRequestHeaders().getFirst("X-Razorpay-Signature"),
                exchange.getRequestHeaders().getOrDefault("Holdfast-Client-Address", List.of())));
        exchange.getResponseHeaders().add("X-Request-Id", "said-by-the-service");
        if (exchange.getRequestURI().getPath().endsWith(BREAKS_OFF)) {
            int announced = exchange.getRequestURI().getPath().contains("long") ? 1 << 20 : 100;
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, announced);
            exchange.getResponseBody().write(new byte[announced / 2]);
            exchange.getResponseBody().flush();
            exchange.close();
            return;
        }
        byte[] answer = "{\"played\":true}".getBytes();
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        if (exchange.getRequestURI().getPath().endsWith(COMPRESSED)) {
            var compressed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(compressed)) {
                gzip.write(answer);
            }
            answer = compressed.toByteArray();
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
        }
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Test
    void whatAServiceHasCompressedStaysSo() {
        Answer answer = api.get("/api/v1/offerings" + COMPRESSED, "Accept-Encoding", "gzip").expect(200);

        assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(answer.header("Content-Length")).isNotEqualTo(String.valueOf("{\"played\":true}".length()));
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
    void aServiceThatBreaksOffInItsAnswerDoesNotAnswer() {
        Answer answer = api.get("/api/v1/bookings/breaks-off", "X-Request-Id", "given-by-caller").expect(503);

        assertThat(answer.body().get("code").asString()).isEqualTo("unavailable");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(answer.headers("X-Request-Id")).containsExactly("given-by-caller");
    }

    @Test
    void halfAnAnswerThatWasPassedOnIsNotTakenForAWhole() {
        assertThatThrownBy(() -> api.get("/api/v1/bookings/long/breaks-off")).isInstanceOf(UncheckedIOException.class);
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
    void whatDidNotComeAsAnnouncedIsNotTheServicesFault() throws IOException {
        for (String request : List.of(
                "Content-Length: 100\r\n\r\n{\"na", "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"na", "Transfer-Encoding: chunked\r\n\r\nzz\r\n")) {
            try (var socket = new Socket("127.0.0.1", URI.create(url).getPort())) {
                socket.getOutputStream().write(("POST /api/v1/bookings HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n" + request)
                        .getBytes(StandardCharsets.US_ASCII));
                socket.shutdownOutput();
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
            }
        }
    }

    @Test
    void tooMuchInPiecesIsRefused() throws IOException {
        try (var socket = new Socket("127.0.0.1", URI.create(url).getPort())) {
            socket.getOutputStream().write("POST /api/v1/bookings HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n200000\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(new byte[0x200000]);
            socket.getOutputStream().write("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 413").contains("application/problem+json");
        }
    }

    @Test
    void bytesOfAnyKindInAHeaderArePassedOn() throws IOException {
        try (var socket = new Socket("127.0.0.1", URI.create(url).getPort())) {
            socket.getOutputStream().write("GET /api/v1/offerings?q=%20 HTTP/1.1\r\nHost: h\r\nUser-Agent: iPhone X\u0280\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200");
        }
        assertThat(RECEIVED).hasSize(1);
    }

    @Test
    void aWrongTokenStopsAtTheDoorAndNoneIsTheServicesAffair() {
        assertThat(api.with("a.wrong.one").get("/api/v1/admin/bookings").status()).isEqualTo(401);
        assertThat(RECEIVED).isEmpty();

        api.get("/api/v1/admin/bookings").expect(200);
    }

    @ParameterizedTest(name = "X-Forwarded-For: {0} comes from {1}")
    @CsvSource(delimiter = '|', textBlock = """
            198.51.100.7                       | 198.51.100.7
            6.6.6.6, 198.51.100.7              | 198.51.100.7
            6.6.6.6, 198.51.100.7, 10.1.2.3    | 198.51.100.7
            198.51.100.7:4711                  | 198.51.100.7
            2001:db8:1:2:3:4:5:6               | 2001:db8:1:2:0:0:0:0/64
            [2001:db8:1:2::9]:4711             | 2001:db8:1:2:0:0:0:0/64
            ::ffff:198.51.100.7                | 198.51.100.7
            unknown                            | 127.0.0.1
            198.51.100.7, localhost            | 127.0.0.1
            ''                                 | 127.0.0.1
            """)
    void theAddressThatTheLastTrustedProxySawIsHandedOn(String forwarded, String address) {
        api.get("/api/v1/offerings", "X-Forwarded-For", forwarded, "Holdfast-Client-Address", "6.6.6.6").expect(200);

        assertThat(RECEIVED.getFirst().addresses()).containsExactly(address);
    }

    @Test
    void oneAddressAsksForSoManyBookingsAMinuteAndAnotherIsNotHarmed() {
        for (int i = 0; i < 3; i++) {
            book("203.0.113.5").expect(200);
        }
        Answer refused = book("203.0.113.5");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(String.valueOf(refused.header("Retry-After")))).isBetween(1, 61);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.body().get("code").asString()).isEqualTo("too-many-from-address");
        assertThat(refused.headers("X-Request-Id")).hasSize(1);
        assertThat(RECEIVED).hasSize(3);

        book("203.0.113.6").expect(200);
        api.get("/api/v1/bookings/b-1", "X-Forwarded-For", "203.0.113.5").expect(200);
    }

    @Test
    void oneSubscribersIpv6AddressesCountAsOne() {
        for (int i = 0; i < 3; i++) {
            book("2001:db8:7:7::" + i).expect(200);
        }
        assertThat(book("2001:db8:7:7:1:2:3:4").status()).isEqualTo(429);
        book("2001:db8:7:8::1").expect(200);
    }

    @Test
    void someAddressesAreNotLimited() {
        for (int i = 0; i < 10; i++) {
            book("192.0.2.9").expect(200);
        }
    }

    @Test
    void anAddressIsToldWhatIsLeftAndWhenThereIsMore() {
        for (int left = 7; left >= 0; left--) {
            Answer answer = api.get("/api/v1/offerings", "X-Forwarded-For", "203.0.113.20").expect(200);
            assertThat(answer.header("RateLimit-Limit")).isEqualTo("8");
            assertThat(answer.header("RateLimit-Remaining")).isEqualTo(String.valueOf(left));
            assertThat(Integer.parseInt(String.valueOf(answer.header("RateLimit-Reset")))).isBetween(1, 60);
        }
        Answer refused = api.get("/api/v1/offerings", "X-Forwarded-For", "203.0.113.20");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo(refused.header("RateLimit-Reset"));
        assertThat(refused.body().get("code").asString()).isEqualTo("too-many-requests");
        assertThat(RECEIVED).hasSize(8);

        api.get("/api/v1/offerings", "X-Forwarded-For", "203.0.113.21").expect(200);
        api.send("POST", "/api/v1/webhooks/razorpay", "{}", "X-Forwarded-For", "203.0.113.20").expect(200);
    }

    @Test
    void pagesOfAnOriginOnTheListMayAskAndReadWhatTheyNeed() {
        Answer asked = api.send("OPTIONS", "/api/v1/bookings", null,
                "Origin", "https://book.example.com",
                "Access-Control-Request-Method", "POST",
                "Access-Control-Request-Headers", "authorization, content-type, idempotency-key, prefer").expect(200);
        assertThat(asked.header("Access-Control-Allow-Origin")).isEqualTo("https://book.example.com");
        assertThat(asked.header("Access-Control-Allow-Methods")).contains("POST");
        assertThat(asked.header("Access-Control-Allow-Headers")).containsIgnoringCase("idempotency-key");
        assertThat(asked.headers("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(RECEIVED).isEmpty();

        Answer read = api.get("/api/v1/offerings", "Origin", "https://pages.example.org:8443").expect(200);
        assertThat(read.header("Access-Control-Allow-Origin")).isEqualTo("https://pages.example.org:8443");
        assertThat(read.header("Access-Control-Expose-Headers")).contains("Retry-After", "X-Request-Id");
        assertThat(read.headers("Vary")).anyMatch(vary -> vary.contains("Origin"));
    }

    @Test
    void pagesOfOtherOriginsAreToldSoBeforeTheyAskAndReadNothing() {
        Answer asked = api.send("OPTIONS", "/api/v1/bookings", null,
                "Origin", "https://evil.example", "Access-Control-Request-Method", "POST");
        assertThat(asked.status()).isEqualTo(403);
        assertThat(asked.header("Content-Type")).startsWith("application/problem+json");
        assertThat(asked.body().get("code").asString()).isEqualTo("origin-not-allowed");
        assertThat(asked.headers("Access-Control-Allow-Origin")).isEmpty();

        for (String origin : List.of("https://evil.example", "https://book.example.com.evil.example", "http://book.example.com", "null")) {
            Answer read = api.get("/api/v1/offerings", "Origin", origin).expect(200);
            assertThat(read.headers("Access-Control-Allow-Origin")).as(origin).isEmpty();
        }
    }

    private static Answer book(String from) {
        return api.send("POST", "/api/v1/bookings", "{}", "X-Forwarded-For", from);
    }

    @Test
    void theApiIsDescribedWithoutWhatOnlyTheEmbeddedPlatformHas() {
        Answer answer = api.get("/openapi.json").expect(200);

        assertThat(answer.body().get("openapi").asString()).isEqualTo("3.1.0");
        assertThat(answer.body().get("paths").propertyNames())
                .contains("/api/v1/bookings")
                .noneMatch(path -> path.startsWith("/demo"));
        assertThat(answer.text()).doesNotContain(OpenApiDocument.EMBEDDED);
        Answer head = api.send("HEAD", "/openapi.json", null).expect(200);
        assertThat(head.header("Content-Type")).isEqualTo("application/json");
        assertThat(head.text()).isEmpty();
    }

    @Test
    void thePagesOfTheDocumentationHaveAllThatTheyRefer() {
        for (String page : List.of("/docs", "/docs/events", "/problems", "/problems/BOOKED")) {
            Answer answer = api.get(page).expect(200);
            assertThat(answer.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
            assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'").doesNotContain("unsafe-eval");
            List<String> references = Pattern.compile("(?:href|src)=\"(/[^\"]*)\"").matcher(answer.text()).results()
                    .map(found -> found.group(1))
                    .distinct()
                    .toList();
            assertThat(references).contains("/docs/holdfast.css");
            references.forEach(reference -> api.get(reference).expect(200));
        }
        assertThat(api.get("/docs").text()).contains("swagger-ui-bundle.js", "/docs/swagger.js");
        assertThat(api.get("/docs/events").text()).contains("booking.confirmed.v1", "id=\"bookings\"");
    }

    @Test
    void whatAProblemsTypeLeadsToSaysWhatToDo() {
        String type = book("203.0.113.9", 4).body().get("type").asString();
        assertThat(type).isEqualTo("/problems/too-many-from-address");

        assertThat(api.get(type).expect(200).text()).contains("<h1>Too many bookings from one address</h1>", "Retry-After");
        Answer json = api.get(type, "Accept", "text/html;q=0.5, application/json").expect(200);
        assertThat(json.body().get("code").asString()).isEqualTo("too-many-from-address");
        assertThat(json.body().get("statuses").get(0).asInt()).isEqualTo(429);
        assertThat(api.get("/problems", "Accept", "application/json").body().get("items").size())
                .isEqualTo(ProblemCatalogue.shipped().all().size());
        assertThat(api.get("/problems/%3Cscript%3E").status()).isEqualTo(404);
        assertThat(api.get("/problems/no-such-thing").body().get("type").asString()).isEqualTo("/problems/not-found");
    }

    private static Answer book(String from, int times) {
        Answer last = book(from);
        for (int i = 1; i < times; i++) {
            last = book(from);
        }
        return last;
    }

    @Test
    void theTopicsAreDescribed() {
        assertThat(api.get("/asyncapi.json").expect(200).body().get("asyncapi").asString()).isEqualTo("3.0.0");
    }
}
