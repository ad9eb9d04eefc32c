package io.holdfast.web;

import java.util.List;
import java.util.Map;

import io.holdfast.testsupport.scenario.Browser;
import io.holdfast.testsupport.scenario.Browser.Visit;
import io.holdfast.web.StubApi.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What admins run a practice by. */
class AdminPagesTest {

    private static final String PAID = Practice.order("CAPTURED").replace("\"captures\":[]", """
            "captures":[{"paymentId":"pay_1","amount":{"amount":150000,"currency":"INR"},"at":"2026-11-30T08:00:00Z"}]""");

    private final RunningWebApp web = RunningWebApp.fresh();
    private final Browser browser;

    AdminPagesTest() {
        Business.in(web.api);
        browser = Business.signedIn(web, "admin");
    }

    @Test
    void theOverviewHasTheMonthsFiguresAndWhatWaits() {
        Visit page = browser.open("/admin").expect(200);

        assertThat(page.document().select(".figures div").eachText())
                .contains("Asked for 1,200", "Revenue ₪200 + ₹999", "Did not come 10", "Given back ₹750");
        assertThat(page.document().select("section:has(#waiting) a").eachAttr("href"))
                .containsExactly("/admin/bookings?status=PENDING_CONFIRMATION", "/admin/dead-letters");
        assertThat(page.has("#steps")).isFalse();
        browser.open("/admin?month=2026-02").expect(200);
        assertThat(web.api.asked("GET /api/v1/admin/analytics").getLast().query()).isEqualTo("year=2026&month=2");
        browser.open("/admin?month=soon").expect(404);
    }

    @Test
    void anEmptyTenantIsLedThroughItsFirstSteps() {
        web.api.on("GET /api/v1/admin/stats", Business.stats(0));
        web.api.on("GET /api/v1/admin/dead-letters", Practice.list());
        web.api.on("GET /api/v1/admin/offerings", Practice.list());
        web.api.on("GET /api/v1/admin/professionals", Practice.list());
        assertThat(browser.open("/admin").document().select(".checklist .done")).isEmpty();
        assertThat(browser.open("/admin").shown("section:has(#waiting)")).contains("Nothing waits");

        web.api.on("GET /api/v1/admin/offerings", Practice.list(Practice.offering("consultation-60", "Consultation")));
        web.api.on("GET /api/v1/admin/professionals", Practice.list(Business.colleague("dr-khan", true)));
        web.api.on("GET /api/v1/available-dates", "{\"availableDates\":[],\"zone\":\"UTC\"}");
        Visit two = browser.open("/admin");
        assertThat(two.document().select("section:has(#steps) .done")).hasSize(2);
        web.api.on("GET /api/v1/available-dates", Practice.dates());
        assertThat(browser.open("/admin").document().select("section:has(#steps) .done")).hasSize(3);
    }

    @Test
    void bookingsAreFilteredAndReadPageByPage() {
        Visit page = browser.open("/admin/bookings?status=CONFIRMED&from=2026-12-01&to=2026-12-31&q=Gita+%26+Co").expect(200);

        String asked = web.api.asked("GET /api/v1/admin/bookings").getLast().query();
        assertThat(asked)
                .contains("status=CONFIRMED", "startDate=2026-12-01", "endDate=2026-12-31", "q=Gita & Co", "zone=UTC")
                .doesNotContain("after");
        assertThat(page.document().select("tbody a").eachAttr("href")).containsExactly("/admin/bookings/b-1");
        assertThat(page.document().select("[name=q]").val()).isEqualTo("Gita & Co");
        assertThat(page.document().select("option[selected]").val()).isEqualTo("CONFIRMED");
        Visit next = browser.open(page.document().select("a[rel~=next]").attr("href")).expect(200);
        assertThat(web.api.asked("GET /api/v1/admin/bookings").getLast().query()).contains("after=next-1", "q=Gita & Co");
        assertThat(next.has("a:contains(First page)")).isTrue();
    }

