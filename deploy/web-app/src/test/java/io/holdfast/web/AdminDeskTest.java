package io.holdfast.web;

import java.util.List;
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

/** An admin's day: who is booked when, booking by hand, and all that is known of a booking. */
class AdminDeskTest {

    private static final String NEW = "/admin/bookings/new?offering=consultation-60&professional=dr-khan&date=2026-12-01";

    private final RunningWebApp web = RunningWebApp.fresh();
    private final Browser browser;

    AdminDeskTest() {
        Business.in(web.api);
        browser = Business.signedIn(web, "admin");
    }

    @Test
    void everyPageIsInTheMenuAndSaysWhichItIs() {
        List<String> addresses = browser.open("/admin").document().select(".side a").eachAttr("href");
        assertThat(addresses).hasSizeGreaterThanOrEqualTo(20).doesNotHaveDuplicates();
        for (String address : addresses) {
            Visit page = browser.open(address).expect(200);

            assertThat(page.document().select(".side [aria-current=page]").eachAttr("href")).containsExactly(address);
            assertThat(page.document().select("details.menu a").eachAttr("href")).isEqualTo(addresses);
            assertThat(page.shown("details.menu summary")).isEqualTo(page.shown(".side [aria-current=page]"));
        }
        assertThat(browser.open("/admin/bookings/b-1").document().select(".side [aria-current=page]").attr("href"))
                .isEqualTo("/admin/bookings");
    }

    @Test
    void aDayHasEveryProfessionalBesideTheOthers() {
        web.api.on("GET /api/v1/admin/professionals", Practice.list(
                Business.colleague("dr-khan", true), Business.colleague("dr-lee", true).replace("Dr. Sarah Khan", "Dr. James Lee"),
                Business.colleague("dr-gone", false)));
        web.api.on("GET /api/v1/admin/bookings/calendar", Office.calendar(
                true,
                Practice.booking("b-2", "PENDING_CONFIRMATION", "null").replace("T04:30", "T18:30").replace("T05:30", "T19:30"),
                Practice.booking("b-1", "CONFIRMED", "null"), Practice.booking("b-9", "CANCELLED", "null")));

        Visit page = browser.open("/admin/calendar?date=2026-12-01").expect(200);

        assertThat(web.api.asked("GET /api/v1/admin/bookings/calendar").getFirst().query())
                .isEqualTo("from=2026-12-01&to=2026-12-01&zone=UTC");
        assertThat(page.document().select("thead th bdi").eachText()).containsExactly("Dr. Sarah Khan", "Dr. James Lee");
        assertThat(page.document().select("a.event").eachAttr("href")).containsExactly("/admin/bookings/b-1", "/admin/bookings/b-2");
        assertThat(page.shown("tr:has(th:contains(04:00)) a.event")).contains("04:30–05:30", "Gita Guest", "Consultation", "Scheduled");
        assertThat(page.document().select("tr:has(th:contains(18:00)) td").get(0).select("a.event")).hasSize(1);
        assertThat(page.document().select("tr:has(th:contains(18:00)) td").get(1).select("a.event")).isEmpty();
        assertThat(page.shown("main")).contains("1 cancelled or not come about");
        assertThat(page.document().select("thead a.add").getFirst().attr("href"))
                .isEqualTo("/admin/bookings/new?date=2026-12-01&professional=dr-khan");
        assertThat(browser.open("/admin/calendar?professional=dr-lee").document().select("thead th bdi").eachText())
                .containsExactly("Dr. James Lee");
        assertThat(browser.open("/admin/calendar").document().select("a[rel~=next]").attr("href"))
                .isEqualTo("/admin/calendar?date=2026-12-01");
        browser.open("/admin/calendar?date=soon").expect(422);
    }

    @Test
    void aDayWithMoreThanFitsSaysSo() {
        web.api.on("GET /api/v1/admin/bookings/calendar", Office.calendar(false, Practice.booking("b-1", "CONFIRMED", "null")));

        assertThat(browser.open("/admin/calendar").shown("main .notice")).contains("more on this day");
    }

