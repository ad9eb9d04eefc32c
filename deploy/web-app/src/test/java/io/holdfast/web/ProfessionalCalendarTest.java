package io.holdfast.web;

import java.util.List;
import java.util.Map;

import io.holdfast.testsupport.scenario.Browser;
import io.holdfast.testsupport.scenario.Browser.Visit;
import io.holdfast.web.StubApi.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The calendar as a list that a grid can be drawn of, and moving what stands in it, without a script. */
class ProfessionalCalendarTest {

    private static final String CALENDAR = "GET /api/v1/bookings/calendar";
    private static final String MOVE = "POST /api/v1/bookings/b-1/reschedule";

    private final RunningWebApp web = RunningWebApp.fresh();
    private final Browser browser;

    ProfessionalCalendarTest() {
        Business.in(web.api);
        browser = Business.signedIn(web, "professional");
        web.api.on(CALENDAR, Business.calendar(
                Business.entry("b-2", "CONFIRMED", "Noa Levi", "2026-11-30T10:00:00Z", "2026-11-30T11:00:00Z"),
                Business.entry("b-3", "COMPLETED", "Dan Done", "2026-11-30T02:30:00Z", "2026-11-30T03:30:00Z"),
                Business.entry("b-4", "CANCELLED", "Cora Gone", "2026-12-01T06:30:00Z", "2026-12-01T07:30:00Z"),
                Business.entry("p-1", "PENDING_CONFIRMATION", "Gita Guest", "2026-12-01T04:30:00Z", "2026-12-01T05:30:00Z")));
    }

    @Test
    void everyBookingIsShownWhateverBecameOfItAndWhereAGridHasIt() {
        Visit week = browser.open("/pro/calendar?date=2026-12-01").expect(200);

        assertThat(web.api.asked(CALENDAR).getLast().query()).isEqualTo("from=2026-11-30&to=2026-12-06&zone=Asia/Kolkata");
        assertThat(week.document().select("li[data-kind=info] .badge, li[data-kind=good] .badge, li[data-kind=bad] .badge").eachText())
                .containsExactlyInAnyOrder("Scheduled", "Completed", "Cancelled");
        var scheduled = week.document().select("li[data-id=b-2]");
        assertThat(scheduled.attr("data-start")).isEqualTo("2026-11-30T15:30");
        assertThat(scheduled.attr("data-end")).isEqualTo("2026-11-30T16:30");
        assertThat(scheduled.attr("data-moves")).isEqualTo("/pro/bookings/b-2/move");
        assertThat(week.document().select("li[data-id=p-1], li[data-id=b-3], li[data-id=b-4]").eachAttr("data-moves")).isEmpty();
        // The only thing of the agenda that is no booking yet.
        assertThat(week.shown("li[data-id=x-9]")).contains("You are asked");
        var grid = week.document().select("[data-calendar]");
        assertThat(grid.attr("data-calendar")).isEqualTo("timeGridWeek");
        assertThat(grid.attr("data-now")).isEqualTo("2026-11-30T13:30");
        assertThat(grid.attr("data-first-day")).isEqualTo("1");
        assertThat(grid.attr("data-day")).isEqualTo("/pro/calendar?view=day&date=");
    }

    @Test
    void aMonthListsTheDaysThatHaveSomethingAndADayItsHours() {
        Visit month = browser.open("/pro/calendar?view=month&date=2026-12-15").expect(200);
        assertThat(web.api.asked(CALENDAR).getLast().query()).startsWith("from=2026-12-01&to=2026-12-31");
        assertThat(month.shown("h2.stretch")).isEqualTo("December 2026");
        assertThat(month.document().select(".day-list h3").eachText()).containsExactly("Tuesday, 1 December 2026");
        assertThat(month.has("a[rel~=next][href='/pro/calendar?view=month&date=2027-01-01']")).isTrue();
        assertThat(month.document().select("[data-calendar]").attr("data-calendar")).isEqualTo("dayGridMonth");

        Visit day = browser.open("/pro/calendar?view=day&date=2026-11-30&lang=he").expect(200);
        assertThat(day.document().select("[data-calendar]").attr("data-first-day")).isEqualTo("0");
        assertThat(day.document().select("[data-calendar]").attr("data-words")).endsWith("/fullcalendar-he.js");
    }

