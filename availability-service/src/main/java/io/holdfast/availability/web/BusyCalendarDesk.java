package io.holdfast.availability.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.holdfast.availability.application.BusyCalendarSettings;
import io.holdfast.availability.application.KeepBusyCalendars;
import io.holdfast.availability.calendars.AccessSeal;
import io.holdfast.availability.calendars.CalendarTargets;
import io.holdfast.availability.calendars.GoogleConsents;
import io.holdfast.availability.calendars.GoogleSettings;
import io.holdfast.availability.domain.BusyCalendar;
import io.holdfast.availability.domain.BusyCalendars;
import io.holdfast.availability.domain.Conflict;
import io.holdfast.availability.domain.Professional;
import io.holdfast.defaults.IdempotencyKeys;
import io.holdfast.defaults.web.IdempotencyKeyHeader;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import io.holdfast.defaults.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is done about a professional's other calendars, by themselves or by an admin for them. */
@Component
class BusyCalendarDesk {

    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final BusyCalendars calendars;
    private final KeepBusyCalendars keep;
    private final AccessSeal seal;
    private final CalendarTargets targets;
    private final GoogleSettings google;
    private final GoogleConsents consents;
    private final BusyCalendarSettings settings;
    private final Clock clock;

    BusyCalendarDesk(
            BusyCalendars calendars,
            KeepBusyCalendars keep,
            AccessSeal seal,
            CalendarTargets targets,
            GoogleSettings google,
            GoogleConsents consents,
            BusyCalendarSettings settings,
            Clock clock) {
        this.calendars = calendars;
        this.keep = keep;
        this.seal = seal;
        this.targets = targets;
        this.google = google;
        this.consents = consents;
        this.settings = settings;
        this.clock = clock;
    }

    Paged<BusyCalendarResponse> all(Professional professional, Paging paging) {
        Map<String, List<Conflict>> conflicts = keep.conflicts(professional);
        Instant now = clock.instant();
        return Paged.of(calendars.of(professional.tenant(), professional.id(), paging.page(), paging.limit()), paging)
                .map(calendar -> BusyCalendarResponse.of(calendar, conflicts.getOrDefault(calendar.id(), List.of()), now));
    }

    /** @param caller whose key it is */
    BusyCalendarResponse register(
            Professional professional, BusyCalendarRequest body, @Nullable String key, String caller) {
        IdempotencyKeyHeader.require(key);
        Instant now = clock.instant();
        // Without a key it is like no other request.
        String good = Objects.requireNonNullElseGet(key, () -> UUID.randomUUID().toString());
        IdempotencyKeys.Ids ids = IdempotencyKeys.ids(
                now, good, professional.tenant().value(), caller, professional.id().value(), "busy-calendar");
        BusyCalendarRequest.Wanted wanted = body.wanted(ids.fresh());
        if (!seal.isOn()) {
            throw off();
        }
        String request = seal.blind(IdempotencyKeys.fingerprint("busy-calendar", body));
        Optional<BusyCalendar> before = ids.known().stream()
                .flatMap(id -> calendars.find(professional.tenant(), professional.id(), id).stream())
                .findFirst();
        if (before.isPresent()) {
            return same(before.get(), request, professional, now);
        }
        wanted.url().ifPresent(targets::require);
        if (wanted.kind() == BusyCalendar.Kind.GOOGLE && !google.isOn(wanted.access().secret() != null)) {
            throw googleOff();
        }
        var calendar = new BusyCalendar(
                ids.fresh(),
                professional.tenant(),
                professional.id(),
                wanted.kind(),
                wanted.name(),
                wanted.shownAs(),
                seal.seal(wanted.access()),
                request,
                now,
                now,
                0,
                null,
                null,
                null,
                null);
        BusyCalendar stored = keep.add(calendar).orElseThrow(() -> Problem.conflict(
                        "There are " + settings.most() + " calendars already; more are not read.")
                .with("code", "too-many-calendars"));
        return same(stored, request, professional, now);
    }

    /** Where a professional consents that their Google calendar is read. */
    GoogleConsents.Asked askForConsent(Professional professional, GoogleConsentRequest body) {
        requireConsents();
        BusyCalendarRequest.Wanted wanted = body.calendar(null).wanted("");
        return consents.ask(professional, wanted.name(), wanted.access().address());
    }

    /** Registers the calendar that they have consented to. */
    BusyCalendarResponse registerConsented(Professional professional, GoogleCodeRequest body, String caller) {
        requireConsents();
        return switch (consents.redeem(professional, body.requireState(), body.requireCode())) {
            case GoogleConsents.Answer.Given(String name, String calendar, String refreshToken) -> register(
                    professional, new GoogleConsentRequest(name, calendar).calendar(refreshToken), null, caller);
            case GoogleConsents.Answer.Unknown unknown -> throw Problem.rule(
                    "google-consent-unknown", "This consent was not asked for here, or more than ten minutes ago. Please ask again.");
            case GoogleConsents.Answer.Refused refused -> throw Problem.rule(
                    "google-consent-refused", "Google gives us no access: it was not consented to, or this was redeemed before.");
            case GoogleConsents.Answer.Silent silent -> throw Problem.unavailable(
                    "Google does not answer just now. Please try again.", SILENCE);
        };
    }

    private void requireConsents() {
        if (!seal.isOn()) {
            throw off();
        }
        if (!google.isOn(true)) {
            throw googleOff();
        }
    }

    private static Problem off() {
        return Problem.rule("calendars-off", "This platform keeps no other calendars: its operator has set no secret to encrypt them.");
    }

    private static Problem googleOff() {
        return Problem.rule("google-off", "This platform reads no Google calendars in this way; their secret iCal address works.");
    }

    private BusyCalendarResponse same(BusyCalendar stored, String request, Professional professional, Instant now) {
        if (!stored.request().equals(request)) {
            throw IdempotencyKeyHeader.reused();
        }
        return answer(stored, professional, now);
    }

    BusyCalendarResponse refresh(Professional professional, String id) {
        return answer(keep.refresh(find(professional, id)), professional, clock.instant());
    }

    void remove(Professional professional, String id) {
        keep.remove(find(professional, id));
    }

    BusyCalendarResponse one(Professional professional, String id) {
        return answer(find(professional, id), professional, clock.instant());
    }

    private BusyCalendar find(Professional professional, String id) {
        return calendars.find(professional.tenant(), professional.id(), id).orElseThrow(() -> Problem.notFound("calendar"));
    }

    private BusyCalendarResponse answer(BusyCalendar calendar, Professional professional, Instant now) {
        List<Conflict> conflicts = keep.conflicts(professional).getOrDefault(calendar.id(), List.of());
        return BusyCalendarResponse.of(calendar, conflicts, now);
    }
}
