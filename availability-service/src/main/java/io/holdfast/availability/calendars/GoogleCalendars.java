package io.holdfast.availability.calendars;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.holdfast.availability.application.OutsideCalendars.Reading;
import io.holdfast.availability.domain.BusyCalendar.LastRead;
import io.holdfast.availability.domain.BusyTimes;
import io.holdfast.availability.domain.BusyWindow;
import io.holdfast.availability.domain.Slot;
import io.holdfast.defaults.outside.GoogleAccess;
import io.holdfast.defaults.outside.OutsideBreaker;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Google calendars, by the question when they are busy (freeBusy.query): no event is ever seen. Read with a refresh token of the
 * calendar's owner, or by the platform's own account, with which they have shared it.
 */
@Component
class GoogleCalendars implements CalendarSource {

    static final String SCOPE = "https://www.googleapis.com/auth/calendar.freebusy";
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);
    /** Google answers about some two months at a time. */
    private static final Duration STRETCH = Duration.ofDays(40);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(CALL_TIMEOUT).build();
    private final GoogleSettings google;
    private final OutsideSettings settings;
    private final Clock clock;
    private final @Nullable GoogleAccess own;
    // Of what one calendar's owner took back nothing is counted.
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "google-free-busy", OutsideBreaker.config(1).recordException(GoogleCalendars::isGooglesFailure).build());

    /** @throws IllegalArgumentException when the service account's key cannot be read */
    GoogleCalendars(GoogleSettings google, OutsideSettings settings, Clock clock) {
        this.google = google;
        this.settings = settings;
        this.clock = clock;
        this.own = google.isOn(false)
                ? GoogleAccess.of(
                        new GoogleAccess.ServiceAccount(google.serviceAccount(), google.privateKey(), google.actFor()),
                        SCOPE,
                        http,
                        google.tokenUrl(),
                        clock)
                : null;
    }

    private static boolean isGooglesFailure(Throwable failure) {
        return failure instanceof IOException && !(failure instanceof GoogleAccess.NoToken none && none.isForGood());
    }

    @Override
    public Reading read(CalendarAccess access, Optional<LastRead> known, BusyWindow window, OwnBookings own)
            throws IOException, Unreadable {
        GoogleAccess tokens = tokens(access);
        var busy = new ArrayList<Slot>();
        Slot range = window.range();
        for (Instant from = range.start(); from.isBefore(range.end()); from = from.plus(STRETCH)) {
            Instant to = from.plus(STRETCH).isBefore(range.end()) ? from.plus(STRETCH) : range.end();
            busy.addAll(busyTimes(ask(tokens, access.address(), from, to), access.address()));
            if (busy.size() > settings.mostTimes()) {
                throw new Unreadable("The calendar has more than " + settings.mostTimes() + " times.");
            }
        }
        // It does not say of which event a time is.
        return new Reading.Read(BusyTimes.joined(busy, settings.mostTimes()), false, null, null);
    }

    private GoogleAccess tokens(CalendarAccess access) throws Unreadable {
        if (access.secret() != null && google.isOn(true)) {
            return GoogleAccess.of(
                    access.secret(), google.clientId(), google.clientSecret(), http, google.tokenUrl(), clock);
        }
        if (access.secret() != null || own == null) {
            throw new Unreadable("This platform reads no Google calendars any more.");
        }
        return own;
    }

    private JsonNode ask(GoogleAccess tokens, String calendar, Instant from, Instant to) throws IOException, Unreadable {
        try {
            HttpResponse<String> answer = breaker.executeCallable(() -> send(tokens, calendar, from, to));
            if (answer.statusCode() != 200) {
                throw refused();
            }
            return JsonMapper.shared().readTree(answer.body());
        } catch (GoogleAccess.NoToken e) {
            throw e.isForGood() ? refused() : new Unreadable("Google does not answer.");
        } catch (CallNotPermittedException e) {
            throw new Unreadable("Google is left alone for a while after several failures.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreadable("Stopped while reading.");
        } catch (JacksonException e) {
            throw new Unreadable("Google answered something that is not understood.");
        } catch (IOException | Unreadable e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Unreadable refused() {
        return new Unreadable("Google does not let us see this calendar; please share it, or register it again.");
    }

    /** @throws IOException also for what is Google's failure, and not this calendar's */
    private HttpResponse<String> send(GoogleAccess tokens, String calendar, Instant from, Instant to)
            throws IOException, InterruptedException {
        String question = JsonMapper.shared().writeValueAsString(Map.of(
                "timeMin", from.toString(), "timeMax", to.toString(), "timeZone", "UTC", "items", List.of(Map.of("id", calendar))));
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(google.apiUrl() + "/freeBusy"))
                        .timeout(CALL_TIMEOUT)
                        .header("Authorization", "Bearer " + tokens.token())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(question))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 401) {
            tokens.forget();
        }
        if (answer.statusCode() == 429 || answer.statusCode() >= 500) {
            throw new IOException("Google answered " + answer.statusCode());
        }
        return answer;
    }

    private static List<Slot> busyTimes(JsonNode answer, String calendar) throws Unreadable {
        JsonNode found = answer.path("calendars").path(calendar);
        if (!found.path("errors").isEmpty() || found.isMissingNode()) {
            throw refused();
        }
        var busy = new ArrayList<Slot>();
        try {
            for (JsonNode time : found.path("busy")) {
                busy.add(new Slot(Instant.parse(time.path("start").asString("")), Instant.parse(time.path("end").asString(""))));
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new Unreadable("Google answered something that is not understood.");
        }
        return busy;
    }
}
