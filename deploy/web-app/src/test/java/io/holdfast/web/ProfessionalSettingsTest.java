package io.holdfast.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

import io.holdfast.testsupport.scenario.Browser;
import io.holdfast.testsupport.scenario.Browser.Visit;
import io.holdfast.web.StubApi.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What professionals set up once: other calendars, messages, their picture, the feed; and what of their hours clients would see. */
class ProfessionalSettingsTest {

    private static final String ADD = "POST /api/v1/professionals/me/busy-calendars";
    private static final String CHOOSE = "PUT /api/v1/me/notifications";
    private static final String PICTURE = "PUT /api/v1/professionals/me/avatar";
    private static final String PREVIEW = "POST /api/v1/professionals/me/schedule/preview";
    private static final String SCHEDULE = "form[action=/pro/schedule]";

    private final RunningWebApp web = RunningWebApp.fresh();
    private final Browser browser;

    ProfessionalSettingsTest() {
        Business.in(web.api);
        browser = Business.signedIn(web, "professional");
    }

    @Test
    void aCalendarThatCannotBeReadIsShownWithSinceWhenAndWhatItMeets() {
        Visit page = browser.open("/pro/calendars").expect(200);

        assertThat(page.shown("section:has(#calendar-cal-1)")).contains(
                "At home", "Cannot be read just now", "calendar.example.com", "4 busy times", "since Monday, 30 November 2026, 12:00",
                "still closes those times", "The server said 500.");
        assertThat(page.document().select("section:has(#calendar-cal-1) ul a").eachAttr("href")).containsExactly("/pro/bookings/b-2");
    }

    @Test
    void aCalendarIsAddedWithWhatItsKindNeedsAndItsSecretsComeBackInNoPage() {
        web.api.on(ADD, Business.busyCalendar("PENDING"));
        Visit page = browser.open("/pro/calendars");

        Visit after = browser.submit(page, "form[action=/pro/calendars]", Map.of(
                "kind", "CALDAV", "address", "https://dav.example.com/me", "user", "sarah", "password", "s3cret-word", "name", "Clinic"));

        assertThat(after.shown("#notices")).contains("added");
        var sent = web.api.asked(ADD).getFirst();
        assertThat(sent.json().get("password").asString()).isEqualTo("s3cret-word");
        assertThat(sent.json().has("token")).isFalse();
        assertThat(sent.header("Idempotency-Key")).isEqualTo(page.document().select("[name=key]").val());
        web.api.on(ADD, asked -> Said.problem(422, "calendar-target-private", ""));
        Visit refused = browser.submit(page, "form[action=/pro/calendars]", Map.of(
                "kind", "CALDAV", "address", "https://10.0.0.1/me", "user", "sarah", "password", "s3cret-word")).expect(422);
        assertThat(refused.shown("#address-mistake")).contains("public internet");
        assertThat(refused.document().select("[name=user]").val()).isEqualTo("sarah");
        assertThat(refused.document().outerHtml()).doesNotContain("s3cret-word");
    }

    @ParameterizedTest
    @CsvSource({"ICS,,''", "GOOGLE,t-1,t-1"})
    void whatAKindHasNoUseForIsNotSent(String kind, String token, String sent) {
        web.api.on(ADD, Business.busyCalendar("PENDING"));

        browser.submit(browser.open("/pro/calendars"), "form[action=/pro/calendars]", Map.of(
                "kind", kind, "address", "https://x.example/f.ics", "user", "left over", "password", "left over", "token",
                token == null ? "" : token));

        assertThat(web.api.asked(ADD).getFirst().json().has("user")).isFalse();
        assertThat(web.api.asked(ADD).getFirst().json().path("token").asString("")).isEqualTo(sent);
    }

