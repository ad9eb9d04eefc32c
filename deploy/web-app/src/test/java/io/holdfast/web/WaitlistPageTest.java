package io.holdfast.web;

import java.util.Map;

import io.holdfast.testsupport.scenario.Browser;
import io.holdfast.testsupport.scenario.Browser.Visit;
import io.holdfast.web.StubApi.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody waits for a day that is full, and takes what is offered. */
class WaitlistPageTest {

    private static final String TIMES = "/book/consultation-60/dr-khan";
    private static final String PLACE = "GET /api/v1/waitlist/w-1";
    private static final String OFFER = """
            {"bookingId":"b-1","professionalId":"dr-khan","professionalName":"Dr. Sarah Khan","start":"2026-12-01T04:30:00Z",
            "end":"2026-12-01T05:30:00Z","deadline":"2026-11-30T08:30:00Z"}""";

    private final RunningWebApp web = RunningWebApp.fresh();
    private final Browser browser = web.browser();

    @Test
    void aFullDayAndAnEmptyMonthLeadToTheWaitlist() {
        assertThat(browser.open(TIMES + "?date=2026-12-01").has(".waitlist")).as("there are free times").isFalse();
        web.api.on("GET /api/v1/professionals/dr-khan/availability",
                Practice.day().replace("\"available\":true,\"reason\":null", "\"available\":false,\"reason\":\"BOOKED\""));

        Visit full = browser.open(TIMES + "?date=2026-12-01").expect(200);
        assertThat(full.document().select("#times a[href*=waitlist]").attr("href"))
                .isEqualTo(TIMES + "/waitlist?duration=60&tz=Asia%2FKolkata&date=2026-12-01");
        web.api.on("GET /api/v1/professionals/dr-khan/available-dates", "{\"availableDates\":[],\"zone\":\"Asia/Kolkata\"}");
        assertThat(browser.open(TIMES).document().select("#times a[href*=waitlist]").attr("href"))
                .isEqualTo(TIMES + "/waitlist?duration=60&tz=Asia%2FKolkata");
    }

    @Test
    void whoJoinsHasAPageOfTheirPlace() {
        web.api.on("POST /api/v1/waitlist", asked -> new Said(
                201, "application/json",
                Practice.place("w-1", "WAITING", "null").replace("\"manageToken\":null", "\"manageToken\":\"manage-1\""),
                Map.of()));
        web.api.on(PLACE, Practice.place("w-1", "WAITING", "null"));
        Visit ask = browser.open(TIMES + "/waitlist?duration=60&date=2026-12-01").expect(200);
        assertThat(ask.document().select("#date").attr("value")).isEqualTo("2026-12-01");
        assertThat(ask.document().select("#date").attr("min")).isEqualTo("2026-11-30");
        Visit missing = browser.submit(ask, "main form", Map.of("name", "Wanda", "date", "")).expect(422);
        assertThat(missing.shown(".field:has(#date) .mistake")).contains("choose a day");
        assertThat(missing.shown(".field:has(#question-topic) .mistake")).isEqualTo("This is needed.");

        Visit place = browser.submit(missing, "main form", Map.of(
                "date", "2026-12-01", "email", "wanda@example.com", "question-topic", "My back")).expect(200);

        assertThat(place.address().getPath()).isEqualTo("/w/w-1");
        assertThat(place.shown(".status")).contains("You are on the waitlist", "number 2");
        assertThat(place.shown("#about ~ .summary")).contains("Consultation", "Dr. Sarah Khan", "Tuesday, 1 December 2026");
        assertThat(browser.cookie("holdfast-guest", "/w/w-1")).isEqualTo("manage-1");
        JsonNode body = web.api.asked("POST /api/v1/waitlist").getFirst().json();
        assertThat(body.get("date").asString()).isEqualTo("2026-12-01");
        assertThat(body.get("professionalId").asString()).isEqualTo("dr-khan");
        assertThat(body.get("intake").toString()).isEqualTo("{\"topic\":\"My back\"}");
        assertThat(body.get("displayZone").asString()).isEqualTo("Asia/Kolkata");
        assertThat(web.api.asked(PLACE).getLast().header("Holdfast-Manage-Token")).isEqualTo("manage-1");
    }

