package io.holdfast.web.professional;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.BusyCalendarsApi;
import io.holdfast.web.api.CatalogueApi;
import io.holdfast.web.api.ProfessionalApi;
import io.holdfast.web.business.Badge;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Keys;
import io.holdfast.web.page.Notice;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import io.holdfast.web.text.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /pro/calendars}: calendars elsewhere, in the times of which nobody can book, and how reading them goes. */
@Controller
@OpenToAll
class SideCalendarsController {

    private static final String PATH = "/pro/calendars";
    private static final String GOOGLE = "GOOGLE";
    private static final List<String> KINDS = List.of("ICS", "CALDAV", GOOGLE);
    private static final int RULE = 422;
    /** They are sent once and come back in no page. */
    private static final List<String> SECRETS = List.of("password", "token");
    private static final Set<String> FIELDS = Set.of("kind", "name", "address", "user", "password", "token");

    private final BusyCalendarsApi calendars;
    private final ProfessionalApi mine;

    SideCalendarsController(BusyCalendarsApi calendars, ProfessionalApi mine) {
        this.calendars = calendars;
        this.mine = mine;
    }

    @GetMapping(PATH)
    View all(Page page) {
        page.requireRole("professional");
        return show(page, Form.EMPTY);
    }

    private Html show(Page page, Form form) {
        Times times = page.times(mine.profile().zone());
        return Html.of(page, "professional/calendars", new SideCalendarsView(
                calendars.all(1, CatalogueApi.MOST).items().stream().map(one -> shown(page, times, one)).toList(),
                times.zoneName(page.now()),
                KINDS.stream().map(kind -> new SideCalendarsView.Kind(kind, page.text(key("kind", kind)))).toList(),
                Keys.of(form), form));
    }

    private static SideCalendarsView.Calendar shown(Page page, Times times, BusyCalendarsApi.Calendar one) {
        String read = one.lastRefreshedAt() == null
                ? page.text("professional.calendars.unread")
                : page.text("professional.calendars.read", moment(times, one.lastRefreshedAt()), one.busyTimes());
        return new SideCalendarsView.Calendar(
                one.id(), one.name(), page.text(key("kind", one.kind())) + " · " + one.location(), badge(page, one.status()), read,
                one.failingSince() == null
                        ? null
                        : page.text(
                                one.lastRefreshedAt() == null ? "professional.calendars.nothing" : "professional.calendars.stale",
                                moment(times, one.failingSince())),
                one.error(),
                one.conflicts().stream()
                        .map(conflict -> new ScheduleView.Obstacle(
                                conflict.bookingId() == null ? null : "/pro/bookings/" + conflict.bookingId(),
                                Objects.requireNonNullElse(conflict.number(), "–"), times.when(conflict.start(), conflict.end())))
                        .toList());
    }

    /** Beside the zone's name, which stands above them all. */
    private static String moment(Times times, Instant at) {
        return times.day(at) + ", " + times.time(at);
    }

    private static Badge badge(Page page, String status) {
        String text = page.text(key("status", status));
        return switch (status) {
            case "OK" -> new Badge("good", "success", text);
            case "FAILING" -> new Badge("warn", "warning", text);
            case "LOST" -> new Badge("bad", "problem", text);
            default -> new Badge("info", "clock", text);
        };
    }

    /** Of words that the API may have more of than we do. */
    private static String key(String what, String value) {
        return "professional.calendars." + what + "." + value.toLowerCase(Locale.ROOT);
    }

    @PostMapping(PATH)
    View add(Page page, @RequestParam MultiValueMap<String, String> sent) {
        page.requireRole("professional");
        Form typed = Form.of(sent);
        var kept = new LinkedMultiValueMap<>(sent);
        SECRETS.forEach(kept::remove);
        Form form = Form.of(kept);
        if (!KINDS.contains(form.value("kind"))) {
            form.reject("kind", page.text("professional.calendars.mistake.kind"));
        }
        boolean consents = form.is("kind", GOOGLE) && !typed.has("token");
        if (!form.has("address") && !consents) {
            form.reject("address", page.text("professional.calendars.mistake.address"));
        }
        String key = Keys.of(form);
        if (form.isGood()) {
            try {
                String asks = consents ? consentAddress(form) : null;
                if (asks != null) {
                    return Html.of(page, "professional/google", new GoogleView(asks));
                }
                calendars.register(wanted(typed), key);
                return Redirect.to(PATH, "calendar-added");
            } catch (ApiProblem problem) {
                reject(page, form, problem);
            }
        }
        page.notice(Notice.problem(page.text("page.mistakes")));
        return show(page, form).status(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** Null where no app is there to consent to: then the calendar has to be shared with the platform's own account. */
    private @Nullable String consentAddress(Form form) {
        try {
            return calendars
                    .askForConsent(new BusyCalendarsApi.NewConsent(form.valueOrNull("name"), form.valueOrNull("address")))
                    .url();
        } catch (ApiProblem problem) {
            if (form.has("address") && problem.code().equals("google-off")) {
                return null;
            }
            throw problem;
        }
    }

    /**
     * Where Google sends them back to.
     *
     * @param code null where they did not consent
     */
    @GetMapping(PATH + "/google")
    View cameBack(
            Page page,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String code) {
        page.requireRole("professional");
        if (state == null || code == null) {
            return Redirect.to(PATH, "not-consented");
        }
        try {
            calendars.registerConsented(new BusyCalendarsApi.CameBack(state, code));
        } catch (ApiProblem problem) {
            if (problem.status() != RULE && !problem.isConflict() && problem.violations().isEmpty()) {
                throw problem;
            }
            return Redirect.to(PATH, "not-consented");
        }
        return Redirect.to(PATH, "calendar-added");
    }

    /** What its kind has no use for is not sent: the fields are all there without a script. */
    private static BusyCalendarsApi.NewCalendar wanted(Form typed) {
        boolean byPassword = typed.is("kind", "CALDAV") && !typed.has("token");
        boolean byToken = !typed.is("kind", "ICS");
        return new BusyCalendarsApi.NewCalendar(
                typed.value("kind"), typed.valueOrNull("name"), typed.valueOrNull("address"),
                byPassword ? typed.valueOrNull("user") : null, byPassword ? typed.valueOrNull("password") : null,
                byToken ? typed.valueOrNull("token") : null);
    }

    private static void reject(Page page, Form form, ApiProblem problem) {
        String rule = "professional.calendars.rule." + problem.code();
        if (page.texts().has(rule)) {
            form.reject("address", page.text(rule));
            return;
        }
        if (problem.violations().isEmpty()) {
            throw problem;
        }
        problem.violations().stream()
                .map(ApiProblem.Violation::field)
                .map(field -> FIELDS.contains(field) ? field : "address")
                .forEach(field -> form.reject(field, page.text("professional.calendars.mistake." + field)));
    }

    @PostMapping(PATH + "/{id}/refresh")
    View refresh(Page page, @PathVariable String id) {
        page.requireRole("professional");
        return gone(() -> calendars.refresh(id)) ? Redirect.to(PATH, "not-possible") : Redirect.to(PATH, "calendar-asked");
    }

    @PostMapping(PATH + "/{id}/remove")
    View remove(Page page, @PathVariable String id) {
        page.requireRole("professional");
        // Another window, or a second click, took it away already: what was wanted is so.
        gone(() -> calendars.remove(id));
        return Redirect.to(PATH, "calendar-removed");
    }

    private static boolean gone(Runnable call) {
        try {
            call.run();
            return false;
        } catch (ApiProblem problem) {
            if (!problem.isNotFound()) {
                throw problem;
            }
            return true;
        }
    }
}
