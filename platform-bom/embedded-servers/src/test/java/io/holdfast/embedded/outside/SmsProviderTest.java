package io.holdfast.embedded.outside;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class SmsProviderTest {

    private static final Instant NOW = Instant.parse("2026-12-01T09:30:00Z");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final InMemorySmsStore store = new InMemorySmsStore();
    private SmsProvider provider;
    private String token = "token";

    @BeforeEach
    void start() {
        provider = SmsProvider.start(0, "AC1", "token", store, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void aMessageIsTakenAndListedByNumberAndDay() throws Exception {
        HttpResponse<String> created = post("To=%2B919812345678&From=%2B15005550006&Body=Hello+%E0%A4%86%E0%A4%B6%E0%A4%BE");

        assertThat(created.statusCode()).isEqualTo(201);
        JsonNode message = JSON.readTree(created.body());
        assertThat(message.get("sid").asString()).matches("SM[0-9a-f]{32}");
        assertThat(message.get("date_created").asString()).isEqualTo("Tue, 1 Dec 2026 09:30:00 GMT");
        assertThat(store.all()).singleElement().satisfies(sms -> {
            assertThat(sms.to()).isEqualTo("+919812345678");
            assertThat(sms.body()).isEqualTo("Hello आशा");
        });
        assertThat(listed("To=%2B919812345678&DateSent%3E=2026-12-01")).isEqualTo(1);
        assertThat(listed("To=%2B919812345678&DateSent%3E=2026-12-02")).isZero();
        assertThat(listed("To=%2B15005550006")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "From=%2B1&Body=x, 400, 21604",
        "To=%2B919812345678&Body=x, 400, 21603",
        "To=%2B919812345678&From=%2B15005550006, 400, 21602",
        "To=98123&From=%2B15005550006&Body=x, 400, 21211",
        "To=%2B15005550004&From=%2B15005550006&Body=x, 400, 21610",
    })
    void whatIsWrongIsRefusedWithTheProvidersCode(String form, int status, int code) throws Exception {
        HttpResponse<String> answer = post(form);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).get("code").asInt()).isEqualTo(code);
        assertThat(store.all()).isEmpty();
    }

    @Test
    void nobodySendsWithoutTheAccountsToken() throws Exception {
        token = "another";

        assertThat(post("To=%2B919812345678&From=%2B15005550006&Body=x").statusCode()).isEqualTo(401);
        assertThat(store.all()).isEmpty();
    }

    @Test
    void anOutageEnds() throws Exception {
        provider.failNext(1);

        assertThat(post("To=%2B919812345678&From=%2B15005550006&Body=x").statusCode()).isEqualTo(503);
        assertThat(post("To=%2B919812345678&From=%2B15005550006&Body=x").statusCode()).isEqualTo(201);
    }

    @Test
    void textsOutsideTheOldAlphabetTravelInShorterParts() {
        assertThat(SmsProvider.segments("a".repeat(160))).isEqualTo(1);
        assertThat(SmsProvider.segments("a".repeat(159) + "€")).isEqualTo(2);
        assertThat(SmsProvider.segments("आ".repeat(70))).isEqualTo(1);
        assertThat(SmsProvider.segments("आ".repeat(135))).isEqualTo(3);
    }

    private int listed(String query) throws Exception {
        HttpResponse<String> answer = send(request("?" + query).GET());
        assertThat(answer.statusCode()).isEqualTo(200);
        return JSON.readTree(answer.body()).get("messages").size();
    }

    private HttpResponse<String> post(String form) throws Exception {
        return send(request("")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private HttpRequest.Builder request(String query) {
        String credentials = Base64.getEncoder().encodeToString(("AC1:" + token).getBytes(UTF_8));
        return HttpRequest.newBuilder(URI.create(provider.url() + "/2010-04-01/Accounts/AC1/Messages.json" + query))
                .header("Authorization", "Basic " + credentials);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
