package io.holdfast.availability.web;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;

import io.holdfast.availability.calendars.GoogleConsents;
import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.IdempotencyKeyHeader;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A professional's other calendars, in the times of which they cannot be booked. */
@RestController
@RequestMapping("/api/v1/professionals/me/busy-calendars")
@Access(Role.PROFESSIONAL)
class BusyCalendarsController {

    private static final String PATH = "/api/v1/professionals/me/busy-calendars/";

    private final CurrentProfessional me;
    private final BusyCalendarDesk desk;

    BusyCalendarsController(CurrentProfessional me, BusyCalendarDesk desk) {
        this.me = me;
        this.desk = desk;
    }

    /** One's other calendars, in the order in which they were registered, each with what it meets. */
    @GetMapping
    Paged<BusyCalendarResponse> all(Paging paging, Caller caller) {
        return desk.all(me.of(caller), paging);
    }

    /** One of them. */
    @GetMapping("/{id}")
    BusyCalendarResponse one(@PathVariable String id, Caller caller) {
        return desk.one(me.of(caller), id);
    }

    /**
     * Registers a calendar, which is read at once and every few minutes from then on. What it has closes time and moves no booking.
     * How it is reached is stored encrypted and never told. With an {@code Idempotency-Key} the same request gets the same answer
     * for 24 hours, another one 422.
     */
    @PostMapping
    @RegistersCalendar
    ResponseEntity<BusyCalendarResponse> register(
            @RequestBody BusyCalendarRequest body,
            @RequestHeader(name = IdempotencyKeyHeader.NAME, required = false) @Nullable String key,
            Caller caller) {
        BusyCalendarResponse calendar =
                desk.register(me.of(caller), body, key, Objects.requireNonNull(caller.subject()));
        return ResponseEntity.created(URI.create(PATH + calendar.id())).body(calendar);
    }

    /**
     * Where one consents that a Google calendar of one's own is read.
     *
     * @param url   of Google's page; it sends them back to the platform's page for that, with {@code state} and {@code code}
     * @param until by when they have to be back
     */
    record GoogleConsentResponse(String url, Instant until) {}

    /** Asks for the consent that a Google calendar is read; only its busy times are, never what is in it. */
    @PostMapping("/google/consent")
    @Outcomes(problems = {"calendars-off", "google-off"})
    GoogleConsentResponse askForConsent(@RequestBody GoogleConsentRequest body, Caller caller) {
        GoogleConsents.Asked asked = desk.askForConsent(me.of(caller), body);
        return new GoogleConsentResponse(asked.url().toString(), asked.until());
    }

    /** Registers the Google calendar that one has consented to; as what one came back with from Google's page says. */
    @PostMapping("/google")
    @Outcomes(
            value = 201,
            problems = {"calendars-off", "google-off", "google-consent-unknown", "google-consent-refused", "too-many-calendars"})
    ResponseEntity<BusyCalendarResponse> registerConsented(@RequestBody GoogleCodeRequest body, Caller caller) {
        BusyCalendarResponse calendar =
                desk.registerConsented(me.of(caller), body, Objects.requireNonNull(caller.subject()));
        return ResponseEntity.created(URI.create(PATH + calendar.id())).body(calendar);
    }

    /** Reads nothing of it any more; its times are free again at once. 404 where there is no such calendar. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, Caller caller) {
        desk.remove(me.of(caller), id);
    }

    /** Has it read now, at most every 30 seconds; {@code nextRefreshAt} says when. */
    @PostMapping("/{id}/refresh")
    @ResponseStatus(HttpStatus.ACCEPTED)
    BusyCalendarResponse refresh(@PathVariable String id, Caller caller) {
        return desk.refresh(me.of(caller), id);
    }
}
