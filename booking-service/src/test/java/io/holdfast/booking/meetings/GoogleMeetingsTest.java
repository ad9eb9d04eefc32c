package io.holdfast.booking.meetings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.holdfast.booking.application.MeetingRooms.Appointment;
import io.holdfast.booking.application.MeetingRooms.Unavailable;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.testsupport.scenario.TestKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Against a server that answers as Google Calendar's API was recorded to. */
class GoogleMeetingsTest {

    private static final Appointment APPOINTMENT = new Appointment(
            new BookingId("b7d1f0c2-6f0e-4a55-9a53-1d1f7a2c9e10"),
            "Consultation HF-2026-000001",
            Instant.parse("2026-12-01T04:30:00Z"),
            Instant.parse("2026-12-01T05:30:00Z"),
            "Asia/Kolkata");

    private final KeyPair keys = TestKeys.issuer();
    private final Map<String, JsonNode> events = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private HttpServer google;
    private GoogleMeetings meetings;

    @BeforeEach
    void start() throws IOException {
        google = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        google.createContext("/token", this::token);
        google.createContext("/calendars", this::calendar);
        google.start();
        String url = "http://127.0.0.1:" + google.getAddress().getPort();
        meetings = new GoogleMeetings(
                HttpClient.newHttpClient(),
                new MeetingSettings.Google(
                        "bookings@example.com",
                        "holdfast@project.iam.gserviceaccount.com",
                        "-----BEGIN PRIVATE KEY-----\\n"
                                + Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded())
                                + "\\n-----END PRIVATE KEY-----",
                        "",
                        URI.create(url),
                        URI.create(url + "/token")),
                new JitsiRooms(URI.create("https://rooms.example.com")),
                Clock.fixed(Instant.parse("2026-11-28T10:00:00Z"), ZoneOffset.UTC));
    }

    @AfterEach
    void stop() {
        google.stop(0);
    }

    @Test
    void aConferenceIsMadeOnceMovedAndRemoved() {
        String link = meetings.arrange(APPOINTMENT);
        assertThat(link).isEqualTo("https://meet.google.com/abc-defg-hij");
        assertThat(meetings.arrange(APPOINTMENT)).isEqualTo(link);
        assertThat(events).hasSize(1);
        JsonNode event = events.values().iterator().next();
        assertThat(event.at("/conferenceData/createRequest/conferenceSolutionKey/type").asString())
                .isEqualTo("hangoutsMeet");
        assertThat(event.toString()).doesNotContain("@example.com");

        meetings.remove(APPOINTMENT.id());
        meetings.remove(APPOINTMENT.id());

        assertThat(events).isEmpty();
        assertThat(calls).containsExactly("TOKEN", "POST", "POST", "PATCH", "DELETE", "DELETE");
    }

    @Test
    void whatFailsForAMomentIsTriedAgain() {
        failures.set(2);

        assertThat(meetings.arrange(APPOINTMENT)).isEqualTo("https://meet.google.com/abc-defg-hij");
        assertThat(calls).containsExactly("TOKEN", "POST", "POST", "POST");
    }

    @Test
    void whatFailsForLongIsSaidToBeUnavailable() {
        failures.set(Integer.MAX_VALUE);

        assertThatThrownBy(() -> meetings.arrange(APPOINTMENT)).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> meetings.arrange(APPOINTMENT)).isInstanceOf(Unavailable.class);
        int asked = calls.size();
        assertThatThrownBy(() -> meetings.arrange(APPOINTMENT)).hasMessageContaining("left alone");
        assertThat(calls).hasSize(asked);
        assertThat(meetings.instead(APPOINTMENT.id())).startsWith("https://rooms.example.com/holdfast-");
    }

    private void token(HttpExchange exchange) throws IOException {
        calls.add("TOKEN");
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String assertion = URLDecoder.decode(form.replaceAll(".*assertion=", ""), StandardCharsets.UTF_8);
        try {
            boolean signed = SignedJWT.parse(assertion).verify(new RSASSAVerifier((RSAPublicKey) keys.getPublic()));
            answer(exchange, signed ? 200 : 400, "{\"access_token\":\"ya29.test\",\"expires_in\":3599,\"token_type\":\"Bearer\"}");
        } catch (ParseException | JOSEException e) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
        }
    }

    private void calendar(HttpExchange exchange) throws IOException {
        calls.add(exchange.getRequestMethod());
        if (!"Bearer ya29.test".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{}");
            return;
        }
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            answer(exchange, 503, "{\"error\":{\"code\":503,\"status\":\"UNAVAILABLE\"}}");
            return;
        }
        String id = exchange.getRequestURI().getPath().replaceAll(".*/events/?", "");
        switch (exchange.getRequestMethod()) {
            case "POST" -> {
                JsonNode event = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
                assertThat(event.at("/id").asString()).matches("[a-v0-9]{5,1024}");
                boolean isNew = events.putIfAbsent(event.at("/id").asString(), event) == null;
                answer(exchange, isNew ? 200 : 409, isNew ? made() : "{\"error\":{\"code\":409}}");
            }
            case "PATCH" -> answer(exchange, events.containsKey(id) ? 200 : 404, made());
            case "DELETE" -> answer(exchange, events.remove(id) == null ? 410 : 204, "");
            default -> answer(exchange, 405, "");
        }
    }

    private static String made() {
        return """
                {"kind":"calendar#event","status":"confirmed","hangoutLink":"https://meet.google.com/abc-defg-hij",
                 "conferenceData":{"createRequest":{"status":{"statusCode":"success"}}}}""";
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
