package io.holdfast.web;

import java.util.List;
import java.util.Map;

import io.holdfast.testsupport.scenario.Browser;
import io.holdfast.testsupport.scenario.Browser.Visit;
import io.holdfast.web.StubApi.Said;
import io.holdfast.web.api.BookingStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** A professional's day: whom they meet, what they are asked, what they note. */
class PracticeDeskTest {

    private final RunningWebApp web = RunningWebApp.fresh();
    private final Browser browser;

    PracticeDeskTest() {
        Business.in(web.api);
        browser = Business.signedIn(web, "professional");
    }

    @Test
    void theDeskShowsWhoComesNextWhatWaitsTodayAndWhatTheWeekBrings() {
        Visit desk = browser.open("/pro").expect(200);

        assertThat(desk.shown("h1")).isEqualTo("Monday, 30 November 2026");
        assertThat(desk.shown("section:has(#next)")).contains("Noa Levi", "15:30–16:30");
        assertThat(desk.document().select("section:has(#waiting) li").eachText()).hasSize(2)
                .satisfies(rows -> assertThat(rows.getFirst()).contains("Home massage", "13:50"))
                .satisfies(rows -> assertThat(rows.getLast()).contains("Gita Guest", "18:00"));
        assertThat(desk.document().select("section:has(#waiting) a[href*=decline]").eachAttr("href"))
                .containsExactly("/pro/bookings/p-1?act=decline#decline");
        assertThat(desk.document().select("section:has(#today) .agenda > li").eachText()).hasSize(3)
                .satisfies(rows -> assertThat(rows.getFirst()).contains("09:00–10:00", "Time off", "Dentist"))
                .satisfies(rows -> assertThat(rows.get(1)).contains("15:30–16:30", "Noa Levi", "Scheduled"))
                .satisfies(rows -> assertThat(rows.getLast()).contains("You are asked"));
        assertThat(desk.document().select("section:has(#week) dd").eachText()).containsExactly("₹1,275", "₹1,275");
    }

    @Test
    void theWeeksBookingsAreThoseOfTheReadersWeek() {
        browser.open("/pro?lang=he");

        // In Israel weeks begin on Sunday; the zone is the professional's.
        assertThat(web.api.asked("GET /api/v1/bookings").stream().map(StubApi.Asked::query).filter(query -> query.contains("from=")).toList())
                .first().asString().contains("from=2026-11-28T18:30:00Z", "to=2026-12-05T18:29:59Z");
    }

    @Test
    void anEmptyDayIsSaidAndLeadsToTheHours() {
        web.api.on("GET /api/v1/professionals/me/agenda", "{\"zone\":\"Asia/Kolkata\",\"reservations\":[],\"blocks\":[],\"free\":[]}");
        web.api.on("GET /api/v1/bookings/calendar", Business.calendar());
        web.api.on("GET /api/v1/bookings", Practice.list());
        web.api.on("GET /api/v1/professionals/me/proposals", Practice.list());

        Visit desk = browser.open("/pro").expect(200);

        assertThat(desk.shown("main")).contains("Nobody is booked", "Nothing is booked today");
        assertThat(desk.has("section:has(#waiting)")).isFalse();
        assertThat(desk.has("main a[href=/pro/schedule]")).isTrue();
        assertThat(browser.open("/pro/requests").shown(".empty")).contains("Nothing waits");
    }

    @Test
    void whoIsAProfessionalByTheirTokenOnlyIsToldWhomToAsk() {
        web.api.on("GET /api/v1/professionals/me", asked -> Said.problem(404, "not-found", ""));

        assertThat(browser.open("/pro").expect(200).shown("main")).contains("an administrator has to add you");
    }

