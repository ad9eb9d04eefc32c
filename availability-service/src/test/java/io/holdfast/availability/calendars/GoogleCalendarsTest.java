package io.holdfast.availability.calendars;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.holdfast.availability.application.OutsideCalendars.Reading;
import io.holdfast.availability.domain.BusyWindow;
import io.holdfast.availability.domain.Slot;
import io.holdfast.testsupport.scenario.TestKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Against a server that answers as Google's freeBusy.query does. */
class GoogleCalendarsTest {

    private static final BusyWindow WINDOW =
            new BusyWindow(LocalDate.parse("2026-11-23"), LocalDate.parse("2027-01-20"), ZoneId.of("Asia/Kolkata"));

    private final List<String> forms = new CopyOnWriteArrayList<>();
    private final List<JsonNode> questions = new CopyOnWriteArrayList<>();
    private volatile int tokenStatus = 200;
    private volatile int status = 200;
    private volatile String answer = "";
    private HttpServer google;

    @BeforeEach
    void start() throws IOException {
        google = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        google.createContext("/token", exchange -> {
            forms.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, tokenStatus, "{\"access_token\":\"ya29.test\",\"expires_in\":3599,\"token_type\":\"Bearer\"}");
        });
        google.createContext("/freeBusy", exchange -> {
            assertThat(exchange.getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer ya29.test");
            questions.add(JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes()));
            answer(exchange, status, answer);
        });
        google.start();
        answer = busy("{\"start\":\"2026-12-01T04:30:00Z\",\"end\":\"2026-12-01T05:30:00Z\"}");
    }

    @AfterEach
    void stop() {
        google.stop(0);
    }

    @Test
    void theirRefreshTokenOpensItAndLongWindowsAreAskedInParts() throws IOException, Unreadable {
        Reading.Read reading = (Reading.Read) read(calendars(false), "1//refresh token");

        assertThat(reading.busy()).containsExactly(
                new Slot(Instant.parse("2026-12-01T04:30:00Z"), Instant.parse("2026-12-01T05:30:00Z")));
        assertThat(reading.namesEvents()).isFalse();
        assertThat(forms).containsExactly(
                "grant_type=refresh_token&refresh_token=1%2F%2Frefresh+token&client_id=our-app&client_secret=our-secret");
        assertThat(questions).extracting(question -> question.get("timeMin").asString() + " " + question.get("timeMax").asString())
                .containsExactly(
                        "2026-11-22T18:30:00Z 2027-01-01T18:30:00Z", "2027-01-01T18:30:00Z 2027-01-20T18:30:00Z");
        assertThat(questions.getFirst().at("/items/0/id").asString()).isEqualTo("asha@example.com");
    }

    @Test
    void orOurAccountDoesWithWhichTheyShareIt() throws IOException, Unreadable {
        GoogleCalendars calendars = calendars(true);

        read(calendars, null);
        read(calendars, null);

        assertThat(forms).as("its token is kept").singleElement().satisfies(form -> {
            assertThat(form).contains("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer");
            String claims = new String(
                    Base64.getUrlDecoder().decode(form.replaceAll(".*assertion=", "").split("\\.")[1]), StandardCharsets.UTF_8);
            assertThat(claims).contains("calendar.freebusy", "holdfast@project.iam.gserviceaccount.com");
        });
        assertThatThrownBy(() -> read(calendars(false), null)).hasMessage("This platform reads no Google calendars any more.");
    }

    @Test
    void whatMayNotBeSeenAndWhatFailsAreToldApart() {
        answer = "{\"calendars\":{\"asha@example.com\":{\"errors\":[{\"domain\":\"global\",\"reason\":\"notFound\"}],\"busy\":[]}}}";
        assertThatThrownBy(() -> read(calendars(false), "1//a")).hasMessageStartingWith("Google does not let us see this calendar");
        answer = "<html>";
        assertThatThrownBy(() -> read(calendars(false), "1//a")).hasMessage("Google answered something that is not understood.");
        answer = busy("{\"start\":\"soon\",\"end\":\"later\"}");
        assertThatThrownBy(() -> read(calendars(false), "1//a")).hasMessage("Google answered something that is not understood.");
        tokenStatus = 400;
        assertThatThrownBy(() -> read(calendars(false), "1//a")).hasMessageStartingWith("Google does not let us see this calendar");
        tokenStatus = 503;
        assertThatThrownBy(() -> read(calendars(false), "1//a")).hasMessage("Google does not answer.");
    }

    @Test
    void oneThatFailsIsLeftAloneAndWhatAnOwnerTookBackIsNoFailure() {
        GoogleCalendars calendars = calendars(false);
        tokenStatus = 400;
        for (int i = 0; i < 6; i++) {
            assertThatThrownBy(() -> read(calendars, "1//a")).hasMessageStartingWith("Google does not let us see this calendar");
        }
        tokenStatus = 200;
        status = 500;
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> read(calendars, "1//a")).isInstanceOf(IOException.class);
        }
        int asked = questions.size();
        assertThatThrownBy(() -> read(calendars, "1//a")).hasMessage("Google is left alone for a while after several failures.");
        assertThat(questions).hasSize(asked);
    }

    private GoogleCalendars calendars(boolean ownAccount) {
        String url = "http://127.0.0.1:" + google.getAddress().getPort();
        String key = Base64.getEncoder().encodeToString(TestKeys.issuer().getPrivate().getEncoded());
        return new GoogleCalendars(
                new GoogleSettings(
                        ownAccount ? "holdfast@project.iam.gserviceaccount.com" : "",
                        "-----BEGIN PRIVATE KEY-----\\n" + key + "\\n-----END PRIVATE KEY-----",
                        "",
                        "our-app",
                        "our-secret",
                        URI.create(url),
                        URI.create(url + "/token"),
                        URI.create(url + "/auth"),
                        URI.create("http://localhost:8080/pro/calendars/google")),
                new OutsideSettings("", List.of(), Duration.ofSeconds(5), DataSize.ofMegabytes(1), 100, "holdfast"),
                Clock.fixed(Instant.parse("2026-11-23T03:00:00Z"), ZoneOffset.UTC));
    }

    private static Reading read(GoogleCalendars calendars, String token) throws IOException, Unreadable {
        return calendars.read(
                new CalendarAccess("c", "asha@example.com", null, token), Optional.empty(), WINDOW, new OwnBookings(Set.of(), "holdfast"));
    }

    private static String busy(String times) {
        return "{\"kind\":\"calendar#freeBusy\",\"calendars\":{\"asha@example.com\":{\"busy\":[" + times + "]}}}";
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
