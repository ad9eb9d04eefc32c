package io.holdfast.endtoend;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.holdfast.endtoend.Platform.Held;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.Slots.Slot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What all pages for clients have in common: every language, narrow and wide, at twice the size, light; what people type and who
 * may see it. {@code -Dholdfast.e2e.pages=all} looks at each page in each language at both widths, and at all of them at twice the
 * size, in the light and in the dark; a few minutes.
 */
@OnPlatform
class PagesInChromiumTest extends InChromium {

    private static final int BUDGET_BYTES = 60 * 1024;
    private static final int BUDGET_REQUESTS = 6;

    /** Pages that anybody may see, and those of one guest whose time is held, by the names of their pictures. */
    private Map<String, String> pages(Slot slot, Held held) {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("home", "/");
        pages.put("offering", "/o/" + OFFERING);
        pages.put("professional", "/p/" + PROFESSIONAL);
        pages.put("choice", "/book/consultation-60");
        pages.put("times", timesOf(slot));
        pages.put("details", detailsOf(slot));
        pages.put("match-details", "/book/home-massage/anyone/details?duration=60&start=" + slot.start());
        pages.put("waitlist", TIMES + "/waitlist?duration=60&date=" + slot.day());
        pages.put("login", "/login");
        pages.put("pay", "/b/" + held.id() + "/pay");
        pages.put("booking", "/b/" + held.id());
        pages.put("demo", "/demo");
        pages.put("demo-mail", "/demo/mail");
        pages.put("demo-money", "/demo/money");
        pages.put("demo-time", "/demo/time");
        pages.put("not-found", "/nowhere");
        return pages;
    }

