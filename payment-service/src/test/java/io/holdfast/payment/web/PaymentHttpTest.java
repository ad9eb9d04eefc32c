package io.holdfast.payment.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.holdfast.contracts.Catalogue;
import io.holdfast.defaults.HoldfastService;
import io.holdfast.messaging.EventTransport;
import io.holdfast.messaging.memory.InMemoryTransport;
import io.holdfast.payment.PaymentService;
import io.holdfast.payment.application.RequestPayment;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.PaymentStatus;
import io.holdfast.payment.domain.Payments;
import io.holdfast.payment.domain.Samples;
import io.holdfast.payment.domain.WantedOrder;
import io.holdfast.payment.razorpay.RazorpayStandIn;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import org.awaitility.Awaitility;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

import static org.assertj.core.api.Assertions.assertThat;

/** The service as Razorpay, the page and people meet it, with razorpay-java against a stand-in. */
class PaymentHttpTest {

    private static final HttpClient http = HttpClient.newHttpClient();
    private static final InMemoryTransport transport = new InMemoryTransport(Catalogue.load());
    private static RazorpayStandIn razorpay;
    private static ConfigurableApplicationContext service;
    private static Payments payments;
    private static MongoOperations mongo;

    private final PaymentId id = new PaymentId(UUID.randomUUID().toString(), 1);
    private final String orderId = RazorpayStandIn.orderIdOf(id.receipt());
    private final String paymentId = "pay_" + id.bookingId().replace("-", "");

    @BeforeAll
    static void start() throws Exception {
        razorpay = new RazorpayStandIn();
        service = HoldfastService.named(PaymentService.class, "payment-service")
                .sources(Surroundings.class)
                .run(
                        "--server.port=0",
                        "--spring.mongodb.uri=" + Infrastructure.forTests().mongodbUri(),
                        "--spring.mongodb.database=payment-http-" + UUID.randomUUID(),
                        "--holdfast.redis.uri=false",
                        "--razorpay.api-url=" + razorpay.uri(),
                        "--razorpay.key-id=rzp_test_key",
                        "--razorpay.key-secret=key-secret",
                        "--razorpay.webhook-secret=hook-secret",
                        "--razorpay.webhook-secret-previous=old-hook-secret");
        payments = service.getBean(Payments.class);
        mongo = service.getBean(MongoOperations.class);
    }

    @AfterAll
    static void stop() {
        service.close();
        razorpay.close();
    }

    // ---- webhooks

    @Test
    void capturedWebhookIsStoredAndPublishedOnceHoweverOftenItComes() {
        ordered();
        String body = webhook("payment.captured", "captured", 150_000);

        for (int i = 0; i < 3; i++) {
            assertThat(postWebhook(body, sign(body, "hook-secret")).statusCode()).isEqualTo(200);
        }
        String orderPaid = webhook("order.paid", "captured", 150_000);
        assertThat(postWebhook(orderPaid, sign(orderPaid, "hook-secret")).statusCode()).isEqualTo(200);

        assertThat(payment().status()).isEqualTo(PaymentStatus.CAPTURED);
        await(() -> publishedTypes().contains("payment.captured.v1"));
        assertThat(publishedTypes()).containsOnlyOnce("payment.captured.v1");
    }

