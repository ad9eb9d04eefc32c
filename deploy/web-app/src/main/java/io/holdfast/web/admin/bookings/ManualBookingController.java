package io.holdfast.web.admin.bookings;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.admin.bookings.ManualBookingView.Obstacle;
import io.holdfast.web.admin.part.Dates;
import io.holdfast.web.admin.part.Filter;
import io.holdfast.web.admin.part.Link;
import io.holdfast.web.admin.part.Names;
import io.holdfast.web.admin.part.Pager;
import io.holdfast.web.api.AdminApi;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.AvailabilityApi;
import io.holdfast.web.api.Booking;
import io.holdfast.web.api.CatalogueApi;
import io.holdfast.web.api.Day;
import io.holdfast.web.api.NewBooking;
import io.holdfast.web.api.Offering;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Keys;
import io.holdfast.web.page.NotThere;
import io.holdfast.web.page.Notice;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import io.holdfast.web.text.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /admin/bookings/new}: a booking that somebody made by telephone or at the desk. */
@Controller
@OpenToAll
class ManualBookingController {

    private static final String PATH = "/admin/bookings/new";
    private static final int MOST_TIMES = 60;

    private final AdminApi admin;
    private final AvailabilityApi availability;

    ManualBookingController(AdminApi admin, AvailabilityApi availability) {
        this.admin = admin;
        this.availability = availability;
    }

    /** @param asked what is known already: {@code offering}, {@code professional}, {@code date} */
    @GetMapping(PATH)
    View begin(Page page, @RequestParam MultiValueMap<String, String> asked) {
        page.requireRole("admin");
        Form form = Form.of(asked);
        if (!form.has("offering")) {
            List<Link> offerings = admin.offerings(1, CatalogueApi.MOST).items().stream()
                    .filter(Offering::active)
                    .map(one -> new Link(PATH + "?" + kept(form) + "offering=" + Pager.encoded(one.id()), one.name()))
                    .toList();
            return Html.of(page, "admin/bookings/choose", new ManualChoiceView(offerings));
        }
        var values = new HashMap<String, String>();
        values.put("offering", form.value("offering"));
        values.put("professional", form.value("professional"));
        values.put("date", form.has("date") ? form.value("date") : page.ownTimes().date(page.now()).toString());
        values.put("duration", form.value("duration"));
        values.put("language", page.language());
        return show(page, Form.with(values), List.of());
    }

    private static String kept(Form form) {
        return (form.has("professional") ? "professional=" + Pager.encoded(form.value("professional")) + "&" : "")
                + (form.has("date") ? "date=" + Pager.encoded(form.value("date")) + "&" : "");
    }

    private Html show(Page page, Form form, List<Obstacle> conflicts) {
        Names names = Names.of(admin);
        Offering offering = offering(names, form);
        Times times = page.ownTimes();
        return Html.of(page, "admin/bookings/new", new ManualBookingView(
                offering.id(), offering.name(), offering.isMatched(),
                offering.durations().stream()
                        .map(minutes -> new Filter.Option(String.valueOf(minutes), page.text("bookings.new.minutes", minutes)))
                        .toList(),
                names.professionals().stream()
                        .filter(one -> one.active() && one.offeringIds().contains(offering.id()))
                        .map(one -> new Filter.Option(one.id(), one.displayName()))
                        .toList(),
                page.languages().stream().map(one -> new Filter.Option(one.tag(), one.name())).toList(),
                times(page, times, offering, form), times.zoneName(page.now()), offering.intakeFields(), conflicts, form,
                Keys.of(form)));
    }

    private static Offering offering(Names names, Form form) {
        return names.offerings().stream()
                .filter(one -> one.active() && form.is("offering", one.id()))
                .findFirst()
                .orElseThrow(NotThere::new);
    }

    /** What is free that day; nothing where nobody can say, since an admin may book any time. */
    private List<ManualBookingView.Time> times(Page page, Times times, Offering offering, Form form) {
        LocalDate date = Dates.of(page, form, "date");
        if (date == null || offering.isMatched()) {
            return List.of();
        }
        int minutes = duration(offering, form);
        try {
            Day day = form.has("professional")
                    ? availability.day(form.value("professional"), offering.id(), date, minutes, null)
                    : availability.dayOfAnyone(offering.id(), date, minutes, times.zone().getId());
            return day.slots().stream()
                    .filter(Day.Slot::available)
                    .limit(MOST_TIMES)
                    .map(slot -> new ManualBookingView.Time(
                            slot.start().toString(),
                            times.date(slot.start()).equals(date)
                                    ? times.time(slot.start())
                                    : times.weekday(times.date(slot.start())) + " " + times.time(slot.start())))
                    .toList();
        } catch (ApiProblem problem) {
            if (problem.status() >= HttpStatus.INTERNAL_SERVER_ERROR.value()) {
                throw problem;
            }
            return List.of();
        }
    }