    @Test
    void aRequestIsShownWithItsDeadlineAndItsNeighboursAndConfirmedByOneButton() {
        web.api.on("POST /api/v1/bookings/p-1/confirm", Practice.booking("p-1", "CONFIRMED", "null"));
        Visit page = browser.open("/pro/requests").expect(200);
        assertThat(page.shown("#p-1")).contains(
                "Gita Guest", "Tuesday, 1 December 2026, 10:00–11:00", "Answer by Monday, 30 November 2026, 18:00", "nothing else on that day");
        assertThat(page.shown("#proposal-x-9-dr-khan .agenda")).contains("Noa Levi");

        Visit after = browser.submit(page, "#p-1 form", Map.of());

        assertThat(after.address().getPath()).isEqualTo("/pro/requests");
        assertThat(after.shown("#notices")).contains("confirmed");
        assertThat(web.api.asked("POST /api/v1/bookings/p-1/confirm")).hasSize(1);
    }

    @Test
    void whatAnotherAnsweredIsSaid() {
        web.api.on("POST /api/v1/bookings/p-1/confirm", asked -> Said.problem(409, "no-answer-awaited", ""));
        web.api.on("POST /api/v1/professionals/me/proposals/x-9~dr-khan/accept", asked -> Said.problem(409, "already-taken", ""));
        Visit page = browser.open("/pro/requests");

        Visit confirmed = browser.submit(page, "#p-1 form", Map.of()).expect(409);
        assertThat(confirmed.shown("#notices")).contains("answered meanwhile");
        assertThat(confirmed.document().select("h1")).hasSize(1);
        assertThat(browser.submit(page, "#proposal-x-9-dr-khan form[action$=accept]", Map.of()).expect(409).shown("#notices"))
                .isEqualTo("Another professional was faster.");
    }

    @Test
    void aProposalShowsWhyItIsTheirsAndBecomesTheirs() {
        Visit page = browser.open("/pro/requests");
        String proposal = page.shown("#proposal-x-9-dr-khan");
        assertThat(proposal).contains("Home massage", "you earn", "₪170", "Tel Aviv, about 3.2 km away", "82 of 100", "Answer by");
        assertThat(page.document().select("#proposal-x-9-dr-khan dt").eachText()).containsExactly("Skills", "SOMETHING_NEW", "Distance");
        web.api.on("POST /api/v1/professionals/me/proposals/x-9~dr-khan/accept",
                "{\"id\":\"x-9~dr-khan\",\"status\":\"ACCEPTED\",\"offering\":{\"id\":\"h\",\"name\":\"Home massage\"},\"start\":\"2026-11-30T11:00:00Z\","
                        + "\"end\":\"2026-11-30T12:00:00Z\",\"displayZone\":\"Asia/Kolkata\",\"deadline\":\"2026-11-30T08:20:00Z\","
                        + "\"score\":{\"total\":1,\"parts\":{}},\"booking\":{\"id\":\"b-1\",\"number\":\"HF-2026-000001\"}}");

        Visit after = browser.submit(page, "#proposal-x-9-dr-khan form[action$=accept]", Map.of());

        assertThat(after.address().getPath()).isEqualTo("/pro/bookings/b-1");
        assertThat(after.shown("#notices")).contains("It is yours");
        assertThat(web.api.asked("POST /api/v1/professionals/me/proposals/x-9~dr-khan/accept").getFirst().header("Prefer")).isEqualTo("wait=10");
    }

    @Test
    void decliningNeedsAReasonWhichTheClientReads() {
        web.api.on("GET /api/v1/bookings/p-1", Business.waiting("p-1"));
        web.api.on("POST /api/v1/bookings/p-1/decline", Practice.booking("p-1", "DECLINED", "null"));
        Visit page = browser.open("/pro/bookings/p-1?act=decline").expect(200);
        assertThat(page.has("details#decline[open]")).isTrue();
        assertThat(page.shown(".summary")).contains("gita@example.com", "What is it about? Sleep", "₹1,275");

        Visit again = browser.submit(page, "#decline form", Map.of()).expect(422);
        assertThat(again.shown("#decline[open] .mistake")).contains("word about why");
        assertThat(web.api.asked("POST /api/v1/bookings/p-1/decline")).isEmpty();
        browser.submit(again, "#decline form", Map.of("reason", "I am ill"));

        assertThat(web.api.asked("POST /api/v1/bookings/p-1/decline").getFirst().json().get("reason").asString()).isEqualTo("I am ill");
    }

