package io.holdfast.web;

import java.util.List;
import java.util.Map;

import io.holdfast.testsupport.scenario.Browser;
import io.holdfast.testsupport.scenario.Browser.Visit;
import io.holdfast.web.StubApi.Asked;
import io.holdfast.web.StubApi.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A booking gets another time: it keeps the old one until the new one is booked. */
class ReschedulePageTest {

    private static final String BOOKING = "GET /api/v1/bookings/b-1";
    private static final String MOVE = "POST /api/v1/bookings/b-1/reschedule";
    private static final String PAGE = "/b/b-1/reschedule";
    private static final String TO = "2026-12-01T10:30:00Z";

    private final RunningWebApp web = RunningWebApp.fresh();
    private final Browser browser = web.browser();

    ReschedulePageTest() {
        web.api.on("GET /api/v1/bookings/b-1/timeline", "{\"items\":[]}");
        web.api.on("GET /api/v1/professionals/dr-khan/available-dates", Practice::datesInDecember);
        // It begins two days from now, so it can be moved for one day more.
        web.api.on(BOOKING, booking());
    }

    private static String booking() {
        return Practice.booking("b-1", "CONFIRMED", "null")
                .replace("2026-12-01T04:30:00Z", "2026-12-02T04:30:00Z")
                .replace("2026-12-01T05:30:00Z", "2026-12-02T05:30:00Z");
    }

    private void twoProfessionals(long rate) {
        String other = Practice.professional("dr-lee", "Dr. James Lee").replace("150000", String.valueOf(rate));
        web.api.on("GET /api/v1/professionals", Practice.list(Practice.professional("dr-khan", "Dr. Sarah Khan"), other));
        web.api.on("GET /api/v1/professionals/dr-lee", other);
    }

    @Test
    void theOldTimeStandsBesideTheNewOnes() {
        Visit page = browser.open(PAGE + "?t=manage-1").expect(200);

        assertThat(page.shown("main aside")).contains("Wednesday, 2 December 2026, 10:00–11:00 (India Standard Time, Asia/Kolkata)",
                "You can move it until Tuesday, 1 December 2026, 10:00", "stays yours until the new one is booked");
        assertThat(page.shown(".month .own")).isEqualTo("2");
        assertThat(page.document().select("#times a.slot").eachText()).containsExactly("09:00", "16:00");
        assertThat(page.document().select("#times a.slot").last().attr("href")).isEqualTo(PAGE + "?tz=Asia%2FKolkata&start=" + TO);
        Asked day = web.api.asked("GET /api/v1/professionals/dr-khan/availability").getFirst();
        assertThat(day.query()).contains("for=b-1", "duration=60");
        assertThat(day.header("Holdfast-Manage-Token")).isEqualTo("manage-1");
    }

    @Test
    void itsOwnTimeIsShownAndCannotBeChosen() {
        web.api.on(BOOKING, booking().replace("2026-12-02T04:30:00Z", "2026-12-01T10:30:00Z"));

        Visit page = browser.open(PAGE).expect(200);

        assertThat(page.document().select("#times .slot.off").eachText()).contains("16:00 Your time now");
        assertThat(page.document().select("#times a.slot").eachText()).containsExactly("09:00");
    }

    @Test
    void oldAndNewStandOnceMoreBeforeItIsMoved() {
        web.api.on(MOVE, booking().replace("2026-12-02T04:30:00Z", TO));
        Visit confirm = browser.open(PAGE + "?tz=Asia/Kolkata&start=" + TO).expect(200);
        assertThat(confirm.shown(".summary del")).contains("Wednesday, 2 December 2026, 10:00–11:00");
        assertThat(confirm.shown(".summary strong")).contains("Tuesday, 1 December 2026, 16:00–17:00");

        Visit done = browser.submit(confirm, "main form", Map.of()).expect(200);

        assertThat(done.address().getPath()).isEqualTo("/b/b-1");
        assertThat(done.shown(".notice.success")).contains("moved");
        Asked asked = web.api.asked(MOVE).getFirst();
        assertThat(asked.json().get("start").asString()).isEqualTo(TO);
        assertThat(asked.json().get("professionalId").asString()).isEqualTo("dr-khan");
        assertThat(asked.header("Prefer")).isEqualTo("wait=10");
        assertThat(asked.header("Idempotency-Key")).isEqualTo(confirm.document().select("[name=key]").attr("value"));
    }

