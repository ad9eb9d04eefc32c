package io.holdfast.web.admin.messages;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.admin.part.Cell;
import io.holdfast.web.admin.part.Dates;
import io.holdfast.web.admin.part.Filter;
import io.holdfast.web.admin.part.ListView;
import io.holdfast.web.admin.part.Pager;
import io.holdfast.web.admin.part.Table;
import io.holdfast.web.admin.part.Words;
import io.holdfast.web.api.Listed;
import io.holdfast.web.api.MessagesApi;
import io.holdfast.web.business.Badge;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Page;
import io.holdfast.web.text.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /admin/automations}: what happens by itself: what is planned, what was done, and why something was not. */
@Controller
@OpenToAll
class AutomationsController {

    private static final String PATH = "/admin/automations";
    private static final List<String> FILTERS = List.of("status", "type", "booking", "from", "to");
    private static final List<String> STATUSES = List.of("PENDING", "COMPLETED", "FAILED", "SKIPPED", "WITHDRAWN");
    private static final List<String> TYPES = List.of(
            "REQUEST", "HOLD_REMINDER", "HOLD", "CONFIRMING", "CONFIRMATION_REMINDER", "CONFIRMATION", "PROPOSAL", "MATCH",
            "WAITLIST_OFFER", "REMINDER", "START", "END", "REVIEW_REQUEST");

    private final MessagesApi messages;

    AutomationsController(MessagesApi messages) {
        this.messages = messages;
    }

    @GetMapping(PATH)
    View list(Page page, @RequestParam MultiValueMap<String, String> asked) {
        page.requireRole("admin");
        Form form = Form.of(asked);
        Times times = page.ownTimes();
        LocalDate from = Dates.of(page, form, "from");
        LocalDate to = Dates.of(page, form, "to");
        String status = known(STATUSES, form, "status");
        Listed<MessagesApi.Automation> found = form.isGood()
                ? messages.automations(
                        status, known(TYPES, form, "type"), form.valueOrNull("booking"), Dates.begin(from, times.zone()),
                        Dates.end(to, times.zone()), Pager.number(form), Pager.ROWS)
                : Listed.nothing();
        var table = new Table(
                page.text("messages.automations.title"),
                List.of(
                        page.text("messages.automation.what"), page.text("messages.automation.due"), page.text("business.status"),
                        page.text("money.payment.booking")),
                found.items().stream().map(one -> row(page, times, one)).toList(),
                page.text("FAILED".equals(status) ? "messages.automations.well" : "messages.automations.none"));
        Html html = Html.of(page, "admin/list", new ListView(
                page.text("messages.automations.title"), page.text("messages.automations.lead"), PATH, List.of(), views(page, status),
                List.of(
                        Filter.select(form, "type", page.text("messages.automation.what"), TYPES.stream()
                                .map(one -> new Filter.Option(one, Words.of(page, "messages.timer.", one)))
                                .toList()),
                        Filter.date(form, "from", page.text("admin.filter.from")), Filter.date(form, "to", page.text("admin.filter.to"))),
                page.text("admin.zone", times.zoneName(page.now())), table, Pager.byPage(PATH, form, FILTERS, found.pagination()),
                List.of()));
        return form.isGood() ? html : html.status(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static @Nullable String known(List<String> all, Form form, String field) {
        return all.stream().filter(one -> form.is(field, one)).findFirst().orElse(null);
    }

    private static List<ListView.Choice> views(Page page, @Nullable String status) {
        var choices = new ArrayList<ListView.Choice>();
        choices.add(new ListView.Choice(PATH, page.text("messages.automations.all"), status == null));
        STATUSES.forEach(one -> choices.add(new ListView.Choice(
                PATH + "?status=" + one, page.text("messages.automation.status." + one.toLowerCase(Locale.ROOT)), one.equals(status))));
        return choices;
    }

    private static List<Cell> row(Page page, Times times, MessagesApi.Automation one) {
        Instant done = one.executedAt();
        return List.of(
                Cell.of(Words.of(page, "messages.timer.", one.type())),
                Cell.of(Words.when(times, one.scheduledFor()))
                        .with(done == null ? null : page.text("messages.automation.done", Words.when(times, done))),
                Cell.of(badge(page, one.status())).with(one.error()),
                Cell.link("/admin/bookings/" + one.bookingId(), page.text("money.payment.to-booking")));
    }

    private static Badge badge(Page page, String status) {
        String text = Words.of(page, "messages.automation.status.", status);
        return switch (status) {
            case "COMPLETED" -> new Badge("good", "success", text);
            case "FAILED" -> new Badge("bad", "cross", text);
            case "PENDING" -> new Badge("warn", "clock", text);
            default -> new Badge("info", "info", text);
        };
    }
}