    @Test
    void anEmptyTableSaysWhetherThatIsTheFilters() {
        web.api.on("GET /api/v1/admin/bookings", Business.bookings(null));

        assertThat(browser.open("/admin/bookings").shown(".empty")).contains("no bookings yet");
        assertThat(browser.open("/admin/bookings?status=CONFIRMED").shown(".empty")).contains("No booking is like that");
        Visit wrong = browser.open("/admin/bookings?from=soon&q=Gita").expect(422);
        assertThat(wrong.shown("main")).contains("A date such as");
        assertThat(wrong.document().select("[name=q]").val()).isEqualTo("Gita");
    }

    @Test
    void theFileIsWhatTheTableShows() {
        web.api.on("GET /api/v1/admin/bookings/export.csv", asked -> new Said(200, "text/csv", "number\nHF-2026-000001\n", Map.of()));
        Visit table = browser.open("/admin/bookings?status=CONFIRMED&from=2026-12-01&q=Gita+%26+Co");

        Visit file = browser.open(table.document().select("a[href^=/admin/bookings.csv]").attr("href")).expect(200);

        assertThat(file.text()).startsWith("number\n");
        assertThat(file.header("Content-Type")).startsWith("text/csv");
        assertThat(file.header("Content-Disposition")).startsWith("attachment");
        assertThat(web.api.asked("GET /api/v1/admin/bookings/export.csv").getLast().query())
                .isEqualTo("zone=UTC&status=CONFIRMED&startDate=2026-12-01&q=Gita & Co");
        web.api.on("GET /api/v1/admin/bookings/export.csv", asked -> Said.problem(503, "unavailable", ""));
        browser.open("/admin/bookings.csv").expect(503);
    }

    @Test
    void aBookingHasItsHistoryItsMoneyAndARefund() {
        web.api.on("GET /api/v1/bookings/b-1", Practice.booking("b-1", "COMPLETED", PAID));
        web.api.on("GET /api/v1/payments", Office.payment("PARTIALLY_REFUNDED", Office.refund("PENDING")));
        web.api.on("POST /api/v1/admin/payments/pay_1/refunds", asked -> new Said(202, "application/json", "{}", Map.of()));
        Visit page = browser.open("/admin/bookings/b-1").expect(200);
        assertThat(page.shown("section:has(#money)")).contains("Paid", "₹1,500", "Card declined", "pay_0", "₹750", "On its way back");
        assertThat(page.shown("section:has(#history)")).contains("Being asked for", "client");

        Visit unsaid = browser.submit(page, "form[action$=refund]", Map.of("amount", "7,50.5", "why", "")).expect(422);
        assertThat(unsaid.has("#why-mistake")).isTrue();
        browser.submit(page, "form[action$=refund]", Map.of("amount", "750.50", "why", "Late"));

        JsonNode sent = web.api.asked("POST /api/v1/admin/payments/pay_1/refunds").getLast().json();
        assertThat(sent.get("amount").get("amount").asLong()).isEqualTo(75_050);
        assertThat(sent.get("amount").get("currency").asString()).isEqualTo("INR");
        assertThat(sent.get("amount").propertyNames()).as("what the API knows of").containsExactlyInAnyOrder("amount", "currency");
        web.api.on("POST /api/v1/admin/payments/pay_1/refunds", asked -> Said.problem(422, "refund-too-much", ""));
        Visit refused = browser.submit(page, "form[action$=refund]", Map.of("amount", "9999", "why", "Late")).expect(422);
        assertThat(refused.shown("#amount-mistake")).contains("more than is left");
        assertThat(refused.document().select("[name=why]").val()).isEqualTo("Late");
    }

