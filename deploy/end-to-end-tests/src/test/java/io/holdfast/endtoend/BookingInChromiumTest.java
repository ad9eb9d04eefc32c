package io.holdfast.endtoend;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.Slots.Slot;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** From a free time to the end of a booking's life, in a browser: each way that it can go, and the pages on it. */
@OnPlatform
class BookingInChromiumTest extends InChromium {

    private static final ZoneId ISRAEL = ZoneId.of("Asia/Jerusalem");

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
            tab.look("pay-failed");
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
            tab.open(booking + "/earlier").look("earlier");
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
    void whatIsNotPaidInTimeExpiresWhileOneLooksAndIsBookedAgain() {
        try (Tab paying = chromium.tab()) {
            ask(paying, slot());
            awaitPayable(paying);
            String booking = paying.path().replace("/pay", "");
            paying.open(booking);
            awaitTitle(paying, "Waiting for your payment");
            paying.look("booking-unpaid");

            platform.advance("PT16M");

            // By itself: the page follows the booking.
            awaitTitle(paying, "The hold has ended");
            paying.look("booking-expired");
            paying.open(booking + "/pay");
            assertThat(paying.path()).isEqualTo(booking);
            paying.find("main a[href='/book/" + OFFERING + "/" + PROFESSIONAL + "']").click();
            paying.awaitPath(TIMES);
        }
    }

    @Test
    void whoCancelsWithinADayIsToldHalfBeforeAndGetsHalf() {
        Slot slot = slot();
        try (Tab tab = chromium.tab()) {
            String booking = confirmed(tab, slot);
            advanceTo(Instant.parse(slot.start()).minus(Duration.ofHours(23)));

            tab.open(booking + "/reschedule").look("reschedule-late");
            tab.open(booking + "/cancel");
            assertThat(tab.shown(".notice")).contains("₹499.50", "less than 24 hours").containsPattern("50\\h%");
            tab.look("cancel-half");
            tab.find("main form .actions button").click();
            assertThat(tab.find("#reason")).isFocused();
            tab.find("#reason").fill("I have to travel");
            tab.find("main form .actions button").click();
            tab.awaitPath(booking);
            awaitTitle(tab, "Cancelled");
            assertThat(tab.shown(".status")).contains("₹499.50").containsPattern("50\\h%");
            tab.look("booking-cancelled");
            Eventually.see("it is in the books", () -> tab.open("/demo/money").find(".rows .badge.warn").count(), found -> found > 0);
            tab.look("demo-money");
        }
    }

    @Test
    void afterItTookPlaceItIsReviewedWithStarsAndWords() {
        Slot slot = slot();
        try (Tab tab = chromium.tab()) {
            String booking = confirmed(tab, slot);
            advanceTo(Instant.parse(slot.start()).plusSeconds(30));
            awaitTitle(tab, "It has begun");
            tab.look("booking-begun");
            advanceTo(Instant.parse(slot.start()).plus(Duration.ofMinutes(61)));
            awaitTitle(tab, "Completed");
            tab.look("booking-completed");

            tab.open(booking + "/review").look("review");
            tab.find("main form .actions button").click();
            assertThat(tab.find("#rating-mistake")).isVisible();
            tab.look("review-mistakes");
            tab.find(".stars label:has([value='5'])").click();
            tab.find("#text").fill("She listened. \u202Egnp.exe <b>bold</b> \uD83D\uDE00");
            tab.find("main form .actions button").click();
            tab.awaitPath(booking);
            assertThat(tab.shown("#notices")).contains("Thank you");
            assertThat(tab.shown(".summary")).contains("5 of 5 stars");
            tab.look("booking-reviewed");
            assertThat(tab.find("a[href$='/review']")).hasCount(0);
        }
    }

    @Test
    void whatIsFreeAndConfirmedByHandIsConfirmedWhileOneLooks() {
        Slot slot = platform.slots.free("dr-james-lee", "clinic-intake");
        try (Tab tab = chromium.tab()) {
            tab.open(detailsOf(slot));
            assertThat(tab.shown(SEND)).isEqualTo("Ask for this time");
            fillIn(tab, Platform.freshEmail());
            tab.find(SEND).click();
            tab.awaitPath("/b/[^/]+");
            awaitTitle(tab, "The practice has to confirm");
            tab.look("booking-asked");
            assertThat(tab.shown(".summary")).contains("Free of charge");

            as("professional2").post("/api/v1/bookings/" + tab.path().substring(3) + "/confirm", Map.of()).expect(200);

            awaitConfirmed(tab);
            tab.look("booking-free");
        }
    }

    @Test
    void aFreeOneIsDeclinedInWords() {
        Slot slot = platform.slots.free("dr-james-lee", "clinic-intake");
        try (Tab tab = chromium.tab()) {
            tab.open(detailsOf(slot));
            fillIn(tab, Platform.freshEmail());
            tab.find(SEND).click();
            tab.awaitPath("/b/[^/]+");
            awaitTitle(tab, "The practice has to confirm");

            as("professional2").post("/api/v1/bookings/" + tab.path().substring(3) + "/decline", Map.of("reason", "On leave")).expect(200);

            awaitTitle(tab, "The practice cannot take it");
            tab.look("booking-declined");
        }
    }