    @Test
    void whatIsBookedByHandIsChosenFirstAndKeepsWhatIsKnown() {
        Visit choose = browser.open("/admin/bookings/new?professional=dr-khan&date=2026-12-01").expect(200);

        assertThat(choose.document().select("a.card").eachAttr("href")).as("a retired one cannot be booked").containsExactly(
                "/admin/bookings/new?professional=dr-khan&date=2026-12-01&offering=consultation-60");
        Visit form = browser.open(choose.document().select("a.card").attr("href")).expect(200);
        assertThat(form.document().select("[name=professional] [selected]").val()).isEqualTo("dr-khan");
        assertThat(form.document().select("[name=date]").val()).isEqualTo("2026-12-01");
        assertThat(form.document().select("[name=start]").eachAttr("value"))
                .containsExactly("2026-12-01T03:30:00Z", "2026-12-01T10:30:00Z", "other");
        browser.open("/admin/bookings/new?offering=old-one").expect(404);
    }

    @Test
    void aBookingIsMadeByHandAtAFreeTimeOrAnother() {
        web.api.on("POST /api/v1/admin/bookings", Practice.booking("b-1", "CONFIRMED", "null"));
        Visit form = browser.open(NEW);
        Map<String, String> typed = Map.of(
                "name", "Gita Guest", "email", "gita@example.com", "start", "2026-12-01T03:30:00Z", "question-topic", "Sleep", "notes", "By phone");

        Visit made = browser.submit(form, "main form[method=post]:has(#name)", typed).expect(200);

        assertThat(made.address().getPath()).isEqualTo("/admin/bookings/b-1");
        assertThat(made.shown("#notices")).contains("It is booked");
        JsonNode sent = web.api.asked("POST /api/v1/admin/bookings").getFirst().json();
        assertThat(sent.get("start").asString()).isEqualTo("2026-12-01T03:30:00Z");
        assertThat(sent.get("professionalId").asString()).isEqualTo("dr-khan");
        assertThat(sent.get("client").get("email").asString()).isEqualTo("gita@example.com");
        assertThat(sent.get("intake").get("topic").asString()).isEqualTo("Sleep");
        assertThat(web.api.asked("POST /api/v1/admin/bookings").getFirst().header("Prefer")).isEqualTo("wait=10");
        assertThat(web.api.asked("POST /api/v1/admin/bookings").getFirst().header("Idempotency-Key"))
                .isEqualTo(form.document().select("[name=key]").val());

        browser.submit(form, "main form[method=post]:has(#name)", Map.of(
                "name", "Gita", "email", "g@example.com", "start", "other", "time", "06:45", "question-topic", "Sleep"));
        assertThat(web.api.asked("POST /api/v1/admin/bookings").getLast().json().get("start").asString()).isEqualTo("2026-12-01T06:45:00Z");
    }

    @Test
    void lookingForFreeTimesSendsNothingAndKeepsEverything() {
        Visit form = browser.open(NEW);

        Visit looked = browser.submit(
                form, "main form[method=post]:has(#name)", Map.of("name", "Gita Guest", "date", "2026-12-02"), "[name=look]").expect(200);

        assertThat(web.api.asked("GET /api/v1/professionals/dr-khan/availability").getLast().query()).contains("date=2026-12-02");
        assertThat(looked.document().select("[name=name]").val()).isEqualTo("Gita Guest");
        assertThat(looked.document().select("[name=key]").val()).isEqualTo(form.document().select("[name=key]").val());
        assertThat(web.api.asked("POST /api/v1/admin/bookings")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"BOOKED,booked already", "BREAK,has a break", "CLOSED,does not work", "NEW_REASON,cannot be had"})
    void aTimeThatIsTakenNamesWhatIsInTheWayAndKeepsEverything(String code, String words) {
        web.api.on("POST /api/v1/admin/bookings", asked -> Said.problem(409, code,
                ",\"conflicts\":[{\"number\":\"HF-2026-000007\",\"start\":\"2026-12-01T04:30:00Z\",\"end\":\"2026-12-01T05:30:00Z\"}]"));

        Visit page = browser.submit(browser.open(NEW), "main form[method=post]:has(#name)", Map.of(
                        "name", "Gita Guest", "email", "gita@example.com", "time", "04:45", "question-topic", "Sleep"))
                .expect(409);

        assertThat(page.shown("#notices")).contains(words);
        assertThat(page.shown("section:has(#conflicts)")).contains("HF-2026-000007", "04:30–05:30");
        assertThat(page.document().select("section:has(#conflicts) a").attr("href")).isEqualTo("/admin/bookings?q=HF-2026-000007");
        assertThat(page.document().select("[name=name]").val()).isEqualTo("Gita Guest");
        assertThat(page.document().select("[name=time]").val()).isEqualTo("04:45");
    }

