package io.holdfast.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotCaret;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.InTurn;
import io.holdfast.testsupport.scenario.Slots;
import io.holdfast.testsupport.scenario.Slots.Slot;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What somebody sees who starts Holdfast for the first time: a practice that people go to. And that the platform may be killed
 * while a browser is at the pay page: after the next start the page goes on.
 *
 * <p>{@code -Dholdfast.e2e.screenshots=<folder>} writes the README's pictures there.
 */
@InTurn(1)
class DemoWeekInChromiumTest {

    /** Those of the README, by their addresses. */
    private static final Map<String, String> PICTURES = Map.of(
            "/", "home", "/book/consultation-60/dr-sarah-khan", "times", "/pro/calendar", "calendar", "/admin", "admin");
    private static final List<String> FIRST_LOOKS = List.of("/", "/p/dr-sarah-khan", "/demo/money", "/pro", "/pro/calendar", "/admin");
    private static final String TOUR = System.getProperty("holdfast.e2e.screenshots", "");

    @Test
    void theFirstLookIsAtALivingPracticeAndAPaymentOutlivesTheProcess() throws IOException {
        Path executable = Chromium.installed().orElse(null);
        assumeTrue(executable != null, Chromium.MISSING);
        Path home = Path.of("target", "demo-week").toAbsolutePath();
        FileSystemUtils.deleteRecursively(home);
        var environment = Map.of(
                "HOLDFAST_DEMO_WEEK", "true",
                "HOLDFAST_DATABASE_PREFIX", "week-" + UUID.randomUUID().toString().substring(0, 8) + "-");
        try (var platform = new PlatformProcess(home, environment)) {
            platform.start();
            assumeTrue(platform.said().stream().anyMatch(line -> line.contains("a week of bookings")), "The document server is not ours");
            HoldfastApi api = HoldfastApi.at(platform.url());
            JsonNode before = theWeekHasHappened(api);
            try (Chromium chromium = Chromium.start(executable, platform.url())) {
                everybodySeesIt(chromium);
                thePayPageGoesOn(chromium, platform, api);
            }
            assertThat(stats(api).get("totalBookings").asInt()).as("it happens once")
                    .isEqualTo(before.get("totalBookings").asInt() + 1);
        }
    }

    private static JsonNode theWeekHasHappened(HoldfastApi api) {
        JsonNode clock = api.get("/demo/clock").expect(200).body();
        assertThat(clock.get("offset").asString()).isEqualTo("PT0S");
        JsonNode stats = stats(api);
        assertThat(stats.get("totalBookings").asInt()).isEqualTo(22);
        JsonNode byStatus = stats.get("bookingsByStatus");
        for (String status : List.of("CONFIRMED", "COMPLETED", "PENDING_CONFIRMATION", "CANCELLED", "NO_SHOW", "EXPIRED")) {
            assertThat(byStatus.path(status).asInt()).as(status).isPositive();
        }
        for (JsonNode professional : api.get("/api/v1/professionals").expect(200).body().get("items")) {
            String picture = professional.get("avatarUrl").asString();
            assertThat(api.get(picture.replaceFirst("^http://[^/]+", "").replaceFirst("#.*", "")).expect(200).header("Content-Type"))
                    .isEqualTo("image/svg+xml");
        }
        assertThat(api.get("/api/v1/professionals/dr-sarah-khan").expect(200).body().get("ratingCount").asInt()).isGreaterThan(2);
        assertThat(api.get("/api/v1/offerings/consultation-60", "Accept-Language", "he").expect(200).text()).contains("ייעוץ");
        assertThat(api.as("admin").get("/api/v1/admin/dead-letters").expect(200).body().get("items")).isEmpty();
        return stats;
    }

    private static JsonNode stats(HoldfastApi api) {
        return api.as("admin").get("/api/v1/admin/stats").expect(200).body();
    }

    private void everybodySeesIt(Chromium chromium) throws IOException {
        Map<String, List<String>> looks = new LinkedHashMap<>();
        looks.put("", List.of("/", "/p/dr-sarah-khan", "/book/consultation-60/dr-sarah-khan", "/demo/money"));
        looks.put("professional", List.of("/pro", "/pro/calendar", "/pro/requests"));
        looks.put("admin", List.of("/admin", "/admin/bookings"));
        for (var look : looks.entrySet()) {
            try (Tab tab = chromium.tab()) {
                if (!look.getKey().isEmpty()) {
                    tab.open("/login");
                    tab.find("button[value=" + look.getKey() + "]").click();
                    tab.page.waitForURL(url -> !url.contains("/login"));
                }
                for (String address : look.getValue()) {
                    String name = "week" + address.replace('/', '-');
                    tab.open(address).look(name);
                    if (FIRST_LOOKS.contains(address)) {
                        assertThat(tab.find(".empty").count()).as("nothing to see on %s", address).isZero();
                    }
                    if (PICTURES.containsKey(address)) {
                        picture(tab, PICTURES.get(address));
                    }
                }
            }
        }
    }

    private static void thePayPageGoesOn(Chromium chromium, PlatformProcess platform, HoldfastApi api) throws IOException {
        Slot slot = new Slots(api).free("dr-sarah-khan", "astrology-reading");
        String token;
        try (Tab paying = chromium.tab();
                Tab watching = chromium.tab()) {
            paying.open("/book/astrology-reading/dr-sarah-khan/details?duration=60&start=" + slot.start());
            InChromium.fillIn(paying, "gita@example.com");
            paying.find(InChromium.SEND).click();
            InChromium.awaitPayable(paying);
            picture(paying, "pay");
            String booking = paying.path().replace("/pay", "");
            token = paying.page.context().cookies().stream()
                    .filter(cookie -> cookie.name.endsWith("holdfast-guest"))
                    .map(cookie -> cookie.value)
                    .findFirst()
                    .orElseThrow();
            watching.open(booking + "?t=" + token);
            InChromium.awaitTitle(watching, "Waiting for your payment");

            platform.killHard();
            platform.start();

            InChromium.pay(paying, "success");
            paying.awaitPath("/b/[^/]+");
            InChromium.awaitConfirmed(paying);
            picture(paying, "booking");
            // It has followed by itself, over the time in which nobody was there.
            InChromium.awaitConfirmed(watching);
        }
        try (Stream<Path> files = Files.walk(Path.of("target", "demo-week", "logs"))) {
            for (Path log : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(log)).as("%s", log).doesNotContain(token);
            }
        }
    }

    /** What fits into a window, for the README. */
    private static void picture(Tab tab, String name) throws IOException {
        if (TOUR.isEmpty()) {
            return;
        }
        Files.createDirectories(Path.of(TOUR));
        tab.page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(TOUR, name + ".png"))
                .setCaret(ScreenshotCaret.INITIAL));
    }
}
