package io.holdfast.web;

import java.util.List;
import java.util.Map;

import io.holdfast.testsupport.scenario.Browser;
import io.holdfast.testsupport.scenario.Browser.Visit;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the embedded platform has instead of the world. */
class DemoTest {

    private final RunningWebApp web = RunningWebApp.fresh();
    private final Browser browser = web.browser();

    DemoTest() {
        web.api.on("GET /demo/clock", "{\"now\":\"2026-12-01T09:30:00Z\",\"offset\":\"PT25H\"}");
        web.api.on("GET /demo/mailbox", """
                [{"channel":"EMAIL","to":"gita@example.com","subject":"Confirmed: <b>HF-1</b>","text":"As text",
                "html":"<html><head><title>x</title></head><body><script>alert(1)</script><a href=\\"http://localhost/b/1\\">x</a></body></html>",
                "link":null,"attachments":[],"invitation":null,"sentAt":"2026-12-01T09:00:00Z","messageId":"<m+1@holdfast>","deliveries":1,
                "headers":{}}]""");
    }

    @Test
    void aMailIsReadInAFrameThatCanDoNothing() {
        Visit mailbox = browser.open("/demo/mail").expect(200);
        assertThat(mailbox.shown(".rows a")).contains("Confirmed: <b>HF-1</b>", "gita@example.com", "Mail");

        Visit message = browser.open(mailbox.document().selectFirst(".rows a").attr("href")).expect(200);
        Visit frame = browser.open(message.document().selectFirst("iframe").attr("src")).expect(200);

        assertThat(message.document().selectFirst("iframe").attr("sandbox")).doesNotContain("scripts", "same-origin");
        assertThat(frame.headers("Content-Security-Policy")).hasSize(1).first().asString()
                .contains("default-src 'none'", "sandbox", "frame-ancestors 'self'").doesNotContain("allow-scripts", "allow-same-origin");
        assertThat(frame.text()).contains("<base target=\"_top\">");
    }

    @Test
    void theClockMovesOnlyByWhatThePageOffers() {
        web.api.on("POST /demo/clock", "{\"now\":\"2026-12-02T09:30:00Z\",\"offset\":\"PT49H\"}");
        Visit time = browser.open("/demo/time").expect(200);
        assertThat(time.shown("main")).contains("Ahead of real time by 1 days, 1 hours, 0 minutes.");

        browser.submit(time, "main form", Map.of(), "[value=PT24H]").expect(200);

        assertThat(web.api.asked("POST /demo/clock").getFirst().body()).isEqualTo("{\"advance\":\"PT24H\"}");
    }

    @Test
    void theBooksSayWhatMovedBookingByBooking() {
        web.api.on("GET /demo/ledger", """
                {"orders":[{"id":"order_1","amount":99900,"currency":"INR","status":"paid","notes":{"bookingId":"b-1"},"created_at":1796030000},
                {"id":"order_2","amount":20000,"currency":"ILS","status":"created","notes":[],"created_at":1796031000}],
                "payments":[{"id":"pay_0","order_id":"order_1","amount":99900,"currency":"INR","status":"failed","captured":false,
                "error_description":"Declined by the <bank>","created_at":1796030010},
                {"id":"pay_1","order_id":"order_1","amount":99900,"currency":"INR","status":"refunded","captured":true,
                "error_description":null,"created_at":1796030020},
                {"id":"pay_x","order_id":"order_unknown","amount":1,"currency":"INR","status":"authorized","captured":false,
                "error_description":null,"created_at":1796030030}],
                "refunds":[{"id":"rfnd_1","payment_id":"pay_1","amount":49950,"currency":"INR","status":"processed","created_at":1796030040}],
                "webhooks":[],"faults":{}}""");

        Visit money = browser.open("/demo/money").expect(200);

        assertThat(money.document().select(".figures dd").eachText()).containsExactly("₹999", "₹499.50", "₹499.50");
        assertThat(money.document().select(".rows h2").eachText()).containsExactly("Booking", "Booking b-1");
        assertThat(money.document().select(".rows li:has(h2 code:contains(b-1)) .badge").eachText())
                .containsExactly("Asked for", "Failed", "Paid", "Given back");
        assertThat(money.shown(".rows li:has(h2 code:contains(b-1))")).contains("Declined by the <bank>", "₹499.50", "rfnd_1");
        web.api.on("GET /demo/ledger", "{\"orders\":[],\"payments\":[],\"refunds\":[]}");
        assertThat(browser.open("/demo/money").shown("main")).contains("No money has moved yet");
    }

    @Test
    void nothingOfItIsThereAnywhereElse() {
        try (var real = RunningWebApp.with()) {
            for (String path : List.of(
                    "/demo", "/demo/mail", "/demo/time", "/demo/money", "/demo/mail/message?id=x", "/demo/mail/html?id=x")) {
                real.browser().open(path).expect(404);
            }
            assertThat(real.api.asked()).isEmpty();
        }
    }
}
