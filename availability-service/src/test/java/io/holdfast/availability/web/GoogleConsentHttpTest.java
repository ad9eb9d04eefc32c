package io.holdfast.availability.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

import io.holdfast.availability.Neighbours;
import io.holdfast.availability.calendars.GoogleSimulator;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.HoldfastApi;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** A professional consents at Google's that their calendar is read; Google is a simulator that speaks the protocol. */
class GoogleConsentHttpTest {

    private static final String CALENDARS = "/api/v1/professionals/me/busy-calendars";
    private static final String CAME_BACK_TO = "https://practice.example.com/pro/calendars/google";

    private static final GoogleSimulator GOOGLE = GoogleSimulator.start();
    private static ServiceUnderTest service;
    private static Neighbours others;

    private HoldfastApi me;
    private String id;

    @BeforeAll
    static void start() {
        service = Neighbours.onMonday()
                .redisAt("redis://127.0.0.1:1")
                .with("HOLDFAST_CALENDAR_SECRET=of-this-test-and-of-nothing-else-at-all")
                .with(GOOGLE.settings(CAME_BACK_TO))
                .start();
        others = new Neighbours(service);
        others.seed();
    }

    @AfterAll
    static void stop() {
        service.close();
        GOOGLE.close();
    }

    @BeforeEach
    void someoneNew() {
        id = others.newProfessional();
        me = service.as(id, "professional");
        GOOGLE.consentsToAll();
        GOOGLE.isAway(false);
        // Tuesday, 1 December, 10:00 in India.
        GOOGLE.isBusy("2026-12-01T04:30:00Z", "2026-12-01T05:30:00Z");
    }

    @Test
    void whoConsentsIsNotBookedOverTheirOwnCalendar() throws Exception {
        URI back = consent(asked(Map.of("name", "Mine")));
        assertThat(back.toString()).startsWith(CAME_BACK_TO + "?");

        JsonNode registered = redeem(me, back).expect(201).body();

        assertThat(registered.get("kind").asString()).isEqualTo("GOOGLE");
        assertThat(registered.get("name").asString()).isEqualTo("Mine");
        assertThat(registered.get("location").asString()).isEqualTo("primary");
        service.awaitIdle();
        assertThat(me.get(CALENDARS).expect(200).body().at("/items/0/status").asString()).isEqualTo("OK");
        JsonNode agenda = me.get("/api/v1/professionals/me/agenda?from=2026-12-01&to=2026-12-01").expect(200).body();
        assertThat(agenda.at("/busy/0/start").asString())
                .isEqualTo("2026-12-01T04:30:00Z");
        assertThat(GOOGLE.tokens()).isNotEmpty();
        assertThat(service.documents("busy_calendars").stream().map(Document::toJson)).isNotEmpty()
                .noneMatch(json -> GOOGLE.tokens().stream().anyMatch(json::contains));
        assertThat(redeem(me, back).expect(422).body().get("code").asString()).as("again").isEqualTo("google-consent-refused");
    }

    @Test
    void onlyWhoAskedComesBackAndInTime() throws Exception {
        URI back = consent(asked(Map.of()));
        HoldfastApi another = service.as(others.newProfessional(), "professional");
        assertThat(codeOf(another, back)).isEqualTo("google-consent-unknown");
        // Who is called the same in another business is somebody else.
        service.hears(service.eventOf("other", 1, "professional.registered.v1", Neighbours.registeredAs(id)));
        service.awaitIdle();
        assertThat(codeOf(service.asOneOf("other", id, "professional"), back)).isEqualTo("google-consent-unknown");
        me.post(CALENDARS + "/google", Map.of("state", "made-up", "code", "4/x")).expect(422);
        String state = GoogleSimulator.query(back).get("state");
        String forged = (state.startsWith("A") ? "B" : "A") + state.substring(1);
        assertThat(me.post(CALENDARS + "/google", Map.of("state", forged, "code", "4/x")).expect(422).body().get("code").asString())
                .isEqualTo("google-consent-unknown");

        service.clock().advance(Duration.ofMinutes(10));
        assertThat(codeOf(me, back)).isEqualTo("google-consent-unknown");
        assertThat(me.get(CALENDARS).expect(200).body().get("items")).isEmpty();
        service.clock().set(Neighbours.MONDAY);
    }

    @Test
    void whoConsentsToLessOrMeetsASilentGoogleRegistersNothing() throws Exception {
        GOOGLE.consents("openid");
        assertThat(codeOf(me, consent(asked(Map.of())))).isEqualTo("google-consent-refused");
        GOOGLE.consentsToAll();
        URI back = consent(asked(Map.of()));
        GOOGLE.isAway(true);
        assertThat(redeem(me, back).expect(503).header("Retry-After")).isEqualTo("5");
        GOOGLE.isAway(false);
        redeem(me, back).expect(201);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(me.post(CALENDARS + "/google", Map.of("state", "x")).expect(400).errorFields()).containsExactly("code");
        assertThat(me.post(CALENDARS + "/google", Map.of("code", "x")).expect(400).errorFields()).containsExactly("state");
        assertThat(me.post(CALENDARS + "/google/consent", Map.of("name", "x".repeat(101))).expect(400).errorFields())
                .containsExactly("name");
        service.guest().post(CALENDARS + "/google/consent", Map.of()).expect(401);
        service.as("asha", "client").post(CALENDARS + "/google/consent", Map.of()).expect(403);
    }

    private String asked(Map<String, String> body) {
        JsonNode asked = me.post(CALENDARS + "/google/consent", body).expect(200).body();
        assertThat(asked.get("until").asString()).isEqualTo(service.clock().instant().plus(Duration.ofMinutes(10)).toString());
        return asked.get("url").asString();
    }

    /** As a browser does that opens Google's page, where somebody consents. */
    private static URI consent(String url) throws Exception {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            HttpResponse<Void> answer =
                    browser.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding());
            assertThat(answer.statusCode()).isEqualTo(302);
            return URI.create(answer.headers().firstValue("Location").orElseThrow());
        }
    }

    private static HoldfastApi.Answer redeem(HoldfastApi professional, URI back) {
        Map<String, String> query = GoogleSimulator.query(back);
        return professional.post(CALENDARS + "/google", Map.of("state", query.get("state"), "code", query.get("code")));
    }

    private static String codeOf(HoldfastApi professional, URI back) {
        return redeem(professional, back).body().get("code").asString();
    }
}