    @Test
    void somebodyInParticularIsWishedForAskedAndComes() {
        LocalDate day = platformTime().atZone(ISRAEL).toLocalDate().plusDays(3);
        while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            day = day.plusDays(1);
        }
        Instant start = day.atTime(LocalTime.of(15, 0)).atZone(ISRAEL).toInstant();
        try (Tab tab = chromium.tab(options -> options.setTimezoneId(ISRAEL.getId()))) {
            tab.open("/book/home-massage/anyone?duration=60&date=" + day).look("match-times");
            tab.open("/book/home-massage/anyone/details?duration=60&start=" + start);
            fillIn(tab, Platform.freshEmail());
            tab.find("#street").fill("12 Dizengoff Street");
            tab.find("#city").fill("Tel Aviv");
            tab.find("#wish-professional").selectOption("maya-cohen");
            tab.find("#wish-language").selectOption("he");
            tab.look("match-details");
            tab.find(SEND).click();
            awaitPayable(tab);
            pay(tab, "success");
            tab.awaitPath("/b/[^/]+");
            awaitTitle(tab, "We are looking for somebody");
            tab.look("booking-match");

            String id = tab.path().substring(3);
            JsonNode proposal = Eventually.see(
                    "Maya Cohen is asked",
                    () -> Platform.list(as("maya-cohen").get("/api/v1/professionals/me/proposals?status=PENDING&limit=100")
                                    .expect(200).body().get("items")).stream()
                            .filter(one -> one.get("id").asString().startsWith(id + "."))
                            .toList(),
                    found -> !found.isEmpty()).getFirst();
            for (String other : List.of("daniel-mizrahi", "yael-levi")) {
                assertThat(as(other).get("/api/v1/professionals/me/proposals?status=PENDING&limit=100").expect(200).text())
                        .doesNotContain(id);
            }
            as("maya-cohen").post(
                            "/api/v1/professionals/me/proposals/" + proposal.get("id").asString() + "/accept",
                            Map.of(), "Prefer", "wait=20")
                    .expect(200);

            // By itself: the page follows the booking.
            awaitConfirmed(tab);
            assertThat(tab.shown(".summary")).contains("Maya Cohen", "12 Dizengoff Street");
            tab.look("booking-match-found");
        }
    }

    @Test
    void whoIsSignedInBooksUnderTheirNameAndFindsItAmongTheirs() {
        Slot slot = slot();
        try (Tab tab = chromium.tab()) {
            tab.open("/login?next=/me").look("login");
            tab.find("button[value=client]").click();
            tab.awaitPath("/me");
            tab.open(detailsOf(slot));
            assertThat(tab.shown("main")).contains("You book as Asha Rao");
            assertThat(tab.find("#email")).hasCount(0);
            tab.look("details-signed-in");
            tab.find("main form .actions button").click();
            awaitPayable(tab);
            String booking = tab.path().replace("/pay", "");
            tab.open("/me");
            assertThat(tab.find("#unpaid")).isVisible();
            tab.look("me-unpaid");
            tab.open(booking + "/pay");
            awaitPayable(tab);
            pay(tab, "success");
            tab.awaitPath("/b/[^/]+");
            awaitConfirmed(tab);
            tab.open("/me");
            assertThat(tab.find("a[href='" + booking + "']").first()).isVisible();
            tab.look("me");
            tab.open("/book/home-massage").look("match");
            tab.open("/nowhere").look("not-found");
            tab.open("/demo").look("demo");
            tab.open("/demo/time").look("demo-time");
            tab.open("/demo/mail").look("demo-mail");
        }
    }

    @Test
    void whoWaitsHasAPageOfTheirPlace() {
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
            tab.look("place-left");
        }
    }

    /** The booking moves; nothing new is paid, and the number stays. */
    @Test
    void whoWouldRatherComeEarlierGetsWhatSomebodyElseGivesBack() {
        Slot early = slot();
        Slot late = slot();
        Platform.Held inTheWay = platform.hold(early);
        try (Tab tab = chromium.tab()) {
            String booking = confirmed(tab, late);
            String number = tab.shown("#about");
            tab.find("a[href$='/earlier']").click();
            tab.find("#date").fill(early.day().toString());
            tab.find("main form .actions button").click();
            tab.awaitPath("/w/[^/]+");
            String place = tab.path();

            platform.anybody
                    .post("/api/v1/bookings/" + inTheWay.id() + "/release", Map.of(), "Holdfast-Manage-Token", inTheWay.manageToken())
                    .expect(200);
            awaitTitle(tab, place, "It is your turn");
            tab.look("place-offered");
            tab.find("form[action$='/accept'] button").click();
            tab.awaitPath(booking);
            assertThat(tab.shown("#notices")).contains("earlier time");
            assertThat(tab.find("#about")).hasText(number);
            assertThat(tab.find(".timeline")).containsText("Moved");
            Eventually.see("the later time is free", () -> platform.slots.isFree(late), free -> free);
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

    @Test
    void keysAreEnough() {
        try (Tab tab = chromium.tab()) {
            tab.open("/");
            tab.press("Tab");
            assertThat(tab.page.evaluate("document.activeElement.className")).isEqualTo("skip");
            tab.tabTo("main a[href='/book/" + OFFERING + "']");
            tab.press("Enter");
            tab.awaitPath(TIMES);
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
            tab.tabTo("a[href$='/cancel']");
            tab.press("Enter");
            tab.awaitPath("/b/[^/]+/cancel");
            tab.tabTo("#reason");
            tab.type("I have to travel");
            tab.press("Enter");
            awaitTitle(tab, "Cancelled");
        }
    }

    private HoldfastApi as(String person) {
        return platform.anybody.as(person);
    }

    private Instant platformTime() {
        return Instant.parse(platform.anybody.get("/demo/clock").expect(200).body().get("now").asString());
    }

    private void advanceTo(Instant then) {
        Duration step = Duration.between(platformTime(), then);
        if (step.isPositive()) {
            platform.advance(step.toString());
        }
    }
}