    @Test
    void answersStandBesideTheQuestionsAsTheyWereAskedThen() {
        web.api.on("GET /api/v1/bookings/p-1", Business.waiting("p-1").replace("\"intake\":{\"topic\":\"Sleep\"}",
                "\"intake\":{\"topic\":\"Sleep\"},\"answers\":[{\"name\":\"topic\",\"question\":\"What was it?\",\"answer\":\"Sleep\"}]"));

        assertThat(browser.open("/pro/bookings/p-1").expect(200).shown(".summary")).contains("What was it? Sleep");
    }

    @ParameterizedTest
    @EnumSource(BookingStatus.class)
    void everyStatusHasItsWordColourAndIcon(BookingStatus status) {
        web.api.on("GET /api/v1/bookings/b-1", Practice.booking("b-1", status.name(), "null"));

        for (String language : List.of("en", "hi", "he")) {
            Visit page = browser.open("/pro/bookings/b-1?lang=" + language).expect(200);

            assertThat(page.shown("main .badge")).isNotBlank();
            assertThat(page.has("main .badge .icon")).isTrue();
        }
    }

    /** It is Monday; what starts on Tuesday has not begun, whatever its status. */
    @ParameterizedTest
    @CsvSource({"CONFIRMED,2026-12-01,cancel", "CONFIRMED,2026-11-30,complete no-show", "IN_PROGRESS,2026-11-30,complete no-show",
        "COMPLETED,2026-11-30,no-show", "NO_SHOW,2026-11-30,complete", "PENDING_CONFIRMATION,2026-12-01,confirm decline",
        "CANCELLED,2026-12-01,''", "PENDING_PAYMENT,2026-12-01,cancel"})
    void whatCanBeDoneFollowsFromWhereItStands(String status, String day, String acts) {
        web.api.on("GET /api/v1/bookings/b-1", Practice.booking("b-1", status, "null")
                .replace("\"start\":\"2026-12-01", "\"start\":\"" + day).replace("\"end\":\"2026-12-01", "\"end\":\"" + day));

        Visit page = browser.open("/pro/bookings/b-1").expect(200);

        assertThat(String.join(" ", page.document().select(".acts form").eachAttr("action")))
                .isEqualTo(acts.isEmpty() ? "" : "/pro/bookings/b-1/" + acts.replace(" ", " /pro/bookings/b-1/"));
        assertThat(page.has(".acts a[href=/pro/bookings/b-1/move]")).isEqualTo(status.equals("CONFIRMED") && day.equals("2026-12-01"));
    }

    @Test
    void whoDidNotComeIsNotedAndWhatIsTooLateIsExplained() {
        web.api.on("GET /api/v1/bookings/b-1", Practice.booking("b-1", "IN_PROGRESS", "null"));
        web.api.on("POST /api/v1/bookings/b-1/no-show", Practice.booking("b-1", "NO_SHOW", "null"));
        web.api.on("POST /api/v1/bookings/b-1/complete", asked -> Said.problem(409, "correction-window", ""));
        Visit page = browser.open("/pro/bookings/b-1");

        assertThat(browser.submit(page, "form[action$=no-show]", Map.of()).shown("#notices")).contains("nobody came");
        assertThat(browser.submit(page, "form[action$=complete]", Map.of()).expect(409).shown("#notices")).contains("too late to correct");
    }

