package io.holdfast.endtoend;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.FrameLocator;
import com.sun.net.httpserver.HttpServer;
import io.holdfast.embedded.FreePorts;
import io.holdfast.testsupport.scenario.Slots.Slot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The web app in a real browser, on the running platform: what scripts, keys, narrow screens, other languages and other sites do to
 * it. On each page axe finds nothing, the policy forbids nothing and the console says nothing. Pictures are in {@code target/pages}.
 */
@OnPlatform
class WebAppInChromiumTest {

    private static final String OFFERING = "astrology-reading";
    private static final String PROFESSIONAL = "dr-sarah-khan";
    private static final String TIMES = "/book/" + OFFERING + "/" + PROFESSIONAL;
    private static final String SEND = "main form:has(#email) .actions button";
    private static final String PAY = "form[action$='/pay'] .actions button";
    private static final int BUDGET_BYTES = 60 * 1024;
    private static final int BUDGET_REQUESTS = 6;

    private static Platform platform;
    private static Chromium chromium;

    @BeforeAll
    static void open() {
        Path executable = Chromium.installed().orElse(null);
        assumeTrue(executable != null, Chromium.MISSING);
        platform = Platform.running();
        chromium = Chromium.start(executable, platform.embedded.url());
    }

    @AfterAll
    static void end() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private static Slot slot() {
        return platform.slots.free(PROFESSIONAL, OFFERING);
    }

    private static String timesOf(Slot slot) {
        return TIMES + "?duration=60&date=" + slot.day();
    }

    private static String free(Slot slot) {
        return "a.slot:has(time[datetime='" + slot.start() + "'])";
    }

    private static void fillIn(Tab tab, String email) {
        tab.find("#name").fill("Gita Guest");
        tab.find("#email").fill(email);
    }

    /** The order is made a moment after the page is there, which asks for itself again until then. */
    private static void awaitPayable(Tab tab) {
        tab.awaitPath("/b/[^/]+/pay");
        tab.find("[name=outcome]").first().waitFor();
    }

    private static void pay(Tab tab, String outcome) {
        tab.find("[name=outcome][value=" + outcome + "]").check();
        tab.find(PAY).click();
    }

    private static void awaitConfirmed(Tab tab) {
        assertThat(tab.find("h1")).hasText("Confirmed");
    }

    @Test
    void aGuestBooksAndPaysAfterOneTryThatFailedAndOneThatWasLeft() {
        Slot slot = slot();
        try (Tab tab = chromium.tab()) {
            tab.open("/").look("home");
            tab.open("/o/" + OFFERING).look("offering");
            tab.open("/p/" + PROFESSIONAL).look("professional");
            tab.open("/book/consultation-60").look("choice");
            tab.open(timesOf(slot)).look("times");
            tab.find(free(slot)).click();
            tab.awaitPath(TIMES + "/details");
            tab.look("details");
            tab.find(SEND).click();
            assertThat(tab.find("#name")).isFocused();
            tab.look("details-mistakes");
            fillIn(tab, Platform.freshEmail());
            tab.find(SEND).click();

            awaitPayable(tab);
            tab.look("pay");
            pay(tab, "failure");
            assertThat(tab.find("#notices")).containsText("did not go through");
            awaitPayable(tab);
            pay(tab, "dismiss");
            assertThat(tab.find("#notices")).containsText("You left the payment");
            awaitPayable(tab);
            pay(tab, "success");
            tab.awaitPath("/b/[^/]+");
            // Whether it was confirmed before the page came or after, it shows it without a reload of ours.
            awaitConfirmed(tab);

            String booking = tab.path();
            tab.look("booking");
            assertThat(tab.shown(".summary")).contains("₹999", "Dr. Sarah Khan");
            tab.open(booking + "/change").look("change");
            tab.open(booking + "/cancel").look("cancel");
            tab.open(booking + "/reschedule").look("reschedule");
            tab.find("#times a.slot").first().click();
            assertThat(tab.find("h1")).hasText("Move it to this time?");
            tab.look("reschedule-confirm");
            tab.find("main form .actions button").click();
            tab.awaitPath(booking);
            awaitConfirmed(tab);
            assertThat(tab.shown("#notices")).contains("moved");
        }
    }

    @Test
    void aTimeThatGoesIsStruckOutAndAtTheLastStepTheThreeNearestAreOffered() {
        Slot slot = slot();
        String email = Platform.freshEmail();
        try (Tab looking = chromium.tab();
                Tab typing = chromium.tab()) {
            looking.open(timesOf(slot));
            assertThat(looking.find(free(slot))).isVisible();
            typing.open(TIMES + "/details?duration=60&start=" + slot.start());
            fillIn(typing, email);

            platform.hold(slot);

            assertThat(looking.find(free(slot) + ".lost")).isVisible();
            assertThat(looking.shown("#times-notice")).contains("just been taken");
            typing.find(SEND).click();
            assertThat(typing.find("#notices")).containsText("is gone");
            assertThat(typing.find("#email")).hasValue(email);
            assertThat(typing.find("[name=other-start]")).hasCount(3);
            typing.look("details-gone");
            typing.find("[name=other-start]").first().click();
            awaitPayable(typing);
        }
    }

