package io.holdfast.endtoend;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.options.BoundingBox;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.Slots.Slot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A professional's pages in a real browser, on the running platform: the calendar as a grid, what is dragged in it and asked of its
 * dialogs, the editor of hours, a picture. {@code -Dholdfast.e2e.pages=all} looks at each page in each language at both widths.
 */
@OnPlatform
class ProfessionalInChromiumTest {

    private static final String ME = "dr-grid";
    private static final String AT_ONCE = "grid-at-once";
    private static final String ON_REQUEST = "grid-on-request";

    private static Platform platform;
    private static Chromium chromium;

    @BeforeAll
    static void open() {
        Path executable = Chromium.installed().orElse(null);
        assumeTrue(executable != null, Chromium.MISSING);
        platform = Platform.running();
        chromium = Chromium.start(executable, platform.embedded.url());
        offering(AT_ONCE, "INSTANT");
        offering(ON_REQUEST, "MANUAL");
        platform.admin.put("/api/v1/admin/professionals/" + ME, Map.of(
                "displayName", "Dr. Gala Grid", "email", "gala@holdfast.example", "category", "Therapist", "hourlyRate",
                Map.of("amount", 90000, "currency", "INR"), "zone", "Asia/Kolkata", "languages", List.of("en"), "offeringIds",
                List.of(AT_ONCE, ON_REQUEST))).expect(201);
        String month = platform.anybody.get("/demo/clock").expect(200).body().get("now").asString().substring(0, 7);
        for (String offering : List.of(AT_ONCE, ON_REQUEST)) {
            Eventually.see("they can be booked", () -> platform.anybody.get("/api/v1/professionals/" + ME
                    + "/available-dates?offeringId=" + offering + "&month=" + month).status(), status -> status == 200);
        }
    }

    private static void offering(String id, String confirmation) {
        platform.admin.put("/api/v1/admin/offerings/" + id, Map.of(
                "name", "Grid " + confirmation, "mode", "DIRECT", "confirmation", confirmation, "durations", List.of(60), "price",
                Map.of("amount", 0, "currency", "INR"), "capacity", 1)).expect(200);
    }

    @AfterAll
    static void end() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private static Tab signedIn(Tab tab) {
        Eventually.see("they can sign in", () -> platform.anybody.get("/demo/tokens/" + ME).status(), status -> status == 200);
        tab.open("/login?next=/pro");
        tab.find("button[value=" + ME + "]").click();
        tab.awaitPath("/pro");
        return tab;
    }

    /** A booking of somebody, once the calendar has it. */
    private static String booked(Slot slot, String name, String status) {
        Map<String, Object> body = new LinkedHashMap<>(Platform.request(slot));
        body.put("client", HoldfastApi.guest(name, Platform.freshEmail()));
        String id = Eventually.see(
                        "it can be booked", () -> platform.anybody.post("/api/v1/bookings", body, "Prefer", "wait=20"),
                        answer -> answer.status() == 201)
                .body().get("id").asString();
        Eventually.see(name + " is " + status, () -> statusOf(id), status::equals);
        return id;
    }

    private static String statusOf(String id) {
        return platform.admin.get("/api/v1/bookings/" + id).body().path("status").asString("");
    }

    private static String startOf(String id) {
        return platform.admin.get("/api/v1/bookings/" + id).body().path("start").asString("");
    }

    private static String event(String id) {
        return ".fc-event[href='/pro/bookings/" + id + "']";
    }

    private static Tab calendar(Tab tab, String view, LocalDate date) {
        tab.open("/pro/calendar?view=" + view + "&date=" + date);
        tab.find(".calendar-grid .fc-view-harness").waitFor();
        return tab;
    }

    @Test
    void theGridShowsDayWeekAndMonthWithColourIconAndWord() {
        Slot slot = platform.slots.free(ME, AT_ONCE);
        String id = booked(slot, "Wanda Week", "CONFIRMED");
        try (Tab tab = signedIn(chromium.tab())) {
            for (String view : List.of("day", "week", "month")) {
                calendar(tab, view, slot.day()).look("pro-calendar-" + view);
                // A month shows the first four of a day, and how many more there are.
                Locator shown = tab.find(view.equals("month") ? ".fc-event.kind-info" : event(id) + ".kind-info").first();
                if (!view.equals("month")) {
                    assertThat(shown).containsText("Wanda Week");
                }
                assertThat(shown.locator("svg.icon")).hasCount(1);
                assertThat(shown.locator(".status-word")).hasText("Scheduled");
            }
            // The list is there, too, for whoever wants it.
            tab.find("details.list > summary").click();
            assertThat(tab.find("li[data-id='" + id + "']")).isVisible();
        }
    }

