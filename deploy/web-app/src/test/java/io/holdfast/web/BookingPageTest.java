package io.holdfast.web;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.holdfast.testsupport.scenario.Browser;
import io.holdfast.testsupport.scenario.Browser.Visit;
import io.holdfast.web.StubApi.Asked;
import io.holdfast.web.StubApi.Said;
import io.holdfast.web.api.BookingStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** One lasting page per booking, and its payment. */
class BookingPageTest {

    private static final String BOOKING = "GET /api/v1/bookings/b-1";
    private static final String PAID = Practice.order("CAPTURED").replace("\"captures\":[]", """
            "captures":[{"paymentId":"pay_1","amount":{"amount":150000,"currency":"INR"},"at":"2026-11-30T08:00:00Z"}]""");

    private final RunningWebApp web = RunningWebApp.fresh();
    private final Browser browser = web.browser();

    BookingPageTest() {
        web.api.on("GET /api/v1/bookings/b-1/timeline", """
                {"items":[{"at":"2026-11-30T08:00:00Z","type":"booking.requested","happened":true,"triggeredBy":"CLIENT","cause":"request"},
                {"at":"2026-11-30T08:00:01Z","type":"something.for-others","happened":true,"triggeredBy":null,"cause":"x"},
                {"at":"2026-12-01T04:30:00Z","type":"booking.start-reached","happened":false,"triggeredBy":"SCHEDULER","cause":"timer"}]}""");
    }

    private void is(String status, String payment) {
        web.api.on(BOOKING, Practice.booking("b-1", status, payment));
    }

    @ParameterizedTest
    @EnumSource(BookingStatus.class)
    void everyStatusHasItsSentenceInEveryLanguage(BookingStatus status) {
        is(status.name(), Practice.order("CREATED"));

        for (String language : List.of("en", "hi", "he")) {
            Visit page = browser.open("/b/b-1?lang=" + language).expect(200);

            assertThat(page.shown("h1")).isNotBlank();
            assertThat(page.shown(".status .lead")).isNotBlank();
            assertThat(page.has(".status > .icon")).isTrue();
            assertThat(page.shown("#about")).contains("HF-2026-000001");
            assertThat(page.has("#booking[data-live]")).isEqualTo(!status.isOver());
            assertThat(page.header("Content-Security-Policy")).doesNotContain("razorpay");
        }
    }

    @Test
    void aConfirmedBookingSaysWhenAndWhatCanBeDone() {
        web.api.on(BOOKING, Practice.booking("b-1", "CONFIRMED", PAID)
                .replace("\"meetingUrl\":null", "\"meetingUrl\":\"https://meet.example/1\""));

        Visit page = browser.open("/b/b-1?t=manage-1").expect(200);

        assertThat(page.shown(".summary"))
                .contains("Tuesday, 1 December 2026, 10:00–11:00 (India Standard Time, Asia/Kolkata)", "Dr. Sarah Khan", "₹1,500");
        assertThat(page.document().select(".actions a").eachAttr("href")).containsExactly("/b/b-1/calendar.ics", "/b/b-1/receipt.pdf");
        assertThat(page.document().select(".manage a").eachAttr("href"))
                .containsExactly("/b/b-1/reschedule", "/b/b-1/change", "/b/b-1/cancel");
        assertThat(page.shown("main")).contains("can be joined from 09:50");
        assertThat(page.document().select(".timeline li").eachText()).hasSize(2).first().asString().startsWith("Asked for");
        assertThat(page.document().select(".timeline li.future")).hasSize(1);
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(web.api.asked(BOOKING).getLast().header("Holdfast-Manage-Token")).isEqualTo("manage-1");
    }

    @Test
    void oneBookingsCookieOpensNoOther() {
        is("CONFIRMED", "null");
        browser.open("/b/b-1?t=manage-1").expect(200);

        browser.open("/b/b-2").expect(404);

        assertThat(web.api.asked("GET /api/v1/bookings/b-2").getFirst().header("Holdfast-Manage-Token")).isNull();
    }

