package io.holdfast.payment.razorpay;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.PaymentProvider.Refused;
import io.holdfast.payment.domain.PaymentProvider.Unavailable;
import io.holdfast.payment.domain.ProviderEvent;
import io.holdfast.payment.domain.Refund;
import io.holdfast.payment.domain.RefundReason;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.holdfast.payment.domain.Samples.ID;
import static io.holdfast.payment.domain.Samples.NOW;
import static io.holdfast.payment.domain.Samples.PRICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** razorpay-java over real HTTP against a stand-in. */
class RazorpayPaymentsTest {

    private RazorpayStandIn standIn;
    private RazorpayPayments razorpay;

    @BeforeEach
    void start() throws Exception {
        standIn = new RazorpayStandIn();
        razorpay = at(standIn.uri(), "key_a");
    }

    @AfterEach
    void stop() {
        razorpay.close();
        standIn.close();
    }

    @Test
    void orderIsMadeWithReceiptAmountAndKeys() {
        String orderId = razorpay.createOrder(ID, PRICE);

        assertThat(orderId).isEqualTo(RazorpayStandIn.orderIdOf(ID.receipt()));
        assertThat(standIn.received()).singleElement().satisfies(request -> {
            assertThat(request.method() + " " + request.path()).isEqualTo("POST /v1/orders");
            assertThat(request.authorization()).isEqualTo("Basic "
                    + Base64.getEncoder().encodeToString("key_a:secret".getBytes(StandardCharsets.UTF_8)));
            var body = new JSONObject(request.body());
            assertThat(body.getLong("amount")).isEqualTo(150_000);
            assertThat(body.getString("currency")).isEqualTo("INR");
            assertThat(body.getString("receipt")).isEqualTo(ID.receipt());
        });
    }

    @Test
    void orderIsFoundByItsReceipt() {
        assertThat(razorpay.findOrder(ID.receipt())).isEmpty();
        String orderId = razorpay.createOrder(ID, PRICE);

        assertThat(razorpay.findOrder(ID.receipt())).contains(orderId);
    }

    @Test
    void paymentIsReadWithWhatItMeans() {
        standIn.pay("pay_1", "order_1", 150_000, "captured");
        standIn.pay("pay_2", "order_1", 150_000, "created");
        standIn.pay("pay_3", "order_1", 150_000, "failed");

        assertThat(razorpay.payment("pay_1")).contains(new ProviderEvent.Captured("order_1", "pay_1", PRICE, NOW));
        assertThat(razorpay.payment("pay_2")).isEmpty();
        assertThat(razorpay.payment("pay_3")).containsInstanceOf(ProviderEvent.Failed.class);
    }

    @Test
    void refundIsAskedForUnderItsKeyAndCanBeFollowed() {
        var taken = razorpay.refund(refund("pay_1"));
        var followed = razorpay.refund("pay_1", taken.refundId());

        assertThat(taken.status()).isEqualTo(Refund.Status.PENDING);
        assertThat(taken.key()).isEqualTo(refund("pay_1").key());
        assertThat(taken.amount()).isEqualTo(PRICE);
        assertThat(followed.status()).isEqualTo(Refund.Status.PROCESSED);
        assertThat(standIn.received().getFirst().refundKey()).isEqualTo(refund("pay_1").key());
    }

    @Test
    void callsAtTheSameTimeKeepTheirOwnHostsKeysAndHeaders() throws Exception {
        try (var otherStandIn = new RazorpayStandIn(); var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            RazorpayPayments other = at(otherStandIn.uri(), "key_b");
            var calls = IntStream.range(0, 60)
                    .mapToObj(i -> callers.submit(() -> (i % 2 == 0 ? razorpay : other).refund(refund("pay_" + i))))
                    .toList();
            for (var call : calls) {
                call.get();
            }
            other.close();

            assertThat(standIn.received()).hasSize(30).allSatisfy(request -> keyFits(request, "key_a"));
            assertThat(otherStandIn.received()).hasSize(30).allSatisfy(request -> keyFits(request, "key_b"));
        }
    }

    private static void keyFits(RazorpayStandIn.Received request, String keyId) {
        String paymentId = request.path().split("/")[3];
        assertThat(request.refundKey()).isEqualTo(refund(paymentId).key());
        assertThat(new String(Base64.getDecoder().decode(request.authorization().substring(6)), StandardCharsets.UTF_8))
                .startsWith(keyId + ":");
    }

    @Test
    void refusalIsToldApartFromAnOutage() {
        assertThatThrownBy(() -> razorpay.payment("pay_nobody"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("does not exist");
        assertThat(standIn.received()).hasSize(1);
    }

    @Test
    void repeatableCallIsRepeatedAndOrderCreationIsNot() {
        standIn.pay("pay_1", "order_1", 150_000, "captured");
        standIn.fail(502, 1);
        assertThat(razorpay.payment("pay_1")).isPresent();
        assertThat(standIn.received()).hasSize(2);

        standIn.fail(502, 1);
        assertThatThrownBy(() -> razorpay.createOrder(ID, PRICE)).isInstanceOf(Unavailable.class);
        assertThat(standIn.received()).hasSize(3);
    }

    @Test
    void afterFiveFailuresItIsLeftAlone() {
        standIn.fail(500, 100);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> razorpay.createOrder(ID, PRICE)).isInstanceOf(Unavailable.class);
        }
        assertThatThrownBy(() -> razorpay.createOrder(ID, PRICE)).isInstanceOf(Unavailable.class);

        assertThat(standIn.received()).hasSize(5);
        assertThat(razorpay.resilience().breaker().getState()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    @Test
    void refusalsDoNotOpenTheBreaker() {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> razorpay.payment("pay_nobody")).isInstanceOf(Refused.class);
        }
        assertThat(razorpay.resilience().breaker().getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void nobodyThereIsAnOutage() throws Exception {
        standIn.close();

        assertThatThrownBy(() -> razorpay.createOrder(new PaymentId("b", 1), PRICE)).isInstanceOf(Unavailable.class);
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(settings(standIn.uri(), "key_a").toString()).contains("key_a").doesNotContain("secret,", "hook");
    }

    private static Refund refund(String paymentId) {
        return new Refund(
                ID.refundKey(paymentId, RefundReason.BOOKING_EXPIRED),
                RefundReason.BOOKING_EXPIRED,
                paymentId,
                PRICE,
                null,
                Refund.Status.REQUESTED,
                null);
    }

    private static RazorpaySettings settings(URI uri, String keyId) {
        return new RazorpaySettings(uri, keyId, "secret", "hook", null);
    }

    private static RazorpayPayments at(URI uri, String keyId) throws Exception {
        return new RazorpayPayments(settings(uri, keyId), Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
