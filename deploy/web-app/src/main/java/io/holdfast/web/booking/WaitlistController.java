package io.holdfast.web.booking;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.web.IanaZones;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.CatalogueApi;
import io.holdfast.web.api.Professional;
import io.holdfast.web.api.WaitlistApi;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Keys;
import io.holdfast.web.page.NotThere;
import io.holdfast.web.page.Notice;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import io.holdfast.web.session.Cookies;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/**
 * {@code /book/{offering}/{professional}/waitlist}: who waits until something is free on a day that is full. It asks what a
 * booking asks, so that taking what is offered needs no more than a click.
 */
@Controller
@OpenToAll
class WaitlistController {

    private static final String PATH = "/book/{offering}/{professional}/waitlist";

    private final CatalogueApi catalogue;
    private final WaitlistApi waitlist;
    private final Cookies cookies;

    WaitlistController(CatalogueApi catalogue, WaitlistApi waitlist, Cookies cookies) {
        this.catalogue = catalogue;
        this.waitlist = waitlist;
        this.cookies = cookies;
    }

    /** @param date in the professional's zone; chosen on the page where it is not known */
    @GetMapping(PATH)
    View ask(
            Page page,
            @PathVariable String offering,
            @PathVariable String professional,
            @RequestParam(required = false) @Nullable LocalDate date,
            @RequestParam(required = false) @Nullable Integer duration,
            @RequestParam(required = false) @Nullable String tz) {
        Appointment appointment = appointment(offering, professional, duration);
        Form form = date == null ? Form.EMPTY : Form.with(Map.of("date", date.toString()));
        return view(page, appointment, tz, form, Keys.fresh());
    }

    private Appointment appointment(String offering, String professional, @Nullable Integer duration) {
        Appointment appointment = Appointment.of(catalogue, offering, professional, duration);
        if (appointment.offering().isMatched()) {
            throw new NotThere();
        }
        return appointment;
    }

    @PostMapping(PATH)
    View join(
            Page page,
            @PathVariable String offering,
            @PathVariable String professional,
            @RequestParam(required = false) @Nullable Integer duration,
            @RequestParam(required = false) @Nullable String tz,
            @RequestParam MultiValueMap<String, String> sent) {
        Form form = Form.of(sent);
        Appointment appointment = appointment(offering, professional, duration);
        var typed = new TypedDetails(page, appointment.offering(), form);
        LocalDate date = form.date("date");
        if (date == null) {
            form.reject("date", page.text("waitlist.date.needed"));
        }
        if (!typed.areGood() || date == null) {
            page.notice(Notice.problem(page.text("page.mistakes")));
            return view(page, appointment, tz, form, Keys.fresh()).status(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        String key = Keys.of(form);
        try {
            WaitlistApi.Place place = waitlist.join(wish(page, appointment, date, zone(page, appointment, tz), form, typed), key);
            if (place.manageToken() != null) {
                page.add(cookies.guestOfPlace(place.id(), place.manageToken()));
            }
            return Redirect.to("/w/" + place.id(), "waiting");
        } catch (ApiProblem problem) {
            return refused(page, appointment, tz, form, typed, key, problem);
        }
    }

    private View refused(
            Page page,
            Appointment appointment,
            @Nullable String tz,
            Form form,
            TypedDetails typed,
            String key,
            ApiProblem problem) {
        switch (problem.status()) {
            case 400 -> {
                problem.violations().forEach(typed::reject);
                page.notice(Notice.problem(page.text("page.mistakes")));
                return view(page, appointment, tz, form, Keys.fresh()).status(HttpStatus.UNPROCESSABLE_CONTENT);
            }
            case 409, 422, 429 -> {
                page.notice(Notice.warning(page.refusal("waitlist.rule.", problem.code())));
                return view(page, appointment, tz, form, Keys.fresh()).status(HttpStatus.valueOf(problem.status()));
            }
            case 503 -> {
                page.notice(Notice.warning(page.text("waitlist.unavailable")));
                // Nobody knows whether they wait already: asked again with the same key, it is the same place.
                return view(page, appointment, tz, form, key).status(HttpStatus.SERVICE_UNAVAILABLE);
            }
            default -> throw problem;
        }
    }

    private static WaitlistApi.Wish wish(
            Page page, Appointment appointment, LocalDate date, ZoneId zone, Form form, TypedDetails typed) {
        Professional professional = appointment.professional();
        return new WaitlistApi.Wish(
                appointment.offering().id(), professional == null ? null : professional.id(), date, appointment.duration(),
                typed.client(), typed.recipient(), typed.intake(), page.language(), zone.getId(), form.valueOrNull("notes"), null);
    }

    private Html view(Page page, Appointment appointment, @Nullable String tz, Form form, String key) {
        ZoneId zone = zone(page, appointment, tz);
        ZoneId days = zoneOfDays(appointment, zone);
        LocalDate today = page.now().atZone(days).toLocalDate();
        Links links = appointment.links(zone);
        LocalDate date = form.date("date");
        return Html.of(page, "booking/waitlist", new WaitlistView(
                OfferingCard.of(page, appointment.offering()),
                appointment.professional() == null ? null : ProfessionalCard.of(page, appointment.professional()),
                date == null ? links.times() : links.times(date),
                links.waitlistForm(),
                appointment.duration(),
                zone.getId(),
                key,
                today.toString(),
                today.plusDays(appointment.offering().rules().maxDaysAhead()).toString(),
                page.times(days).zoneName(page.now()),
                Costs.of(page, appointment.price()),
                appointment.offering().intakeFields(),
                !page.visitor().isSignedIn(),
                page.visitor().isSignedIn() && !page.visitor().isClient(),
                Rules.phoneExample(page.settings().country()),
                form));
    }

    private static ZoneId zone(Page page, Appointment appointment, @Nullable String tz) {
        return TimeZones.chosen(page, tz, zoneOfDays(appointment, ZoneId.of("UTC")));
    }

    private static ZoneId zoneOfDays(Appointment appointment, ZoneId other) {
        return appointment.professional() == null ? other : IanaZones.find(appointment.professional().zone()).orElse(other);
    }
}