    private static String linkOf(Held held) {
        return "/b/" + held.id() + "?t=" + UriUtils.encodeQueryParam(held.manageToken(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "hi", "he"})
    void everyPageIsWideEnoughAndAccessibleInEveryLanguage(String language) {
        Slot slot = slot();
        Held held = platform.hold(slot());
        Map<String, String> pages = pages(slot, held);
        try (Tab tab = chromium.tab(options -> options.setLocale(language))) {
            tab.open(linkOf(held));
            for (Look look : Look.in(language, pages.keySet())) {
                tab.page.setViewportSize(look.width(), 740);
                tab.open(pages.get(look.page())).look(look.page() + "-" + look.width() + "-" + language);
                assertThat(tab.page.evaluate("document.documentElement.lang")).isEqualTo(language);
                assertThat(tab.page.evaluate("document.documentElement.dir")).isEqualTo(language.equals("he") ? "rtl" : "ltr");
            }
        }
        release(held);
    }

    static List<Boolean> dark() {
        return Look.ALL ? List.of(false, true) : List.of(true);
    }

    /** A window of 1280 pixels at 200 % has room for 640, each of which is two. */
    @ParameterizedTest
    @MethodSource("dark")
    void everyPageFitsAtTwiceTheSizeAndInTheDark(boolean dark) {
        Slot slot = slot();
        Held held = platform.hold(slot());
        try (Tab tab = chromium.tab(options -> twice(options, dark))) {
            tab.open(linkOf(held));
            Map<String, String> pages = pages(slot, held);
            if (!Look.ALL) {
                pages.keySet().retainAll(List.of("home", "times", "details", "match-details", "pay", "booking"));
            }
            pages.forEach((name, address) -> tab.open(address).look(name + (dark ? "-dark" : "") + "-200-percent"));
        }
        release(held);
    }

    private static void twice(Browser.NewContextOptions options, boolean dark) {
        options.setViewportSize(Look.WIDE / 2, 400).setDeviceScaleFactor(2);
        if (dark) {
            options.setColorScheme(ColorScheme.DARK);
        }
    }

    @Test
    void whatPeopleTypeIsTextWhereverItIsShown() {
        String name = "<b onclick=x()>Gita</b> \uD83D\uDE00";
        String words = "<script>document.title='taken'</script> \u202Egnp.exe\u202C \uD83D\uDE4F";
        String email = Platform.freshEmail();
        Slot slot = slot();
        try (Tab guest = chromium.tab();
                Tab doctor = chromium.tab();
                Tab admin = chromium.tab()) {
            guest.open(detailsOf(slot));
            guest.find("#name").fill(name);
            guest.find("#email").fill(email);
            guest.find("#notes").fill(words);
            guest.find(SEND).click();
            awaitPayable(guest);
            pay(guest, "success");
            guest.awaitPath("/b/[^/]+");
            awaitConfirmed(guest);
            String booking = guest.path().substring("/b/".length());
            signIn(doctor, "professional");
            signIn(admin, "admin");
            for (var look : List.of(
                    Map.entry(guest, "/b/" + booking + "/change"), Map.entry(guest, "/b/" + booking),
                    Map.entry(doctor, "/pro/bookings/" + booking), Map.entry(admin, "/admin/bookings/" + booking),
                    Map.entry(admin, "/admin/bookings?q=Gita"))) {
                Tab tab = look.getKey().open(look.getValue());
                assertThat(tab.page.content()).containsAnyOf("&lt;b onclick=x()", "value=\"<b onclick=x()");
                assertThat(tab.page.locator("[onclick]").count()).as(tab.page.url()).isZero();
                assertThat(tab.page.title()).isNotEqualTo("taken");
            }
            assertThat(guest.open("/b/" + booking).shown(".summary")).contains("<b onclick=x()>Gita</b> \uD83D\uDE00");
            assertThat(guest.open("/b/" + booking + "/change").find("#notes").inputValue()).contains("<script>", "\uD83D\uDE4F");
            assertThat(doctor.open("/pro/bookings/" + booking).shown("main")).contains("<b onclick=x()>Gita</b>", "<script>");
            // Text that runs the other way stays where it stands.
            assertThat(doctor.page.locator("main bdi, main [dir=auto]").filter(
                            new Locator.FilterOptions().setHasText("gnp.exe")).count())
                    .isPositive();
            guest.open("/demo/mail?to=" + email);
            guest.find(".rows a").first().click();
            assertThat(guest.page.frameLocator("iframe.mail").locator("[onclick], script").count()).isZero();
            doctor.look("typed-professional");
            guest.open("/b/" + booking).look("typed-client");
        }
    }

    private static void signIn(Tab tab, String person) {
        tab.open("/login");
        tab.find("button[value=" + person + "]").click();
        tab.page.waitForURL(url -> !url.contains("/login"));
    }

    @Test
    void theLinkInAMailOpensTheBookingAndItsTokenIsSeenNowhereElse() {
        Held held = platform.hold(slot());
        platform.pay(held.orderId(), "success", "normal");
        platform.awaitStatus(held, "CONFIRMED");
        JsonNode mail = Eventually.see(
                "the mail",
                () -> platform.mailsTo(held.email()).stream().filter(one -> one.get("html").asString("").contains("?t=")).toList(),
                found -> !found.isEmpty()).getFirst();
        String link = mail.get("html").asString().replaceAll("(?s).*?href=\"([^\"]*/b/" + held.id() + "\\?t=[^\"]*)\".*", "$1");
        try (Tab tab = chromium.tab()) {
            tab.open(link);
            awaitConfirmed(tab);
            assertThat(tab.page.url()).doesNotContain("?");
            tab.find("a[href$='/cancel']").click();
            tab.awaitPath("/b/[^/]+/cancel");
            tab.find(".brand").click();
            tab.awaitPath("/");

            List<String> others = tab.asked().stream().filter(asked -> !asked.startsWith(link)).toList();
            assertThat(others).hasSizeGreaterThan(5).noneMatch(asked -> asked.contains("t=") && asked.contains("/b/" + held.id() + "?"));
            String token = link.substring(link.indexOf("?t=") + 3);
            assertThat(others).noneMatch(asked -> asked.contains(token));
            assertThat(tab.page.evaluate("document.cookie").toString()).doesNotContain(token);
        }
        try (Tab stranger = chromium.tab()) {
            stranger.open("/b/" + held.id());
            assertThat(stranger.path()).isEqualTo("/login");
            assertThat(stranger.page.content()).doesNotContain("Astrology");
            stranger.look("login-for-a-booking");
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
                network.on("Network.requestWillBeSent", event -> {
                    // A stream is opened when all of the page is there, now and then before the count is.
                    if (!event.has("type") || !event.get("type").getAsString().equals("EventSource")) {
                        requests.incrementAndGet();
                    }
                });
                network.send("Network.enable");

                tab.open(address);

                System.out.printf("%s: %.1f KB in %d requests%n", address, bytes.get() / 1024.0, requests.get());
                assertThat(bytes.get()).as("bytes of " + address).isPositive().isLessThanOrEqualTo(BUDGET_BYTES);
                assertThat(requests.get()).as("requests of " + address).isLessThanOrEqualTo(BUDGET_REQUESTS);
            }
        }
    }

    private void release(Held held) {
        HoldfastApi guest = platform.anybody;
        guest.post("/api/v1/bookings/" + held.id() + "/release", Map.of(), "Holdfast-Manage-Token", held.manageToken()).expect(200);
    }
}