    @Test
    void aMeetingIsOnlyWhatIsOne() {
        web.api.on(BOOKING, Practice.booking("b-1", "IN_PROGRESS", PAID)
                .replace("\"meetingUrl\":null", "\"meetingUrl\":\"javascript:alert(1)\""));

        Visit page = browser.open("/b/b-1");

        assertThat(page.text()).doesNotContain("javascript:alert");
        assertThat(page.has(".actions a[rel=noreferrer]")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"100,150000,'You get ₹1,500 back, all of it, if you cancel until Monday, 30 November 2026, 10:00'",
        "50,75000,'You get ₹750 back, 50 %, because it is less than 24 hours before the start.'", "0,0,Nothing is given back"})
    void theQuoteStandsBeforeTheCancellation(int percent, long amount, String words) {
        is("CONFIRMED", PAID);
        web.api.on("GET /api/v1/bookings/b-1/cancellation-quote",
                "{\"refundPercentage\":%d,\"refund\":{\"amount\":%d,\"currency\":\"INR\"},\"until\":\"2026-11-30T04:30:00Z\"}".formatted(percent, amount));
        web.api.on("POST /api/v1/bookings/b-1/cancel", Practice.booking("b-1", "CANCELLED", PAID));

        Visit page = browser.open("/b/b-1/cancel").expect(200);
        assertThat(page.shown(".notice")).contains(words);
        assertThat(browser.submit(page, "main form", Map.of()).expect(422).shown(".mistake")).contains("word about why");
        Visit done = browser.submit(page, "main form", Map.of("reason", "Ill")).expect(200);

        assertThat(done.shown(".notice.success")).contains("cancelled");
        Asked cancelled = web.api.asked("POST /api/v1/bookings/b-1/cancel").getFirst();
        assertThat(cancelled.json().get("reason").asString()).isEqualTo("Ill");
        assertThat(cancelled.header("Idempotency-Key")).isNotBlank();
    }

    @Test
    void theSimulatorIsPaidAndItsWordIsHandedOn() {
        is("PENDING_PAYMENT", Practice.order("CREATED"));
        web.api.on("POST /demo/checkout",
                "{\"razorpay_order_id\":\"order_1\",\"razorpay_payment_id\":\"pay_1\",\"razorpay_signature\":\"abc\"}");
        web.api.on("POST /api/v1/payments/verify", "{\"bookingId\":\"b-1\",\"status\":\"CAPTURED\",\"orderId\":\"order_1\"}");
        Visit pay = browser.open("/b/b-1/pay").expect(200);
        assertThat(pay.shown("#hold")).isEqualTo("Held for you until 14:00 (India Standard Time, Asia/Kolkata)");

        Visit page = browser.submit(pay, "form[action$=/pay]", Map.of("outcome", "success", "webhook", "none")).expect(200);

        assertThat(page.address().toString()).endsWith("/b/b-1?paid=1");
        assertThat(page.shown("h1")).isEqualTo("Your payment is on its way");
        assertThat(web.api.asked("POST /demo/checkout").getFirst().body())
                .contains("\"orderId\":\"order_1\"", "\"outcome\":\"success\"", "\"webhook\":\"none\"");
        assertThat(web.api.asked("POST /api/v1/payments/verify").getFirst().body()).contains("\"razorpay_signature\":\"abc\"");
    }

    @Test
    void aPaymentThatFailedSaysWhyAndCanBeTriedAgain() {
        is("PENDING_PAYMENT", Practice.order("FAILED"));
        web.api.on("GET /api/v1/payments", """
                {"bookingId":"b-1","status":"FAILED","attempts":[
                {"paymentId":"pay_1","status":"FAILED","reason":"BAD_REQUEST_ERROR: Card <b>declined</b>","at":"2026-11-30T08:00:00Z"}]}""");

        Visit pay = browser.open("/b/b-1/pay").expect(200);

        assertThat(pay.shown(".notice.problem")).isEqualTo("The last try failed: Card <b>declined</b>");
        assertThat(pay.has("form[action$=/pay] button")).isTrue();
    }

    @Test
    void whatIsPaidOrOverIsNotPaidAgain() {
        is("CONFIRMED", PAID);

        assertThat(browser.open("/b/b-1/pay").address().getPath()).isEqualTo("/b/b-1");
    }

    @Test
    void aHeldTimeCanBeGivenBack() {
        is("PENDING_PAYMENT", Practice.order("CREATED"));
        web.api.on("POST /api/v1/bookings/b-1/release", Practice.booking("b-1", "EXPIRED", Practice.order("CREATED")));

        Visit page = browser.submit(browser.open("/b/b-1/pay"), "form[action$=/release]", Map.of());

        assertThat(page.shown(".notice.success")).contains("free again");
    }