    @ParameterizedTest
    @CsvSource({"good,b-3", "bad,b-4", "info,b-2", "warn,p-1 x-9"})
    void oneKindIsShownAloneAndTheAddressKeepsIt(String kind, String ids) {
        Visit page = browser.open("/pro/calendar?show=" + kind + "&date=2026-12-01").expect(200);

        assertThat(page.document().select("li[data-id]:not([data-kind=off])").eachAttr("data-id"))
                .containsExactlyInAnyOrder(ids.split(" "));
        assertThat(page.shown(".kinds [aria-current]")).isNotBlank();
        assertThat(page.document().select("a[rel~=next]").attr("href")).contains("&show=" + kind);
    }

    @Test
    void anUnknownKindShowsAll() {
        assertThat(browser.open("/pro/calendar?show=%3Cb%3E").expect(200).document().select("li[data-id=b-2]")).hasSize(1);
    }

    @Test
    void theGridsStylesHaveTheNonceOfThisPageAlone() {
        Visit page = browser.open("/pro/calendar");
        String nonce = page.document().select("meta[name=csp-nonce]").attr("content");

        assertThat(nonce).matches("[A-Za-z0-9_-]{22}");
        assertThat(page.header("Content-Security-Policy"))
                .contains("style-src 'self' 'nonce-" + nonce + "'").doesNotContain("unsafe", "{nonce}");
        assertThat(browser.open("/pro/calendar").document().select("meta[name=csp-nonce]").attr("content")).isNotEqualTo(nonce);
        assertThat(browser.open("/pro").header("Content-Security-Policy")).doesNotContain("nonce");
    }

    @Test
    void whatIsTooMuchToShowIsSaid() {
        web.api.on(CALENDAR, Business.calendar().replace("\"complete\":true", "\"complete\":false"));

        assertThat(browser.open("/pro/calendar").shown(".notice")).contains("shorter stretch");
    }

    @Test
    void aFreeTimeIsOneButtonAndTheBookingGoesThere() {
        web.api.on(MOVE, Practice.booking("b-1", "CONFIRMED", "null"));
        Visit page = browser.open("/pro/bookings/b-1/move").expect(200);
        assertThat(page.document().select("button.slot").eachText()).containsExactly("09:00", "16:00");
        assertThat(web.api.asked("GET /api/v1/professionals/dr-khan/availability").getLast().query())
                .contains("date=2026-12-01", "duration=60", "for=b-1");

        Visit after = browser.submit(page, "form[action$=move][method=post]", Map.of("reason", "I am late"), "button.slot:contains(16:00)");

        assertThat(after.address().getPath()).isEqualTo("/pro/bookings/b-1");
        assertThat(after.shown("#notices")).contains("moved", "client is told");
        var sent = web.api.asked(MOVE).getFirst();
        assertThat(sent.json().get("start").asString()).isEqualTo("2026-12-01T10:30:00Z");
        assertThat(sent.json().get("reason").asString()).isEqualTo("I am late");
        assertThat(sent.json().has("professionalId")).isFalse();
        assertThat(sent.header("Idempotency-Key")).isEqualTo(page.document().select("[name=key]").val());
    }

