package io.holdfast.web.admin.platform;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.admin.part.Cell;
import io.holdfast.web.admin.part.Dates;
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
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /admin/api-keys}: what programs sign in with. */
@Controller
@OpenToAll
class ApiKeysController {

    private static final String PATH = "/admin/api-keys";

    private final PlatformApi platform;

    ApiKeysController(PlatformApi platform) {
        this.platform = platform;
    }

    @GetMapping(PATH)
    View list(Page page, @RequestParam MultiValueMap<String, String> asked) {
        page.requireRole("admin");
        return show(page, Pager.number(Form.of(asked)), Form.with(Map.of("scopes", "bookings:read")), null);
    }

    private Html show(Page page, int number, Form form, @Nullable String key) {
        var found = platform.keys(number, Pager.ROWS);
        Times times = page.ownTimes();
        var table = new Table(
                page.text("platform.keys.title"),
                List.of(
                        page.text("admin.name"), page.text("platform.key.scopes"), page.text("platform.key.used"),
                        page.text("business.status"), page.text("platform.key.revoke")),
                found.items().stream()
                        .map(one -> List.of(
                                Cell.of(one.name()).with(page.text("platform.key.made", Words.when(times, one.createdAt()))),
                                Cell.of(String.join(", ", one.scopes())),
                                Cell.of(one.lastUsedAt() == null ? page.text("platform.key.never") : Words.when(times, one.lastUsedAt())),
                                Cell.of(badge(page, one)).with(page.text("platform.key.until", Words.when(times, one.expiresAt()))),
                                one.active()
                                        ? Cell.button(PATH + "/" + Pager.encoded(one.id()) + "/revoke", page.text("platform.key.revoke"))
                                                .asking(page.text("platform.key.revoke.asks", one.name()))
                                        : Cell.none()))
                        .toList(),
                page.text("platform.keys.none"));
        return Html.of(page, "admin/platform/keys", new ApiKeysView(
                table, Pager.byPage(PATH, Form.with(Map.of("page", String.valueOf(number))), List.of(), found.pagination()), form, key,
                Keys.fresh()));
    }

    private static Badge badge(Page page, PlatformApi.ApiKey key) {
        if (key.revokedAt() != null) {
            return new Badge("bad", "cross", page.text("platform.key.revoked"));
        }
        return key.active()
                ? new Badge("good", "success", page.text("admin.active"))
                : new Badge("warn", "clock", page.text("platform.key.expired"));
    }

    /** The key is told once, so it is on this answer and in no address. */
    @PostMapping(PATH)
    View add(Page page, @RequestParam MultiValueMap<String, String> sent) {
        page.requireRole("admin");
        Form form = Form.of(sent);
        if (!form.has("name")) {
            form.reject("name", page.text("admin.mistake.needed"));
        }
        List<String> scopes = form.words("scopes");
        if (scopes.isEmpty()) {
            form.reject("scopes", page.text("platform.key.scopes.wrong"));
        }
        LocalDate until = Dates.of(page, form, "until");
        Instant expires = Dates.end(until, page.ownTimes().zone());
        if (form.isGood()) {
            try {
                PlatformApi.ApiKey made = platform.add(new PlatformApi.NewKey(form.value("name"), scopes, expires), Keys.of(form));
                return show(
                                page.notice(Notice.success(page.text("platform.key.is-there"))), 1,
                                Form.with(Map.of("scopes", "bookings:read")), made.key())
                        .status(HttpStatus.CREATED);
            } catch (ApiProblem problem) {
                if (problem.isConflict()) {
                    form.reject("name", page.text("platform.key.too-many"));
                } else if (problem.violations().isEmpty()) {
                    throw problem;
                }
                problem.violations().forEach(violation -> reject(page, form, violation.field()));
            }
        }
        return show(page.notice(Notice.problem(page.text("page.mistakes"))), 1, form, null).status(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static void reject(Page page, Form form, String field) {
        if (field.startsWith("scopes")) {
            form.reject("scopes", page.text("platform.key.scopes.wrong"));
        } else if (field.equals("expiresAt")) {
            form.reject("until", page.text("platform.key.until.wrong"));
        } else {
            form.reject("name", page.text("admin.mistake.field"));
        }
    }

    @PostMapping(PATH + "/{id}/revoke")
    View revoke(Page page, @PathVariable String id) {
        page.requireRole("admin");
        platform.revoke(id);
        return Redirect.to(PATH, "key-revoked");
    }
}
