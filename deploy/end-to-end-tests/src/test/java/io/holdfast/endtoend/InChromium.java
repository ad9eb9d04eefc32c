package io.holdfast.endtoend;

import java.nio.file.Path;

import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.Slots.Slot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The web app in a real browser, on the running platform, and what people do there in their words. On each page that is looked
 * at axe finds nothing, the policy forbids nothing and the console says nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InChromium {

    static final String OFFERING = "astrology-reading";
    static final String PROFESSIONAL = "dr-sarah-khan";
    static final String TIMES = "/book/" + OFFERING + "/" + PROFESSIONAL;
    static final String SEND = "main form:has(#email) .actions button";
    static final String PAY = "form[action$='/pay'] .actions button";

    Platform platform;
    Chromium chromium;

    @BeforeAll
    void open() {
        Path executable = Chromium.installed().orElse(null);
        assumeTrue(executable != null, Chromium.MISSING);
        platform = Platform.running();
        chromium = Chromium.start(executable, platform.embedded.url());
    }

    @AfterAll
    void end() {
        if (chromium != null) {
            chromium.close();
        }
    }

    Slot slot() {
        return platform.slots.free(PROFESSIONAL, OFFERING);
    }

    static String timesOf(Slot slot) {
        return TIMES + "?duration=60&date=" + slot.day();
    }

    static String detailsOf(Slot slot) {
        return "/book/" + slot.offering() + "/" + slot.professional() + "/details?duration=60&start=" + slot.start();
    }

    static String free(Slot slot) {
        return "a.slot:has(time[datetime='" + slot.start() + "'])";
    }

    static void fillIn(Tab tab, String email) {
        tab.find("#name").fill("Gita Guest");
        tab.find("#email").fill(email);
    }

    /** As a guest, from the details on: until the time is held, or whatever the page says instead. */
    static void ask(Tab tab, Slot slot) {
        tab.open(detailsOf(slot));
        fillIn(tab, Platform.freshEmail());
        tab.find(SEND).click();
    }

    /** The order is made a moment after the page is there, which asks for itself again until then. */
    static void awaitPayable(Tab tab) {
        tab.awaitPath("/b/[^/]+/pay");
        tab.find("[name=outcome]").first().waitFor();
    }

    static void pay(Tab tab, String outcome) {
        tab.find("[name=outcome][value=" + outcome + "]").check();
        tab.find(PAY).click();
    }

    static void awaitTitle(Tab tab, String title) {
        assertThat(tab.find("h1")).hasText(title);
    }

    static void awaitConfirmed(Tab tab) {
        awaitTitle(tab, "Confirmed");
    }

    /** A guest's booking, paid and confirmed. @return the path of its page, which the tab shows */
    String confirmed(Tab tab, Slot slot) {
        ask(tab, slot);
        awaitPayable(tab);
        pay(tab, "success");
        tab.awaitPath("/b/[^/]+");
        awaitConfirmed(tab);
        return tab.path();
    }

    /** Shows the page of that path again and again, until its heading is as it should be. */
    static void awaitTitle(Tab tab, String path, String title) {
        Eventually.see(title, () -> tab.open(path).shown("h1"), title::equals);
    }
}