    @Test
    void whatIsMissingOrWrongStandsBesideItsField() {
        Visit empty = browser.submit(browser.open(NEW), "main form[method=post]:has(#name)", Map.of()).expect(422);
        for (String field : List.of("name", "email", "time", "question-topic")) {
            assertThat(empty.has("#" + field + "-mistake")).as(field).isTrue();
        }
        assertThat(web.api.asked("POST /api/v1/admin/bookings")).isEmpty();
        web.api.on("POST /api/v1/admin/bookings", asked ->
                Said.problem(400, "validation", ",\"errors\":[{\"field\":\"client.email\",\"message\":\"x\"},"
                        + "{\"field\":\"intake.topic\",\"message\":\"x\"}]"));
        Visit wrong = browser.submit(empty, "main form[method=post]:has(#name)", Map.of(
                "name", "G", "email", "nobody", "time", "04:45", "question-topic", "Sleep")).expect(422);
        assertThat(wrong.shown("#email-mistake")).contains("email address");
        assertThat(wrong.has("#question-topic-mistake")).isTrue();
        web.api.on("POST /api/v1/admin/bookings", asked -> Said.problem(422, "offering-not-provided", ""));
        assertThat(browser.submit(wrong, "main form[method=post]:has(#name)", Map.of()).expect(422).shown("#notices")).contains("a rule");
    }

    @Test
    void aBookingSaysWhoWasToldWhatAndWhoChangedIt() {
        Visit page = browser.open("/admin/bookings/b-1").expect(200);

        assertThat(page.document().select("section:has(#messages) li").eachText()).hasSize(2)
                .satisfies(messages -> {
                    assertThat(messages.getFirst()).contains("Confirmed", "Client", "Email", "Sent");
                    assertThat(messages.getLast()).contains("Professional", "SMS", "Not delivered", "refused");
                });
        assertThat(page.document().select("section:has(#messages) a").eachAttr("href")).containsExactly(
                "/demo/mail?to=gita%40example.com", "/admin/templates/confirmed?for=client&in=en",
                "/admin/templates/confirmed?for=professional&in=en");
        assertThat(page.document().select("section:has(#timeline) li").eachText()).hasSize(2);
        assertThat(page.shown("section:has(#timeline) li.future")).contains("It begins");
        assertThat(page.shown("section:has(#audit)")).contains("admin-1", "POST /bookings/{id}/cancel", "Refused");
        assertThat(web.api.asked("GET /api/v1/admin/audit").getLast().query()).contains("subject=b-1");
        assertThat(page.document().select("section:has(#audit) a").eachAttr("href"))
                .containsExactly("/admin/audit?subject=b-1", "/admin/automations?booking=b-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dr-khan", "nobody"})
    void theTableIsOfOneProfessional(String who) {
        browser.open("/admin/bookings?professional=" + who).expect(200);

        assertThat(web.api.asked("GET /api/v1/admin/bookings").getLast().query()).contains("professionalId=" + who);
    }
}
