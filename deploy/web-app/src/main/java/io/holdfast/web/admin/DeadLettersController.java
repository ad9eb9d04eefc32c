package io.holdfast.web.admin;

import java.util.Objects;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.api.AdminApi;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.Listed;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Notice;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import io.holdfast.web.text.Times;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /admin/dead-letters}: what could not be handled, why, and another try. */
@Controller
@OpenToAll
class DeadLettersController {

    private static final String PATH = "/admin/dead-letters";
    private static final int A_PAGE = 25;
    private static final int MOST_PAGES = 10_000;

    private final AdminApi admin;

    DeadLettersController(AdminApi admin) {
        this.admin = admin;
    }

    @GetMapping(PATH)
    View list(Page page, @RequestParam(name = "page", defaultValue = "1") int number) {
        page.requireRole("admin");
        int asked = Math.clamp(number, 1, MOST_PAGES);
        Listed<AdminApi.DeadLetter> all = admin.deadLetters(asked, A_PAGE);
        return Html.of(page, "admin/dead-letters", new DeadLettersView(
                all.items().stream().map(letter -> row(page, letter)).toList(),
                asked > 1 ? PATH + "?page=" + (asked - 1) : null,
                asked < all.pagination().pages() ? PATH + "?page=" + (asked + 1) : null));
    }

    private static DeadLettersView.Row row(Page page, AdminApi.DeadLetter letter) {
        Times times = page.timesOrIn("UTC");
        return new DeadLettersView.Row(
                PATH + "/" + letter.id(), Objects.requireNonNullElse(letter.eventType(), letter.topic()),
                letter.topic() + " → " + letter.group(), letter.cause(), times.moment(letter.at()),
                letter.replayedAt() == null ? null : times.moment(letter.replayedAt()));
    }

    @GetMapping(PATH + "/{id}")
    View letter(Page page, @PathVariable String id) {
        page.requireRole("admin");
        return show(page, id);
    }

    private Html show(Page page, String id) {
        AdminApi.DeadLetter letter = admin.deadLetter(id);
        return Html.of(page, "admin/dead-letter", new DeadLetterView(
                letter.id(), row(page, letter), letter.topic(), letter.group(), letter.exception(),
                letter.bookingId() == null ? null : "/admin/bookings/" + letter.bookingId(),
                letter.payload() == null || letter.payload().isNull() ? null : letter.payload().toPrettyString(), letter.payloadMissing()));
    }

    @PostMapping(PATH + "/{id}/replay")
    View replay(Page page, @PathVariable String id) {
        page.requireRole("admin");
        try {
            admin.replay(id);
        } catch (ApiProblem problem) {
            if (!problem.isConflict() && problem.status() != 422) {
                throw problem;
            }
            return show(page.notice(Notice.warning(page.text("admin.letter.not-replayed"))), id).status(HttpStatus.CONFLICT);
        }
        return Redirect.to(PATH, "replayed");
    }

    /** For what nobody has to make up for. */
    @PostMapping(PATH + "/{id}/discard")
    View discard(Page page, @PathVariable String id) {
        page.requireRole("admin");
        try {
            admin.discard(id);
        } catch (ApiProblem problem) {
            if (!problem.isConflict()) {
                throw problem;
            }
            return show(page.notice(Notice.warning(page.text("admin.letter.under-way"))), id).status(HttpStatus.CONFLICT);
        }
        return Redirect.to(PATH, "discarded");
    }
}
