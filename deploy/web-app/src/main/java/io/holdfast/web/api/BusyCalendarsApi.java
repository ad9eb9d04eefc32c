package io.holdfast.web.api;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** A professional's other calendars, in the times of which they cannot be booked. */
@HttpExchange("/api/v1/professionals/me/busy-calendars")
public interface BusyCalendarsApi {

    @GetExchange
    Listed<Calendar> all(@RequestParam int page, @RequestParam int limit);

    /** @throws ApiProblem 400 for each field that is wrong; 409, 422 by its code where it cannot be read from here */
    @PostExchange
    Calendar register(@RequestBody NewCalendar body, @RequestHeader("Idempotency-Key") String key);

    /** Where somebody consents that a Google calendar of theirs is read. @throws ApiProblem 422 {@code google-off} without an app for it */
    @PostExchange("/google/consent")
    Consent askForConsent(@RequestBody NewConsent body);

    /** @throws ApiProblem 422 {@code google-consent-unknown, google-consent-refused} */
    @PostExchange("/google")
    Calendar registerConsented(@RequestBody CameBack body);

    @DeleteExchange("/{id}")
    void remove(@PathVariable String id);

    /** Has it read now. */
    @PostExchange("/{id}/refresh")
    Calendar refresh(@PathVariable String id);

    /**
     * @param kind            {@code ICS, CALDAV, GOOGLE}
     * @param location        the host of its address, or the id of a Google calendar
     * @param status          {@code PENDING, OK, FAILING, LOST}
     * @param lastRefreshedAt null before it was read
     * @param error           why it cannot be read, in English; null while it can
     * @param conflicts       bookings in the time of which it has something
     */
    record Calendar(
            String id,
            String kind,
            String name,
            String location,
            String status,
            @Nullable Instant lastRefreshedAt,
            Instant nextRefreshAt,
            @Nullable Instant failingSince,
            @Nullable String error,
            int busyTimes,
            List<ApiProblem.Conflict> conflicts) {}

    /** @param url Google's page */
    record Consent(String url) {}

    /** @param address the calendar's id; null for one's own */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NewConsent(@Nullable String name, @Nullable String address) {}

    /** With what they came back from Google's page. */
    record CameBack(String state, String code) {

        /** Without the code. */
        @Override
        public String toString() {
            return "CameBack[]";
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NewCalendar(
            String kind,
            @Nullable String name,
            @Nullable String address,
            @Nullable String user,
            @Nullable String password,
            @Nullable String token) {

        /** Without what opens it. */
        @Override
        public String toString() {
            return "NewCalendar[" + kind + "]";
        }
    }
}
