package io.holdfast.payment.web;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.ProviderEvent;
import io.holdfast.payment.domain.Refund;
import io.holdfast.payment.domain.Samples;
import io.holdfast.payment.razorpay.RazorpayStandIn;
import io.micrometer.core.instrument.MeterRegistry;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.holdfast.payment.web.RunningService.HOOK_SECRET;
import static io.holdfast.payment.web.RunningService.await;
import static io.holdfast.payment.web.RunningService.sign;
import static io.holdfast.payment.web.RunningService.token;
import static org.assertj.core.api.Assertions.assertThat;

/** Admins give money back, see what could not go back, and have it tried again. */
class AdminPaymentsTest {

    private static final RunningService service = RunningService.shared();

    private final PaymentId id = new PaymentId(UUID.randomUUID().toString(), 1);
    private final String orderId = RazorpayStandIn.orderIdOf(id.receipt());
    private final String paymentId = "pay_" + id.bookingId().replace("-", "");
    private final String refunds = "/api/v1/admin/payments/" + paymentId + "/refunds";

    @Test
    void refundIsTakenSentToTheProviderAndCounts() {
        paid();

        var answer = refund(100_000, "k1", "boss", "demo", "admin");

        assertThat(answer.statusCode()).isEqualTo(202);
        JSONObject refund = new JSONObject(answer.body()).getJSONArray("refunds").getJSONObject(0);
        assertThat(refund.getString("reason")).isEqualTo("manual");
        assertThat(refund.getJSONObject("amount").getLong("amount")).isEqualTo(100_000);
        await(() -> payment().refunds().getFirst().refundId() != null);
        await(() -> service.publishedTypes(id).contains("payment.refund-requested.v1"));
        assertThat(service.transport.published().stream().filter(event -> event.key().equals(id.bookingId())))
                .noneMatch(event -> event.data().contains("a gesture"));
    }

    @Test
    void sameKeyAndBodyIsOneRefundAndAnotherBodyIsRefused() {
        paid();

        assertThat(refund(10_000, "k1", "boss", "demo", "admin").statusCode()).isEqualTo(202);
        assertThat(refund(10_000, "k1", "boss", "demo", "admin").statusCode()).isEqualTo(202);
        var reused = refund(20_000, "k1", "boss", "demo", "admin");

        assertThat(reused.statusCode()).isEqualTo(422);
        assertThat(new JSONObject(reused.body()).getString("code")).isEqualTo("idempotency-key-reused");
        assertThat(payment().refunds()).hasSize(1);
        assertThat(refund(10_000, "k1", "another", "demo", "admin").statusCode()).isEqualTo(202);
        assertThat(payment().refunds()).hasSize(2);
    }

    @Test
    void neverMoreThanWhatIsLeft() {
        paid();
        assertThat(refund(100_000, "k1", "boss", "demo", "admin").statusCode()).isEqualTo(202);

        var tooMuch = refund(50_001, "k2", "boss", "demo", "admin");

        assertThat(tooMuch.statusCode()).isEqualTo(422);
        assertThat(new JSONObject(tooMuch.body()).getString("code")).isEqualTo("refund-exceeds-payment");
        assertThat(refund(50_000, "k3", "boss", "demo", "admin").statusCode()).isEqualTo(202);
    }

