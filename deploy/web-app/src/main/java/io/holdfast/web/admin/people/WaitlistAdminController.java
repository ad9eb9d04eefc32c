package io.holdfast.web.admin.people;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.admin.part.Cell;
import io.holdfast.web.admin.part.Dates;
import io.holdfast.web.admin.part.Filter;
import io.holdfast.web.admin.part.ListView;
import io.holdfast.web.admin.part.Names;
import io.holdfast.web.admin.part.Pager;
import io.holdfast.web.admin.part.Table;
import io.holdfast.web.admin.part.Words;
import io.holdfast.web.api.AdminApi;
import io.holdfast.web.api.Listed;
import io.holdfast.web.api.PeopleApi;
import io.holdfast.web.business.Badge;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Page;
import io.holdfast.web.text.Times;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /admin/waitlist}: who waits for which day, in turn. */
@Controller
@OpenToAll
class WaitlistAdminController {

    private static final String PATH = "/admin/waitlist";
    private static final List<String> FILTERS = List.of("professional", "offering", "date");

    private final PeopleApi people;
    private final AdminApi admin;

    WaitlistAdminController(PeopleApi people, AdminApi admin) {
        this.people = people;
        this.admin = admin;
    }

    @GetMapping(PATH)
    View list(Page page, @RequestParam MultiValueMap<String, String> asked) {
        page.requireRole("admin");
        Form form = Form.of(asked);
        LocalDate date = Dates.of(page, form, "date");
        Names names = Names.of(admin);
        Listed<PeopleApi.Line> lines = form.isGood()
                ? people.waitlist(form.valueOrNull("professional"), form.valueOrNull("offering"), date, Pager.number(form), Pager.ROWS)
                : Listed.nothing();
        Times times = page.ownTimes();
        var rows = new ArrayList<List<Cell>>();
        lines.items().forEach(line -> line.entries().forEach(place -> rows.add(row(page, times, names, line, place))));
        var table = new Table(
                page.text("people.waitlist.title"),
                List.of(
                        page.text("people.waitlist.day"), page.text("business.client"), page.text("people.waitlist.for"),
                        page.text("business.status")),
                rows, page.text("people.waitlist.none"));
        Html html = Html.of(page, "admin/list", new ListView(
                page.text("people.waitlist.title"), page.text("people.waitlist.lead"), PATH, List.of(), List.of(),
                List.of(
                        Filter.select(form, "professional", page.text("admin.filter.professional"), names.professionalOptions()),
                        Filter.select(form, "offering", page.text("admin.filter.offering"), names.offeringOptions()),
                        Filter.date(form, "date", page.text("people.waitlist.day"))),
                page.text("admin.zone", times.zoneName(page.now())), table, Pager.byPage(PATH, form, FILTERS, lines.pagination()),
                List.of()));
        return form.isGood() ? html : html.status(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static List<Cell> row(Page page, Times times, Names names, PeopleApi.Line line, PeopleApi.Place place) {
        PeopleApi.Entry entry = place.entry();
        String time = entry.start() == null ? page.text("people.waitlist.any-time") : times.time(entry.start());
        Cell status = Cell.of(badge(page, entry));
        if (entry.offer() != null) {
            status = status.with(page.text("people.waitlist.offered-until", Words.when(times, entry.offer().deadline())));
        }
        return List.of(
                Cell.of(times.day(line.date())).with(time),
                entry.bookingId() == null
                        ? Cell.of(place.clientName()).with(place.clientEmail())
                        : Cell.link("/admin/bookings/" + entry.bookingId(), place.clientName()).with(place.clientEmail()),
                Cell.of(names.offering(entry.offeringId()))
                        .with(Objects.requireNonNullElse(names.professional(line.professionalId()), page.text("people.waitlist.anyone"))),
                status);
    }

    private static Badge badge(Page page, PeopleApi.Entry entry) {
        String text = Words.of(page, "people.waitlist.status.", entry.status());
        return switch (entry.status()) {
            case "WAITING", "RESERVING" -> new Badge(
                    "warn", "clock", entry.place() == null ? text : page.text("people.waitlist.place", text, entry.place()));
            case "OFFERED" -> new Badge("info", "mail", text);
            case "ACCEPTED" -> new Badge("good", "success", text);
            default -> new Badge("bad", "cross", text);
        };
    }
}
