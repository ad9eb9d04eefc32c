package io.holdfast.gateway;

import java.nio.charset.StandardCharsets;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.HtmlUtils;

/** A page of the documentation: plain HTML with one style sheet of ours, and no script but those that it is given. */
final class HtmlPage {

    private static final String POLICY = "default-src 'none'; connect-src 'self'; img-src 'self' data:; script-src 'self'; "
            + "style-src 'self'%s; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final String title;
    private final StringBuilder head = new StringBuilder();
    private final StringBuilder body = new StringBuilder();
    private String inlineStyles = "";

    HtmlPage(String title) {
        this.title = title;
        head.append("<link rel=\"stylesheet\" href=\"/docs/holdfast.css\">\n");
    }

    /** HTML as it stands in our sources; what comes from elsewhere goes through {@link #text}. */
    HtmlPage add(String html) {
        body.append(html).append('\n');
        return this;
    }

    HtmlPage script(String address) {
        head.append("<script src=\"").append(text(address)).append("\" defer></script>\n");
        return this;
    }

    HtmlPage style(String address) {
        head.append("<link rel=\"stylesheet\" href=\"").append(text(address)).append("\">\n");
        return this;
    }

    /** For what sets styles on its own elements. */
    HtmlPage withInlineStyles() {
        inlineStyles = " 'unsafe-inline'";
        return this;
    }

    static String text(String any) {
        return HtmlUtils.htmlEscape(any, StandardCharsets.UTF_8.name());
    }

    /** What stands between backticks as code. */
    static String prose(String any) {
        return text(any).replaceAll("`([^`]*)`", "<code>$1</code>");
    }

    ResponseEntity<byte[]> answer() {
        String html = """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>%1$s · Holdfast</title>
                %2$s</head>
                <body>
                <nav><a href="/docs">API</a> <a href="/docs/events">Events</a> <a href="/problems">Problems</a></nav>
                <main>
                %3$s</main>
                </body>
                </html>
                """.formatted(text(title), head, body);
        return ResponseEntity.ok()
                .contentType(HTML)
                .cacheControl(CacheControl.noCache())
                .header("Content-Security-Policy", POLICY.formatted(inlineStyles))
                .header("Vary", "Accept")
                .body(html.getBytes(StandardCharsets.UTF_8));
    }
}
