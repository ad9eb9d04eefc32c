package io.holdfast.web.admin.platform;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.admin.part.Cell;
import io.holdfast.web.admin.part.Link;
import io.holdfast.web.admin.part.ListView;
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

/** {@code /admin/webhooks}: where events are sent, what became of each, and once more. */
@Controller
@OpenToAll
class WebhooksController {

    private static final String PATH = "/admin/webhooks";

    private final PlatformApi platform;

    WebhooksController(PlatformApi platform) {
        this.platform = platform;
    }

    @GetMapping(PATH)
    View list(Page page, @RequestParam MultiValueMap<String, String> asked) {
        page.requireRole("admin");
        Form form = Form.of(asked);
        var found = platform.webhooks(Pager.number(form), Pager.ROWS);
        var table = new Table(
                page.text("platform.webhooks.title"),
                List.of(page.text("platform.webhook.url"), page.text("platform.webhook.types"), page.text("business.status")),
                found.items().stream()
                        .map(hook -> List.of(
                                Cell.link(PATH + "/" + hook.id(), hook.url()).with(hook.description()),
                                Cell.of(String.join(", ", hook.types())), Cell.of(badge(page, hook)).with(waits(page, hook))))
                        .toList(),
                page.text("platform.webhooks.none"));
        return Html.of(page, "admin/list", new ListView(
                page.text("platform.webhooks.title"), page.text("platform.webhooks.lead"), PATH,
                List.of(new Link(PATH + "/new", page.text("platform.webhook.add"))), List.of(), List.of(), null, table,
                Pager.byPage(PATH, form, List.of(), found.pagination()), List.of()));
    }

    private static Badge badge(Page page, PlatformApi.Webhook hook) {
        String text = Words.of(page, "platform.webhook.status.", hook.status());
        return switch (hook.status()) {
            case "ACTIVE" -> hook.failingSince() == null
                    ? new Badge("good", "success", text)
                    : new Badge("warn", "warning", page.text("platform.webhook.failing"));
            case "PAUSED" -> new Badge("info", "info", text);
            default -> new Badge("bad", "cross", text);
        };
    }

    private static @Nullable String waits(Page page, PlatformApi.Webhook hook) {
        return hook.waiting() == 0 ? null : page.text("platform.webhook.waiting", hook.waiting());
    }

    @GetMapping(PATH + "/new")
    View begin(Page page) {
        page.requireRole("admin");
        return form(page, Form.with(Map.of("types", "booking.*", "active", "on")));
    }

    private static Html form(Page page, Form form) {
        return Html.of(page, "admin/platform/webhook", new WebhookView(
                null, page.text("platform.webhook.add"), PATH + "/new", form, null, null, null, null, null, Pager.NONE,
                Keys.fresh()));
    }

    @PostMapping(PATH + "/new")
    View add(Page page, @RequestParam MultiValueMap<String, String> sent) {
        page.requireRole("admin");
        Form form = Form.of(sent);
        PlatformApi.Webhook made = send(page, form, () -> platform.add(read(form), Keys.of(form)));
        // Its secret is told once, so it is on this answer and in no address.
        return made == null
                ? form(page.notice(Notice.problem(page.text("page.mistakes"))), form).status(HttpStatus.UNPROCESSABLE_CONTENT)
                : show(page, made, form(made), 1).status(HttpStatus.CREATED);
    }

    private static PlatformApi.NewWebhook read(Form form) {
        return new PlatformApi.NewWebhook(form.value("url"), form.words("types"), form.value("description"), form.has("active"));
    }

    private static Form form(PlatformApi.Webhook hook) {
        return Form.with(Map.of(
                "url", hook.url(), "types", String.join(", ", hook.types()), "description", hook.description(), "active",
                hook.active() ? "on" : ""));
    }