    @ParameterizedTest
    @CsvSource({"'',true,", "50,true,50", "101,false,", "half,false,"})
    void anAdminCancelsWithAnotherShareThanThePolicys(String percent, boolean good, Integer sent) {
        web.api.on("POST /api/v1/bookings/b-1/cancel", Practice.booking("b-1", "CANCELLED", PAID));
        Visit page = browser.open("/admin/bookings/b-1?act=cancel");

        Visit after = browser.submit(page, "form[action$=cancel]", Map.of("reason", "Flood", "percent", percent));

        assertThat(web.api.asked("POST /api/v1/bookings/b-1/cancel")).hasSize(good ? 1 : 0);
        if (good) {
            JsonNode body = web.api.asked("POST /api/v1/bookings/b-1/cancel").getFirst().json();
            assertThat(body.get("reason").asString()).isEqualTo("Flood");
            assertThat(body.has("refundPercentage")).isEqualTo(sent != null);
        } else {
            assertThat(after.expect(422).has("#percent-mistake")).isTrue();
            assertThat(after.document().select("[name=reason]").val()).isEqualTo("Flood");
        }
    }

    @Test
    void anOfferingIsEditedAndWhatTheFormDoesNotShowStays() {
        web.api.on("PUT /api/v1/admin/offerings/consultation-60", Practice.offering("consultation-60", "Consultation"));
        Visit list = browser.open("/admin/offerings").expect(200);
        assertThat(list.document().select("tbody tr").eachText()).hasSize(2)
                .satisfies(rows -> assertThat(rows.getLast()).contains("Old one", "Retired"));
        Visit form = browser.open("/admin/offerings/consultation-60").expect(200);
        assertThat(form.document().select("[name=durations]").val()).isEqualTo("30, 60");
        assertThat(form.document().select("[name=amount]").val()).isEqualTo("1500");
        assertThat(form.document().select("[name=question-0-label]").val()).isEqualTo("What is it about?");

        browser.submit(form, "main form[data-unsaved]", Map.of(
                "amount", "0", "pricing", "fixed", "confirmation", "MANUAL", "question-1-label", "Which side?", "question-1-type", "choice",
                "question-1-options", "Left, Right", "refund-hours", "48"));

        JsonNode sent = web.api.asked("PUT /api/v1/admin/offerings/consultation-60").getFirst().json();
        assertThat(sent.get("price").get("amount").asLong()).isZero();
        assertThat(sent.has("hourlyRate")).isFalse();
        assertThat(sent.get("confirmation").asString()).isEqualTo("MANUAL");
        assertThat(sent.get("policies").get("fullRefundHours").asInt()).isEqualTo(48);
        assertThat(sent.get("policies").get("answerWithinHours").asInt()).isEqualTo(24);
        assertThat(sent.get("preparation").get("en").asString()).isEqualTo("Have your papers ready.");
        List<JsonNode> questions = sent.get("intakeFields").valueStream().toList();
        assertThat(questions).hasSize(2);
        assertThat(questions.getFirst().get("name").asString()).isEqualTo("topic");
        assertThat(questions.getLast().get("options").toString()).isEqualTo("[\"Left\",\"Right\"]");
        assertThat(questions.getLast().get("name").asString()).matches("[A-Za-z][A-Za-z0-9_]*").isNotEqualTo("topic");
    }

