package io.holdfast.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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

/** What admins look after beside bookings: people, money, messages, and what the platform is connected to. */
class AdminOfficeTest {

    private static final String CHECKING = "{\"writes\":false,\"kind\":\"OFFERINGS\",\"chunk\":1,\"chunks\":4}";

    private final RunningWebApp web = RunningWebApp.fresh();
    private final Browser browser;

    AdminOfficeTest() {
        Business.in(web.api);
        browser = Business.signedIn(web, "admin");
    }

    @Test
    void aMonthIsChartsOverTablesAndFiles() {
        web.api.on("GET /api/v1/admin/reports/2026-11.pdf", asked -> new Said(200, "application/pdf", "%PDF-1.7", Map.of()));
        Visit page = browser.open("/admin/analytics?month=2026-11").expect(200);

        assertThat(web.api.asked("GET /api/v1/admin/analytics").getLast().query()).isEqualTo("year=2026&month=11");
        assertThat(page.document().select(".figures div").eachText().getFirst()).contains("₪200 + ₹999", "₹1,500 for each paid booking");
        assertThat(page.shown(".figures")).contains("Usual time to answer 1 h 7 of 9 answered");
        assertThat(page.document().select("holdfast-chart")).hasSize(3)
                .allSatisfy(chart -> assertThat(chart.select("tbody td[data-value]")).isNotEmpty());
        assertThat(page.document().select("holdfast-chart").getFirst().select("tbody tr")).hasSize(30);
        assertThat(page.document().select("holdfast-chart").get(1).select("td").eachAttr("data-value"))
                .containsExactly("1200", "1150", "1110", "900");
        assertThat(page.document().select(".heat tbody tr").get(1).select("td").eachText()).containsExactly("40", "0", "0");
        assertThat(page.document().select(".heat td.level-4")).hasSize(1);
        assertThat(page.document().select(".heat td.level-1").text()).isEqualTo("9");
        assertThat(page.shown("section:has(h2:contains(By offering))")).contains("Consultation", "1,110", "₹999");
        Visit pdf = browser.open(page.document().select("a[href*=report.pdf]").attr("href")).expect(200);
        assertThat(pdf.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(pdf.header("Content-Disposition")).contains("report-2026-11.pdf");
        assertThat(page.document().select("a[href^=/admin/bookings.csv]").attr("href"))
                .isEqualTo("/admin/bookings.csv?from=2026-11-01&to=2026-11-30");
        browser.open("/admin/analytics?month=soon").expect(404);
        browser.open("/admin/analytics/report.pdf?month=../x").expect(404);
    }

    @Test
    void aMonthWithoutDataSaysSo() {
        web.api.on("GET /api/v1/admin/analytics", Office.analytics()
                .replace("\"totalBookings\":1200", "\"totalBookings\":0")
                .replaceAll("\"popularTimes\":\\[[^]]*]", "\"popularTimes\":[]"));

        Visit page = browser.open("/admin/analytics?month=2026-02").expect(200);

        assertThat(page.shown(".empty")).contains("Nobody asked for anything");
        assertThat(page.has("holdfast-chart")).isFalse();
        assertThat(page.document().select("a[rel~=next]").attr("href")).isEqualTo("/admin/analytics?month=2026-03");
    }

    @Test
    void aContactIsFoundReadAndNoted() {
        web.api.on("PUT /api/v1/admin/contacts/c-1", asked -> Said.json("{\"id\":\"c-1\","
                + "\"name\":\"Gita Guest\",\"email\":\"g@example.com\","
                + "\"language\":\"hi\",\"signedIn\":false,\"bookings\":" + Office.part(null) + "}"));
        web.api.on("GET /api/v1/admin/contacts/export.csv", asked -> new Said(200, "text/csv", "name\n", Map.of()));
        Visit list = browser.open("/admin/contacts?q=Gita+%26+Co").expect(200);
        assertThat(web.api.asked("GET /api/v1/admin/contacts").getLast().query()).contains("q=Gita & Co");
        assertThat(list.shown("tbody")).contains("Gita Guest", "gita@example.com", "Hindi");
        assertThat(list.document().select("a[rel~=next]").attr("href")).isEqualTo("/admin/contacts?q=Gita%20%26%20Co&after=next-1");
        browser.open(list.document().select("a[href^=/admin/contacts.csv]").attr("href")).expect(200);
        assertThat(web.api.asked("GET /api/v1/admin/contacts/export.csv").getLast().query()).isEqualTo("q=Gita & Co");

        Visit one = browser.open(list.document().select("tbody a").attr("href")).expect(200);
        assertThat(one.shown("tbody")).contains("HF-2026-000001", "Consultation", "₹1,500", "Scheduled");
        assertThat(one.document().select("[name=notes]").text()).isEqualTo("Comes by train");
        assertThat(one.document().select(".head a[href^=/admin/privacy]").attr("href")).isEqualTo("/admin/privacy?email=gita@example.com");
        Visit noted = browser.submit(one, "form:has([name=notes])", Map.of("notes", "Comes by bus"));
        assertThat(noted.shown("#notices")).contains("notes are saved");
        assertThat(web.api.asked("PUT /api/v1/admin/contacts/c-1").getFirst().json().get("notes").asString()).isEqualTo("Comes by bus");
        browser.submit(one, "form:has([name=notes])", Map.of("notes", ""));
        assertThat(web.api.asked("PUT /api/v1/admin/contacts/c-1").getLast().json().get("notes").isNull()).isTrue();
        web.api.on("GET /api/v1/admin/contacts", Office.part(null));
        assertThat(browser.open("/admin/contacts").shown(".empty")).contains("Nobody has booked yet");
        assertThat(browser.open("/admin/contacts?q=x").shown(".empty")).contains("Nobody is like that");
    }

    @Test
    void whoWaitsIsShownInTurn() {
        Visit page = browser.open("/admin/waitlist?professional=dr-khan&date=2026-12-01").expect(200);

        assertThat(web.api.asked("GET /api/v1/admin/waitlist").getLast().query()).contains("professionalId=dr-khan", "date=2026-12-01");
        assertThat(page.shown("tbody")).contains("1 December 2026", "Gita Guest", "Consultation", "Dr. Sarah Khan", "Waits, number 2");
        assertThat(browser.open("/admin/waitlist?date=soon").expect(422).shown("main")).contains("A date such as");
    }

    @Test
    void somebodysDataIsCollectedWithProgressAndDownloaded() {
        web.api.on("POST /api/v1/admin/privacy/exports", asked -> new Said(202, "application/json", Office.job("WAITING"), Map.of()));
        web.api.on("GET /api/v1/admin/privacy/exports/j-1/archive.zip", asked -> new Said(200, "application/zip", "PK", Map.of()));
        Visit page = browser.open("/admin/privacy?email=gita@example.com").expect(200);
        assertThat(page.document().select("[name=export-person]").val()).isEqualTo("gita@example.com");

        Visit job = browser.submit(page, "form[action$=exports]", Map.of()).expect(200);

        assertThat(web.api.asked("POST /api/v1/admin/privacy/exports").getFirst().json().toString())
                .isEqualTo("{\"email\":\"gita@example.com\"}");
        assertThat(job.document().select("progress").attr("value")).isEqualTo("1");
        assertThat(job.document().select("progress").attr("max")).isEqualTo("4");
        assertThat(job.has("a[data-again]")).isTrue();
        assertThat(job.shown("tbody")).contains("booking-service", "bookings: 2");
        web.api.on("GET /api/v1/admin/privacy/exports/j-1", Office.job("DONE"));
        Visit done = browser.open("/admin/privacy/exports/j-1");
        assertThat(done.has("a[data-again]")).isFalse();
        assertThat(browser.open(done.document().select("a[href$=archive.zip]").attr("href")).expect(200).header("Content-Type"))
                .isEqualTo("application/zip");
        browser.open("/admin/privacy/something/j-1").expect(404);
    }

    @ParameterizedTest
    @CsvSource({"person-has-live-bookings,bookings ahead", "person-ambiguous,Several people", "other,Nobody can be found"})
    void anErasureIsConfirmedAndSaysWhyItCannotBe(String code, String words) {
        web.api.on("POST /api/v1/admin/privacy/erasures", asked -> Said.problem(409, code, ""));
        Visit page = browser.open("/admin/privacy");
        Visit unsaid = browser.submit(page, "form[action$=erasures]", Map.of("erase-person", "+91 98123 45678")).expect(422);
        assertThat(unsaid.shown("main")).contains("cannot be undone.");
        assertThat(web.api.asked("POST /api/v1/admin/privacy/erasures")).isEmpty();

        Visit refused = browser.submit(unsaid, "form[action$=erasures]", Map.of("understood", "on", "cancel-live", "on")).expect(422);

        JsonNode sent = web.api.asked("POST /api/v1/admin/privacy/erasures").getFirst().json();
        assertThat(sent.get("phone").asString()).isEqualTo("+91 98123 45678");
        assertThat(sent.get("cancelLive").asBoolean()).isTrue();
        assertThat(refused.shown("#erase-person-mistake")).contains(words);
        assertThat(refused.document().select("[name=erase-person]").val()).isEqualTo("+91 98123 45678");
    }

    @Test
    void aRefundThatFailedIsAskedForAgain() {
        web.api.on("GET /api/v1/admin/payments", asked -> Said.json(Office.part(null, Office.payment("REFUND_FAILED", Office.refund("FAILED")))));
        web.api.on("POST /api/v1/admin/payments/pay_1/refunds/retry", asked -> new Said(
                202, "application/json", Office.payment("REFUND_PENDING", ""), Map.of()));
        web.api.on("GET /api/v1/admin/payments/export.csv", asked -> new Said(200, "text/csv", "id\n", Map.of()));
        assertThat(browser.open("/admin").shown("section:has(#waiting)")).contains("could not be given back: 1");
        Visit page = browser.open("/admin/payments?status=REFUND_FAILED").expect(200);
        assertThat(page.shown("tbody")).contains("order_1", "Could not be given back", "₹750");

        assertThat(browser.submit(page, "form[action$=retry]", Map.of()).shown("#notices")).contains("on its way back");

        browser.open(page.document().select("a[href^=/admin/payments.csv]").attr("href")).expect(200);
        assertThat(web.api.asked("GET /api/v1/admin/payments/export.csv").getLast().query()).isEqualTo("status=REFUND_FAILED");
        web.api.on("POST /api/v1/admin/payments/pay_1/refunds/retry", asked -> Said.problem(409, "x", ""));
        assertThat(browser.submit(page, "form[action$=retry]", Map.of()).shown("#notices")).contains("not possible");
    }

    @Test
    void aCouponIsMadeChangedAndShownWithItsUse() {
        web.api.on("POST /api/v1/admin/coupons", asked -> new Said(201, "application/json", Office.coupon(), Map.of()));
        web.api.on("PUT /api/v1/admin/coupons/DIWALI-10", Office.coupon());
        assertThat(browser.open("/admin/coupons").shown("tbody")).contains("DIWALI-10", "10 %", "3 of 50", "Active");
        Visit form = browser.open("/admin/coupons/new").expect(200);
        Map<String, String> bad = Map.of("code", "a b", "percent", "200", "from", "2026-12-09", "until", "2026-12-01");
        Visit wrong = browser.submit(form, "main form[data-unsaved]", bad).expect(422);
        for (String field : List.of("code", "percent", "until")) {
            assertThat(wrong.has("#" + field + "-mistake")).as(field).isTrue();
        }

        Visit list = browser.submit(wrong, "main form[data-unsaved]", Map.of(
                "code", "new-year", "kind", "amount", "amount", "250", "until", "2026-12-31", "uses", "5", "for-consultation-60", "on"));

        assertThat(list.shown("#notices")).contains("coupon is there");
        JsonNode sent = web.api.asked("POST /api/v1/admin/coupons").getFirst().json();
        assertThat(sent.get("code").asString()).isEqualTo("NEW-YEAR");
        assertThat(sent.has("percent")).isFalse();
        assertThat(sent.get("amount").get("amount").asLong()).isEqualTo(25_000);
        assertThat(sent.get("validUntil").asString()).as("the whole last day").isEqualTo("2027-01-01T00:00:00Z");
        assertThat(sent.get("offeringIds").toString()).isEqualTo("[\"consultation-60\"]");
        Visit edit = browser.open("/admin/coupons/DIWALI-10").expect(200);
        assertThat(edit.document().select("[name=until]").val()).isEqualTo("2026-12-05");
        assertThat(edit.document().select("[name=for-consultation-60]").hasAttr("checked")).isTrue();
        browser.submit(edit, "main form[data-unsaved]", Map.of("percent", "15"));
        assertThat(web.api.asked("PUT /api/v1/admin/coupons/DIWALI-10").getFirst().json().get("percent").asInt()).isEqualTo(15);
        web.api.on("POST /api/v1/admin/coupons", asked -> Said.problem(409, "coupon-exists", ""));
        assertThat(browser.submit(form, "main form[data-unsaved]", Map.of("code", "DIWALI-10", "percent", "5")).expect(422)
                .shown("#code-mistake")).contains("already");
    }

    @Test
    void aTemplateIsReadInEveryLanguageAndInAFrameOfItsOwn() {
        Visit list = browser.open("/admin/templates").expect(200);
        assertThat(list.document().select("tbody a").eachAttr("href")).containsExactly(
                "/admin/templates/confirmed?for=client&in=en", "/admin/templates/confirmed?for=professional&in=en");
        Visit page = browser.open("/admin/templates/confirmed?for=client&in=he").expect(200);
        assertThat(page.document().select(".chip[lang]").eachAttr("lang")).containsExactly("en", "hi", "he");
        assertThat(page.document().select(".chip[lang=he]").attr("aria-current")).isEqualTo("true");
        assertThat(page.document().select("pre").attr("dir")).isEqualTo("rtl");
        assertThat(page.shown("pre")).isEqualTo("It is confirmed");
        assertThat(web.api.asked("GET /api/v1/admin/templates/CONFIRMED").getLast().query())
                .contains("recipient=CLIENT", "language=he", "format=text");

        Visit frame = browser.open(page.document().select("iframe").attr("src")).expect(200);

        assertThat(frame.text()).contains("<b>confirmed</b>");
        assertThat(frame.header("Content-Security-Policy")).contains("default-src 'none'", "sandbox", "frame-ancestors 'self'");
        assertThat(frame.headers("Content-Security-Policy")).hasSize(1);
        browser.open("/admin/templates/nothing").expect(404);
    }

    @Test
    void whatFailedByItselfSaysWhy() {
        assertThat(browser.open("/admin/automations?status=FAILED").shown(".empty")).contains("All is well");
        web.api.on("GET /api/v1/admin/automations", Office.part(null, Office.automation("FAILED", "\"The topic was away.\"")));
        assertThat(browser.open("/admin").shown("section:has(#waiting)")).contains("Automations that failed: 1");

        Visit page = browser.open("/admin/automations?status=FAILED&type=REMINDER&booking=b-1&from=2026-11-01&to=2026-11-30").expect(200);

        assertThat(page.shown("tbody")).contains("Reminder", "Failed", "The topic was away.");
        assertThat(web.api.asked("GET /api/v1/admin/automations").getLast().query()).contains(
                "status=FAILED", "type=REMINDER", "bookingId=b-1", "from=2026-11-01T00:00:00Z", "to=2026-12-01T00:00:00Z");
        assertThat(page.document().select(".chip[aria-current]").text()).isEqualTo("Failed");
    }

    @Test
    void anAddressGetsMailAgain() {
        web.api.on("DELETE /api/v1/admin/suppressions/s-1", asked -> new Said(204, "application/json", "", Map.of()));
        Visit page = browser.open("/admin/suppressions").expect(200);
        assertThat(page.shown("tbody")).contains("gone@example.com", "Mail came back");

        assertThat(browser.submit(page, "form[action$=release]", Map.of()).shown("#notices")).contains("gets mail again");

        assertThat(web.api.asked("DELETE /api/v1/admin/suppressions/s-1")).hasSize(1);
    }

    @Test
    void aWebhookIsAddedItsSecretShownOnceAndItsEventsSentAgain() {
        web.api.on("POST /api/v1/admin/webhooks", asked -> new Said(201, "application/json", Office.webhook("\"whsec_once\""), Map.of()));
        web.api.on("PUT /api/v1/admin/webhooks/w-1", Office.webhook("null"));
        web.api.on("POST /api/v1/admin/webhooks/w-1/replay", Office.webhook("null"));
        web.api.on("POST /api/v1/admin/webhooks/w-1/secret", Office.webhook("\"whsec_twice\""));
        web.api.on("DELETE /api/v1/admin/webhooks/w-1", asked -> new Said(204, "application/json", "", Map.of()));
        Visit form = browser.open("/admin/webhooks/new").expect(200);
        Map<String, String> typed = Map.of("url", "https://crm.example.com/hooks", "types", "booking.*, payment.captured.v1");

        Visit made = browser.submit(form, "main form[data-unsaved]", typed).expect(201);

        assertThat(made.shown(".secret")).isEqualTo("whsec_once");
        assertThat(web.api.asked("POST /api/v1/admin/webhooks").getFirst().json().get("types").toString())
                .isEqualTo("[\"booking.*\",\"payment.captured.v1\"]");
        Visit page = browser.open("/admin/webhooks/w-1").expect(200);
        assertThat(page.has(".secret")).isFalse();
        assertThat(page.shown("main")).contains("Not taken at the moment", "2 events wait");
        assertThat(page.shown("tbody")).contains("booking.confirmed.v1", "500", "It said no.", "Is tried again", "tried 3 times");
        assertThat(browser.submit(page, "form[action$=replay]", Map.of()).shown("#notices")).contains("sent again");
        assertThat(web.api.asked("POST /api/v1/admin/webhooks/w-1/replay").getFirst().json().get("after").asString()).isEqualTo("oldest");
        assertThat(browser.submit(page, "form[action$=secret]", Map.of()).shown(".secret")).isEqualTo("whsec_twice");
        assertThat(browser.submit(page, "main form[data-unsaved]", Map.of("description", "New")).shown("#notices")).contains("saved");
        assertThat(browser.submit(page, "form[action$=remove]", Map.of()).shown("#notices")).contains("removed");
        web.api.on("POST /api/v1/admin/webhooks", asked ->
                Said.problem(400, "validation", ",\"errors\":[{\"field\":\"types[0]\",\"message\":\"x\"}]"));
        Visit wrong = browser.submit(form, "main form[data-unsaved]", typed).expect(422);
        assertThat(wrong.has("#types-mistake")).isTrue();
        assertThat(wrong.document().select("[name=url]").val()).isEqualTo("https://crm.example.com/hooks");
    }

    @Test
    void anApiKeyIsShownOnceAndRevoked() {
        web.api.on("POST /api/v1/admin/api-keys", asked -> new Said(201, "application/json", Office.key("\"hf_once\""), Map.of()));
        web.api.on("DELETE /api/v1/admin/api-keys/k-1", asked -> new Said(204, "application/json", "", Map.of()));
        Visit page = browser.open("/admin/api-keys").expect(200);
        assertThat(page.has(".secret")).isFalse();
        assertThat(browser.submit(page, "main form.panel", Map.of("name", "")).expect(422).has("#name-mistake")).isTrue();

        Map<String, String> typed = Map.of("name", "Website", "scopes", "bookings:read *:read", "until", "2027-01-31");
        Visit made = browser.submit(page, "main form.panel", typed).expect(201);

        assertThat(made.shown(".secret")).isEqualTo("hf_once");
        assertThat(made.address().toString()).doesNotContain("hf_once");
        JsonNode sent = web.api.asked("POST /api/v1/admin/api-keys").getFirst().json();
        assertThat(sent.get("scopes").toString()).isEqualTo("[\"bookings:read\",\"*:read\"]");
        assertThat(sent.get("expiresAt").asString()).isEqualTo("2027-02-01T00:00:00Z");
        assertThat(page.document().select("form[action$=revoke]").attr("data-asks")).contains("Website");
        assertThat(browser.submit(page, "form[action$=revoke]", Map.of()).shown("#notices")).contains("opens nothing");
        web.api.on("POST /api/v1/admin/api-keys", asked -> Said.problem(409, "too-many-api-keys", ""));
        Visit full = browser.submit(page, "main form.panel", Map.of("name", "Website")).expect(422);
        assertThat(full.shown("#name-mistake")).contains("too many");
    }

    @Test
    void theAuditLogIsByWhoAboutWhatAndWhen() {
        Visit page = browser.open("/admin/audit?actor=admin-1&subject=b-1&from=2026-11-01&to=2026-11-30").expect(200);

        assertThat(web.api.asked("GET /api/v1/admin/audit").getLast().query())
                .contains("actor=admin-1", "subject=b-1", "from=2026-11-01T00:00:00Z", "to=2026-12-01T00:00:00Z");
        assertThat(page.shown("tbody")).contains(
                "admin-1", "POST /bookings/{id}/cancel", "b-1", "Refused", "booking-over", "reschedule-notice");
        assertThat(page.document().select("a[rel~=next]").attr("href")).contains("after=next-1", "actor=admin-1");
    }

    @Test
    void anImportIsTriedWithItsFilesAndReported() throws Exception {
        web.api.on("POST /api/v1/admin/imports", asked -> new Said(
                202, "application/json", Office.anImport("CHECKING", CHECKING), Map.of()));
        Visit page = browser.open("/admin/imports").expect(200);
        assertThat(browser.submit(page, "form[action$=imports]", Map.of()).expect(422).shown("main")).contains("Choose at least one file");

        HttpResponse<String> begun = upload(page, "id,name\n1,Massage\n");

        assertThat(begun.statusCode()).isEqualTo(303);
        assertThat(begun.headers().firstValue("Location")).hasValue("/admin/imports/i-1?notice=import-begun");
        StubApi.Asked sent = web.api.asked("POST /api/v1/admin/imports").getFirst();
        assertThat(sent.header("Content-Type")).startsWith("multipart/form-data;");
        assertThat(sent.body()).contains("name=\"offerings\"", "filename=\"offerings.csv\"", "1,Massage");
        assertThat(sent.query()).contains("dryRun=true", "skipRefused=false", "notify=false", "source=csv");
        Visit report = browser.open("/admin/imports/i-1").expect(200);
        assertThat(report.document().select("tbody").first().text()).isEqualTo("Offerings 5 3 1 0 1 0");
        assertThat(report.document().select("tbody").last().text()).contains("4", "price", "is no amount");
        assertThat(report.shown("main .notice")).contains("This was a try");
        web.api.on("GET /api/v1/admin/imports/i-1", Office.anImport("CHECKING", CHECKING));
        Visit running = browser.open("/admin/imports/i-1");
        assertThat(running.has("a[data-again]")).isTrue();
        assertThat(running.shown("main")).contains("Checks Offerings, part 2 of 4");
        web.api.on("POST /api/v1/admin/imports", asked -> Said.problem(409, "import-running", ""));
        assertThat(upload(page, "x").body()).contains("An import is under way");
    }

    private HttpResponse<String> upload(Visit page, String csv) throws Exception {
        String token = page.document().select("form[action$=imports] [name=form-token]").val();
        String boundary = "holdfast-test";
        var body = new StringBuilder();
        Map<String, String> fields = Map.of("form-token", token, "source", "csv", "dry", "on", "key", "0123456789abcdef");
        fields.forEach((name, value) -> body.append("--" + boundary)
                .append("\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n"));
        body.append("--" + boundary + "\r\nContent-Disposition: form-data; name=\"offerings\"; filename=\"offerings.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n" + csv + "\r\n--" + boundary + "--\r\n");
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(web.url + "/admin/imports"))
                            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                            .header("Accept", "text/html")
                            .header("Cookie", "holdfast-form=" + browser.cookie("holdfast-form", "/") + "; holdfast-session="
                                    + browser.cookie("holdfast-session", "/"))
                            .POST(HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void anotherSystemIsReadByItsApi() {
        web.api.on("POST /api/v1/admin/imports/easy-appointments", asked -> Said.problem(422, "import-source-unreadable", ""));
        Visit page = browser.open("/admin/imports");

        Map<String, String> typed = Map.of("url", "https://ea.example.com", "token", "t");
        Visit refused = browser.submit(page, "form[action$=easy-appointments]", typed).expect(422);

        assertThat(refused.shown("#url-mistake")).contains("Is the address right");
        assertThat(web.api.asked("POST /api/v1/admin/imports/easy-appointments").getFirst().json().get("token").asString()).isEqualTo("t");
        assertThat(refused.document().select("[name=url]").val()).isEqualTo("https://ea.example.com");
    }

    @Test
    void aMatchSaysWhoWasAskedAndOtherWeightsAreComparedWithWhatWas() {
        assertThat(browser.open("/admin/matching").shown("tbody")).contains("HF-2026-000009", "Tel Aviv", "Dr. Sarah Khan", "Found");
        Visit match = browser.open("/admin/matching/x-9").expect(200);
        assertThat(match.shown("main")).contains("82%", "Skills 100%", "Distance 40%", "3 were considered", "not free: 2", "Accepted");
        Visit form = browser.open("/admin/matching/replay").expect(200);
        assertThat(form.document().select("[name=weight-DISTANCE]").val()).isEqualTo("2.5");
        assertThat(form.document().select("[name=weight-SKILL]").val()).isEqualTo("3");

        Map<String, String> other = Map.of("weight-DISTANCE", "4", "from", "2026-11-01", "to", "2026-11-30");
        Visit compared = browser.submit(form, "main form[method=get]", other).expect(200);

        JsonNode sent = web.api.asked("POST /api/v1/admin/matching/replays").getFirst().json();
        assertThat(sent.get("policy").get("weights").get("DISTANCE").asDouble()).isEqualTo(4);
        assertThat(sent.get("to").asString()).isEqualTo("2026-12-01T00:00:00Z");
        assertThat(compared.shown("main")).contains("In 3 of 4 requests");
        assertThat(compared.document().select("tbody").first().select("tr").get(2).text()).isEqualTo("Accepted of all asked 44% 50%");
        assertThat(compared.document().select("tbody").last().text()).contains("Dr. Sarah Khan", "Distance");
        Visit wrong = browser.open("/admin/matching/replay?from=2026-11-01&to=2027-11-01&weight-SKILL=much").expect(422);
        assertThat(wrong.has("#to-mistake")).isTrue();
        assertThat(wrong.has("#weight-SKILL-mistake")).isTrue();
        web.api.on("GET /api/v1/admin/matching", Office.part(null));
        browser.open("/admin/matching/x-9").expect(404);
    }
}