    private static int duration(Offering offering, Form form) {
        return offering.durations().stream()
                .filter(minutes -> form.is("duration", String.valueOf(minutes)))
                .findFirst()
                .orElse(offering.durations().getFirst());
    }

    /** @param sent with {@code look} where only the day's free times are to be shown */
    @PostMapping(PATH)
    View book(Page page, @RequestParam MultiValueMap<String, String> sent) {
        page.requireRole("admin");
        Form form = Form.of(sent);
        if (form.has("look")) {
            return show(page, form, List.of());
        }
        Offering offering = offering(Names.of(admin), form);
        Instant start = start(page, form);
        for (String field : offering.isMatched() ? List.of("name", "email", "street", "city") : List.of("name", "email")) {
            if (!form.has(field)) {
                form.reject(field, page.text("admin.mistake.needed"));
            }
        }
        offering.intakeFields().stream()
                .filter(question -> question.isRequired() && !form.has("question-" + question.name()))
                .forEach(question -> form.reject("question-" + question.name(), page.text("admin.mistake.needed")));
        if (start == null || !form.isGood()) {
            return show(page.notice(Notice.problem(page.text("page.mistakes"))), form, List.of())
                    .status(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            Booking made = admin.book(request(page, offering, form, start), Keys.of(form));
            return Redirect.to("/admin/bookings/" + made.id(), "booking-made");
        } catch (ApiProblem problem) {
            return refused(page, form, problem);
        }
    }

    private static @Nullable Instant start(Page page, Form form) {
        try {
            if (form.has("start") && !form.is("start", "other")) {
                return Instant.parse(form.value("start"));
            }
        } catch (DateTimeException e) {
            form.reject("time", page.text("bookings.new.time.wrong"));
            return null;
        }
        LocalDate date = Dates.of(page, form, "date");
        if (date == null) {
            form.reject("date", page.text("admin.mistake.date"));
            return null;
        }
        try {
            ZoneId zone = page.ownTimes().zone();
            return date.atTime(LocalTime.parse(form.value("time"))).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            form.reject("time", page.text("bookings.new.time.wrong"));
            return null;
        }
    }

    private static NewBooking request(Page page, Offering offering, Form form, Instant start) {
        var answers = new TreeMap<String, String>();
        offering.intakeFields().stream()
                .filter(question -> form.has("question-" + question.name()))
                .forEach(question -> answers.put(question.name(), form.value("question-" + question.name())));
        return new NewBooking(
                offering.id(), offering.mode(), offering.isMatched() ? null : form.valueOrNull("professional"), start,
                duration(offering, form), null,
                new NewBooking.Person(form.value("name"), form.value("email"), form.valueOrNull("phone")), null,
                form.has("street") ? new Booking.Address(form.value("street"), form.value("city"), null, null) : null, answers,
                form.has("language") ? form.value("language") : page.language(), page.ownTimes().zone().getId(),
                form.valueOrNull("notes"));
    }

    /** 409: the time cannot be had; the page says why and, where bookings are in the way, which. */
    private Html refused(Page page, Form form, ApiProblem problem) {
        Times times = page.ownTimes();
        if (problem.isConflict()) {
            page.notice(Notice.warning(page.refusal("bookings.new.conflict.", problem.code())));
            List<Obstacle> conflicts = problem.conflicts().stream()
                    .map(one -> new Obstacle(
                            one.number() == null ? null : "/admin/bookings?q=" + Pager.encoded(one.number()),
                            Objects.requireNonNullElse(one.number(), page.text("bookings.new.something")),
                            times.when(one.start(), one.end())))
                    .toList();
            return show(page, form, conflicts).status(HttpStatus.CONFLICT);
        }
        if (problem.status() != 400 && problem.status() != 422) {
            throw problem;
        }
        problem.violations().stream()
                .map(violation -> field(violation.field()))
                .forEach(field -> form.reject(field, page.text(field.equals("email") ? "admin.mistake.email" : "admin.mistake.field")));
        String sentence = problem.violations().isEmpty() ? "bookings.new.refused" : "page.mistakes";
        return show(page.notice(Notice.problem(page.text(sentence))), form, List.of()).status(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static String field(String theirs) {
        Map<String, String> ours = Map.of(
                "client.name", "name", "client.email", "email", "client.phone", "phone", "start", "time", "address.street", "street",
                "address.city", "city", "notes", "notes");
        return theirs.startsWith("intake.") ? "question-" + theirs.substring("intake.".length()) : ours.getOrDefault(theirs, "name");
    }
}