    @Test
    void googleIsAskedByWhoeverOwnsTheCalendarAndSendsThemBack() {
        String consent = "POST /api/v1/professionals/me/busy-calendars/google/consent";
        String register = "POST /api/v1/professionals/me/busy-calendars/google";
        web.api.on(consent, "{\"url\":\"https://accounts.google.example/o/oauth2?state=s-1\",\"until\":\"2026-11-30T08:10:00Z\"}");
        web.api.on(register, Business.busyCalendar("PENDING"));
        Visit page = browser.open("/pro/calendars");

        Visit asks = browser.submit(page, "form[action=/pro/calendars]", Map.of("kind", "GOOGLE", "name", "Mine")).expect(200);

        assertThat(asks.has("main a[href='https://accounts.google.example/o/oauth2?state=s-1']")).isTrue();
        assertThat(web.api.asked(consent).getFirst().body()).isEqualTo("{\"name\":\"Mine\"}");
        assertThat(browser.open("/pro/calendars/google?state=s-1&code=c-1").shown("#notices")).contains("added");
        assertThat(web.api.asked(register).getFirst().json().get("code").asString()).isEqualTo("c-1");
        assertThat(browser.open("/pro/calendars/google?error=access_denied&state=s-1").shown("#notices")).contains("nothing was added");
        web.api.on(register, asked -> Said.problem(422, "google-consent-unknown", ""));
        assertThat(browser.open("/pro/calendars/google?state=old&code=c-1").shown("#notices")).contains("nothing was added");
        // Without an app at Google's a calendar can be shared with the platform's own account.
        web.api.on(consent, asked -> Said.problem(422, "google-off", ""));
        web.api.on(ADD, Business.busyCalendar("PENDING"));
        browser.submit(page, "form[action=/pro/calendars]", Map.of("kind", "GOOGLE", "address", "me@example.com"));
        assertThat(web.api.asked(ADD).getFirst().json().get("address").asString()).isEqualTo("me@example.com");
        Visit neither = browser.submit(page, "form[action=/pro/calendars]", Map.of("kind", "GOOGLE")).expect(422);
        assertThat(neither.has("#address-mistake")).isTrue();
    }

    @Test
    void whatIsMissingIsSaidAndNothingIsSent() {
        Visit page = browser.submit(browser.open("/pro/calendars"), "form[action=/pro/calendars]", Map.of("kind", "WEBDAV")).expect(422);

        assertThat(page.has("#kind-mistake")).isTrue();
        assertThat(page.has("#address-mistake")).isTrue();
        assertThat(web.api.asked(ADD)).isEmpty();
    }

    @Test
    void aCalendarIsReadAgainAndRemovedAlsoWhenItIsGone() {
        web.api.on("POST /api/v1/professionals/me/busy-calendars/cal-1/refresh", Business.busyCalendar("OK"));
        Visit page = browser.open("/pro/calendars");

        assertThat(browser.submit(page, "form[action$=refresh]", Map.of()).shown("#notices")).contains("read again");
        assertThat(browser.submit(page, "form[action$=remove]", Map.of()).shown("#notices")).contains("removed");
    }

    @Test
    void messagesAreChosenPerKindAndWayAndQuietHoursStay() {
        web.api.on(CHOOSE, Business.notifications());
        Visit page = browser.open("/pro/notifications").expect(200);
        assertThat(page.document().select("[name=essential-EMAIL]").hasAttr("disabled")).isTrue();
        assertThat(page.document().select("[name=reminders-SMS]").hasAttr("checked")).isTrue();
        assertThat(page.document().select("[name=from]").val()).isEqualTo("22:00");

        Visit after = browser.submit(page, "form[action=/pro/notifications]", Map.of("reviews-EMAIL", "on", "to", "06:30"));

        assertThat(after.shown("#notices")).contains("saved");
        var sent = web.api.asked(CHOOSE).getFirst().json();
        assertThat(sent.get("version").asLong()).isEqualTo(3);
        assertThat(sent.get("channels").toString())
                .contains("\"essential\":[\"EMAIL\"]", "\"reviews\":[\"EMAIL\"]", "\"reminders\":[\"EMAIL\",\"SMS\"]");
        assertThat(sent.get("quietHours").get("to").asString()).isEqualTo("06:30");
        browser.submit(page, "form[action=/pro/notifications]", Map.of("from", "", "to", ""));
        assertThat(web.api.asked(CHOOSE).getLast().json().path("quietHours").isNull()).isTrue();
    }

