package io.holdfast.web.demo;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.api.DemoApi;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.NotThere;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import io.holdfast.web.text.Times;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /demo}, {@code /demo/mail}, {@code /demo/time}: what the embedded platform has instead of the world; 404 anywhere else. */
@Controller
@OpenToAll
class DemoController {

    private static final Set<String> STEPS = Set.of("PT15M", "PT1H", "PT24H", "P7D");
    /** Of the newest; whoever wants all of them asks {@code /demo/mailbox}. */
    private static final int MOST = 100;
    /** A mail can do nothing but be looked at, and be followed to one of our pages. */
    private static final String MAIL = "default-src 'none'; img-src data: https:; style-src 'unsafe-inline'; frame-ancestors 'self'; "
            + "sandbox allow-top-navigation-by-user-activation";

    private final DemoApi demo;

    DemoController(DemoApi demo) {
        this.demo = demo;
    }

    @GetMapping("/demo")
    View overview(Page page) {
        requireDemo(page);
        return Html.of(page, "demo/overview", now(page));
    }

    /** @param to only what went there */
    @GetMapping("/demo/mail")
    View mailbox(Page page, @RequestParam(required = false) @Nullable String to) {
        requireDemo(page);
        List<DemoApi.Message> all = demo.mailbox(null);
        List<MailboxView.Row> rows = all.stream()
                .filter(message -> to == null || to.isEmpty() || message.to().equalsIgnoreCase(to))
                .sorted(Comparator.comparing(DemoApi.Message::sentAt).reversed())
                .limit(MOST)
                .map(message -> row(page, message))
                .toList();
        List<String> addressees = all.stream().map(DemoApi.Message::to).distinct().sorted().toList();
        return Html.of(page, "demo/mailbox", new MailboxView(rows, addressees, to == null ? "" : to));
    }

    private static MailboxView.Row row(Page page, DemoApi.Message message) {
        Times times = page.ownTimes();
        return new MailboxView.Row(
                message.channel().toLowerCase(Locale.ROOT), message.to(),
                message.subject().isEmpty() ? String.valueOf(message.text()) : message.subject(),
                times.day(message.sentAt()) + ", " + times.time(message.sentAt()), Times.machine(message.sentAt()),
                address("message", message));
    }

    private static String address(String page, DemoApi.Message message) {
        return "/demo/mail/" + page + "?id=" + URLEncoder.encode(message.messageId(), StandardCharsets.UTF_8);
    }

    @GetMapping("/demo/mail/message")
    View message(Page page, @RequestParam String id) {
        requireDemo(page);
        DemoApi.Message message = find(id);
        return Html.of(page, "demo/message", new MessageView(
                row(page, message), message.html() == null ? null : address("html", message), message.text(), message.link()));
    }

    /** The mail itself, for the frame on its page. */
    @GetMapping("/demo/mail/html")
    ResponseEntity<byte[]> html(Page page, @RequestParam String id, HttpServletResponse response) {
        requireDemo(page);
        DemoApi.Message message = find(id);
        if (message.html() == null) {
            throw new NotThere();
        }
        // Links lead the whole window on, not the frame.
        String html = message.html().replaceFirst("(?i)<head>", "<head><base target=\"_top\">");
        // Instead of what every page has, not beside it.
        response.setHeader("Content-Security-Policy", MAIL);
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .body(html.getBytes(StandardCharsets.UTF_8));
    }

    private DemoApi.Message find(String id) {
        return demo.mailbox(null).stream()
                .filter(message -> message.messageId().equals(id))
                .findFirst()
                .orElseThrow(NotThere::new);
    }

    @GetMapping("/demo/time")
    View time(Page page) {
        requireDemo(page);
        return Html.of(page, "demo/time", now(page));
    }

    /** @param by ISO 8601, one of those on the page: time only moves forward */
    @PostMapping("/demo/time")
    View advance(Page page, @RequestParam String by) {
        requireDemo(page);
        if (!STEPS.contains(by)) {
            throw new NotThere();
        }
        demo.advance(new DemoApi.Advance(by));
        return Redirect.to("/demo/time", "time-moved");
    }

    private ClockView now(Page page) {
        DemoApi.Clock clock = demo.clock();
        Instant now = clock.now();
        Duration ahead = Duration.parse(clock.offset());
        return new ClockView(page.ownTimes().moment(now), ahead.toDays(), ahead.toHoursPart(), ahead.toMinutesPart());
    }

    private static void requireDemo(Page page) {
        if (!page.isDemo()) {
            throw new NotThere();
        }
    }
}
