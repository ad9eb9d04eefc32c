package io.holdfast.payment.web;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;

import io.holdfast.payment.PaymentService;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.Payments;
import io.holdfast.payment.razorpay.RazorpayStandIn;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.awaitility.Awaitility;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** The service over HTTP with razorpay-java against a stand-in; one for all tests that want no other settings. */
final class PaymentsOverHttp implements AutoCloseable {

    static final String KEY_SECRET = "kOnly-for-this-test-1b7e";
    static final String HOOK_SECRET = "hOnly-for-this-test-9a42";
    static final String OLD_HOOK_SECRET = "oOnly-for-this-test-53cd";
    private static @Nullable PaymentsOverHttp shared;

    final RazorpayStandIn razorpay;
    final ServiceUnderTest service;
    final Payments payments;

    static synchronized PaymentsOverHttp shared() {
        if (shared == null) {
            shared = new PaymentsOverHttp();
            Runtime.getRuntime().addShutdownHook(new Thread(shared.service::stop));
        }
        return shared;
    }

    PaymentsOverHttp(String... properties) {
        try {
            razorpay = new RazorpayStandIn();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        service = ServiceUnderTest.of(PaymentService.class, "payment-service")
                .withoutRedis()
                .with(
                        "razorpay.api-url=" + razorpay.uri(),
                        "razorpay.key-id=rzp_test_key",
                        "razorpay.key-secret=" + KEY_SECRET,
                        "razorpay.webhook-secret=" + HOOK_SECRET,
                        "razorpay.webhook-secret-previous=" + OLD_HOOK_SECRET)
                .with(properties)
                .start();
        payments = service.bean(Payments.class);
    }

    /** A payment whose order the provider has made. */
    Payment ordered(PaymentId id) {
        return ordered(id, "client-1", null);
    }

    /** A payment whose order the provider has made, of a guest who has a token with that hash. */
    Payment orderedByGuest(PaymentId id, String manageTokenHash) {
        return ordered(id, null, manageTokenHash);
    }

    private Payment ordered(PaymentId id, @Nullable String clientId, @Nullable String manageTokenHash) {
        service.hears("booking.awaiting-payment.v1",
                "bookingId", id.bookingId(),
                "revision", id.revision(),
                "holdUntil", service.clock().instant().plus(Duration.ofMinutes(15)),
                "clientId", clientId,
                "manageTokenHash", manageTokenHash);
        await(() -> payments.find(id).filter(payment -> payment.order() != null).isPresent());
        return payments.find(id).orElseThrow();
    }

    long count(String collection) {
        return service.mongo().getCollection(collection).countDocuments();
    }

    static String webhook(String event, String paymentId, String orderId, String status, long amount) {
        return new JSONObject()
                .put("entity", "event")
                .put("event", event)
                .put("created_at", 1_796_000_000L)
                .put("payload", new JSONObject()
                        .put("payment", new JSONObject()
                                .put("entity", RazorpayStandIn.payment(paymentId, orderId, amount, status))))
                .toString();
    }

    Answer postWebhook(String body, @Nullable String signature) {
        return postWebhook(body.getBytes(StandardCharsets.UTF_8), signature);
    }

    Answer postWebhook(byte[] body, @Nullable String signature) {
        var request = service.guest().request("/api/v1/webhooks/razorpay")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (signature != null) {
            request.header("X-Razorpay-Signature", signature);
        }
        return service.guest().send(request.build());
    }

    static String sign(String body, String secret) {
        return sign(body.getBytes(StandardCharsets.UTF_8), secret);
    }

    static String sign(byte[] body, String secret) {
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, secret).hmacHex(body);
    }

    static void await(BooleanSupplier fact) {
        Awaitility.await().until(fact::getAsBoolean);
    }

    @Override
    public void close() {
        service.close();
        razorpay.close();
    }
}
