package io.holdfast.web.admin.people;

import java.io.IOException;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.admin.part.Cell;
import io.holdfast.web.admin.part.Fact;
import io.holdfast.web.admin.part.Files;
import io.holdfast.web.admin.part.Filter;
import io.holdfast.web.admin.part.Link;
import io.holdfast.web.admin.part.ListView;
import io.holdfast.web.admin.part.Pager;
import io.holdfast.web.admin.part.Table;
import io.holdfast.web.admin.part.Words;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.PeopleApi;
import io.holdfast.web.business.Badge;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import io.holdfast.web.text.Times;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /admin/contacts}: who has booked, one with their history, and what the business notes about them. */
@Controller
@OpenToAll
class ContactsController {

    private static final String PATH = "/admin/contacts";
    private static final List<String> FILTERS = List.of("q");

    private final PeopleApi people;
    private final Files files;

    ContactsController(PeopleApi people, Files files) {
        this.people = people;
        this.files = files;
    }

    @GetMapping(PATH)
    View list(Page page, @RequestParam MultiValueMap<String, String> asked) {
        page.requireRole("admin");
        Form form = Form.of(asked);
        var found = people.contacts(form.valueOrNull("q"), form.valueOrNull("after"), Pager.ROWS);
        Times times = page.ownTimes();
        var table = new Table(
                page.text("people.contacts.title"),
                List.of(page.text("admin.name"), page.text("admin.email"), page.text("people.language"), page.text("people.last-booked")),
                found.items().stream()
                        .map(one -> List.of(
                                Cell.link(PATH + "/" + Pager.encoded(one.id()), one.name())
                                        .with(page.text(one.signedIn() ? "people.signed-in" : "people.guest")),
                                Cell.of(one.email()).with(one.phone()), Cell.of(language(page, one.language())),
                                Cell.of(Words.when(times, one.lastBookedAt()))))
                        .toList(),
                page.text(form.has("q") ? "people.contacts.none-such" : "people.contacts.none"));
        String file = Pager.address(PATH + ".csv", form, FILTERS);
        return Html.of(page, "admin/list", new ListView(
                page.text("people.contacts.title"), page.text("people.contacts.lead"), PATH, List.of(), List.of(),
                List.of(Filter.search(form, "q", page.text("people.contacts.q"))),
                page.text("admin.bookings.total", NumberFormat.getIntegerInstance(page.locale()).format(found.pagination().total())),
                table, Pager.byCursor(PATH, form, FILTERS, found.pagination()), List.of(new Link(file, page.text("admin.csv")))));
    }

    private static String language(Page page, String tag) {
        return Locale.forLanguageTag(tag).getDisplayLanguage(page.locale());
    }

    @GetMapping(PATH + ".csv")
    void file(Page page, @RequestParam MultiValueMap<String, String> asked, HttpServletResponse response) throws IOException {
        page.requireRole("admin");
        files.send(
                response, Pager.address("/api/v1/admin/contacts/export.csv", Form.of(asked), FILTERS), "text/csv;charset=UTF-8",
                "contacts.csv");
    }

    @GetMapping(PATH + "/{id}")
    View contact(Page page, @PathVariable String id, @RequestParam MultiValueMap<String, String> asked) {
        page.requireRole("admin");
        Form form = Form.of(asked);
        PeopleApi.WholeContact contact = people.contact(id, Pager.number(form), Pager.ROWS);
        return show(page, contact, form, Form.with(Map.of("notes", Objects.requireNonNullElse(contact.notes(), ""))));
    }

    private static Html show(Page page, PeopleApi.WholeContact contact, Form asked, Form form) {
        Times times = page.ownTimes();
        String phone = contact.phone();
        var facts = List.of(
                new Fact(page.text("admin.email"), Cell.link("mailto:" + contact.email(), contact.email())),
                new Fact(page.text("admin.phone"), phone == null ? Cell.none() : Cell.link("tel:" + phone, phone)),
                Fact.of(page.text("people.language"), language(page, contact.language())),
                Fact.of(page.text("people.account"), page.text(contact.signedIn() ? "people.signed-in" : "people.guest")),
                Fact.of(page.text("people.first-booked"), Words.when(times, contact.firstBookedAt())),
                Fact.of(page.text("people.last-booked"), Words.when(times, contact.lastBookedAt())));
        var table = new Table(
                page.text("admin.bookings.title"),
                List.of(page.text("business.when"), page.text("business.what"), page.text("business.status"), page.text("business.price")),
                contact.bookings().items().stream()
                        .map(one -> List.of(
                                Cell.link("/admin/bookings/" + one.id(), times.when(one.start(), one.end())).with(one.number()),
                                Cell.of(one.offering().name())
                                        .with(one.professional() == null ? null : one.professional().displayName()),
                                Cell.of(Badge.of(page, one.status())),
                                Cell.of(one.price().isZero() ? page.text("business.free") : page.price(one.price()))))
                        .toList(),
                page.text("admin.bookings.none"));
        return Html.of(page, "admin/people/contact", new ContactView(
                contact.name(), PATH + "/" + Pager.encoded(contact.id()), contact.email(), facts, table,
                Pager.byPage(PATH + "/" + Pager.encoded(contact.id()), asked, List.of(), contact.bookings().pagination()), form));
    }

    @PostMapping(PATH + "/{id}")
    View note(Page page, @PathVariable String id, @RequestParam MultiValueMap<String, String> sent) {
        page.requireRole("admin");
        Form form = Form.of(sent);
        try {
            people.note(id, new PeopleApi.Notes(form.valueOrNull("notes")));
        } catch (ApiProblem problem) {
            if (problem.violations().isEmpty()) {
                throw problem;
            }
            form.reject("notes", page.text("admin.mistake.field"));
            return show(page, people.contact(id, 1, Pager.ROWS), Form.EMPTY, form).status(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return Redirect.to(PATH + "/" + Pager.encoded(id), "notes-saved");
    }
}