    @Test
    void withRealKeysTheProvidersCheckoutIsOpenedFromAClick() {
        try (var real = RunningWebApp.with()) {
            real.api.on(BOOKING, Practice.booking("b-1", "PENDING_PAYMENT", Practice.order("CREATED")));
            real.api.on("POST /api/v1/payments/verify", "{\"bookingId\":\"b-1\",\"status\":\"CAPTURED\"}");
            real.api.on("GET /api/v1/bookings/b-1/timeline", "{\"items\":[]}");
            Browser payer = real.browser();
            Visit pay = payer.open("/b/b-1/pay").expect(200);

            assertThat(pay.header("Content-Security-Policy")).contains("script-src 'self' https://checkout.razorpay.com");
            assertThat(pay.has("script[src^=https://checkout.razorpay.com]")).isTrue();
            var button = pay.document().selectFirst("#checkout");
            assertThat(button.attr("data-order")).isEqualTo("order_1");
            assertThat(button.attr("data-amount")).isEqualTo("150000");
            assertThat(button.attr("data-callback")).endsWith("/b/b-1/callback");
            assertThat(pay.header("Content-Security-Policy")).contains("form-action 'self' https://*.razorpay.com");
            assertThat(pay.has("[name=outcome]")).isFalse();
            payer.submit(pay, "#paid", Map.of(
                    "razorpay_order_id", "order_1", "razorpay_payment_id", "pay_1", "razorpay_signature", "abc"), "#checkout").expect(200);
            assertThat(real.api.asked("POST /api/v1/payments/verify")).hasSize(1);
        }
    }

    /** As from within other programs, where the provider's own page sends it: without our token, and without anybody's cookies. */
    @Test
    void whoComesBackFromTheProvidersPageIsVerifiedAndSeesTheirBooking() throws Exception {
        web.api.on("POST /api/v1/payments/verify", "{\"bookingId\":\"b-1\",\"status\":\"CAPTURED\"}");

        assertThat(sentByTheProvider("/b/b-1/callback", "razorpay_order_id=order_1&razorpay_payment_id=pay_1&razorpay_signature=abc"))
                .isEqualTo("303 /b/b-1?paid=1");
        assertThat(web.api.asked("POST /api/v1/payments/verify").getFirst().body()).contains("\"razorpay_payment_id\":\"pay_1\"");
        assertThat(sentByTheProvider("/b/b-1/callback", "error%5Bcode%5D=BAD_REQUEST_ERROR")).isEqualTo("303 /b/b-1/pay?notice=not-paid");
        web.api.on("POST /api/v1/payments/verify", asked -> Said.problem(400, "signature-wrong", ""));
        assertThat(sentByTheProvider("/b/b-1/callback", "razorpay_order_id=o&razorpay_payment_id=p&razorpay_signature=forged"))
                .as("what is forged changes nothing").isEqualTo("303 /b/b-1?paid=1");
        assertThat(web.api.asked("POST /api/v1/payments/verify")).hasSize(2);
        // Nothing else may come from another site.
        assertThat(sentByTheProvider("/b/b-1/paid", "razorpay_order_id=order_1&razorpay_payment_id=pay_1&razorpay_signature=abc"))
                .startsWith("403");
    }

