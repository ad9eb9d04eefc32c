package io.holdfast.web.admin.platform;

import java.time.LocalDate;
import java.util.List;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.admin.part.Cell;
import io.holdfast.web.admin.part.Dates;
import io.holdfast.web.admin.part.Filter;
import io.holdfast.web.admin.part.ListView;
import io.holdfast.web.admin.part.Pager;
import io.holdfast.web.admin.part.Table;
import io.holdfast.web.admin.part.Words;
import io.holdfast.web.api.Listed;
import io.holdfast.web.api.PlatformApi;
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

/** {@code /admin/audit}: which admin asked for what, and what became of it. */
@Controller
@OpenToAll
class AuditController {

    private static final String PATH = "/admin/audit";
    private static final List<String> FILTERS = List.of("actor", "subject", "from", "to");

    private final PlatformApi platform;

    AuditController(PlatformApi platform) {
        this.platform = platform;
    }

    @GetMapping(PATH)
    View list(Page page, @RequestParam MultiValueMap<String, String> asked) {
        page.requireRole("admin");
        Form form = Form.of(asked);
        Times times = page.ownTimes();
        LocalDate from = Dates.of(page, form, "from");
        LocalDate to = Dates.of(page, form, "to");
        Listed<PlatformApi.AuditEntry> found = form.isGood()
                ? platform.audit(
                        form.valueOrNull("actor"), form.valueOrNull("subject"), Dates.begin(from, times.zone()),
                        Dates.end(to, times.zone()), form.valueOrNull("after"), Pager.ROWS)
                : Listed.nothing();
        var table = new Table(
                page.text("platform.audit.title"),
                List.of(
                        page.text("business.when"), page.text("platform.audit.who"), page.text("platform.audit.what"),
                        page.text("platform.audit.about"), page.text("platform.audit.outcome")),
                found.items().stream().map(entry -> row(page, times, entry)).toList(), page.text("platform.audit.none"));
        Html html = Html.of(page, "admin/list", new ListView(
                page.text("platform.audit.title"), page.text("platform.audit.lead"), PATH, List.of(), List.of(),
                List.of(
                        Filter.search(form, "actor", page.text("platform.audit.who")),
                        Filter.search(form, "subject", page.text("platform.audit.about")),
                        Filter.date(form, "from", page.text("platform.audit.from")), Filter.date(form, "to", page.text("admin.filter.to"))),
                page.text("admin.zone", times.zoneName(page.now())), table, Pager.byCursor(PATH, form, FILTERS, found.pagination()),
                List.of()));
        return form.isGood() ? html : html.status(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static List<Cell> row(Page page, Times times, PlatformApi.AuditEntry entry) {
        return List.of(
                Cell.of(Words.when(times, entry.at())), Cell.of(entry.actor()),
                Cell.of(entry.action().replace("/api/v1", "")).with(entry.overrides().isEmpty()
                        ? null
                        : page.text("platform.audit.overrides", String.join(", ", entry.overrides()))),
                Cell.of(String.join(", ", entry.subjects())), Cell.of(badge(page, entry)).with(entry.code()));
    }

    private static Badge badge(Page page, PlatformApi.AuditEntry entry) {
        String text = Words.of(page, "platform.audit.outcome.", entry.outcome());
        return switch (entry.outcome()) {
            case "DONE" -> new Badge("good", "success", text);
            case "ATTEMPTED" -> new Badge("warn", "clock", text);
            case "REFUSED" -> new Badge("warn", "warning", text);
            default -> new Badge("bad", "cross", text);
        };
    }
}
