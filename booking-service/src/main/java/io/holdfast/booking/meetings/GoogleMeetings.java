package io.holdfast.booking.meetings;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.holdfast.booking.application.MeetingRooms;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.defaults.outside.GoogleAccess;
import io.holdfast.defaults.outside.OutsideBreaker;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Google Meet: one event per booking in a calendar, with a conference. The event's id is made from the booking's, so
 * that writing it again finds the one that is there, whatever became of the first answer.
 */
final class GoogleMeetings implements MeetingRooms {

    private static final String SCOPE = "https://www.googleapis.com/auth/calendar.events";
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);
    private static final int TRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final int ID_LENGTH = 40;
    private static final String NEW_CONFERENCE = "conferenceDataVersion=1";

    private final HttpClient http;
    private final MeetingSettings.Google settings;
    private final GoogleAccess access;
    private final MeetingRooms fallback;
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "google-calendar", OutsideBreaker.config(1).recordException(Unavailable.class::isInstance).build());
    private final Retry retry = Retry.of("google-calendar", RetryConfig.custom()
            .maxAttempts(TRIES)
            .intervalFunction(IntervalFunction.ofExponentialBackoff(FIRST_PAUSE))
            .retryOnException(Unavailable.class::isInstance)
            .build());

    /** @param fallback gives rooms when Google fails for good */
    GoogleMeetings(HttpClient http, MeetingSettings.Google settings, MeetingRooms fallback, Clock clock) {
        this.http = http;
        this.settings = settings;
        this.access = GoogleAccess.of(
                new GoogleAccess.ServiceAccount(settings.serviceAccount(), settings.privateKey(), settings.actFor()),
                SCOPE,
                http,
                settings.tokenUrl(),
                clock);
        this.fallback = fallback;
    }

    @Override
    public Optional<String> ready(BookingId id) {
        return Optional.empty();
    }

    @Override
    public String instead(BookingId id) {
        return fallback.instead(id);
    }

    @Override
    public String arrange(Appointment appointment) {
        return resilient(() -> {
            String id = idOf(appointment.id());
            HttpResponse<String> made = send("POST", events() + "?" + NEW_CONFERENCE, event(appointment, id));
            HttpResponse<String> answer = made.statusCode() == 409
                    ? send("PATCH", events() + "/" + id + "?" + NEW_CONFERENCE, event(appointment, null))
                    : made;
            require(answer);
            String link = JsonMapper.shared().readTree(answer.body()).path("hangoutLink").asString("");
            if (link.isEmpty()) {
                throw new Unavailable("Google has not made the conference yet");
            }
            return link;
        });
    }

    @Override
    public void remove(BookingId id) {
        resilient(() -> {
            HttpResponse<String> answer = send("DELETE", events() + "/" + idOf(id), null);
            if (answer.statusCode() != 404 && answer.statusCode() != 410) {
                require(answer);
            }
            return id;
        });
    }

    @FunctionalInterface
    private interface Call<T> {
        T make() throws IOException, InterruptedException;
    }

    private <T> T resilient(Call<T> call) {
        try {
            return retry.executeSupplier(() -> breaker.executeSupplier(() -> translated(call)));
        } catch (CallNotPermittedException e) {
            throw new Unavailable("Google is left alone for a while after several failures", e);
        }
    }

    private static <T> T translated(Call<T> call) {
        try {
            return call.make();
        } catch (GoogleAccess.NoToken e) {
            throw new Unavailable(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new Unavailable("Google cannot be reached: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("Interrupted while asking Google", e);
        }
    }

    private HttpResponse<String> send(String method, String address, @Nullable Object body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address))
                .timeout(CALL_TIMEOUT)
                .header("Authorization", "Bearer " + access.token())
                .header("Content-Type", "application/json")
                .method(method, body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)));
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 401) {
            access.forget();
        }
        return answer;
    }

    private static void require(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new Unavailable("Google answered " + answer.statusCode());
        }
    }

    private String events() {
        return settings.apiUrl() + "/calendars/"
                + URLEncoder.encode(settings.calendarId(), StandardCharsets.UTF_8) + "/events";
    }

    private static Map<String, Object> event(Appointment appointment, @Nullable String id) {
        Map<String, Object> times = Map.of(
                "summary", appointment.title(),
                "status", "confirmed",
                "start", Map.of("dateTime", appointment.start().toString(), "timeZone", appointment.zone()),
                "end", Map.of("dateTime", appointment.end().toString(), "timeZone", appointment.zone()));
        if (id == null) {
            return times;
        }
        var whole = new HashMap<>(times);
        whole.put("id", id);
        whole.put("visibility", "private");
        whole.put("conferenceData", Map.of("createRequest", Map.of(
                "requestId", id, "conferenceSolutionKey", Map.of("type", "hangoutsMeet"))));
        return whole;
    }

    /** Google takes the letters a to v and digits. */
    private static String idOf(BookingId id) {
        return "hf" + DigestUtils.sha256Hex(id.value()).substring(0, ID_LENGTH);
    }
}
