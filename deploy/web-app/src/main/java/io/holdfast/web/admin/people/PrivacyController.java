package io.holdfast.web.admin.people;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.admin.part.Cell;
import io.holdfast.web.admin.part.Fact;
import io.holdfast.web.admin.part.Files;
import io.holdfast.web.admin.part.Pager;
import io.holdfast.web.admin.part.Table;
import io.holdfast.web.admin.part.Words;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.PeopleApi;
import io.holdfast.web.business.Badge;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Keys;
import io.holdfast.web.page.NotThere;
import io.holdfast.web.page.Notice;
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

/** {@code /admin/privacy}: somebody's data handed out or erased, and how far that is. */
@Controller
@OpenToAll
class PrivacyController {

    private static final String PATH = "/admin/privacy";
    private static final List<String> KINDS = List.of("exports", "erasures");

    private final PeopleApi people;
    private final Files files;

    PrivacyController(PeopleApi people, Files files) {
        this.people = people;
        this.files = files;
    }

    /** @param email of whom it is probably about */
    @GetMapping(PATH)
    View overview(Page page, @RequestParam(defaultValue = "") String email) {
        page.requireRole("admin");
        return show(page, Form.with(Map.of("export-person", email, "erase-person", email)));
    }

    private Html show(Page page, Form form) {
        return Html.of(page, "admin/people/privacy", new PrivacyView(
                table(page, "exports"), table(page, "erasures"), form, Keys.fresh(), Keys.fresh()));
    }

    private Table table(Page page, String kind) {
        Times times = page.ownTimes();
        return new Table(
                page.text("people.privacy." + kind),
                List.of(page.text("people.privacy.whose"), page.text("people.privacy.asked"), page.text("business.status")),
                people.jobs(kind, 1, Pager.ROWS).items().stream()
                        .map(job -> List.of(
                                Cell.link(PATH + "/" + kind + "/" + job.id(), whose(page, job)),
                                Cell.of(Words.when(times, job.requestedAt())), Cell.of(badge(page, job))))
                        .toList(),
                page.text("people.privacy.none"));
    }

    private static String whose(Page page, PeopleApi.Job job) {
        PeopleApi.Person person = job.person();
        if (person == null) {
            return page.text("people.privacy.erased-name");
        }
        return person.email() != null ? person.email() : String.valueOf(person.phone() != null ? person.phone() : person.clientId());
    }

    private static Badge badge(Page page, PeopleApi.Job job) {
        String text = Words.of(page, "people.privacy.status.", job.status());
        return switch (job.status()) {
            case "DONE" -> new Badge("good", "success", text);
            case "FAILED" -> new Badge("bad", "cross", text);
            default -> new Badge("warn", "clock", text);
        };
    }

    @GetMapping(PATH + "/{kind}/{id}")
    View job(Page page, @PathVariable String kind, @PathVariable String id) {
        page.requireRole("admin");
        check(kind);
        PeopleApi.Job job = people.job(kind, id);
        Times times = page.ownTimes();
        var facts = new ArrayList<Fact>();
        facts.add(Fact.of(page.text("people.privacy.whose"), whose(page, job)));
        facts.add(Fact.of(page.text("people.privacy.asked"), Words.when(times, job.requestedAt())));
        facts.add(Fact.of(page.text("people.privacy.bookings"), String.valueOf(job.bookings())));
        if (job.finishedAt() != null) {
            facts.add(Fact.of(page.text("people.privacy.finished"), Words.when(times, job.finishedAt())));
        }
        facts.add(Fact.of(page.text("people.privacy.kept"), Words.when(times, job.endsAt())));
        boolean over = job.status().equals("DONE") || job.status().equals("FAILED");
        return Html.of(page, "admin/people/job", new PrivacyJobView(
                page.text("people.privacy." + kind + ".one"), badge(page, job), facts,
                new Table(
                        page.text("people.privacy.parts"),
                        List.of(page.text("people.privacy.part"), page.text("people.privacy.found")),
                        job.services().stream()
                                .map(part -> List.of(
                                        Cell.of(part.service()).with(part.total() == 0 ? null : part.done() + "/" + part.total()),
                                        Cell.of(part.found().entrySet().stream()
                                                .map(found -> found.getKey() + ": " + found.getValue())
                                                .collect(Collectors.joining(", ")))))
                                .toList(),
                        page.text("people.privacy.not-begun")),
                job.done(), job.total(), !over, PATH + "/" + kind + "/" + id,
                kind.equals("exports") && job.archive() != null ? PATH + "/exports/" + id + "/archive.zip" : null,
                job.failure() == null ? null : page.text("people.privacy.failed", job.failure())));
    }

    @GetMapping(PATH + "/exports/{id}/archive.zip")
    void archive(Page page, @PathVariable String id, HttpServletResponse response) throws IOException {
        page.requireRole("admin");
        files.send(
                response, "/api/v1/admin/privacy/exports/" + Pager.encoded(id) + "/archive.zip", "application/zip", "personal-data.zip");
    }

    @PostMapping(PATH + "/{kind}")
    View ask(Page page, @PathVariable String kind, @RequestParam MultiValueMap<String, String> sent) {
        page.requireRole("admin");
        check(kind);
        Form form = Form.of(sent);
        boolean erases = kind.equals("erasures");
        String field = erases ? "erase-person" : "export-person";
        if (!form.has(field)) {
            form.reject(field, page.text("admin.mistake.needed"));
        }
        if (erases && !form.has("understood")) {
            form.reject("understood", page.text("people.privacy.understand"));
        }
        if (form.isGood()) {
            try {
                PeopleApi.Job job = people.ask(kind, person(form, field, erases), Keys.of(form));
                return Redirect.to(PATH + "/" + kind + "/" + job.id(), erases ? "erasure-asked" : "export-asked");
            } catch (ApiProblem problem) {
                if (!problem.isConflict() && problem.status() != 400 && problem.status() != 422) {
                    throw problem;
                }
                form.reject(field, page.text(switch (problem.code()) {
                    case "person-ambiguous" -> "people.privacy.ambiguous";
                    case "person-has-live-bookings" -> "people.privacy.live";
                    default -> "people.privacy.not-somebody";
                }));
            }
        }
        return show(page.notice(Notice.problem(page.text("page.mistakes"))), form).status(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static void check(String kind) {
        if (!KINDS.contains(kind)) {
            throw new NotThere();
        }
    }

    private static PeopleApi.Person person(Form form, String field, boolean erases) {
        String typed = form.value(field);
        Boolean live = erases ? form.has("cancel-live") : null;
        if (typed.contains("@")) {
            return new PeopleApi.Person(typed, null, null, live);
        }
        return typed.matches("[+()\\d][\\d ()./-]{4,38}")
                ? new PeopleApi.Person(null, typed, null, live)
                : new PeopleApi.Person(null, null, typed, live);
    }
}