    @Test
    void keysAreEnough() {
        try (Tab tab = chromium.tab()) {
            tab.open(TIMES);
            tab.press("Tab");
            assertThat(tab.page.evaluate("document.activeElement.className")).isEqualTo("skip");
            tab.tabTo(".month a.day");
            tab.press("End");
            tab.press("Enter");
            tab.page.waitForURL(url -> url.endsWith("#times"));
            tab.tabTo("#times a.slot");
            tab.press("Enter");
            tab.awaitPath(TIMES + "/details");
            tab.tabTo("#name");
            tab.type("Gita Guest");
            tab.tabTo("#email");
            tab.type(Platform.freshEmail());
            tab.press("Enter");
            awaitPayable(tab);
            tab.tabTo(PAY);
            tab.press("Enter");
            tab.awaitPath("/b/[^/]+");
            awaitConfirmed(tab);
        }
    }

    @Test
    void scriptsAreNotNeeded() {
        Slot slot = slot();
        try (Tab tab = chromium.tab(options -> options.setJavaScriptEnabled(false))) {
            tab.open(timesOf(slot));
            tab.find(free(slot)).click();
            tab.awaitPath(TIMES + "/details");
            fillIn(tab, Platform.freshEmail());
            tab.find(SEND).click();
            awaitPayable(tab);
            pay(tab, "success");
            tab.awaitPath("/b/[^/]+");
            awaitConfirmed(tab);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "hi", "he"})
    void aNarrowScreenIsWideEnoughInEveryLanguage(String language) {
        Slot slot = slot();
        try (Tab tab = chromium.tab(options -> options.setViewportSize(360, 740).setLocale(language))) {
            Map<String, String> pages = new LinkedHashMap<>();
            pages.put("home", "/");
            pages.put("times", timesOf(slot));
            pages.put("details", TIMES + "/details?duration=60&start=" + slot.start());
            pages.put("waitlist", TIMES + "/waitlist?duration=60&date=" + slot.day());
            pages.put("login", "/login");
            pages.forEach((name, address) -> {
                tab.open(address).look(name + "-360-" + language);
                assertThat(tab.page.evaluate("document.documentElement.lang")).isEqualTo(language);
                assertThat(tab.page.evaluate("document.documentElement.dir")).isEqualTo(language.equals("he") ? "rtl" : "ltr");
            });
        }
    }

    @Test
    void whoWaitsAndWhoIsSignedInHavePagesOfTheirOwn() {
        Slot slot = slot();
        try (Tab tab = chromium.tab()) {
            tab.open(TIMES + "/waitlist?duration=60&date=" + slot.day()).look("waitlist");
            fillIn(tab, Platform.freshEmail());
            tab.find(SEND).click();
            tab.awaitPath("/w/[^/]+");
            assertThat(tab.find("h1")).hasText("You are on the waitlist");
            tab.look("place");
            // Whoever still waited would be offered what other tests give back.
            tab.find("form[action$='/leave'] button").click();
            assertThat(tab.find("h1")).hasText("You do not wait any more");
            tab.open("/login?next=/me").look("login");
            tab.find("button[value=client]").click();
            tab.awaitPath("/me");
            tab.look("me");
            tab.open("/book/home-massage");
            tab.look("match");
            tab.open("/nowhere").look("not-found");
            tab.open("/demo/time").look("demo-time");
        }
    }

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

    @Test
    void publicPagesAreSmall() {
        for (String address : List.of("/", "/p/" + PROFESSIONAL, "/o/" + OFFERING, "/book/consultation-60", TIMES)) {
            try (Tab tab = chromium.tab()) {
                var bytes = new AtomicLong();
                var requests = new AtomicLong();
                CDPSession network = tab.page.context().newCDPSession(tab.page);
                network.on("Network.loadingFinished", event -> bytes.addAndGet(event.get("encodedDataLength").getAsLong()));
                network.on("Network.requestWillBeSent", event -> requests.incrementAndGet());
                network.send("Network.enable");

                tab.open(address);

                System.out.printf("%s: %.1f KB in %d requests%n", address, bytes.get() / 1024.0, requests.get());
                assertThat(bytes.get()).as("bytes of " + address).isPositive().isLessThanOrEqualTo(BUDGET_BYTES);
                assertThat(requests.get()).as("requests of " + address).isLessThanOrEqualTo(BUDGET_REQUESTS);
            }
        }
    }

    /** Somebody else's page, with the two lines of the web app's README. */
    private static final class Site implements AutoCloseable {

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