    @Test
    void failureMayPrecedeTheCaptureOfTheSamePayment() {
        ordered();
        for (String status : List.of("failed", "captured", "failed", "authorized")) {
            String body = webhook("payment." + status, status, 150_000);
            assertThat(postWebhook(body, sign(body, "hook-secret")).statusCode()).isEqualTo(200);
        }
        assertThat(payment().status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @Test
    void previousSecretIsStillGood() {
        ordered();
        String body = webhook("payment.captured", "captured", 150_000);

        assertThat(postWebhook(body, sign(body, "old-hook-secret")).statusCode()).isEqualTo(200);
        assertThat(payment().status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @Test
    void forgedMutatedAndTruncatedWebhooksChangeNothing() {
        ordered();
        Payment before = payment();
        long kept = keptWebhooks();
        String body = webhook("payment.captured", "captured", 150_000);
        String signature = sign(body, "hook-secret");

        List<HttpResponse<String>> answers = List.of(
                postWebhook(body, null),
                postWebhook(body, ""),
                postWebhook(body, "deadbeef"),
                postWebhook(body, sign(body, "key-secret")),
                postWebhook(body, signature.toUpperCase(Locale.ROOT)),
                postWebhook(body + " ", signature),
                postWebhook(body.replace("150000", "150001"), signature),
                postWebhook(body.substring(0, body.length() - 1), signature),
                postWebhook("", signature));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        });
        assertThat(payment()).isEqualTo(before);
        assertThat(keptWebhooks()).isEqualTo(kept);
    }

    @Test
    void bytesThatAreNoTextDoNotPassAsTheirReplacement() {
        byte[] signed = "{\"a\":\"\uFFFD\"}".getBytes(StandardCharsets.UTF_8);
        byte[] sent = {'{', '"', 'a', '"', ':', '"', (byte) 0xff, '"', '}'};

        assertThat(postWebhook(signed, sign(signed, "hook-secret")).statusCode()).isEqualTo(200);
        assertThat(postWebhook(sent, sign(signed, "hook-secret")).statusCode()).isEqualTo(400);
    }

    @Test
    void oversizedWebhookIsRefusedUnread() {
        assertThat(postWebhook(new byte[5 << 20], "deadbeef").statusCode()).isEqualTo(413);
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

        assertThat(postWebhook(body, sign(body, "hook-secret")).statusCode()).isEqualTo(200);
        assertThat(postWebhook(body, sign(body, "hook-secret")).statusCode()).isEqualTo(200);

        assertThat(keptWebhooks()).isEqualTo(before + 1);
    }

    @Test
    void deeplyNestedBodyIsNoServerError() {
        String body = "{\"event\":" + "[".repeat(200_000) + "]".repeat(200_000) + "}";

        assertThat(postWebhook(body, sign(body, "hook-secret")).statusCode()).isEqualTo(200);
    }

    @Test
    void webhookThatComesBeforeItsOrderIsKnownIsAppliedLater() {
        String body = webhook("payment.captured", "captured", 150_000);
        assertThat(postWebhook(body, sign(body, "hook-secret")).statusCode()).isEqualTo(200);

        ordered();

        await(() -> payment().status() == PaymentStatus.CAPTURED);
    }

    // ---- verify

    @Test
    void signedCheckoutCapturesWithoutAnyWebhook() {
        ordered();
        razorpay.pay(paymentId, orderId, 150_000, "captured");

        var answer = verify(sign(orderId + "|" + paymentId, "key-secret"));

        assertThat(answer.statusCode()).isEqualTo(200);
        var payment = new JSONObject(answer.body());
        assertThat(payment.getString("bookingId")).isEqualTo(id.bookingId());
        assertThat(payment.getString("status")).isEqualTo("CAPTURED");
        assertThat(payment.getString("orderId")).isEqualTo(orderId);
        assertThat(payment.getString("paymentId")).isEqualTo(paymentId);
        assertThat(payment.getJSONObject("amount").getLong("amount")).isEqualTo(150_000);
        String body = webhook("payment.captured", "captured", 150_000);
        assertThat(postWebhook(body, sign(body, "hook-secret")).statusCode()).isEqualTo(200);
        await(() -> publishedTypes().contains("payment.captured.v1"));
        assertThat(publishedTypes()).containsOnlyOnce("payment.captured.v1");
    }

    @Test
    void unsignedCheckoutIsRefused() {
        ordered();
        razorpay.pay(paymentId, orderId, 150_000, "captured");

        var answer = verify(sign(orderId + "|" + paymentId, "hook-secret"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("razorpay_signature");
        assertThat(payment().status()).isEqualTo(PaymentStatus.CREATED);
    }

    @Test
    void signedCheckoutOfAnUnknownOrderIsNotFound() {
        assertThat(verify(sign(orderId + "|" + paymentId, "key-secret")).statusCode()).isEqualTo(404);
    }

    @Test
    void verifyAsksToComeBackWhileTheProviderIsAway() {
        ordered();
        razorpay.pay(paymentId, orderId, 150_000, "captured");
        razorpay.fail(503, 3);

        var answer = verify(sign(orderId + "|" + paymentId, "key-secret"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(verify(sign(orderId + "|" + paymentId, "key-secret")).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "{\"razorpay_order_id\":7}", "{\"razorpay_order_id\":\"../x\"}", "{\"more\":1}"})
    void malformedVerifyIsABadRequest(String body) {
        assertThat(post("/api/v1/payments/verify", body.getBytes(StandardCharsets.UTF_8), null).statusCode()).isEqualTo(400);
    }

    // ---- reading

    @Test
    void ownerAndAdminSeeThePaymentAndNobodyElse() {
        ordered();
        String body = webhook("payment.captured", "captured", 150_000);
        postWebhook(body, sign(body, "hook-secret"));

        var owner = get("client-1", "demo", "client");
        assertThat(owner.statusCode()).isEqualTo(200);
        var seen = new JSONObject(owner.body());
        assertThat(seen.getString("status")).isEqualTo("CAPTURED");
        assertThat(seen.getJSONArray("attempts")).hasSize(1);
        assertThat(seen.getJSONArray("captures").getJSONObject(0).getString("paymentId")).isEqualTo(paymentId);
        assertThat(seen.getJSONArray("refunds")).isEmpty();
        assertThat(owner.body()).doesNotContain("asha@example.com");
        assertThat(get("boss", "demo", "admin").statusCode()).isEqualTo(200);
        assertThat(get("client-2", "demo", "client").statusCode()).isEqualTo(404);
        assertThat(get("client-1", "other", "client").statusCode()).isEqualTo(404);
        assertThat(get("boss", "other", "admin").statusCode()).isEqualTo(404);
        assertThat(send(HttpRequest.newBuilder(uri("/api/v1/payments?bookingId=" + id.bookingId()))).statusCode())
                .isEqualTo(401);
    }

    // ---- how

    private void ordered() {
        var wanted = new WantedOrder(
                Samples.PRICE,
                Instant.now().plus(Duration.ofMinutes(15)),
                "HF-2026-000001",
                "Consultation",
                Samples.WANTED.payer(),
                "client-1");
        service.getBean(RequestPayment.class).request(id, "demo", wanted);
        await(() -> payment().order() != null);
        assertThat(payment().order().orderId()).isEqualTo(orderId);
    }

    private Payment payment() {
        return payments.find(id).orElseThrow();
    }

    private List<String> publishedTypes() {
        return transport.published().stream()
                .filter(event -> event.key().equals(id.bookingId()))
                .map(event -> event.type())
                .toList();
    }

    private static long keptWebhooks() {
        return mongo.getCollection("webhooks_unmatched").countDocuments();
    }

    private String webhook(String event, String status, long amount) {
        return new JSONObject()
                .put("entity", "event")
                .put("event", event)
                .put("created_at", 1_796_000_000L)
                .put("payload", new JSONObject()
                        .put("payment", new JSONObject()
                                .put("entity", RazorpayStandIn.payment(paymentId, orderId, amount, status))))
                .toString();
    }

    private static HttpResponse<String> postWebhook(String body, String signature) {
        return postWebhook(body.getBytes(StandardCharsets.UTF_8), signature);
    }

    private static HttpResponse<String> postWebhook(byte[] body, String signature) {
        return post("/api/v1/webhooks/razorpay", body, signature);
    }

    private HttpResponse<String> verify(String signature) {
        var body = new JSONObject()
                .put("razorpay_order_id", orderId)
                .put("razorpay_payment_id", paymentId)
                .put("razorpay_signature", signature);
        return post("/api/v1/payments/verify", body.toString().getBytes(StandardCharsets.UTF_8), null);
    }

    private static HttpResponse<String> post(String path, byte[] body, String signature) {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (signature != null) {
            request.header("X-Razorpay-Signature", signature);
        }
        return send(request);
    }

    private HttpResponse<String> get(String subject, String tenant, String role) {
        return send(HttpRequest.newBuilder(uri("/api/v1/payments?bookingId=" + id.bookingId()))
                .header("Authorization", "Bearer " + String.join(".", subject, tenant, role)));
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port") + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sign(String body, String secret) {
        return sign(body.getBytes(StandardCharsets.UTF_8), secret);
    }

    private static String sign(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier fact) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20)).until(fact::getAsBoolean);
    }

    /** Not a @Configuration: the service's component scan would bring it into other tests. */
    static class Surroundings {

        @Bean
        EventTransport transport() {
            return transport;
        }

        /** Tokens that say who they are: subject.tenant.role. */
        @Bean
        JwtDecoder decoder() {
            return token -> {
                String[] parts = token.split("\\.");
                return Jwt.withTokenValue(token)
                        .header("alg", "none")
                        .subject(parts[0])
                        .claim("tenant", parts[1])
                        .claim("roles", List.of(parts[2]))
                        .build();
            };
        }
    }
}