    @Test
    void aNewOfferingBeginsWithWhatIsUsualAndMistakesStandBesideTheirFields() {
        Visit form = browser.open("/admin/offerings/new").expect(200);
        Map<String, String> bad = Map.of("name", "", "durations", "an hour", "amount", "-1", "notice", "x");
        Visit wrong = browser.submit(form, "main form[data-unsaved]", bad).expect(422);
        for (String field : List.of("name", "durations", "amount", "notice")) {
            assertThat(wrong.has("#" + field + "-mistake")).as(field).isTrue();
        }
        assertThat(wrong.document().select("[name=durations]").val()).isEqualTo("an hour");
        assertThat(web.api.asked("POST /api/v1/admin/offerings")).isEmpty();

        web.api.on("POST /api/v1/admin/offerings", asked ->
                Said.problem(400, "validation", ",\"errors\":[{\"field\":\"price.amount\",\"message\":\"is too little\"}]"));
        Map<String, String> typed = Map.of("name", "Reading", "id", "reading", "amount", "0.5");
        assertThat(browser.submit(form, "main form[data-unsaved]", typed).expect(422).has("#amount-mistake")).isTrue();
        web.api.on("POST /api/v1/admin/offerings", asked -> Said.problem(409, "conflict", ""));
        assertThat(browser.submit(form, "main form[data-unsaved]", typed).expect(422).shown("#id-mistake")).contains("already");
        web.api.on("POST /api/v1/admin/offerings", Practice.offering("reading", "Reading"));
        assertThat(browser.submit(form, "main form[data-unsaved]", typed).shown("#notices")).contains("is there");
        assertThat(web.api.asked("POST /api/v1/admin/offerings").getLast().header("Idempotency-Key"))
                .isEqualTo(form.document().select("[name=key]").val());
    }

    @Test
    void formsBeginWithTheBusinesssOwnCurrencyAndZone() {
        web.api.on("GET /api/v1/business", Practice.business("Asia/Jerusalem", "ILS"));

        for (String address : List.of(
                "/admin/offerings/new", "/admin/professionals/new", "/admin/coupons/new", "/admin/coupons/DIWALI-10")) {
            assertThat(browser.open(address).document().select("[name=currency]").val()).as(address).isEqualTo("ILS");
        }
        assertThat(browser.open("/admin/professionals/new").document().select("[name=zone]").val()).isEqualTo("Asia/Jerusalem");
        assertThat(web.api.asked("GET /api/v1/admin/professionals")).as("nobody is asked what the business knows").isEmpty();
        browser.open("/admin/calendar?date=2026-12-01");
        assertThat(web.api.asked("GET /api/v1/admin/bookings/calendar").getLast().query()).endsWith("zone=Asia/Jerusalem");
    }

    @Test
    void aProfessionalIsEditedAndWhatTheFormDoesNotShowStays() {
        web.api.on("PUT /api/v1/admin/professionals/dr-khan", Business.colleague("dr-khan", true));
        assertThat(browser.open("/admin/professionals").document().select("tbody tr").eachText().getLast()).contains("Retired");
        Visit form = browser.open("/admin/professionals/dr-khan").expect(200);
        assertThat(form.document().select("[name=amount]").val()).isEqualTo("1500.5");
        assertThat(form.document().select("[name^=provides-]").eachAttr("name")).containsExactly("provides-consultation-60");

        browser.submit(form, "main form[data-unsaved]", Map.of("name", "Dr. Sarah Khan-Rao", "languages", "en, hi,he"));

        JsonNode sent = web.api.asked("PUT /api/v1/admin/professionals/dr-khan").getFirst().json();
        assertThat(sent.get("displayName").asString()).isEqualTo("Dr. Sarah Khan-Rao");
        assertThat(sent.get("hourlyRate").get("amount").asLong()).isEqualTo(150_050);
        assertThat(sent.get("languages").toString()).isEqualTo("[\"en\",\"hi\",\"he\"]");
        assertThat(sent.get("offeringIds").valueStream().map(JsonNode::asString)).containsExactlyInAnyOrder("consultation-60", "kept-beside");
        assertThat(sent.get("skills").toString()).isEqualTo("[\"deep-tissue\"]");
        assertThat(sent.get("active").asBoolean()).isTrue();
    }

