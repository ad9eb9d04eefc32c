package io.holdfast.notification.preferences;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import io.holdfast.defaults.Languages;
import io.holdfast.defaults.MessageBundles;
import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Problem;
import io.holdfast.notification.Recipient;
import io.holdfast.notification.preferences.UnsubscribeTokens.Unsubscription;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * One-click unsubscribing (RFC 8058): mail programs POST, people follow the link and press the button. A GET changes
 * nothing, because scanners follow every link of a mail.
 */
@RestController
@OpenToAll
@RequestMapping(UnsubscribeLinks.PATH + "{token}")
class UnsubscribeController {

    private static final MessageSource WORDS = MessageBundles.of("notification-service/pages");
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";

    private final UnsubscribeLinks links;
    private final Preferences preferences;
    private final UsualChannels usual;

    UnsubscribeController(UnsubscribeLinks links, Preferences preferences, UsualChannels usual) {
        this.links = links;
        this.preferences = preferences;
        this.usual = usual;
    }

    /** A page that asks whether it is meant. */
    @GetMapping
    ResponseEntity<byte[]> ask(
            @PathVariable String token,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String acceptLanguage) {
        MessageGroup group = read(token).group();
        Locale locale = Languages.accepted(acceptLanguage);
        return page(locale, """
                <p>%s</p>
                <form method="post"><button type="submit">%s</button></form>"""
                .formatted(words(locale, "ask", group), words(locale, "button")));
    }

    /** Ends these mails. Done again, it is the same. */
    @Outcomes({204, 200})
    @PostMapping
    ResponseEntity<byte[]> unsubscribe(
            @PathVariable String token,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String acceptLanguage) {
        Unsubscription asked = read(token);
        MessageGroup group = asked.group();
        preferences.unsubscribe(asked.person(), group, usual.of(group, Recipient.CLIENT));
        Locale locale = Languages.accepted(acceptLanguage);
        return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE)
                ? page(locale, "<p>%s</p>".formatted(words(locale, "done", group)))
                : ResponseEntity.noContent().build();
    }

    /** @throws Problem 404 when it is none of ours */
    private Unsubscription read(String token) {
        return links.read(token).orElseThrow(() -> Problem.notFound("link"));
    }

    private static String words(Locale locale, String key, MessageGroup group) {
        return WORDS.getMessage(key, new Object[] {words(locale, "group." + group)}, locale);
    }

    private static String words(Locale locale, String key) {
        return WORDS.getMessage(key, null, locale);
    }

    private static ResponseEntity<byte[]> page(Locale locale, String body) {
        String html = """
                <!doctype html>
                <html lang="%1$s" dir="%2$s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <meta name="robots" content="noindex">
                <title>%3$s</title>
                <style>
                body{font:16px/1.5 sans-serif;max-width:34em;margin:3em auto;padding:0 1em}
                button{font:inherit;padding:.5em 1em}
                </style>
                </head>
                <body><main>
                <h1>%3$s</h1>
                %4$s
                </main></body>
                </html>
                """.formatted(
                locale.toLanguageTag(), Languages.isRightToLeft(locale) ? "rtl" : "ltr", words(locale, "title"), body);
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", POLICY)
                .body(html.getBytes(StandardCharsets.UTF_8));
    }
}
