package io.holdfast.booking.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.sun.net.httpserver.HttpServer;
import io.holdfast.booking.BookingInstance;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.MongoOperations;

import static org.assertj.core.api.Assertions.assertThat;

/** What availability-service says is taken is refused before anything is stored; whatever else it says is left to the saga. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EarlyRefusalTest {

    private static final String START = "2026-12-03T04:30:00Z";

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final Queue<String> tokens = new ConcurrentLinkedQueue<>();
    private volatile int status;
    private volatile String says;
    private HttpServer availability;
    private BookingInstance service;

    @BeforeAll
    void start() throws IOException {
        availability = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        availability.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            byte[] body = says.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        availability.start();
        status = 200;
        says = "{\"available\":true,\"reason\":null}";
        service = BookingInstance.asking("http://127.0.0.1:" + availability.getAddress().getPort());
        service.catalogue("consultation", "INSTANT", 150_000, "dr-asha-iyer");
    }

    @AfterAll
    void stop() {
        service.close();
        availability.stop(0);
    }

    @BeforeEach
    void nothingWasAsked() {
        asked.clear();
        tokens.clear();
    }

    @AfterEach
    void everybodyIsFree() {
        status = 200;
        says = "{\"available\":true,\"reason\":null}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"BOOKED", "HELD", "FULL"})
    void whatSomebodyElseHasIsRefusedAndLeavesNothing(String reason) {
        says = "{\"available\":false,\"reason\":\"" + reason + "\",\"rule\":\"booked\"}";
        Map<String, Long> before = documents();

        Answer answer = request(service.guest(), guest(), UUID.randomUUID().toString());

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("code").asString()).isEqualTo(reason);
        assertThat(answer.body().path("reason").asString()).isEqualTo(reason);
        assertThat(asked).containsExactly("/api/v1/professionals/dr-asha-iyer/availability/explain?offeringId=consultation&start="
                + START + "&duration=60&next=false");
        assertThat(documents()).isEqualTo(before);
    }

    @Test
    void itIsAskedInTheClientsName() {
        says = "{\"available\":false,\"reason\":\"BOOKED\"}";

        request(service.client("client-1"), Map.of(), UUID.randomUUID().toString());

        assertThat(tokens).singleElement().asString().startsWith("Bearer ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"reason\":\"CLOSED\"}", "{\"reason\":\"TOO_SOON\"}", "{\"available\":true}", "not at all", "[]", ""})
    void whateverElseItSaysTheSagaDecides(String answer) {
        says = answer;

        assertThat(request(service.guest(), guest(), UUID.randomUUID().toString()).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 422, 500, 503})
    void withoutAnAnswerTheSagaDecides(int failure) {
        status = failure;
        says = "{\"available\":false,\"reason\":\"BOOKED\"}";

        assertThat(request(service.guest(), guest(), UUID.randomUUID().toString()).status()).isEqualTo(202);
    }

    @Test
    void whoRepeatsARequestGetsTheirBookingAndIsNotInTheirOwnWay() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> client = guest();
        Answer first = request(service.guest(), client, key);
        assertThat(first.status()).isEqualTo(202);

        says = "{\"available\":false,\"reason\":\"HELD\"}";
        Answer second = request(service.guest(), client, key);

        assertThat(second.status()).isEqualTo(202);
        assertThat(second.body().path("id")).isEqualTo(first.body().path("id"));
    }

    @Test
    void whatARuleRefusesIsNotAskedFor() {
        Answer answer = service.guest().post("/api/v1/bookings", Map.of(
                "offeringId", "consultation", "professionalId", "dr-asha-iyer", "start", START, "duration", 17, "client", guest()));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(asked).isEmpty();
    }

    private Answer request(HoldfastApi api, Map<String, Object> client, String key) {
        var body = new HashMap<String, Object>(Map.of(
                "offeringId", "consultation", "professionalId", "dr-asha-iyer", "start", START, "duration", 60));
        if (!client.isEmpty()) {
            body.put("client", client);
        }
        return api.post("/api/v1/bookings", body, "Idempotency-Key", key);
    }

    private static Map<String, Object> guest() {
        return new HashMap<>(HoldfastApi.guest("Asha Rao", UUID.randomUUID() + "@example.com"));
    }

    private Map<String, Long> documents() {
        service.awaitIdle();
        var mongo = service.bean(MongoOperations.class);
        var counted = new HashMap<String, Long>();
        for (String collection : List.of("bookings", "booking-facts", "contacts", "booking-numbers")) {
            counted.put(collection, mongo.getCollection(collection).countDocuments());
        }
        return counted;
    }
}