    @Test
    void whatIsDraggedArrivesAsAWallTimeAndLeadsBack() {
        web.api.on(MOVE, Practice.booking("b-1", "CONFIRMED", "null"));
        Visit page = browser.open("/pro/bookings/b-1/move?back=/pro/calendar?view=day");
        assertThat(page.document().select("form[method=post] [name=back]").val()).isEqualTo("/pro/calendar?view=day");

        Visit after = browser.submit(page, "form[action$=move][method=post]", Map.of("at", "2026-12-02T09:15"));

        assertThat(after.address().toString()).contains("/pro/calendar?view=day&notice=booking-moved");
        assertThat(web.api.asked(MOVE).getFirst().json().get("start").asString()).isEqualTo("2026-12-02T03:45:00Z");
        for (String elsewhere : List.of("https://elsewhere.example/", "//elsewhere.example", "/admin", "/professional")) {
            assertThat(browser.submit(page, "form[action$=move][method=post]", Map.of("at", "2026-12-02T09:15", "back", elsewhere))
                    .address().getPath()).as(elsewhere).isEqualTo("/pro/bookings/b-1");
        }
        for (String none : List.of("tomorrow", "")) {
            assertThat(browser.submit(page, "form[action$=move][method=post]", Map.of("at", none)).expect(422).has("#at-mistake")).isTrue();
        }
        assertThat(web.api.asked(MOVE)).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({"409,BOOKED,booked already", "409,CLOSED,outside the hours", "409,OFF_STEP,steps", "422,reschedule-limit,too often",
        "422,price-differs,something else", "409,SOMETHING_NEW,cannot be moved there"})
    void whatIsRefusedStaysWithTheReason(int status, String code, String words) {
        web.api.on(MOVE, asked -> Said.problem(status, code, ""));
        Visit page = browser.open("/pro/bookings/b-1/move");

        Visit refused = browser.submit(page, "form[action$=move][method=post]", Map.of("reason", "Train"), "button.slot").expect(status);

        assertThat(refused.shown("#notices")).contains("not moved", words);
        assertThat(refused.document().select("[name=reason]").val()).isEqualTo("Train");
        assertThat(refused.has("button.slot")).isTrue();
    }

    @Test
    void nobodyKnowingYetIsSaidAndTheSameRequestCanBeSentAgain() {
        web.api.on(MOVE, asked -> Said.problem(503, "unavailable", ""));
        Visit page = browser.open("/pro/bookings/b-1/move");

        Visit unknown = browser.submit(page, "form[action$=move][method=post]", Map.of(), "button.slot").expect(503);

        assertThat(unknown.shown("#notices")).contains("Nobody knows yet");
        assertThat(unknown.document().select("[name=key]").val()).isEqualTo(page.document().select("[name=key]").val());
    }

    @Test
    void whatHasBegunOrEndedIsNotMoved() {
        web.api.on("GET /api/v1/bookings/b-1", Practice.booking("b-1", "CANCELLED", "null"));

        assertThat(browser.open("/pro/bookings/b-1/move").address().getPath()).isEqualTo("/pro/bookings/b-1");
    }

    /** A practice's day on a telephone: what is noted most is one button of the first page. */
    @Test
    void whoCameIsNotedOnTheFirstPageWhichComesBack() {
        web.api.on(CALENDAR, Business.calendar(
                Business.entry("b-5", "IN_PROGRESS", "Noa Levi", "2026-11-30T07:30:00Z", "2026-11-30T08:30:00Z"),
                Business.entry("b-6", "CONFIRMED", "Ari Early", "2026-11-30T06:00:00Z", "2026-11-30T07:00:00Z"),
                Business.entry("b-3", "COMPLETED", "Dan Done", "2026-11-30T02:30:00Z", "2026-11-30T03:30:00Z")));
        web.api.on("POST /api/v1/bookings/b-5/complete", Practice.booking("b-5", "COMPLETED", "null"));
        Visit desk = browser.open("/pro").expect(200);
        assertThat(desk.shown("section:has(#today) > details"))
                .contains("Done today: 2", "Dan Done", "Dentist").doesNotContain("Ari Early");
        assertThat(desk.document().select("section:has(#today) > ul form").eachAttr("action")).containsExactly(
                "/pro/bookings/b-6/complete", "/pro/bookings/b-6/no-show", "/pro/bookings/b-5/complete", "/pro/bookings/b-5/no-show");

        Visit after = browser.submit(desk, "form[action=/pro/bookings/b-5/complete]", Map.of());

        assertThat(after.address().getPath()).isEqualTo("/pro");
        assertThat(after.shown("#notices")).contains("it took place");
    }

    @Test
    void aRequestIsConfirmedOnTheFirstPage() {
        web.api.on("POST /api/v1/bookings/p-1/confirm", Practice.booking("p-1", "CONFIRMED", "null"));
        Visit desk = browser.open("/pro");

        Visit after = browser.submit(desk, "section:has(#waiting) form[action$=confirm]", Map.of());

        assertThat(after.address().getPath()).isEqualTo("/pro");
        assertThat(web.api.asked("POST /api/v1/bookings/p-1/confirm")).hasSize(1);
    }

    @Test
    void earningsAreAFileThatNoSpreadsheetRuns() throws Exception {
        web.api.on("GET /api/v1/bookings", Practice.list(
                Practice.booking("b-1", "COMPLETED", "null").replace("Gita Guest", "=1+1"), Practice.booking("b-4", "CANCELLED", "null")));

        Visit file = browser.open("/pro/earnings.csv?month=2026-12").expect(200);

        assertThat(file.header("Content-Type")).startsWith("text/csv");
        assertThat(file.header("Content-Disposition")).contains("earnings-2026-12.csv");
        assertThat(file.text()).contains("HF-2026-000001", "2026-12-01T10:00+05:30", "'=1+1", "1275.00", "INR").doesNotContain("CANCELLED");
        browser.open("/pro/earnings.csv?month=never").expect(404);
    }
}
