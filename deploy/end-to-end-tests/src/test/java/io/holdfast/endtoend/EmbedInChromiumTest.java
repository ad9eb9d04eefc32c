package io.holdfast.endtoend;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import com.microsoft.playwright.FrameLocator;
import com.sun.net.httpserver.HttpServer;
import io.holdfast.embedded.FreePorts;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The wizard on other people's sites, in a browser: framed where that was allowed, a link where not. */
@OnPlatform
class EmbedInChromiumTest extends InChromium {

    @Test
    void anotherSiteShowsTimesInAFrameAndTheRestIsOurOwnPage() throws IOException {
        try (Site named = new Site(URI.create(Platform.OTHER_SITE).getPort());
                Tab tab = chromium.tab()) {
            tab.open(Platform.OTHER_SITE + "/");
            FrameLocator frame = tab.page.frameLocator("holdfast-booking iframe");
            frame.locator("#times a.slot").first().waitFor();
            assertThat(tab.find("holdfast-booking > a")).isHidden();
            Object height = tab.page.evaluate("document.querySelector('holdfast-booking iframe').clientHeight");
            assertThat(((Number) height).intValue()).isGreaterThan(400);
            assertThat(frame.locator("header")).hasCount(0);
            frame.locator(".month a.day").last().click();
            frame.locator("#times a.slot").last().click();
            tab.awaitPath(TIMES + "/details");
            assertThat(tab.page.url()).startsWith(platform.embedded.url());
        }
    }

    @Test
    void aSiteThatWasNotNamedKeepsItsLink() throws IOException {
        int port = FreePorts.next();
        try (Site other = new Site(port);
                Tab tab = chromium.tab()) {
            tab.open("http://127.0.0.1:" + port + "/");

            assertThat(tab.find("holdfast-booking > a")).isVisible();
            tab.page.waitForCondition(() -> tab.hasFault("frame-ancestors"));
            tab.takeFaults();
            tab.find("holdfast-booking > a").click();
            tab.awaitPath(TIMES);
        }
    }

    /** Somebody else's page, with the two lines of the web app's README. */
    private final class Site implements AutoCloseable {

        private final HttpServer server;

        Site(int port) throws IOException {
            String page = """
                    <!doctype html><html lang="en"><title>Another site</title><h1>Another site</h1>
                    <script src="%s/embed.js" defer></script>
                    <holdfast-booking offering="%s" professional="%s" label="Book a reading"></holdfast-booking></html>"""
                    .formatted(platform.embedded.url(), OFFERING, PROFESSIONAL);
            byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
            server.createContext("/", exchange -> {
                boolean asked = exchange.getRequestURI().getPath().equals("/");
                exchange.getResponseHeaders().add("Content-Type", "text/html;charset=UTF-8");
                exchange.sendResponseHeaders(asked ? 200 : 204, asked ? bytes.length : -1);
                if (asked) {
                    exchange.getResponseBody().write(bytes);
                }
                exchange.close();
            });
            server.start();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