    @Test
    void aTimeThatIsGoneKeepsTheOldOneAndOffersTheNearest() {
        web.api.on(MOVE, asked -> Said.problem(409, "BOOKED", ",\"reason\":\"BOOKED\""));

        Visit page = browser.submit(browser.open(PAGE + "?tz=Asia/Kolkata&start=" + TO), "main form", Map.of()).expect(409);

        assertThat(page.shown(".notice.warning")).contains("Tuesday, 1 December 2026, 16:00–17:00 is gone.", "Somebody has just booked it.",
                "Your booking stays on Wednesday, 2 December 2026, 10:00–11:00.");
        assertThat(page.document().select(".choices a").eachAttr("href"))
                .containsExactly(PAGE + "?tz=Asia%2FKolkata&start=2026-12-01T03:30:00Z", PAGE + "?tz=Asia%2FKolkata&start=" + TO);
    }

    @Test
    void afterTheNoticeItSaysWhyAndWhomToAsk() {
        web.api.on(BOOKING, Practice.booking("b-1", "CONFIRMED", "null"));

        Visit page = browser.open(PAGE).expect(200);

        assertThat(page.shown("h1")).contains("too late");
        assertThat(page.shown(".notice")).contains("up to 24 hours before it begins", "until Monday, 30 November 2026, 10:00");
        assertThat(page.document().select("a[href^=mailto:]").attr("href")).startsWith("mailto:support@holdfast.example");
        assertThat(page.has("#days")).isFalse();
    }

    @Test
    void anyoneBecomesWhoeverIsFreeThen() {
        twoProfessionals(150_000);
        web.api.on("GET /api/v1/professionals/dr-khan/availability", Practice.day().replace(TO, "2026-12-01T11:30:00Z"));
        web.api.on("GET /api/v1/professionals/dr-lee/availability", Practice.day());
        Visit page = browser.open(PAGE).expect(200);
        assertThat(page.document().select(".choices a.chip").eachText())
                .containsExactly("Dr. Sarah Khan", "Dr. James Lee", "Anyone who is free");

        Visit anyone = browser.open(page.document().select(".choices a.chip").last().attr("href")).expect(200);
        Visit confirm = browser.open(anyone.document().select("#times a.slot").last().attr("href")).expect(200);

        assertThat(confirm.document().select("[name=professional]").attr("value")).isEqualTo("dr-lee");
        assertThat(confirm.shown(".summary")).contains("Dr. Sarah Khan", "Dr. James Lee");
    }

    @Test
    void whoCostsSomethingElseIsNoChoice() {
        twoProfessionals(200_000);
        web.api.on("GET /api/v1/offerings/consultation-60", Practice.offering("consultation-60", "Consultation")
                .replace("\"hourlyRate\":{\"amount\":150000,\"currency\":\"INR\"}", "\"hourlyRate\":null"));

        assertThat(browser.open(PAGE).expect(200).document().select(".choices a.chip")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"422,price-differs,costs something else", "422,reschedule-limit,moved too often",
        "503,unavailable,will not be moved twice"})
    void aRuleIsSaidInWords(int status, String code, String words) {
        web.api.on(MOVE, asked -> Said.problem(status, code, ""));

        Visit page = browser.submit(browser.open(PAGE + "?start=" + TO), "main form", Map.of()).expect(status);

        assertThat(page.shown(".notice")).contains(words);
    }

    @Test
    void afterNoAnswerTheSameRequestIsSentAgain() {
        web.api.on(MOVE, asked -> Said.problem(503, "unavailable", ""));

        Visit page = browser.submit(browser.open(PAGE + "?start=" + TO), "main form", Map.of()).expect(503);
        browser.submit(page, "main form", Map.of()).expect(503);

        List<Asked> requests = web.api.asked(MOVE);
        assertThat(requests).hasSize(2);
        assertThat(requests.getFirst().header("Idempotency-Key")).isEqualTo(requests.getLast().header("Idempotency-Key"));
    }

    @Test
    void whatIsNotConfirmedIsNotMoved() {
        web.api.on(BOOKING, Practice.booking("b-1", "CANCELLED", "null"));

        assertThat(browser.open(PAGE).address().getPath()).isEqualTo("/b/b-1");
        web.api.on(BOOKING, booking());
        browser.open(PAGE + "?start=soon").expect(404);
    }
}
