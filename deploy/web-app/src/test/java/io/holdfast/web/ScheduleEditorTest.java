package io.holdfast.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.holdfast.testsupport.scenario.Browser;
import io.holdfast.testsupport.scenario.Browser.Visit;
import io.holdfast.web.StubApi.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Hours, breaks, dates and time off, by forms without a script. */
class ScheduleEditorTest {

    private static final String FORM = "form[action=/pro/schedule]";
    private static final String PUT = "PUT /api/v1/professionals/me/schedule";
    private static final String BLOCK = "POST /api/v1/professionals/me/blocks";
    private static final String CONFLICTS = """
            ,"conflicts":[{"bookingId":"b-1","number":"HF-2026-000001","start":"2026-12-01T04:30:00Z","end":"2026-12-01T05:30:00Z"},
            {"blockId":"off-1","note":"At home","start":"2026-12-24T18:30:00Z","end":"2026-12-26T18:30:00Z"}]""";

    private final RunningWebApp web = RunningWebApp.fresh();
    private final Browser browser;

    ScheduleEditorTest() {
        Business.in(web.api);
        browser = Business.signedIn(web, "professional");
        web.api.on(PUT, Business.schedule());
    }

    private JsonNode sent() {
        return web.api.asked(PUT).getLast().json();
    }

    @Test
    void whatIsStoredIsShownAndWhatIsSavedUnchangedIsTheSame() {
        Visit page = browser.open("/pro/schedule").expect(200);
        assertThat(page.document().select("[name=MONDAY-on]").hasAttr("checked")).isTrue();
        assertThat(page.document().select("[name=TUESDAY-on]").hasAttr("checked")).isFalse();
        assertThat(page.document().select("[name=MONDAY-break-0-start]").val()).isEqualTo("13:00");
        assertThat(page.document().select("[name=MONDAY-break-1-start]").val()).isEmpty();
        // A browser's field knows no 24:00.
        assertThat(page.document().select("[name=SATURDAY-end]").val()).isEqualTo("00:00");
        assertThat(page.document().select("[name$=-day]").eachAttr("value")).containsExactly("2026-12-25", "2026-12-31", "");

        Visit after = browser.submit(page, FORM, Map.of());

        assertThat(after.shown("#notices")).contains("saved");
        JsonNode stored = JsonMapper.shared().readTree(Business.schedule());
        for (String day : List.of("MONDAY", "SATURDAY")) {
            assertThat(sent().get("weeklyHours").get(day)).as(day).isEqualTo(stored.get("weeklyHours").get(day));
        }
        assertThat(sent().get("weeklyHours").get("TUESDAY").get("enabled").asBoolean()).isFalse();
        assertThat(sent().get("breaks").toString()).contains("[\"MONDAY\"]", "[\"SATURDAY\"]").doesNotContain("TUESDAY");
        // What is past is not shown, and stays.
        assertThat(sent().get("overrides").valueStream().map(one -> one.get("date").asString()))
                .containsExactlyInAnyOrder("2025-12-25", "2026-12-25", "2026-12-31");
        assertThat(sent().get("overrides").toString()).contains("\"start\":\"09:00\",\"end\":\"12:00\"");
        assertThat(sent().get("buffers")).isEqualTo(stored.get("buffers"));
        assertThat(sent().get("slotStep").asInt()).isEqualTo(30);
        assertThat(sent().has("recurring")).as("what the form does not know stays as it is").isFalse();
    }

    @Test
    void aDayIsCopiedToOthersAndNothingIsSavedYet() {
        Visit page = browser.open("/pro/schedule");

        Visit copied = browser.submit(page, FORM, Map.of(
                "copy-from", "MONDAY", "copy-TUESDAY", "on", "copy-SATURDAY", "on", "MONDAY-end", "18:00", "after", "15"), "[value=copy]").expect(200);

        for (String day : List.of("MONDAY", "TUESDAY", "SATURDAY")) {
            assertThat(copied.document().select("[name=" + day + "-on]").hasAttr("checked")).as(day).isTrue();
            assertThat(copied.document().select("[name=" + day + "-end]").val()).as(day).isEqualTo("18:00");
            assertThat(copied.document().select("[name=" + day + "-break-0-start]").val()).as(day).isEqualTo("13:00");
        }
        assertThat(copied.document().select("[name=WEDNESDAY-on]").hasAttr("checked")).isFalse();
        assertThat(copied.document().select("[name=after]").val()).as("everything else that was typed").isEqualTo("15");
        assertThat(copied.shown("#notices")).contains("Nothing is saved yet");
        assertThat(web.api.asked(PUT)).isEmpty();
        browser.submit(copied, FORM, Map.of());
        assertThat(sent().get("weeklyHours").get("TUESDAY").get("end").asString()).isEqualTo("18:00");
    }