    @Test
    void whatAnotherWindowChoseIsShownAndNothingIsOverwritten() {
        web.api.on(CHOOSE, asked -> Said.problem(409, "conflict", ""));

        Visit before = browser.open("/pro/notifications");

        Visit page = browser.submit(before, "form[action=/pro/notifications]", Map.of("to", "06:30")).expect(409);

        assertThat(page.shown("#notices")).contains("another window");
        assertThat(page.document().select("[name=to]").val()).isEqualTo("07:00");
        assertThat(browser.submit(page, "form[action=/pro/notifications]", Map.of("to", "22:00")).expect(422).has("#to-mistake")).isTrue();
    }

    @Test
    void aNewAddressOfTheFeedEndsTheOldOne() {
        String feed = "{\"url\":\"https://x.example/f.ics\",\"webcal\":\"webcal://x.example/f.ics\"}";
        web.api.on("GET /api/v1/me/feed", feed);
        web.api.on("POST /api/v1/me/feed", feed);
        web.api.on("DELETE /api/v1/me/feed", asked -> new Said(204, "application/json", "", Map.of()));

        Visit after = browser.submit(browser.open("/pro/profile"), "form[action$=renew]", Map.of());

        assertThat(after.shown("#notices")).contains("new address");
        assertThat(web.api.asked().stream()
                        .filter(one -> one.path().endsWith("/me/feed") && !one.method().equals("GET"))
                        .map(StubApi.Asked::method))
                .containsExactly("DELETE", "POST");
    }

    @Test
    void aPictureIsSentAsItIsAndShownFromWhereThePagesAre() throws Exception {
        web.api.on(PICTURE, "{\"avatarUrl\":null}");

        assertThat(upload("me.png", "image/png", "not really a picture").statusCode()).isEqualTo(303);

        var sent = web.api.asked(PICTURE).getFirst();
        assertThat(sent.header("Content-Type")).isEqualTo("image/png");
        assertThat(sent.body()).isEqualTo("not really a picture");
        web.api.on("GET /api/v1/professionals/me", Business.colleague("dr-khan", true).replace(
                "\"avatarUrl\":null", "\"avatarUrl\":\"http://api.internal:8080/api/v1/professionals/dr-khan/avatar?tenant=demo&v=abc\""));
        Visit page = browser.open("/pro/profile").expect(200);
        assertThat(page.document().select("img.avatar").attr("src")).isEqualTo("/api/v1/professionals/dr-khan/avatar?tenant=demo&v=abc");
        assertThat(page.document().select("[name=picture]").val()).isEmpty();
        web.api.on("PUT /api/v1/professionals/me", Business.colleague("dr-khan", true));
        browser.submit(page, "form[action=/pro/profile]", Map.of("name", "Dr. S. Khan"));
        assertThat(web.api.asked("PUT /api/v1/professionals/me").getFirst().json().get("avatarUrl").asString())
                .as("a picture that was sent stays when something else is saved").endsWith("v=abc");
    }

    @ParameterizedTest
    @CsvSource({"422,picture-unreadable,no JPEG or PNG", "422,picture-dimensions,pixels", "413,too-large,larger than 8 MB"})
    void whatIsWrongWithAPictureIsSaidBesideIt(int status, String code, String words) throws Exception {
        web.api.on(PICTURE, asked -> Said.problem(status, code, ""));

        HttpResponse<String> answer = upload("me.jpg", "image/jpeg", "x");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(words);
    }

