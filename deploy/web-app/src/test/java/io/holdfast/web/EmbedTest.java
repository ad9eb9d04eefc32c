package io.holdfast.web;

import io.holdfast.testsupport.scenario.Browser;
import io.holdfast.testsupport.scenario.Browser.Visit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Other sites show the wizard in a frame: those that were named, and nothing but the wizard. */
class EmbedTest {

    private final RunningWebApp web = RunningWebApp.fresh();
    private final Browser browser = web.browser();

    @Test
    void theWizardIsFramedByTheSitesThatWereNamedOnly() {
        try (var embedding = RunningWebApp.with("--web.embed.sites=https://www.example.com,https://*.example.org")) {
            for (String path : new String[] {"/embed/consultation-60/dr-khan", "/embed/nothing"}) {
                Visit page = embedding.browser().open(path);

                assertThat(page.header("Content-Security-Policy")).endsWith("frame-ancestors https://www.example.com https://*.example.org");
                assertThat(page.header("X-Frame-Options")).isNull();
            }
            for (String path : new String[] {"/", "/book/consultation-60/dr-khan", "/login", "/embed.js", "/nowhere"}) {
                Visit page = embedding.browser().open(path);

                assertThat(page.header("Content-Security-Policy")).as(path).endsWith("frame-ancestors 'none'");
                assertThat(page.header("X-Frame-Options")).as(path).isEqualTo("DENY");
            }
        }
    }

    @Test
    void withoutSitesNobodyFramesAnything() {
        Visit page = browser.open("/embed/consultation-60/dr-khan").expect(200);

        assertThat(page.header("Content-Security-Policy")).endsWith("frame-ancestors 'none'");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
    }

    @Test
    void itIsTheWizardWithoutWhatIsAroundIt() {
        web.api.on("GET /api/v1/professionals/dr-khan/available-dates", Practice::datesInDecember);

        Visit page = browser.open("/embed/consultation-60?lang=he&tz=Asia/Jerusalem").expect(200);

        assertThat(page.address().getPath()).isEqualTo("/embed/consultation-60/dr-khan");
        assertThat(page.document().select("html").attr("dir")).isEqualTo("rtl");
        assertThat(page.document().select("header, footer, .demo, .skip")).isEmpty();
        assertThat(page.document().select("script[src$=frame.js]")).hasSize(1);
        assertThat(page.document().select("h1")).hasSize(1);
        assertThat(page.document().select(".month a.day").attr("href"))
                .isEqualTo("/embed/consultation-60/dr-khan?duration=60&tz=Asia%2FJerusalem&lang=he&date=2026-12-01#times");
    }

    @Test
    void fromTheDetailsOnItIsOurOwnPageAtTopLevel() {
        Visit page = browser.open("/embed/consultation-60/dr-khan?date=2026-12-01").expect(200);

        assertThat(page.document().select("#times a.slot")).isNotEmpty().allSatisfy(slot -> {
            assertThat(slot.attr("target")).isEqualTo("_top");
            assertThat(slot.attr("href")).startsWith("/book/consultation-60/dr-khan/details?");
        });
        assertThat(page.document().select("form[method=post]")).isEmpty();
        browser.open(page.document().selectFirst("#times a.slot").attr("href")).expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/embed/consultation-60/dr-khan/details?start=2026-12-01T03:30:00Z", "/embed/b/b-1", "/embed/"})
    void nothingElseIsThere(String path) {
        browser.open(path).expect(404);
    }

    @Test
    void theScriptHasAnAddressThatStays() {
        Visit script = browser.open("/embed.js").expect(200);

        assertThat(script.header("Content-Type")).startsWith("text/javascript");
        assertThat(script.header("Cache-Control")).isEqualTo("max-age=3600, public");
        assertThat(script.text()).contains("holdfast-booking", "event.origin !== home");
    }
}