    @Test
    void aRequestIsConfirmedInTheDialogAndOnlyThenItsClientIsNoted() {
        Slot slot = platform.slots.free(ME, ON_REQUEST);
        String id = booked(slot, "Petra Pending", "PENDING_CONFIRMATION");
        try (Tab tab = signedIn(chromium.tab())) {
            calendar(tab, "week", slot.day());
            tab.find(event(id)).focus();
            tab.press("Enter");
            assertThat(tab.find("dialog#entry h2").first()).hasText("Petra Pending");
            assertThat(tab.find("dialog#entry form[action$='/confirm']")).hasCount(1);
            assertThat(tab.find("dialog#entry form[action$='/no-show'], dialog#entry form[action$='/complete']")).hasCount(0);
            tab.look("pro-calendar-dialog");
            tab.find("dialog#entry details:has(form[action$='/decline']) summary").click();
            tab.find("dialog#entry form[action$='/decline'] button").click();
            assertThat(tab.find("dialog#entry .mistake")).containsText("word about why");
            assertThat(tab.takeFaults()).as("the form came back").allMatch(fault -> fault.startsWith("422"));

            tab.find("dialog#entry form[action$='/confirm'] button").click();

            assertThat(tab.find("dialog#entry")).isHidden();
            assertThat(tab.find("#notices")).containsText("confirmed");
            assertThat(tab.find(event(id) + ".kind-info")).isVisible();
            assertThat(statusOf(id)).isEqualTo("CONFIRMED");
            tab.find(event(id)).click();
            assertThat(tab.find("dialog#entry form[action$='/confirm']")).hasCount(0);
            tab.press("Escape");
            assertThat(tab.find("dialog#entry")).isHidden();
        }
    }

    @Test
    void whatIsDraggedIsAskedOnceMoreMovedOrPutBackWithTheReason() {
        Slot slot = platform.slots.free(ME, AT_ONCE);
        String id = booked(slot, "Mona Moves", "CONFIRMED");
        String before = startOf(id);
        try (Tab tab = signedIn(chromium.tab(options -> options.setViewportSize(1280, 1600)))) {
            calendar(tab, "day", slot.day());
            String free = emptyRow(tab, slot);

            drag(tab, id, free);
            assertThat(tab.find("dialog#moving [data-who]")).hasText("Mona Moves");
            assertThat(tab.find("dialog#moving [data-to]")).containsText(free);
            tab.look("pro-calendar-move");
            tab.find("dialog#moving [data-keep]").click();
            assertThat(tab.find(event(id) + " b")).containsText(wall(before));
            assertThat(startOf(id)).as("nothing was asked of anybody").isEqualTo(before);

            drag(tab, id, free);
            tab.find("dialog#moving [name=reason]").fill("The room is painted");
            tab.find("dialog#moving form .actions button").first().click();
            assertThat(tab.find("#notices")).containsText("moved");
            assertThat(tab.find("dialog#moving")).isHidden();
            String after = Eventually.see("it is there", () -> startOf(id), start -> !start.equals(before));
            assertThat(wall(after)).isEqualTo(free);
            assertThat(tab.find(event(id) + " b")).containsText(free);

            // Before the hours begin nobody is there.
            drag(tab, id, "08:00");
            tab.find("dialog#moving form .actions button").first().click();
            assertThat(tab.find("dialog#moving [data-answer]")).containsText("outside the hours");
            assertThat(tab.takeFaults()).as("what was refused").allMatch(fault -> fault.startsWith("409"));
            tab.look("pro-calendar-refused");
            tab.find("dialog#moving [data-answer] button").click();
            assertThat(tab.find(event(id) + " b")).containsText(free);
            assertThat(startOf(id)).isEqualTo(after);
        }
    }

    /** In India, which the professional and the browser are in. */
    private static String wall(String instant) {
        return Instant.parse(instant).atZone(ZoneId.of("Asia/Kolkata")).toLocalTime().toString();
    }