    @Test
    void theCalendarIsAListThatGoesOnAndBack() {
        Visit week = browser.open("/pro/calendar?date=2026-12-02").expect(200);
        assertThat(week.document().select("section.panel h3").eachText()).hasSize(7)
                .satisfies(days -> assertThat(days.getFirst()).isEqualTo("Monday, 30 November 2026 Today"));
        assertThat(week.shown("section.panel:contains(1 December)")).contains("Gita Guest", "Waiting for an answer");
        assertThat(week.has("a[rel~=next][href='/pro/calendar?view=week&date=2026-12-07']")).isTrue();
        assertThat(web.api.asked("GET /api/v1/professionals/me/agenda").getLast().query()).isEqualTo("from=2026-11-30&to=2026-12-06");

        Visit day = browser.open("/pro/calendar?view=day&date=2026-12-01").expect(200);
        assertThat(day.document().select("section.panel")).hasSize(1);
        browser.open("/pro/calendar?date=soon").expect(404);
        browser.open("/pro/calendar?date=9999-01-01").expect(404);
    }

    @Test
    void earningsAreCountedBookingByBookingAndNotWhatWasCancelled() {
        Visit page = browser.open("/pro/earnings?month=2026-12").expect(200);

        assertThat(page.document().select("tbody tr")).hasSize(2);
        assertThat(page.document().select(".figures dd").eachText()).containsExactly("₹1,275", "₹1,275");
        assertThat(web.api.asked("GET /api/v1/bookings").getLast().query())
                .contains("from=2026-11-30T18:30:00Z", "to=2026-12-31T18:29:59Z");
        browser.open("/pro/earnings?month=never").expect(404);
    }

    @Test
    void aProfileIsSavedWithEverythingThatTheFormDoesNotShow() {
        web.api.on("PUT /api/v1/professionals/me", Business.colleague("dr-khan", true));
        web.api.on("POST /api/v1/me/feed",
                "{\"url\":\"https://x.example/f.ics\",\"webcal\":\"webcal://x.example/f.ics\",\"createdAt\":\"2026-11-30T08:00:00Z\"}");
        Visit page = browser.open("/pro/profile").expect(200);
        assertThat(page.document().select("[name=languages]").val()).isEqualTo("en, hi");
        assertThat(browser.submit(page, "form[action=/pro/profile]", Map.of("name", "")).expect(422).has("#name-mistake")).isTrue();

        browser.submit(page, "form[action=/pro/profile]", Map.of("name", "Dr. S. Khan", "phone", "+919812345678"));

        JsonNode sent = web.api.asked("PUT /api/v1/professionals/me").getFirst().json();
        assertThat(sent.get("displayName").asString()).isEqualTo("Dr. S. Khan");
        assertThat(sent.get("avatarUrl").isNull()).isTrue();
        assertThat(sent.get("skills").toString()).isEqualTo("[\"deep-tissue\"]");
        web.api.on("PUT /api/v1/professionals/me", asked ->
                Said.problem(400, "validation", ",\"errors\":[{\"field\":\"languages[0]\",\"message\":\"x\"}]"));
        Visit wrong = browser.submit(page, "form[action=/pro/profile]", Map.of("languages", "english please")).expect(422);
        assertThat(wrong.has("#languages-mistake")).isTrue();
        assertThat(wrong.document().select("[name=languages]").val()).isEqualTo("english please");
        assertThat(browser.submit(page, "form[action$=feed]", Map.of()).shown("#notices")).contains("address is there");
    }

    @Test
    void whatClientsWroteIsTextAndNothingElse() {
        String hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>";
        web.api.on("GET /api/v1/bookings", Practice.list(Business.waiting("p-1").replace("Gita Guest", hostile)));
        web.api.on("GET /api/v1/bookings/b-1", Business.waiting("b-1").replace("Gita Guest", hostile).replace("Sleep", hostile)
                .replace("\"notes\":null", "\"notes\":\"" + hostile + "\""));

        for (String path : List.of("/pro", "/pro/requests", "/pro/bookings/b-1", "/pro/earnings")) {
            assertThat(browser.open(path).expect(200).document().select("script:not([src]), img, [onerror]")).as(path).isEmpty();
        }
    }
}
