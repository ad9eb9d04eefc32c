package io.holdfast.web.admin.messages;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import io.holdfast.defaults.Languages;
import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.admin.part.Cell;
import io.holdfast.web.admin.part.Link;
import io.holdfast.web.admin.part.ListView;
import io.holdfast.web.admin.part.Pager;
import io.holdfast.web.admin.part.Table;
import io.holdfast.web.admin.part.Words;
import io.holdfast.web.api.MessagesApi;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.NotThere;
import io.holdfast.web.page.Page;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /admin/templates}: every kind of message, as each reader gets it in each language. */
@Controller
@OpenToAll
class TemplatesController {

    private static final String PATH = "/admin/templates";
    private static final String MAIL =
            "default-src 'none'; img-src data: https:; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";

    private final MessagesApi messages;

    TemplatesController(MessagesApi messages) {
        this.messages = messages;
    }

    @GetMapping(PATH)
    View list(Page page) {
        page.requireRole("admin");
        var table = new Table(
                page.text("messages.templates.title"),
                List.of(page.text("messages.template.what"), page.text("messages.template.reader"), page.text("messages.template.subject")),
                messages.templates().stream()
                        .map(template -> List.of(
                                Cell.link(address(page, template), Words.of(page, "messages.kind.", template.kind())),
                                Cell.of(Words.of(page, "messages.reader.", template.recipient())), Cell.of(template.subject())))
                        .toList(),
                page.text("messages.templates.none"));
        return Html.of(page, "admin/list", new ListView(
                page.text("messages.templates.title"), page.text("messages.templates.lead"), PATH, List.of(), List.of(), List.of(), null,
                table, Pager.NONE, List.of()));
    }

    private static String address(Page page, MessagesApi.Template template) {
        return PATH + "/" + template.kind().toLowerCase(Locale.ROOT) + "?for=" + template.recipient().toLowerCase(Locale.ROOT) + "&in="
                + page.language();
    }

    /** @param recipient in which role somebody reads it @param language of the message, not of the page */
    @GetMapping(PATH + "/{kind}")
    View template(
            Page page,
            @PathVariable String kind,
            @RequestParam(name = "for", defaultValue = "") String recipient,
            @RequestParam(name = "in", required = false) @Nullable String language) {
        page.requireRole("admin");
        List<MessagesApi.Template> all =
                messages.templates().stream().filter(one -> one.kind().equalsIgnoreCase(kind)).toList();
        MessagesApi.Template shown = all.stream()
                .filter(one -> recipient.isEmpty() || one.recipient().equalsIgnoreCase(recipient))
                .findFirst()
                .orElseThrow(NotThere::new);
        String tag = language != null && shown.languages().contains(language) ? language : shown.languages().getFirst();
        String path = PATH + "/" + shown.kind().toLowerCase(Locale.ROOT);
        String text = messages.preview(shown.kind(), shown.recipient(), tag, "text");
        return Html.of(page, "admin/messages/template", new TemplateView(
                Words.of(page, "messages.kind.", shown.kind()),
                shown.languages().stream()
                        .map(one -> new TemplateView.Tab(
                                path + "?for=" + shown.recipient().toLowerCase(Locale.ROOT) + "&in=" + one, nameOf(one),
                                one.equals(tag), one))
                        .toList(),
                all.stream()
                        .map(one -> new TemplateView.Tab(
                                path + "?for=" + one.recipient().toLowerCase(Locale.ROOT) + "&in=" + tag,
                                Words.of(page, "messages.reader.", one.recipient()), one.equals(shown), null))
                        .toList(),
                path + "/frame?for=" + shown.recipient().toLowerCase(Locale.ROOT) + "&in=" + tag, text, tag,
                Languages.isRightToLeft(Locale.forLanguageTag(tag)) ? "rtl" : "ltr",
                new Link(PATH, page.text("messages.templates.title"))));
    }

    /** In its own words. */
    private static String nameOf(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        return locale.getDisplayLanguage(locale);
    }

    /** The mail itself, for the frame on its page. */
    @GetMapping(PATH + "/{kind}/frame")
    ResponseEntity<byte[]> frame(
            Page page,
            @PathVariable String kind,
            @RequestParam(name = "for") String recipient,
            @RequestParam(name = "in") String language,
            HttpServletResponse response) {
        page.requireRole("admin");
        String html = messages.preview(
                kind.toUpperCase(Locale.ROOT), recipient.toUpperCase(Locale.ROOT), language, "html");
        // Instead of what every page has, not beside it.
        response.setHeader("Content-Security-Policy", MAIL);
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .body(html.getBytes(StandardCharsets.UTF_8));
    }
}
