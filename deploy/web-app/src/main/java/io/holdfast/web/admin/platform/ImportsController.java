package io.holdfast.web.admin.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.admin.part.Cell;
import io.holdfast.web.admin.part.Fact;
import io.holdfast.web.admin.part.Pager;
import io.holdfast.web.admin.part.Table;
import io.holdfast.web.admin.part.Words;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.PlatformApi;
import io.holdfast.web.business.Badge;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Keys;
import io.holdfast.web.page.Notice;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import io.holdfast.web.text.Times;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;

/** {@code /admin/imports}: what another system had, tried first and then taken, with a report of each row that cannot be. */
@Controller
@OpenToAll
class ImportsController {

    private static final String PATH = "/admin/imports";
    /** Parts of the request, in the order in which rows are written. */
    private static final List<String> FILES = List.of("offerings", "professionals", "contacts", "bookings", "dump");

    private final PlatformApi platform;

    ImportsController(PlatformApi platform) {
        this.platform = platform;
    }

    @GetMapping(PATH)
    View list(Page page, @RequestParam MultiValueMap<String, String> asked) {
        page.requireRole("admin");
        return show(page, Pager.number(Form.of(asked)), Form.with(Map.of("source", "csv", "dry", "on")));
    }

    private Html show(Page page, int number, Form form) {
        var found = platform.imports(number, Pager.ROWS);
        Times times = page.ownTimes();
        var table = new Table(
                page.text("platform.imports.title"),
                List.of(page.text("platform.import.asked"), page.text("platform.import.from"), page.text("business.status")),
                found.items().stream()
                        .map(one -> List.of(
                                Cell.link(PATH + "/" + one.id(), Words.when(times, one.requestedAt()))
                                        .with(one.dryRun() ? page.text("platform.import.dry") : null),
                                Cell.of(one.source()).with(Words.of(page, "platform.import.format.", one.format())),
                                Cell.of(badge(page, one))))
                        .toList(),
                page.text("platform.imports.none"));
        return Html.of(page, "admin/platform/imports", new ImportsView(
                table, Pager.byPage(PATH, Form.with(Map.of("page", String.valueOf(number))), List.of(), found.pagination()), form,
                Keys.fresh(), Keys.fresh()));
    }

    private static Badge badge(Page page, PlatformApi.Import one) {
        String text = Words.of(page, "platform.import.status.", one.status());
        return switch (one.status()) {
            case "DONE" -> new Badge("good", "success", text);
            case "REFUSED", "FAILED" -> new Badge("bad", "cross", text);
            default -> new Badge("warn", "clock", text);
        };
    }

    @PostMapping(PATH)
    View begin(Page page, @RequestParam MultiValueMap<String, String> sent, @RequestParam Map<String, MultipartFile> files) {
        page.requireRole("admin");
        Form form = Form.of(sent);
        var parts = new LinkedMultiValueMap<String, Object>();
        FILES.forEach(name -> {
            MultipartFile file = files.get(name);
            if (file != null && !file.isEmpty()) {
                parts.add(name, new HttpEntity<Resource>(file.getResource()));
            }
        });
        if (parts.isEmpty()) {
            form.reject("files", page.text("platform.import.files.none"));
        }
        if (!form.value("source").matches("[a-z0-9-]{1,40}")) {
            form.reject("source", page.text("platform.import.source.wrong"));
        }
        return take(page, form, "files", () -> platform.begin(
                parts, form.has("dry"), form.has("skip"), form.has("tell"), form.value("source"), Keys.of(form)));
    }

    @PostMapping(PATH + "/easy-appointments")
    View beginElsewhere(Page page, @RequestParam MultiValueMap<String, String> sent) {
        page.requireRole("admin");
        Form form = Form.of(sent);
        for (String field : List.of("url", "token")) {
            if (!form.has(field)) {
                form.reject(field, page.text("admin.mistake.needed"));
            }
        }
        return take(page, form, "url", () -> platform.begin(
                new PlatformApi.Installation(form.value("url"), form.value("token")), form.has("dry"), form.has("skip"), form.has("tell"),
                Keys.of(form)));
    }

    private View take(Page page, Form form, String field, Supplier<PlatformApi.Import> send) {
        if (form.isGood()) {
            try {
                return Redirect.to(PATH + "/" + send.get().id(), "import-begun");
            } catch (ApiProblem problem) {
                if (!problem.isConflict() && problem.status() != 422 && problem.status() != 400 && problem.status() != 413) {
                    throw problem;
                }
                form.reject(field, page.textOr(
                        "platform.import.mistake." + problem.code(), "platform.import.mistake.import-unreadable"));
            }
        }
        return show(page.notice(Notice.problem(page.text("page.mistakes"))), 1, form).status(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @GetMapping(PATH + "/{id}")
    View report(Page page, @PathVariable String id) {
        page.requireRole("admin");
        PlatformApi.Import one = platform.anImport(id);
        Times times = page.ownTimes();
        var facts = new ArrayList<Fact>();
        facts.add(Fact.of(page.text("platform.import.from"), one.source()).with(Words.of(page, "platform.import.format.", one.format())));
        facts.add(Fact.of(page.text("platform.import.asked"), Words.when(times, one.requestedAt())));
        if (one.finishedAt() != null) {
            facts.add(Fact.of(page.text("platform.import.finished"), Words.when(times, one.finishedAt())));
        }
        PlatformApi.At at = one.at();
        if (at != null) {
            facts.add(Fact.of(
                    page.text("platform.import.now"),
                    page.text(
                            at.writes() ? "platform.import.writes" : "platform.import.checks",
                            Words.of(page, "platform.import.kind.", at.kind()), at.chunk() + 1, at.chunks())));
        }
        return Html.of(page, "admin/platform/import", new ImportView(
                page.text(one.dryRun() ? "platform.import.dry" : "platform.import.real"), badge(page, one), facts, report(page, one),
                refusals(page, one), at == null ? 0 : at.chunk(), at == null ? 1 : Math.max(1, at.chunks()),
                one.status().equals("CHECKING") || one.status().equals("IMPORTING"), PATH + "/" + one.id(),
                one.failure() == null ? null : page.text("platform.import.failed", one.failure()),
                one.dryRun() && one.status().equals("DONE")));
    }

    private static Table report(Page page, PlatformApi.Import one) {
        return new Table(
                page.text("platform.import.report"),
                List.of(
                        page.text("platform.import.what"), page.text("platform.import.rows"), page.text("platform.import.created"),
                        page.text("platform.import.updated"), page.text("platform.import.unchanged"), page.text("platform.import.refused"),
                        page.text("platform.import.left-out")),
                one.report().stream()
                        .map(kind -> List.of(
                                Cell.of(Words.of(page, "platform.import.kind.", kind.kind())), count(kind.rows()), count(kind.created()),
                                count(kind.updated()), count(kind.unchanged()), count(kind.refused()), count(kind.leftOut())))
                        .toList(),
                page.text("platform.import.no-report"));
    }

    private static Cell count(int number) {
        return Cell.of(String.valueOf(number));
    }

    private static Table refusals(Page page, PlatformApi.Import one) {
        return new Table(
                page.text("platform.import.refusals"),
                List.of(page.text("platform.import.line"), page.text("platform.import.column"), page.text("platform.import.why")),
                one.refusals().stream()
                        .map(refusal -> List.of(
                                Cell.of(String.valueOf(refusal.line())).with(Words.of(page, "platform.import.kind.", refusal.kind())),
                                Cell.of(refusal.field()), Cell.of(refusal.message())))
                        .toList(),
                page.text("platform.import.no-refusals"));
    }
}
