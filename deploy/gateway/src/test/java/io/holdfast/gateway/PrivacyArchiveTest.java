package io.holdfast.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipInputStream;

import com.sun.net.httpserver.HttpServer;
import io.holdfast.defaults.HoldfastService;
import io.holdfast.testsupport.scenario.HoldfastApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.oauth2.jwt.JwtDecoder;

import static org.assertj.core.api.Assertions.assertThat;

/** The archive of an export before services that have a part of it, or do not answer. */
@Timeout(300)
class PrivacyArchiveTest {

    private static final String ID = "4b1c8c52-7f0e-4f5e-9d4c-0a1f6f0f4b11";
    private static final String EXPORTS = "/api/v1/admin/privacy/exports/";
    private static final String PARTS = "/api/v1/admin/privacy/parts/";
    /** What the services answer, by path: a status and a body. */
    private static final Map<String, String> ANSWERS = new ConcurrentHashMap<>();
    /** The same of notification-service, whose part is the last. */
    private static final Map<String, String> OF_THE_LAST = new ConcurrentHashMap<>();
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private static HttpServer services;
    private static HttpServer last;
    private static ConfigurableApplicationContext gateway;
    private static HoldfastApi api;

    @BeforeAll
    static void start() throws IOException {
        services = answering(ANSWERS);
        last = answering(OF_THE_LAST);
        String address = addressOf(services);
        gateway = HoldfastService.named(Gateway.class, "gateway")
                .initializers(starting -> ((GenericApplicationContext) starting)
                        .registerBean(JwtDecoder.class, () -> SystemHealthTest::roleInToken))
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--gateway.booking=" + address,
                        "--gateway.matching=" + address,
                        "--gateway.payment=" + address,
                        "--gateway.notification=" + addressOf(last),
                        "--gateway.availability=" + address,
                        "--gateway.scheduler=" + address);
        api = HoldfastApi.at("http://127.0.0.1:" + ((WebServerApplicationContext) gateway).getWebServer().getPort());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        services.stop(0);
        last.stop(0);
    }

    private static HttpServer answering(Map<String, String> answers) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            TOKENS.put(path, String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            String answer = answers.getOrDefault(path, "404 {}");
            byte[] body = answer.substring(4).getBytes(StandardCharsets.UTF_8);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String addressOf(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @BeforeEach
    void allIsWell() {
        ANSWERS.clear();
        ANSWERS.put(EXPORTS + ID, "200 {\"status\":\"DONE\",\"endsAt\":\"2999-01-01T00:00:00Z\"}");
        ANSWERS.put(PARTS + ID, "200 {\"service\":\"one\",\"bookings\":[{\"name\":\"Zoë\"}]}");
        OF_THE_LAST.put(PARTS + ID, "200 {\"service\":\"last\",\"notifications\":[{\"name\":\"Zoë\"}]}");
    }

    @Test
    void theArchiveHasEachServicesPartAndAPageThatExplainsIt() throws Exception {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(
                api.with("admin").request(EXPORTS + ID + "/archive.zip").build(), HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
        var files = new LinkedHashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(files).containsOnlyKeys(
                "README.txt", "booking-service.json", "availability-service.json", "payment-service.json",
                "matching-service.json", "notification-service.json");
        assertThat(files.get("notification-service.json")).contains("Zoë");
        assertThat(files.get("README.txt")).contains("notification-service.json");
        assertThat(TOKENS).containsEntry(PARTS + ID, "Bearer admin");
    }

    @Test
    void whatLacksAPartIsNoArchive() {
        // So much before that it cannot be taken back.
        var much = new StringBuilder();
        new Random(1).ints(200_000, 'a', 'z').forEach(letter -> much.append((char) letter));
        ANSWERS.put(PARTS + ID, "200 " + much);
        OF_THE_LAST.put(PARTS + ID, "503 {\"detail\":\"at 10.0.0.7\"}");
        var answer = api.with("admin").get(EXPORTS + ID + "/archive.zip").expect(503);
        assertThat(answer.header("Retry-After")).isNotNull();
        assertThat(answer.text()).doesNotContain("10.0.0.7");
    }

    @Test
    void whatIsNotDoneOrNotThereOrOverIsSaidSo() {
        ANSWERS.put(EXPORTS + ID, "200 {\"status\":\"RUNNING\",\"endsAt\":\"2999-01-01T00:00:00Z\"}");
        assertThat(api.with("admin").get(EXPORTS + ID + "/archive.zip").expect(409).text()).contains("export-not-ready");
        ANSWERS.put(EXPORTS + ID, "200 {\"status\":\"DONE\",\"endsAt\":\"2001-01-01T00:00:00Z\"}");
        assertThat(api.with("admin").get(EXPORTS + ID + "/archive.zip").expect(410).text()).contains("export-ended");
        ANSWERS.clear();
        api.with("admin").get(EXPORTS + ID + "/archive.zip").expect(404);
        api.with("admin").get(EXPORTS + "nobody/archive.zip").expect(404);
    }

    @Test
    void onlyAdmins() {
        api.get(EXPORTS + ID + "/archive.zip").expect(401);
        api.with("client").get(EXPORTS + ID + "/archive.zip").expect(403);
    }
}
