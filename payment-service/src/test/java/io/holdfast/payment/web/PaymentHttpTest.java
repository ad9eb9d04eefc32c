package io.holdfast.payment.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.PaymentStatus;
import io.holdfast.payment.razorpay.RazorpayStandIn;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.holdfast.payment.web.PaymentsOverHttp.HOOK_SECRET;
import static io.holdfast.payment.web.PaymentsOverHttp.KEY_SECRET;
import static io.holdfast.payment.web.PaymentsOverHttp.OLD_HOOK_SECRET;
import static io.holdfast.payment.web.PaymentsOverHttp.await;
import static io.holdfast.payment.web.PaymentsOverHttp.sign;
import static org.assertj.core.api.Assertions.assertThat;

/** The service as Razorpay, the page and people meet it, with razorpay-java against a stand-in. */
class PaymentHttpTest {

    private static final PaymentsOverHttp http = PaymentsOverHttp.shared();
    private static final ServiceUnderTest service = http.service;
    private static final RazorpayStandIn razorpay = http.razorpay;

    private final PaymentId id = new PaymentId(UUID.randomUUID().toString(), 1);
    private final String orderId = RazorpayStandIn.orderIdOf(id.receipt());
    private final String paymentId = "pay_" + id.bookingId().replace("-", "");

    // ---- webhooks

    @Test
    void capturedWebhookIsStoredAndPublishedOnceHoweverOftenItComes() {
        ordered();
        String body = webhook("payment.captured", "captured", 150_000);

        for (int i = 0; i < 3; i++) {
            assertThat(postWebhook(body, sign(body, HOOK_SECRET)).status()).isEqualTo(200);
        }
        String orderPaid = webhook("order.paid", "captured", 150_000);
        assertThat(postWebhook(orderPaid, sign(orderPaid, HOOK_SECRET)).status()).isEqualTo(200);

        assertThat(payment().status()).isEqualTo(PaymentStatus.CAPTURED);
        await(() -> publishedTypes().contains("payment.captured.v1"));
        assertThat(publishedTypes()).containsOnlyOnce("payment.captured.v1");
    }