    /** An hour on the hour of that day at which nothing is drawn. */
    private static String emptyRow(Tab tab, Slot slot) {
        List<String> taken = tab.find(".fc-event b").allInnerTexts();
        return List.of("16:00", "15:00", "14:00", "13:00", "12:00", "11:00", "10:00").stream()
                .filter(hour -> taken.stream().noneMatch(text -> text.contains(hour)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing is free on " + slot.day()));
    }

    /** By as much as lies between where it begins and that hour. */
    private static void drag(Tab tab, String id, String hour) {
        BoundingBox from = tab.find(event(id)).boundingBox();
        double down = laneOf(tab, hour) - laneOf(tab, tab.find(event(id) + " b").innerText().substring(0, 5));
        var mouse = tab.page.mouse();
        mouse.move(from.x + 40, from.y + 8);
        mouse.down();
        mouse.move(from.x + 40, from.y + 8 + Math.signum(down) * 10);
        mouse.move(from.x + 40, from.y + 8 + down, new Mouse.MoveOptions().setSteps(12));
        mouse.up();
        tab.find("dialog#moving[open]").waitFor();
    }

    private static double laneOf(Tab tab, String hour) {
        return tab.find(".fc-timegrid-slot-lane[data-time='" + hour + ":00']").boundingBox().y;
    }

    @Test
    void hoursShowWhatClientsWouldSeeAndLeavingWithChangesAsks() {
        try (Tab tab = signedIn(chromium.tab())) {
            tab.open("/pro/schedule").look("pro-schedule");
            assertThat(tab.find("#preview .time-chip").allInnerTexts()).contains("09:00");
            tab.find("[name=after]").fill("30");
            for (String day : List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")) {
                tab.find("[name=" + day + "-start]").fill("12:30");
            }
            assertThat(tab.find("#preview [data-seen]")).containsText("nothing of it is saved yet");
            assertThat(tab.find("#preview .time-chip").allInnerTexts()).isNotEmpty().allMatch(time -> time.compareTo("12:30") >= 0);
            String date = tab.find("[data-dates] a.day").last().getAttribute("data-date");
            tab.find("[data-dates] a.day").last().click();
            assertThat(tab.find(".date-row input[type=date]").first()).hasValue(date);
            assertThat(tab.find(".date-row select").first()).isFocused();

            tab.page.onceDialog(asks -> {
                assertThat(asks.type()).isEqualTo("beforeunload");
                asks.dismiss();
            });
            tab.find(".tabs a[href='/pro/earnings']").click();
            assertThat(tab.find("[name=MONDAY-start]")).hasValue("12:30");
            assertThat(tab.path()).isEqualTo("/pro/schedule");
            tab.page.onDialog(Dialog::accept);
        }
    }

    @Test
    void aPictureIsShownBeforeItIsSentAndEverywhereAfterwards(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("me.png");
        var picture = new BufferedImage(600, 400, BufferedImage.TYPE_INT_RGB);
        Graphics2D paint = picture.createGraphics();
        paint.setColor(new Color(11, 97, 87));
        paint.fillRect(0, 0, 600, 400);
        paint.dispose();
        ImageIO.write(picture, "png", file.toFile());
        Path none = Files.writeString(folder.resolve("none.png"), "no picture at all");
        try (Tab tab = signedIn(chromium.tab())) {
            tab.open("/pro/profile").look("pro-profile");
            tab.find("#file").setInputFiles(file);
            tab.find("[data-shown] canvas").waitFor();
            tab.find("#avatar button").click();
            assertThat(tab.find("#notices")).containsText("picture");
            assertThat(tab.find("main img.avatar")).hasCount(1);
            tab.page.waitForFunction("document.querySelector('main img.avatar').complete");
            assertThat(tab.page.evaluate("document.querySelector('main img.avatar').naturalWidth")).isEqualTo(320);
            tab.look("pro-profile-picture");

            tab.find("#file").setInputFiles(none);
            tab.find("#avatar button").click();
            assertThat(tab.find("#file-mistake")).containsText("no JPEG or PNG");
            tab.takeFaults();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "hi", "he"})
    void everyPageIsAccessibleAndWithinItsWidthInEveryLanguage(String language) {
        Slot slot = platform.slots.free(ME, ON_REQUEST);
        String id = booked(slot, "Sara Small", "PENDING_CONFIRMATION");
        String movable = booked(platform.slots.free(ME, AT_ONCE), "Mia Movable", "CONFIRMED");
        try (Tab tab = signedIn(chromium.tab(options -> options.setLocale(language)))) {
            Map<String, String> pages = new LinkedHashMap<>();
            pages.put("desk", "/pro");
            pages.put("requests", "/pro/requests");
            pages.put("booking", "/pro/bookings/" + id);
            pages.put("move", "/pro/bookings/" + movable + "/move");
            pages.put("day", "/pro/calendar?view=day&date=" + slot.day());
            pages.put("week", "/pro/calendar?view=week&date=" + slot.day());
            pages.put("month", "/pro/calendar?view=month&date=" + slot.day());
            pages.put("calendars", "/pro/calendars");
            pages.put("schedule", "/pro/schedule");
            pages.put("off", "/pro/schedule/off");
            pages.put("earnings", "/pro/earnings");
            pages.put("profile", "/pro/profile");
            pages.put("notifications", "/pro/notifications");
            for (Look look : Look.in(language, pages.keySet())) {
                String address = String.valueOf(pages.get(look.page()));
                tab.page.setViewportSize(look.width(), 800);
                tab.open(address);
                if (address.startsWith("/pro/calendar?") && look.width() > 768) {
                    tab.find(".calendar-grid .fc-view-harness").waitFor();
                }
                tab.look("pro-" + look.page() + "-" + look.width() + "-" + language);
            }
        }
    }

    /** A phone in the hand: from the first page to what was done in at most three taps. */
    @Test
    void eachActIsAtMostThreeTapsAway() {
        String asked = booked(platform.slots.free(ME, ON_REQUEST), "Tara Taps", "PENDING_CONFIRMATION");
        String moved = booked(platform.slots.free(ME, AT_ONCE), "Tom Taps", "CONFIRMED");
        try (Tab tab = signedIn(chromium.tab(options -> options.setViewportSize(360, 740).setHasTouch(true)))) {
            tab.find("form[action='/pro/bookings/" + asked + "/confirm'] button").tap();
            assertThat(tab.find("#notices")).containsText("confirmed");
            assertThat(tab.path()).isEqualTo("/pro");

            tab.open("/pro/calendar?date=" + startOf(moved).substring(0, 10));
            String before = startOf(moved);
            tab.find("li[data-id='" + moved + "'] a").tap();
            tab.find(".acts a[href$='/move']").tap();
            tab.find("button.slot").first().tap();
            assertThat(tab.find("#notices")).containsText("moved");
            Eventually.see("it is elsewhere", () -> startOf(moved), start -> !start.equals(before));
        }
    }

    /** A practice's day of forty bookings with a phone in the hand: each thing that is done, from the first page, in three taps at most. */
    @Test
    void aDayOfFortyIsDoneInThreeTapsEach() {
        Forty day = Forty.booked(platform);
        try (Tab tab = chromium.tab(options -> options.setViewportSize(360, 740).setHasTouch(true))) {
            tab.open("/login?next=/pro");
            tab.find("button[value=" + Forty.WHO + "]").click();
            tab.awaitPath("/pro");
            tab.look("pro-forty");
            assertThat(tab.find("#today ~ ul > li, #today ~ details li")).hasCount(Forty.BOOKINGS);

            String now = day.at("12:00");
            taps(tab, "form[action='/pro/bookings/" + now + "/complete'] button");
            becomes(now, "COMPLETED");
            String over = day.at("11:00");
            taps(tab, "#today ~ details > summary", "li[data-id='" + over + "'] a", ".acts form[action$='/no-show'] button");
            becomes(over, "NO_SHOW");
            String later = day.at("13:00");
            taps(tab, "li[data-id='" + later + "'] a", ".acts a[href$='/move']", "button.slot");
            assertThat(tab.find("#notices")).containsText("moved");
            String ill = day.at("13:15");
            tab.open("/pro");
            taps(tab, "li[data-id='" + ill + "'] a", ".acts details > summary");
            assertThat(tab.find(".acts details [name=reason]")).isFocused();
            tab.type("I am ill");
            tab.find(".acts details button").tap();
            becomes(ill, "CANCELLED");
            String asked = day.at("17:00");
            taps(tab, "form[action='/pro/bookings/" + asked + "/confirm'] button");
            becomes(asked, "CONFIRMED");
            String unwanted = day.at("17:15");
            taps(tab, "a[href^='/pro/bookings/" + unwanted + "?act=decline']", "#reason");
            tab.type("That is my evening");
            tab.find("form[action$='/decline'] button").tap();
            becomes(unwanted, "DECLINED");
        }
    }

    /** From the first page on. What is not here is one tap more: the button below what was typed. */
    private static void taps(Tab tab, String... places) {
        assertThat(places).hasSizeLessThanOrEqualTo(3);
        tab.open("/pro");
        for (String place : places) {
            tab.find(place).first().tap();
        }
    }

    private static void becomes(String id, String status) {
        Eventually.see("it is " + status, () -> statusOf(id), status::equals);
    }

    /** A day from eight to six, a quarter of an hour each, at noon; four of the evening wait for an answer. */
    private record Forty(Map<String, String> idsByTime) {

        static final String WHO = "dr-forty";
        static final int BOOKINGS = 40;
        private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
        private static final int ASKED = 4;

        static Forty booked(Platform platform) {
            for (String confirmation : List.of("INSTANT", "MANUAL")) {
                platform.admin.put("/api/v1/admin/offerings/forty-" + confirmation.toLowerCase(Locale.ROOT), Map.of(
                        "name", "A quarter of an hour", "mode", "DIRECT", "confirmation", confirmation, "durations", List.of(15), "price",
                        Map.of("amount", 0, "currency", "INR"), "capacity", 1, "rules", Map.of("minNoticeMinutes", 0), "policies",
                        Map.of("answerWithinHours", 72, "answerBeforeStartHours", 1))).expect(200);
            }
            platform.admin.put("/api/v1/admin/professionals/" + WHO, Map.of(
                    "displayName", "Dr. Fatima Forty", "email", "forty@holdfast.example", "category", "Therapist", "hourlyRate",
                    Map.of("amount", 90000, "currency", "INR"), "zone", ZONE.getId(), "languages", List.of("en"), "offeringIds",
                    List.of("forty-instant", "forty-manual"))).expect(201);
            Eventually.see("they can sign in", () -> platform.anybody.get("/demo/tokens/" + WHO).status(), status -> status == 200);
            var hours = new LinkedHashMap<String, Object>();
            for (DayOfWeek day : DayOfWeek.values()) {
                hours.put(day.name(), Map.of("start", "08:00", "end", "20:00", "enabled", true));
            }
            HoldfastApi forty = platform.anybody.as(WHO);
            Eventually.see("their hours can be set", () -> forty.put("/api/v1/professionals/me/schedule",
                    Map.of("slotStep", 15, "weeklyHours", hours, "breaks", List.of())).status(), status -> status == 200);
            Instant now = now(platform);
            LocalDate tomorrow = now.atZone(ZONE).toLocalDate().plusDays(1);
            Map<String, String> ids = IntStream.range(0, BOOKINGS).parallel().boxed().collect(Collectors.toConcurrentMap(
                    number -> LocalTime.of(8, 0).plusMinutes(15L * number).toString(),
                    number -> booked(platform, number, tomorrow.atTime(8, 0).atZone(ZONE).toInstant().plusSeconds(900L * number))));
            platform.advance(Duration.between(now(platform), tomorrow.atTime(12, 5).atZone(ZONE).toInstant()).toString());
            Eventually.see("the morning is over", () -> statusOf(ids.get("11:45")), "COMPLETED"::equals);
            Eventually.see("noon has begun", () -> statusOf(ids.get("12:00")), "IN_PROGRESS"::equals);
            return new Forty(ids);
        }

        private static Instant now(Platform platform) {
            return Instant.parse(platform.anybody.get("/demo/clock").expect(200).body().get("now").asString());
        }

        private static String booked(Platform platform, int number, Instant start) {
            boolean asked = number >= BOOKINGS - ASKED;
            Map<String, Object> body = Map.of(
                    "offeringId", asked ? "forty-manual" : "forty-instant", "mode", "DIRECT", "professionalId", WHO, "start",
                    start.toString(), "duration", 15, "client", HoldfastApi.guest("Guest Number" + number, Platform.freshEmail()));
            String id = Eventually.see(
                            "it can be booked", () -> platform.anybody.post("/api/v1/bookings", body, "Prefer", "wait=20"),
                            answer -> answer.status() == 201)
                    .body().get("id").asString();
            Eventually.see("it stands", () -> statusOf(id), (asked ? "PENDING_CONFIRMATION" : "CONFIRMED")::equals);
            return id;
        }

        String at(String time) {
            return Objects.requireNonNull(idsByTime.get(time), time);
        }
    }
}
