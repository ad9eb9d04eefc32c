package io.holdfast.web.admin.platform;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.admin.part.ListView;
import io.holdfast.web.admin.part.Words;
import io.holdfast.web.api.AdminApi;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.Listed;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Notice;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import io.holdfast.web.text.Times;
import org.jspecify.annotations.Nullable;
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
    private static final List<String> STATUSES = List.of("OPEN", "REPLAYED", "DISCARDED");
    private static final int A_PAGE = 25;
    private static final int MOST_PAGES = 10_000;

    private final AdminApi admin;

    DeadLettersController(AdminApi admin) {
        this.admin = admin;
    }

    @GetMapping(PATH)
    View list(
            Page page,
            @RequestParam(name = "page", defaultValue = "1") int number,
            @RequestParam(required = false) @Nullable String status) {
        page.requireRole("admin");
        int asked = Math.clamp(number, 1, MOST_PAGES);
        String shown = status != null && STATUSES.contains(status) ? status : null;
        Listed<AdminApi.DeadLetter> all = admin.deadLetters(shown, asked, A_PAGE);
        String path = PATH + "?" + (shown == null ? "" : "status=" + shown + "&") + "page=";
        return Html.of(page, "admin/platform/dead-letters", new DeadLettersView(
                all.items().stream().map(letter -> row(page, letter)).toList(),
                asked > 1 ? path + (asked - 1) : null, asked < all.pagination().pages() ? path + (asked + 1) : null,
                choices(page, shown)));
    }

    private static List<ListView.Choice> choices(Page page, @Nullable String shown) {
        return Stream.concat(
                        Stream.of(new ListView.Choice(PATH, page.text("admin.letters.all"), shown == null)),
                        STATUSES.stream().map(status -> new ListView.Choice(
                                PATH + "?status=" + status, Words.of(page, "admin.letters.", status), status.equals(shown))))
                .toList();
    }

    private static DeadLettersView.Row row(Page page, AdminApi.DeadLetter letter) {
        Times times = page.ownTimes();
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
        return Html.of(page, "admin/platform/dead-letter", new DeadLetterView(
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
