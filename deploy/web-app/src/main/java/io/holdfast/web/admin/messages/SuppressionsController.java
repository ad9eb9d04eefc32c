package io.holdfast.web.admin.messages;

import java.util.List;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.admin.part.Cell;
import io.holdfast.web.admin.part.ListView;
import io.holdfast.web.admin.part.Pager;
import io.holdfast.web.admin.part.Table;
import io.holdfast.web.admin.part.Words;
import io.holdfast.web.api.MessagesApi;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import io.holdfast.web.text.Times;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /admin/suppressions}: addresses that get no mail, since it came back or was complained of. */
@Controller
@OpenToAll
class SuppressionsController {

    private static final String PATH = "/admin/suppressions";

    private final MessagesApi messages;

    SuppressionsController(MessagesApi messages) {
        this.messages = messages;
    }

    @GetMapping(PATH)
    View list(Page page, @RequestParam MultiValueMap<String, String> asked) {
        page.requireRole("admin");
        Form form = Form.of(asked);
        var found = messages.suppressions(Pager.number(form), Pager.ROWS);
        Times times = page.ownTimes();
        var table = new Table(
                page.text("messages.suppressions.title"),
                List.of(page.text("admin.email"), page.text("messages.suppression.why"), page.text("messages.suppression.back")),
                found.items().stream()
                        .map(one -> List.of(
                                Cell.of(one.address()).with(Words.when(times, one.since())),
                                Cell.of(Words.of(page, "messages.suppression.", one.cause())),
                                Cell.button(PATH + "/" + Pager.encoded(one.id()) + "/release", page.text("messages.suppression.release"))))
                        .toList(),
                page.text("messages.suppressions.none"));
        return Html.of(page, "admin/list", new ListView(
                page.text("messages.suppressions.title"), page.text("messages.suppressions.lead"), PATH, List.of(), List.of(), List.of(),
                null, table, Pager.byPage(PATH, form, List.of(), found.pagination()), List.of()));
    }

    @PostMapping(PATH + "/{id}/release")
    View release(Page page, @PathVariable String id) {
        page.requireRole("admin");
        messages.release(id);
        return Redirect.to(PATH, "address-released");
    }
}