    @Test
    void failureMayPrecedeTheCaptureOfTheSamePayment() {
        ordered();
        for (String status : List.of("failed", "captured", "failed", "authorized")) {
            String body = webhook("payment." + status, status, 150_000);
            assertThat(postWebhook(body, sign(body, HOOK_SECRET)).status()).isEqualTo(200);
        }
        assertThat(payment().status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @Test
    void previousSecretIsStillGood() {
        ordered();
        String body = webhook("payment.captured", "captured", 150_000);

        assertThat(postWebhook(body, sign(body, OLD_HOOK_SECRET)).status()).isEqualTo(200);
        assertThat(payment().status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @Test
    void forgedMutatedAndTruncatedWebhooksChangeNothing() {
        ordered();
        Payment before = payment();
        long kept = keptWebhooks();
        String body = webhook("payment.captured", "captured", 150_000);
        String signature = sign(body, HOOK_SECRET);

        List<Answer> answers = List.of(
                postWebhook(body, null),
                postWebhook(body, ""),
                postWebhook(body, "deadbeef"),
                postWebhook(body, sign(body, KEY_SECRET)),
                postWebhook(body, signature.toUpperCase(Locale.ROOT)),
                postWebhook(body + " ", signature),
                postWebhook(body.replace("150000", "150001"), signature),
                postWebhook(body.substring(0, body.length() - 1), signature),
                postWebhook("", signature));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("Content-Type")).contains("application/problem+json");
        });
        assertThat(payment()).isEqualTo(before);
        assertThat(keptWebhooks()).isEqualTo(kept);
    }

    @Test
    void bytesThatAreNoTextDoNotPassAsTheirReplacement() {
        byte[] signed = "{\"a\":\"\uFFFD\"}".getBytes(StandardCharsets.UTF_8);
        byte[] sent = {'{', '"', 'a', '"', ':', '"', (byte) 0xff, '"', '}'};

        assertThat(http.postWebhook(signed, sign(signed, HOOK_SECRET)).status()).isEqualTo(200);
        assertThat(http.postWebhook(sent, sign(signed, HOOK_SECRET)).status()).isEqualTo(400);
    }

    @Test
    void oversizedWebhookIsRefusedUnread() {
        assertThat(http.postWebhook(new byte[5 << 20], "deadbeef").status()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "no JSON at all",
        "[1,2,3]",
        "{}",
        "{\"event\":\"payment.captured\"}",
        "{\"event\":7}",
        "{\"event\":\"payment.captured\",\"payload\":[]}",
        "{\"event\":\"payment.captured\",\"payload\":{\"payment\":{\"entity\":{\"id\":\"p\",\"order_id\":\"o\",\"status\":\"captured\",\"amount\":\"150000\",\"currency\":\"INR\"}}}}",
        "{\"event\":\"payment.captured\",\"payload\":{\"payment\":{\"entity\":{\"id\":\"p8\",\"order_id\":\"o\",\"status\":\"captured\",\"amount\":-5,\"currency\":\"INR\"}}}}",
        "{\"event\":\"invoice.paid\",\"created_at\":9223372036854775807}"
    })
    void whatIsSignedButNotUnderstoodIsKeptOnceAndAcknowledged(String body) {
        long before = keptWebhooks();

        assertThat(postWebhook(body, sign(body, HOOK_SECRET)).status()).isEqualTo(200);
        assertThat(postWebhook(body, sign(body, HOOK_SECRET)).status()).isEqualTo(200);

        assertThat(keptWebhooks()).isEqualTo(before + 1);
    }

    @Test
    void deeplyNestedBodyIsNoServerError() {
        String body = "{\"event\":" + "[".repeat(200_000) + "]".repeat(200_000) + "}";

        assertThat(postWebhook(body, sign(body, HOOK_SECRET)).status()).isEqualTo(200);
    }

    @Test
    void webhookThatComesBeforeItsOrderIsKnownIsAppliedLater() {
        String body = webhook("payment.captured", "captured", 150_000);
        assertThat(postWebhook(body, sign(body, HOOK_SECRET)).status()).isEqualTo(200);

        ordered();
        service.clock().advance(Duration.ofSeconds(1));

        await(() -> payment().status() == PaymentStatus.CAPTURED);
    }

    // ---- verify

    @Test
    void signedCheckoutCapturesWithoutAnyWebhook() {
        ordered();
        razorpay.pay(paymentId, orderId, 150_000, "captured");

        var answer = verify(sign(orderId + "|" + paymentId, KEY_SECRET));

        assertThat(answer.status()).isEqualTo(200);
        var payment = new JSONObject(answer.text());
        assertThat(payment.getString("bookingId")).isEqualTo(id.bookingId());
        assertThat(payment.getString("status")).isEqualTo("CAPTURED");
        assertThat(payment.getString("orderId")).isEqualTo(orderId);
        assertThat(payment.getString("paymentId")).isEqualTo(paymentId);
        assertThat(payment.getJSONObject("amount").getLong("amount")).isEqualTo(150_000);
        String body = webhook("payment.captured", "captured", 150_000);
        assertThat(postWebhook(body, sign(body, HOOK_SECRET)).status()).isEqualTo(200);
        await(() -> publishedTypes().contains("payment.captured.v1"));
        assertThat(publishedTypes()).containsOnlyOnce("payment.captured.v1");
    }

    @Test
    void checkoutThatIsOnlyAuthorizedIsSeenAndCapturedByUs() {
        ordered();
        razorpay.pay(paymentId, orderId, 150_000, "authorized");

        var answer = verify(sign(orderId + "|" + paymentId, KEY_SECRET));

        assertThat(new JSONObject(answer.text()).getString("status")).isEqualTo("AUTHORIZED");
        service.clock().advance(Duration.ofSeconds(10));
        await(() -> payment().status() == PaymentStatus.CAPTURED);
    }

    @Test
    void refundOfWhatWasNeverCapturedEndsThePayersTryOnly() {
        ordered();
        postWebhook(webhook("payment.authorized", "authorized", 150_000),
                sign(webhook("payment.authorized", "authorized", 150_000), HOOK_SECRET));
        var event = new JSONObject(webhook("refund.processed", "released", 150_000));
        event.getJSONObject("payload").put("refund", new JSONObject().put("entity", new JSONObject()
                .put("id", "rfnd_r").put("payment_id", paymentId)
                .put("amount", 150_000).put("currency", "INR").put("status", "processed")));

        assertThat(postWebhook(event.toString(), sign(event.toString(), HOOK_SECRET)).status()).isEqualTo(200);

        assertThat(payment().refunds()).isEmpty();
        assertThat(payment().status()).isEqualTo(PaymentStatus.FAILED);
        await(() -> publishedTypes().contains("payment.failed.v1"));
    }

    @Test
    void unsignedCheckoutIsRefused() {
        ordered();
        razorpay.pay(paymentId, orderId, 150_000, "captured");

        var answer = verify(sign(orderId + "|" + paymentId, HOOK_SECRET));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("razorpay_signature");
        assertThat(payment().status()).isEqualTo(PaymentStatus.CREATED);
    }

    @Test
    void signedCheckoutOfAnUnknownOrderIsNotFound() {
        assertThat(verify(sign(orderId + "|" + paymentId, KEY_SECRET)).status()).isEqualTo(404);
    }

    @Test
    void verifyAsksToComeBackWhileTheProviderIsAway() {
        ordered();
        razorpay.pay(paymentId, orderId, 150_000, "captured");
        razorpay.fail(503, 3, paymentId);

        var answer = verify(sign(orderId + "|" + paymentId, KEY_SECRET));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotNull();
        assertThat(verify(sign(orderId + "|" + paymentId, KEY_SECRET)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "{\"razorpay_order_id\":7}", "{\"razorpay_order_id\":\"../x\"}", "{\"more\":1}"})
    void malformedVerifyIsABadRequest(String body) {
        assertThat(service.guest().post("/api/v1/payments/verify", body).status()).isEqualTo(400);
    }

    @Test
    void whatIsWrongWithAVerifyIsNamedAsItsSenderNamesIt() {
        String missing = service.guest().post("/api/v1/payments/verify", "{}").text();
        String malformed = service.guest().post("/api/v1/payments/verify", """
                {"razorpay_order_id":"../x","razorpay_payment_id":" ","razorpay_signature":"no hex"}""").text();

        for (String answer : List.of(missing, malformed)) {
            assertThat(new JSONObject(answer).getJSONArray("errors").toList())
                    .extracting(error -> String.valueOf(((Map<?, ?>) error).get("field")))
                    .containsExactly("razorpay_order_id", "razorpay_payment_id", "razorpay_signature");
        }
    }

    // ---- reading

    @Test
    void guestSeesThePaymentWithTheBookingsTokenAndWithNoOther() {
        http.orderedByGuest(id, "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"); // of "hello"
        String body = webhook("payment.captured", "captured", 150_000);
        postWebhook(body, sign(body, HOOK_SECRET));

        var seen = asGuest("hello");

        assertThat(seen.status()).isEqualTo(200);
        assertThat(new JSONObject(seen.text()).getJSONArray("captures").getJSONObject(0).getString("paymentId"))
                .isEqualTo(paymentId);
        assertThat(asGuest("hello!").status()).isEqualTo(404);
        assertThat(asGuest("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824").status()).isEqualTo(404);
        assertThat(asGuest("").status()).isIn(401, 404);
        assertThat(get("client-2", "demo", "client").status()).isEqualTo(404);
    }

    @Test
    void guestsTokenDoesNotOpenWhatASignedInClientPaid() {
        ordered();

        assertThat(asGuest("hello").status()).isEqualTo(404);
    }

    @Test
    void ownerAndAdminSeeThePaymentAndNobodyElse() {
        ordered();
        String body = webhook("payment.captured", "captured", 150_000);
        postWebhook(body, sign(body, HOOK_SECRET));

        var owner = get("client-1", "demo", "client");
        assertThat(owner.status()).isEqualTo(200);
        var seen = new JSONObject(owner.text());
        assertThat(seen.getString("status")).isEqualTo("CAPTURED");
        assertThat(seen.getJSONArray("attempts")).hasSize(1);
        assertThat(seen.getJSONArray("captures").getJSONObject(0).getString("paymentId")).isEqualTo(paymentId);
        assertThat(seen.getJSONArray("refunds")).isEmpty();
        assertThat(owner.text()).doesNotContain("asha@example.com");
        assertThat(get("boss", "demo", "admin").status()).isEqualTo(200);
        assertThat(get("client-2", "demo", "client").status()).isEqualTo(404);
        assertThat(get("client-1", "other", "client").status()).isEqualTo(404);
        assertThat(get("boss", "other", "admin").status()).isEqualTo(404);
        assertThat(service.guest().get("/api/v1/payments?bookingId=" + id.bookingId()).status()).isEqualTo(401);
    }

    // ---- how

    private void ordered() {
        assertThat(http.ordered(id).order().orderId()).isEqualTo(orderId);
    }

    private Payment payment() {
        return http.payments.find(id).orElseThrow();
    }

    private List<String> publishedTypes() {
        return service.typesSaid(id.bookingId());
    }

    private static long keptWebhooks() {
        return http.count("webhooks_unmatched");
    }

    private String webhook(String event, String status, long amount) {
        return PaymentsOverHttp.webhook(event, paymentId, orderId, status, amount);
    }

    private static Answer postWebhook(String body, String signature) {
        return http.postWebhook(body, signature);
    }

    private Answer verify(String signature) {
        var body = new JSONObject()
                .put("razorpay_order_id", orderId)
                .put("razorpay_payment_id", paymentId)
                .put("razorpay_signature", signature);
        return service.guest().post("/api/v1/payments/verify", body.toString());
    }

    private Answer asGuest(String token) {
        return service.guest().get("/api/v1/payments?bookingId=" + id.bookingId(), "Holdfast-Manage-Token", token);
    }

    private Answer get(String subject, String tenant, String role) {
        return service.asOneOf(tenant, subject, role).get("/api/v1/payments?bookingId=" + id.bookingId());
    }
}