    @Test
    void onlyAdminsOfTheTenant() {
        paid();

        assertThat(refund(1_000, "k1", "client-1", "demo", "client").statusCode()).isEqualTo(403);
        assertThat(refund(1_000, "k1", "boss", "other", "admin").statusCode()).isEqualTo(404);
        assertThat(service.post(refunds, body(1_000)).statusCode()).isEqualTo(401);
        assertThat(list("demo", "client", "").statusCode()).isEqualTo(403);
        assertThat(payment().refunds()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{}",
        "{\"amount\":{\"amount\":0,\"currency\":\"INR\"},\"reason\":\"r\"}",
        "{\"amount\":{\"amount\":-5,\"currency\":\"INR\"},\"reason\":\"r\"}",
        "{\"amount\":{\"amount\":1.5,\"currency\":\"INR\"},\"reason\":\"r\"}",
        "{\"amount\":{\"amount\":100,\"currency\":\"rupees\"},\"reason\":\"r\"}",
        "{\"amount\":{\"amount\":100,\"currency\":\"USD\"},\"reason\":\"r\"}",
        "{\"amount\":{\"amount\":100,\"currency\":\"INR\"},\"reason\":\" \"}",
        "{\"amount\":100,\"reason\":\"r\"}"
    })
    void malformedRefundIsABadRequest(String body) {
        paid();

        var answer = service.post(refunds, body, "Authorization", token("boss", "demo", "admin"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(payment().refunds()).isEmpty();
    }

    @Test
    void whatFailedForGoodIsAlertedListedAndTriedAgain() {
        paid();
        double alerts = alerts();
        assertThat(refund(10_000, "k1", "boss", "demo", "admin").statusCode()).isEqualTo(202);
        await(() -> payment().refunds().getFirst().refundId() != null);
        assertThat(retry().statusCode()).isEqualTo(409);
        for (int i = 0; i < Samples.SCHEDULE.refundTries(); i++) {
            lastRefundFails();
        }

        assertThat(alerts()).isEqualTo(alerts + 1);
        assertThat(service.publishedTypes(id)).doesNotContain("payment.refunded.v1");
        assertThat(bookingsIn(list("demo", "admin", "?status=REFUND_FAILED&limit=100"))).contains(id.bookingId());
        assertThat(bookingsIn(list("demo", "admin", "?status=CAPTURED&limit=100"))).doesNotContain(id.bookingId());
        assertThat(bookingsIn(list("demo", "admin", "?page=2147483647&limit=100"))).isEmpty();
        assertThat(bookingsIn(list("other", "admin", "?limit=100"))).isEmpty();

        assertThat(retry().statusCode()).isEqualTo(202);
        await(() -> payment().refunds().getLast().refundId() != null);
        assertThat(bookingsIn(list("demo", "admin", "?status=REFUND_FAILED&limit=100"))).doesNotContain(id.bookingId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"?status=LOST", "?page=0", "?limit=0", "?limit=101", "?page=x"})
    void senselessListIsABadRequest(String query) {
        assertThat(list("demo", "admin", query).statusCode()).isEqualTo(400);
    }

    // ---- how

    private void paid() {
        service.ordered(id);
        String body = RunningService.webhook("payment.captured", paymentId, orderId, "captured", 150_000);
        assertThat(service.postWebhook(body.getBytes(), sign(body, HOOK_SECRET)).statusCode()).isEqualTo(200);
    }

    private void lastRefundFails() {
        service.payments.decide(id, payment -> {
            Refund last = payment.refunds().getLast();
            return payment.apply(
                    new ProviderEvent.RefundSeen(orderId, new ProviderEvent.ProviderRefund(
                            last.refundId() == null ? "rfnd_" + last.attempt() + paymentId : last.refundId(),
                            paymentId, last.amount(), Refund.Status.FAILED, last.key(), "no balance")),
                    // By the service's clock, not by a date of the tests': long ago, the next try would be due at once,
                    // and the service's own workers would ask for it beside this test.
                    service.bean(Clock.class).instant());
        });
    }

    private static double alerts() {
        return service.bean(MeterRegistry.class).get("holdfast.payment.alerts").tag("kind", "refund-failed").counter().count();
    }

    private HttpResponse<String> refund(long amount, String key, String subject, String tenant, String role) {
        return service.post(refunds, body(amount), "Authorization", token(subject, tenant, role), "Idempotency-Key", key);
    }

    private HttpResponse<String> retry() {
        return service.post(refunds + "/retry", "", "Authorization", token("boss", "demo", "admin"));
    }

    private static String body(long amount) {
        return new JSONObject()
                .put("amount", new JSONObject().put("amount", amount).put("currency", "INR"))
                .put("reason", "a gesture")
                .toString();
    }

    private static HttpResponse<String> list(String tenant, String role, String query) {
        return service.get("/api/v1/admin/payments" + query, "Authorization", token("boss", tenant, role));
    }

    private static List<String> bookingsIn(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        var items = new JSONObject(answer.body()).getJSONArray("items");
        return IntStream.range(0, items.length())
                .mapToObj(i -> items.getJSONObject(i).getString("bookingId"))
                .toList();
    }

    private Payment payment() {
        return service.payments.find(id).orElseThrow();
    }
}