    @ParameterizedTest
    @CsvSource({"409,already-waiting,wait for this day already", "422,waitlist-date,further ahead", "429,too-many-waiting,as many days",
        "503,unavailable,will not wait twice"})
    void aRuleIsSaidInWordsAndWhatWasTypedIsKept(int status, String code, String words) {
        web.api.on("POST /api/v1/waitlist", asked -> Said.problem(status, code, ""));

        Visit page = browser.submit(browser.open(TIMES + "/waitlist?date=2026-12-01"), "main form", Map.of(
                "name", "Wanda", "email", "wanda@example.com", "question-topic", "My back")).expect(status);

        assertThat(page.shown(".notice")).contains(words);
        assertThat(page.document().select("#email").attr("value")).isEqualTo("wanda@example.com");
    }

    @Test
    void whatIsOfferedIsTakenAndBecomesABooking() {
        web.api.on(PLACE, Practice.place("w-1", "OFFERED", OFFER));
        web.api.on("POST /api/v1/waitlist/w-1/accept", Practice.place("w-1", "ACCEPTED", "null")
                .replace("\"bookingId\":null", "\"bookingId\":\"b-1\"")
                .replace("\"manageToken\":null", "\"manageToken\":\"manage-2\""));
        Visit offered = browser.open("/w/w-1?t=manage-1").expect(200);
        assertThat(offered.address().getQuery()).isNull();
        assertThat(offered.shown("h1")).isEqualTo("It is your turn");
        assertThat(offered.shown(".panel:has(#offer)")).contains("Tuesday, 1 December 2026, 10:00–11:00", "Kept for you until Monday, 30 November 2026, 14:00");

        Visit wait = browser.submit(offered, "form[action$=/accept]", Map.of()).expect(200);
        assertThat(wait.shown("h1")).isEqualTo("It is yours");
        assertThat(wait.document().select("[data-again]").attr("href")).isEqualTo("/b/b-1/taken?tries=1");
        web.api.on("GET /api/v1/bookings/b-1", asked -> "manage-2".equals(asked.header("Holdfast-Manage-Token"))
                ? Said.json(Practice.booking("b-1", "PENDING_PAYMENT", Practice.order("CREATED")))
                : Said.problem(404, "not-found", ""));

        assertThat(browser.open("/b/b-1/taken?tries=1").address().getPath()).isEqualTo("/b/b-1/pay");
        browser.open("/b/b-2/taken?tries=20").expect(404);
    }

    @Test
    void itCanBePassedOnOrLeft() {
        web.api.on(PLACE, Practice.place("w-1", "OFFERED", OFFER));
        web.api.on("POST /api/v1/waitlist/w-1/pass", Practice.place("w-1", "PASSED", "null"));
        web.api.on("DELETE /api/v1/waitlist/w-1", asked -> new Said(204, "application/json", "", Map.of()));
        Visit offered = browser.open("/w/w-1?t=manage-1");

        assertThat(browser.submit(offered, "form[action$=/pass]", Map.of()).shown(".notice.success")).contains("passed it on");
        assertThat(browser.submit(offered, "form[action$=/leave]", Map.of()).shown(".notice.success")).contains("do not wait any more");
    }

    @Test
    void anAnswerThatComesTooLateIsSaid() {
        web.api.on(PLACE, Practice.place("w-1", "OFFERED", OFFER));
        web.api.on("POST /api/v1/waitlist/w-1/accept", asked -> Said.problem(409, "offer-expired", ""));

        Visit page = browser.submit(browser.open("/w/w-1"), "form[action$=/accept]", Map.of());

        assertThat(page.shown(".notice.warning")).contains("went to who was next");
    }

    @ParameterizedTest
    @ValueSource(strings = {"WAITING", "OFFERED", "ACCEPTED", "PASSED", "EXPIRED", "LEFT", "OVER"})
    void everyStatusHasItsSentenceInEveryLanguage(String status) {
        web.api.on(PLACE, Practice.place("w-1", status, status.equals("OFFERED") ? OFFER : "null"));

        for (String language : new String[] {"en", "hi", "he"}) {
            Visit page = browser.open("/w/w-1?lang=" + language).expect(200);

            assertThat(page.shown("h1")).isNotBlank();
            assertThat(page.shown(".status .lead")).isNotBlank();
            assertThat(page.has("form[action$=/leave]")).isEqualTo(status.equals("WAITING") || status.equals("OFFERED"));
        }
    }
}