    @Test
    void noFileAndOneThatIsFarTooLargeAreSaid() throws Exception {
        assertThat(upload("", "application/octet-stream", "").body()).contains("Choose a file first");
        HttpResponse<String> large = upload("me.jpg", "image/jpeg", "x".repeat(10 << 20));
        assertThat(large.statusCode()).isEqualTo(422);
        assertThat(large.body()).contains("larger than 8 MB");
        assertThat(web.api.asked(PICTURE)).isEmpty();
    }

    private HttpResponse<String> upload(String name, String type, String content) throws IOException, InterruptedException {
        String body = "--edge\r\nContent-Disposition: form-data; name=\"form-token\"\r\n\r\n" + "A".repeat(43)
                + "\r\n--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: " + type
                + "\r\n\r\n" + content + "\r\n--edge--\r\n";
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(web.url + "/pro/profile/avatar"))
                            .header("Content-Type", "multipart/form-data; boundary=edge")
                            .header("Accept", "text/html")
                            .header("Cookie", "holdfast-form=" + "A".repeat(22) + "; holdfast-session="
                                    + RunningWebApp.token("Sarah Khan", "professional"))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void aSmallMonthMarksWhatIsUnlikeItsWeekdayAndBeginsARow() {
        Visit page = browser.open("/pro/schedule?month=2026-12&date=2026-12-07").expect(200);

        assertThat(page.shown("#month")).isEqualTo("December 2026");
        for (var day : Map.of("2026-12-25", "off", "2026-12-31", "hours", "2026-12-07", "open", "2026-12-08", "free").entrySet()) {
            assertThat(page.document().select("[data-date=" + day.getKey() + "]").hasClass(day.getValue())).as(day.getKey()).isTrue();
        }
        assertThat(page.document().select("[data-date=2026-12-31]").attr("aria-label"))
                .isEqualTo("Thursday, 31 December 2026: Other hours");
        assertThat(page.document().select("[name=date-2-day]").val()).isEqualTo("2026-12-07");
        assertThat(page.document().select("form#schedule").hasAttr("data-changed")).isTrue();
        assertThat(browser.open("/pro/schedule?month=1999-01").shown("#month")).isEqualTo("November 2026");
        assertThat(browser.open("/pro/schedule").document().select("form#schedule").hasAttr("data-changed")).isFalse();
    }

    @Test
    void whatClientsWouldSeeIsAskedOfTheApiWithWhatIsTyped() {
        Visit page = browser.open("/pro/schedule");
        assertThat(page.shown("#preview")).contains("As it is saved", "Monday, 30 November 2026", "14:30", "17:00", "Nothing free")
                .doesNotContain("15:30");

        Visit seen = browser.submit(page, SCHEDULE, Map.of("MONDAY-start", "11:00", "after", "20"), "[value=preview]").expect(200);

        var asked = web.api.asked(PREVIEW).getLast();
        assertThat(asked.query()).contains("offeringId=consultation-60", "days=7");
        assertThat(asked.json().get("weeklyHours").get("MONDAY").get("start").asString()).isEqualTo("11:00");
        assertThat(asked.json().get("buffers").get("after").asInt()).isEqualTo(20);
        assertThat(seen.shown("#preview")).contains("nothing of it is saved yet");
        assertThat(seen.document().select("[name=MONDAY-start]").val()).isEqualTo("11:00");
        assertThat(web.api.asked("PUT /api/v1/professionals/me/schedule")).isEmpty();
        web.api.on(PREVIEW, asking -> Said.problem(400, "validation", ",\"errors\":[{\"field\":\"zone\",\"message\":\"x\"}]"));
        assertThat(browser.open("/pro/schedule").expect(200).shown("#preview")).contains("when everything in the form is right");
        web.api.on("GET /api/v1/professionals/me", Business.colleague("dr-khan", true).replace("\"consultation-60\",", ""));
        assertThat(browser.open("/pro/schedule").shown("#preview")).contains("cannot be booked for anything yet");
    }
}