    @Test
    void aNewProfessionalIsRegisteredOnceAllIsThere() {
        web.api.on("POST /api/v1/admin/professionals", asked ->
                Said.problem(400, "validation", ",\"errors\":[{\"field\":\"zone\",\"message\":\"is none\"},"
                        + "{\"field\":\"hourlyRate.amount\",\"message\":\"x\"}]"));
        Visit form = browser.open("/admin/professionals/new").expect(200);
        Visit empty = browser.submit(form, "main form[data-unsaved]", Map.of()).expect(422);
        assertThat(empty.has("#name-mistake")).isTrue();
        assertThat(web.api.asked("POST /api/v1/admin/professionals")).isEmpty();
        Map<String, String> typed = Map.of(
                "name", "Dr. New", "email", "new@example.com", "category", "Therapist", "amount", "900", "zone", "Mars/Olympus",
                "provides-consultation-60", "on");
        Visit wrong = browser.submit(empty, "main form[data-unsaved]", typed).expect(422);
        assertThat(wrong.shown("#zone-mistake")).contains("Asia/Kolkata");
        assertThat(wrong.has("#amount-mistake")).isTrue();
        assertThat(wrong.document().select("[name=provides-consultation-60]").hasAttr("checked")).isTrue();

        web.api.on("POST /api/v1/admin/professionals", Business.colleague("dr-new", true));
        assertThat(browser.submit(wrong, "main form[data-unsaved]", Map.of("zone", "Asia/Kolkata")).shown("#notices")).contains("is there");
        assertThat(web.api.asked("POST /api/v1/admin/professionals").getLast().json().get("offeringIds").toString())
                .isEqualTo("[\"consultation-60\"]");
    }

    @Test
    void aDeadLetterIsReadSentAgainAndTakenAway() {
        web.api.on("POST /api/v1/admin/dead-letters/dl-1/replay", Business.letter("\"2026-11-30T08:00:00Z\"", "null"));
        assertThat(browser.open("/admin/dead-letters").shown("main")).contains("booking.confirmed", "The template could not be read.");
        Visit letter = browser.open("/admin/dead-letters/dl-1").expect(200);
        assertThat(letter.shown("pre")).contains("<b>world</b>");
        assertThat(letter.has("main a[href=/admin/bookings/b-1]")).isTrue();

        assertThat(browser.submit(letter, "form[action$=replay]", Map.of()).shown("#notices")).contains("sent again");

        web.api.on("POST /api/v1/admin/dead-letters/dl-1/replay", asked -> Said.problem(409, "already-replayed", ""));
        assertThat(browser.submit(letter, "form[action$=replay]", Map.of()).expect(409).shown("#notices")).contains("already");
        web.api.on("DELETE /api/v1/admin/dead-letters/dl-1", asked -> new Said(204, "application/json", "", Map.of()));
        assertThat(browser.submit(letter, "form[action$=discard]", Map.of()).shown("#notices")).contains("taken away");
        web.api.on("DELETE /api/v1/admin/dead-letters/dl-1", asked -> Said.problem(409, "conflict", ""));
        assertThat(browser.submit(letter, "form[action$=discard]", Map.of()).expect(409).shown("#notices")).contains("just being sent");
        web.api.on("GET /api/v1/admin/dead-letters", Practice.list());
        Visit none = browser.open("/admin/dead-letters?status=OPEN");
        assertThat(none.shown(".empty")).contains("All is well");
        assertThat(none.document().select(".chip[aria-current]").text()).isEqualTo("Open");
        assertThat(web.api.asked("GET /api/v1/admin/dead-letters").getLast().query()).isEqualTo("status=OPEN&page=1&limit=25");
    }

    @ParameterizedTest
    @CsvSource({"UP,All parts work", "DEGRADED,does not work as it should", "DOWN,nothing is lost", "NEW_WORD,nothing is lost"})
    void healthIsASentenceAndItsParts(String status, String words) {
        web.api.on("GET /api/v1/admin/system-health", Business.health(status));

        Visit page = browser.open("/admin/health").expect(200);

        assertThat(page.shown(".lead")).contains(words);
        assertThat(page.shown("main")).contains("broker", "Slow just now.", "booking-service", "12 ms");
    }
}