    @Test
    void bookingsThatWouldBeOrphanedAreListedAndEverythingTypedIsKept() {
        web.api.on(PUT, asked -> Said.problem(409, "conflict", CONFLICTS));
        Visit page = browser.open("/pro/schedule");

        Visit refused = browser.submit(page, FORM, Map.of("MONDAY-start", "11:00", "date-2-day", "2026-12-01", "before", "5")).expect(409);

        assertThat(refused.shown("#notices")).contains("Nothing is saved", "outside your new hours");
        assertThat(refused.document().select("section:has(#conflicts) a").eachAttr("href"))
                .containsExactly("/pro/bookings/b-1", "/pro/schedule/off");
        assertThat(refused.shown("section:has(#conflicts)")).contains("HF-2026-000001", "Tuesday, 1 December 2026, 10:00–11:00", "At home");
        assertThat(refused.document().select("[name=MONDAY-start]").val()).isEqualTo("11:00");
        assertThat(refused.document().select("[name=date-2-day]").val()).isEqualTo("2026-12-01");
        assertThat(refused.document().select("[name=before]").val()).isEqualTo("5");
        assertThat(browser.submit(page, FORM, Map.of("zone", "Asia/Jerusalem")).expect(409).shown("#notices")).contains("time zone stays");
    }

    @ParameterizedTest
    @CsvSource({"MONDAY-end,08:00,MONDAY-end,after the start", "MONDAY-start,noon,MONDAY-start,time of day",
        "MONDAY-break-1-start,15:00,MONDAY-break-1-end,time of day", "after,many,after,whole number of minutes", "after,241,after,at most 240",
        "date-2-day,2026-12-25,date-2-day,twice", "date-2-day,soon,date-2-day,A date"})
    void whatIsPlainlyWrongIsSaidBesideIt(String field, String value, String at, String words) {
        Visit page = browser.submit(browser.open("/pro/schedule"), FORM, Map.of(field, value)).expect(422);

        assertThat(page.shown("#" + at + "-mistake")).contains(words);
        assertThat(page.document().select("[name=" + field + "]").val()).isEqualTo(value);
        assertThat(page.document().select("[name=" + at + "]").attr("aria-describedby")).contains(at + "-mistake");
        assertThat(web.api.asked(PUT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"zone,zone", "breaks[1],SATURDAY-break-0-end", "overrides[0].date,date-0-day", "weeklyHours.MONDAY.end,MONDAY-end",
        "slotStep,step"})
    void whatTheApiDoesNotTakeIsSaidWhereItStands(String field, String at) {
        web.api.on(PUT, asked -> Said.problem(400, "validation", ",\"errors\":[{\"field\":\"" + field + "\",\"message\":\"no\"}]"));

        Visit page = browser.submit(browser.open("/pro/schedule"), FORM, Map.of()).expect(422);

        assertThat(page.has("#" + at + "-mistake")).isTrue();
    }

    @Test
    void aDateIsTakenAway() {
        browser.submit(browser.open("/pro/schedule"), FORM, Map.of("date-0-gone", "on"));

        assertThat(sent().get("overrides").valueStream().map(one -> one.get("date").asString()))
                .containsExactlyInAnyOrder("2025-12-25", "2026-12-31");
    }

    @Test
    void timeOffIsAddedInTheProfessionalsZoneAndGivenBack() {
        web.api.on(BLOCK, "{\"id\":\"off-2\",\"start\":\"2026-12-03T04:30:00Z\",\"end\":\"2026-12-03T06:30:00Z\",\"note\":\"Dentist\"}");
        web.api.on("DELETE /api/v1/professionals/me/blocks/off-1", asked -> new Said(204, "application/json", "", Map.of()));
        Visit page = browser.open("/pro/schedule/off").expect(200);
        assertThat(page.shown(".agenda")).contains("At home", "Friday, 25 December 2026");

        Visit after = browser.submit(page, "form[action=/pro/schedule/off]", off("2026-12-03T10:00", "2026-12-03T12:00"));

        assertThat(after.shown("#notices")).contains("kept free");
        assertThat(web.api.asked(BLOCK).getFirst().json().get("start").asString()).isEqualTo("2026-12-03T04:30:00Z");
        assertThat(web.api.asked(BLOCK).getFirst().header("Idempotency-Key")).isEqualTo(page.document().select("[name=key]").val());
        assertThat(browser.submit(page, "form[action$=off-1/remove]", Map.of()).shown("#notices")).contains("can be booked again");
    }

    @Test
    void timeOffThatOverlapsABookingIsNotSavedAndSaysWhich() {
        web.api.on(BLOCK, asked -> Said.problem(409, "conflict", CONFLICTS));
        Visit page = browser.open("/pro/schedule/off");

        Visit refused = browser.submit(page, "form[action=/pro/schedule/off]", off("2026-12-01T10:00", "2026-12-01T12:00")).expect(409);

        assertThat(refused.has("section:has(#conflicts) a[href=/pro/bookings/b-1]")).isTrue();
        assertThat(refused.document().select("[name=from]").val()).isEqualTo("2026-12-01T10:00");
        assertThat(refused.document().select("[name=note]").val()).isEqualTo("Dentist");
        assertThat(browser.submit(page, "form[action=/pro/schedule/off]", off("2026-12-01T12:00", "2026-12-01T12:00")).expect(422)
                .shown("#to-mistake")).contains("after the start");
        assertThat(browser.submit(page, "form[action=/pro/schedule/off]", off("", "x")).expect(422).has("#from-mistake")).isTrue();
    }

    private static Map<String, String> off(String from, String to) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("from", from);
        fields.put("to", to);
        fields.put("note", "Dentist");
        return fields;
    }
}