    /** Null where something is wrong with it, which the form says. */
    private static PlatformApi.@Nullable Webhook send(Page page, Form form, Supplier<PlatformApi.Webhook> request) {
        try {
            return request.get();
        } catch (ApiProblem problem) {
            if (problem.violations().isEmpty() && problem.status() != 422 && !problem.isConflict()) {
                throw problem;
            }
            boolean types = problem.violations().stream().anyMatch(violation -> violation.field().startsWith("types"));
            form.reject(types ? "types" : "url", page.text(types ? "platform.webhook.types.wrong" : "platform.webhook.url.wrong"));
            return null;
        }
    }

    @GetMapping(PATH + "/{id}")
    View webhook(Page page, @PathVariable String id, @RequestParam MultiValueMap<String, String> asked) {
        page.requireRole("admin");
        PlatformApi.Webhook hook = platform.webhook(id);
        return show(page, hook, form(hook), Pager.number(Form.of(asked)));
    }

    private Html show(Page page, PlatformApi.Webhook hook, Form form, int number) {
        var deliveries = platform.deliveries(hook.id(), number, Pager.ROWS);
        Times times = page.ownTimes();
        var table = new Table(
                page.text("platform.deliveries"),
                List.of(
                        page.text("platform.delivery.what"), page.text("platform.delivery.last"), page.text("platform.delivery.answer"),
                        page.text("business.status")),
                deliveries.items().stream()
                        .map(one -> List.of(
                                Cell.of(one.type()).with(one.subject()),
                                Cell.of(Words.when(times, one.lastAttemptAt()))
                                        .with(page.text("platform.delivery.attempts", one.attempts())),
                                Cell.of(one.responseCode() == null ? "–" : String.valueOf(one.responseCode())).with(one.reason()),
                                Cell.of(badge(page, one))))
                        .toList(),
                page.text("platform.deliveries.none"));
        String path = PATH + "/" + hook.id();
        return Html.of(page, "admin/platform/webhook", new WebhookView(
                hook.id(), hook.url(), path, form, badge(page, hook), waits(page, hook),
                hook.disabledFor() == null ? null : page.text("platform.webhook.disabled-for", hook.disabledFor()), hook.secret(), table,
                Pager.byPage(path, Form.with(Map.of("page", String.valueOf(number))), List.of(), deliveries.pagination()),
                Keys.fresh()));
    }

    private static Badge badge(Page page, PlatformApi.Delivery delivery) {
        String text = Words.of(page, "platform.delivery.status.", delivery.status());
        return switch (delivery.status()) {
            case "DELIVERED" -> new Badge("good", "success", text);
            case "RETRYING" -> new Badge("warn", "clock", text);
            default -> new Badge("bad", "cross", text);
        };
    }

    @PostMapping(PATH + "/{id}")
    View change(Page page, @PathVariable String id, @RequestParam MultiValueMap<String, String> sent) {
        page.requireRole("admin");
        Form form = Form.of(sent);
        return send(page, form, () -> platform.change(id, read(form))) == null
                ? show(page.notice(Notice.problem(page.text("page.mistakes"))), platform.webhook(id), form, 1)
                        .status(HttpStatus.UNPROCESSABLE_CONTENT)
                : Redirect.to(PATH + "/" + id, "webhook-saved");
    }

    /** Everything since the beginning of what is kept, or from now on. */
    @PostMapping(PATH + "/{id}/replay")
    View replay(Page page, @PathVariable String id, @RequestParam(defaultValue = "oldest") String after) {
        page.requireRole("admin");
        platform.replay(id, new PlatformApi.From(after.equals("latest") ? "latest" : "oldest"));
        return Redirect.to(PATH + "/" + id, "replayed");
    }

    /** The new secret is told once, so it is on this answer and in no address. */
    @PostMapping(PATH + "/{id}/secret")
    View renew(Page page, @PathVariable String id) {
        page.requireRole("admin");
        PlatformApi.Webhook hook = platform.renew(id);
        return show(page, hook, form(hook), 1);
    }

    @PostMapping(PATH + "/{id}/remove")
    View remove(Page page, @PathVariable String id) {
        page.requireRole("admin");
        platform.remove(id);
        return Redirect.to(PATH, "webhook-removed");
    }
}
