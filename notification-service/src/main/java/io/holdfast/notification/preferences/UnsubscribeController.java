package io.holdfast.notification.preferences;

import java.nio.charset.StandardCharsets;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.web.Problem;
import io.holdfast.notification.Recipient;
import io.holdfast.notification.preferences.UnsubscribeTokens.Unsubscription;
import org.jspecify.annotations.Nullable;
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

    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";

    private final UnsubscribeLinks links;
    private final Preferences preferences;
    private final UsualChannels usual;

    UnsubscribeController(UnsubscribeLinks links, Preferences preferences, UsualChannels usual) {
        this.links = links;
        this.preferences = preferences;
        this.usual = usual;
    }

    @GetMapping
    ResponseEntity<byte[]> ask(@PathVariable String token) {
        return page("""
                <p>Do you want no more mails of this kind: %s?</p>
                <form method="post"><button type="submit">Unsubscribe</button></form>""".formatted(words(read(token).group())));
    }

    /** Done again, it is the same. */
    @PostMapping
    ResponseEntity<byte[]> unsubscribe(
            @PathVariable String token,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        Unsubscription asked = read(token);
        MessageGroup group = asked.group();
        preferences.unsubscribe(asked.person(), group, usual.of(group, Recipient.CLIENT));
        return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE)
                ? page("<p>You get no more mails of this kind: %s. What becomes of your bookings we still tell you.</p>"
                        .formatted(words(group)))
                : ResponseEntity.noContent().build();
    }

    /** @throws Problem 404 when it is none of ours */
    private Unsubscription read(String token) {
        return links.read(token).orElseThrow(() -> Problem.notFound("link"));
    }

    private static String words(MessageGroup group) {
        return switch (group) {
            case ESSENTIAL -> "news of your bookings";
            case REMINDERS -> "reminders of your bookings";
            case REVIEWS -> "requests for a review";
        };
    }

    private static ResponseEntity<byte[]> page(String body) {
        String html = """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <meta name="robots" content="noindex">
                <title>Unsubscribe</title>
                <style>
                body{font:16px/1.5 sans-serif;max-width:34em;margin:3em auto;padding:0 1em}
                button{font:inherit;padding:.5em 1em}
                </style>
                </head>
                <body><main>
                <h1>Unsubscribe</h1>
                %s
                </main></body>
                </html>
                """.formatted(body);
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", POLICY)
                .body(html.getBytes(StandardCharsets.UTF_8));
    }
}