    private String sentByTheProvider(String path, String form) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(web.url + path))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .header("Accept", "text/html")
                            .header("Origin", "https://api.razorpay.com")
                            .header("Sec-Fetch-Site", "cross-site")
                            .POST(HttpRequest.BodyPublishers.ofString(form))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.headers().firstValue("Location").orElse("");
        }
    }

    @Test
    void whoWouldRatherComeEarlierWaitsForItAndKeepsTheirTime() {
        // Later than the notice in which it can be moved.
        web.api.on(BOOKING, Practice.booking("b-1", "CONFIRMED", PAID)
                .replace("2026-12-01T04:30:00Z", "2026-12-03T04:30:00Z").replace("2026-12-01T05:30:00Z", "2026-12-03T05:30:00Z"));
        web.api.on("POST /api/v1/waitlist", asked -> new Said(
                201, "application/json",
                Practice.place("w-1", "WAITING", "null").replace("\"manageToken\":null", "\"manageToken\":\"manage-2\""), Map.of()));
        web.api.on("GET /api/v1/waitlist/w-1", Practice.place("w-1", "WAITING", "null"));
        browser.open("/b/b-1?t=manage-1");
        Visit booking = browser.open("/b/b-1").expect(200);
        assertThat(booking.has("a[href=/b/b-1/earlier]")).isTrue();

        Visit ask = browser.open("/b/b-1/earlier").expect(200);
        assertThat(ask.document().select("#date").attr("max")).isEqualTo("2026-12-03");
        Visit missing = browser.submit(ask, "main form", Map.of("date", "")).expect(422);
        assertThat(missing.shown(".field .mistake")).contains("choose a day");
        Visit place = browser.submit(missing, "main form", Map.of("date", "2026-12-02")).expect(200);

        assertThat(place.address().getPath()).isEqualTo("/w/w-1");
        Asked joined = web.api.asked("POST /api/v1/waitlist").getFirst();
        assertThat(joined.json().get("bookingId").asString()).isEqualTo("b-1");
        assertThat(joined.json().get("date").asString()).isEqualTo("2026-12-02");
        assertThat(joined.json().get("professionalId").asString()).isEqualTo("dr-khan");
        assertThat(joined.json().at("/client/email").asString()).isEqualTo("gita@example.com");
        assertThat(joined.header("Holdfast-Manage-Token")).isEqualTo("manage-1");
        assertThat(browser.cookie("holdfast-guest", "/w/w-1")).isEqualTo("manage-2");
    }

    @Test
    void whatCannotBeEarlierIsNotOffered() {
        is("CONFIRMED", PAID);
        assertThat(browser.open("/b/b-1").has("a[href$=/earlier]")).as("less than a day before").isFalse();
        assertThat(browser.open("/b/b-1/earlier").address().getPath()).isEqualTo("/b/b-1");
    }

    @Test
    void anEarlierTimeThatIsTakenMovesTheSameBooking() {
        String offered = Practice.place("w-1", "OFFERED", """
                {"bookingId":"o-1","professionalId":"dr-khan","professionalName":"Dr. Sarah Khan","start":"2026-12-01T03:30:00Z",
                "end":"2026-12-01T04:30:00Z","deadline":"2026-11-30T09:00:00Z"}""").replace("\"moves\":null", "\"moves\":\"b-1\"");
        web.api.on("GET /api/v1/waitlist/w-1", offered);
        web.api.on("POST /api/v1/waitlist/w-1/accept", offered.replace("OFFERED", "ACCEPTED")
                .replace("\"bookingId\":null", "\"bookingId\":\"o-1\""));
        is("CONFIRMED", PAID);

        Visit moved = browser.submit(browser.open("/w/w-1").expect(200), "form[action$=/accept]", Map.of()).expect(200);

        assertThat(moved.address().getPath()).isEqualTo("/b/b-1");
        assertThat(moved.shown(".notice.success")).contains("earlier time");
    }

    @Test
    void calendarAndReceiptPassThroughByTheBookingsCookie() throws Exception {
        is("CONFIRMED", PAID);
        web.api.on("GET /api/v1/bookings/b-1/calendar.ics",
                asked -> new Said(200, "text/calendar;charset=UTF-8", "BEGIN:VCALENDAR", Map.of()));
        browser.open("/b/b-1?t=manage-1");

        Visit file = browser.open("/b/b-1/calendar.ics").expect(200);

        assertThat(file.text()).isEqualTo("BEGIN:VCALENDAR");
        assertThat(file.header("Content-Type")).isEqualTo("text/calendar;charset=UTF-8");
        assertThat(web.api.asked("GET /api/v1/bookings/b-1/calendar.ics").getFirst().header("Holdfast-Manage-Token")).isEqualTo("manage-1");
    }

    @Test
    void aStreamPassesThroughByTheBookingsCookie() throws Exception {
        web.api.on("GET /api/v1/bookings/b-1/stream", asked -> "manage-1".equals(asked.header("Holdfast-Manage-Token"))
                ? new Said(200, "text/event-stream", "event: booking\ndata: {}\n\n", Map.of())
                : Said.problem(404, "not-found", ""));

        try (HttpClient http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(web.url + "/b/b-1/live"))
                    .header("Accept-Encoding", "gzip")
                    .header("Cookie", "holdfast-guest=manage-1");
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
                assertThat(lines.readLine()).isEqualTo("event: booking");
            }
            var nobody = HttpRequest.newBuilder(URI.create(web.url + "/b/b-1/live")).build();
            assertThat(http.send(nobody, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(404);
        }
    }
}
