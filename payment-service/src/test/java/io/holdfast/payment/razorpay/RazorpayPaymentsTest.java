package io.holdfast.payment.razorpay;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.holdfast.payment.domain.Attempt;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.PaymentProvider.KeyRefused;
import io.holdfast.payment.domain.PaymentProvider.OrderRefused;
import io.holdfast.payment.domain.PaymentProvider.Refused;
import io.holdfast.payment.domain.PaymentProvider.Unavailable;
import io.holdfast.payment.domain.ProviderEvent;
import io.holdfast.payment.domain.Refund;
import io.holdfast.payment.domain.RefundReason;
import io.holdfast.testsupport.infrastructure.TcpProxy;
import io.holdfast.testsupport.scenario.Eventually;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.holdfast.payment.domain.Samples.ID;
import static io.holdfast.payment.domain.Samples.NOW;
import static io.holdfast.payment.domain.Samples.PRICE;
import static io.holdfast.payment.domain.Samples.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** razorpay-java over real HTTP against a stand-in. */
class RazorpayPaymentsTest {

    private static final Duration HOLD = Duration.ofMinutes(15);

    private RazorpayStandIn standIn;
    private RazorpayPayments razorpay;

    @BeforeEach
    void start() throws Exception {
        standIn = new RazorpayStandIn();
        razorpay = at(standIn.uri(), "key_a");
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void orderIsMadeWithReceiptAmountAndKeys() {
        String orderId = razorpay.createOrder(ID, TENANT, PRICE, HOLD);

        assertThat(orderId).isEqualTo(RazorpayStandIn.orderIdOf(ID.receipt()));
        assertThat(standIn.received()).singleElement().satisfies(request -> {
            assertThat(request.method() + " " + request.path()).isEqualTo("POST /v1/orders");
            assertThat(request.authorization()).isEqualTo("Basic "
                    + Base64.getEncoder().encodeToString("key_a:secret".getBytes(StandardCharsets.UTF_8)));
            var body = new JSONObject(request.body());
            assertThat(body.getLong("amount")).isEqualTo(150_000);
            assertThat(body.getString("currency")).isEqualTo("INR");
            assertThat(body.getString("receipt")).isEqualTo(ID.receipt());
            assertThat(body.getJSONObject("payment").toMap()).isEqualTo(Map.of(
                    "capture", "automatic",
                    "capture_options", Map.of(
                            "automatic_expiry_period", 15, "manual_expiry_period", 15, "refund_speed", "normal")));
        });
    }

    /** A restore may lose the booking; whose it was is then known to the provider alone. */
    @Test
    void anOrderIsListedWithWhoseItIs() {
        razorpay.createOrder(ID, TENANT, PRICE, HOLD);

        assertThat(razorpay.orders(NOW, NOW.plusSeconds(60), 0)).singleElement().satisfies(order -> {
            assertThat(order.id()).isEqualTo(ID);
            assertThat(order.tenant()).isEqualTo(TENANT);
        });
    }

    @Test
    void captureWindowIsNeverShorterThanRazorpayAllows() {
        razorpay.createOrder(ID, TENANT, PRICE, Duration.ofMinutes(3));

        assertThat(new JSONObject(standIn.received().getFirst().body())
                        .getJSONObject("payment").getJSONObject("capture_options").getInt("automatic_expiry_period"))
                .isEqualTo(12);
    }

    @Test
    void paymentsOfAnOrderComeOldestFirstEachAfterWhatWentBack() {
        String orderId = razorpay.createOrder(ID, TENANT, PRICE, HOLD);
        standIn.pay("pay_2", orderId, 150_000, "captured", 20);
        standIn.pay("pay_1", orderId, 150_000, "captured", 10);
        standIn.pay("pay_3", orderId, 150_000, "failed", 5);
        razorpay.refund(refund("pay_1"));

        List<ProviderEvent> seen = razorpay.paymentsOf(orderId);

        assertThat(seen).extracting(event -> event.getClass().getSimpleName())
                .containsExactly("AttemptSeen", "RefundSeen", "Captured", "Captured");
        assertThat(seen.get(2)).isEqualTo(new ProviderEvent.Captured(orderId, "pay_1", PRICE, NOW));
    }

    @Test
    void refundsOfATimeAreListedPageByPage() {
        standIn.pay("pay_1", "order_1", 150_000, "captured");
        Refund asked = refund("pay_1");
        razorpay.refund(asked);

        assertThat(razorpay.refunds(NOW, NOW.plusSeconds(60), 0)).singleElement().satisfies(refund -> {
            assertThat(refund.paymentId()).isEqualTo("pay_1");
            assertThat(refund.key()).isEqualTo(asked.key());
        });
        assertThat(razorpay.refunds(NOW, NOW.plusSeconds(60), 100)).isEmpty();
    }

    @Test
    void authorizedPaymentIsCapturedAndOnceOnly() {
        standIn.pay("pay_1", "order_1", 150_000, "authorized");

        assertThat(razorpay.payment("pay_1")).contains(new ProviderEvent.AttemptSeen("order_1", Attempt.authorized("pay_1", PRICE, NOW)));
        assertThat(razorpay.capture("pay_1", PRICE)).contains(new ProviderEvent.Captured("order_1", "pay_1", PRICE, NOW));
        assertThatThrownBy(() -> razorpay.capture("pay_1", PRICE)).isInstanceOf(Refused.class);
    }

    @Test
    void whatWentBackUncapturedIsNoCapture() {
        standIn.pay("pay_1", "order_1", 150_000, "released");

        assertThat(razorpay.payment("pay_1")).contains(new ProviderEvent.AttemptSeen("order_1", Attempt.released("pay_1", NOW)));
    }

    @Test
    void onlyAnAnswerThatNeverCameIsInDoubt() throws Exception {
        for (int status : List.of(429, 500, 502, 503)) {
            standIn.fail(status, 1);
            assertThatThrownBy(() -> razorpay.createOrder(ID, TENANT, PRICE, HOLD))
                    .isInstanceOfSatisfying(Unavailable.class, e -> assertThat(e.isInDoubt()).as("%d", status).isFalse());
        }
        standIn.fail(504, 1);
        assertThatThrownBy(() -> razorpay.createOrder(ID, TENANT, PRICE, HOLD))
                .isInstanceOfSatisfying(Unavailable.class, e -> assertThat(e.isInDoubt()).isTrue());
    }

    @Test
    void orderIsFoundByItsReceipt() {
        assertThat(razorpay.findOrder(ID.receipt())).isEmpty();
        String orderId = razorpay.createOrder(ID, TENANT, PRICE, HOLD);

        assertThat(razorpay.findOrder(ID.receipt())).contains(orderId);
    }

    @Test
    void paymentIsReadWithWhatItMeans() {
        standIn.pay("pay_1", "order_1", 150_000, "captured");
        standIn.pay("pay_2", "order_1", 150_000, "created");
        standIn.pay("pay_3", "order_1", 150_000, "failed");

        assertThat(razorpay.payment("pay_1")).contains(new ProviderEvent.Captured("order_1", "pay_1", PRICE, NOW));
        assertThat(razorpay.payment("pay_2")).isEmpty();
        assertThat(razorpay.payment("pay_3")).contains(new ProviderEvent.AttemptSeen(
                "order_1", Attempt.failed("pay_3", "The provider did not say why.", NOW)));
    }

    @Test
    void refundIsRequestedUnderItsKeyAndCanBePolled() {
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
        assertThatThrownBy(() -> razorpay.createOrder(ID, TENANT, PRICE, HOLD)).isInstanceOf(Unavailable.class);
        assertThat(standIn.received()).hasSize(3);
    }

    @Test
    void afterFiveFailuresItIsLeftAlone() {
        standIn.fail(500, 100);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> razorpay.createOrder(ID, TENANT, PRICE, HOLD)).isInstanceOf(Unavailable.class);
        }
        assertThatThrownBy(() -> razorpay.createOrder(ID, TENANT, PRICE, HOLD)).isInstanceOf(Unavailable.class);

        assertThat(standIn.received()).hasSize(5);
        assertThat(razorpay.resilience().breaker().getState()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    @Test
    void orderThatRazorpayItselfRefusesIsRefusedForGoodAndSaysWhat() {
        standIn.refuseOrders("Order amount less than minimum amount allowed");
        assertThatThrownBy(() -> razorpay.createOrder(ID, TENANT, PRICE, HOLD)).isInstanceOfSatisfying(OrderRefused.class, e -> {
            assertThat(e.code()).isEqualTo("amount-not-accepted");
            assertThat(e.detail()).isEqualTo("BAD_REQUEST_ERROR:Order amount less than minimum amount allowed");
        });
        standIn.refuseOrders("Currency is not supported");
        assertThatThrownBy(() -> razorpay.createOrder(ID, TENANT, PRICE, HOLD))
                .isInstanceOfSatisfying(OrderRefused.class, e -> assertThat(e.code()).isEqualTo("currency-not-accepted"));
        standIn.refuseOrders("The receipt may not be greater than 40 characters.");
        assertThatThrownBy(() -> razorpay.createOrder(ID, TENANT, PRICE, HOLD))
                .isInstanceOfSatisfying(OrderRefused.class, e -> assertThat(e.code()).isEqualTo("order-not-accepted"));
    }

    @Test
    void whatMayPassIsNoRefusalOfTheOrder() {
        for (int status : List.of(401, 403)) {
            standIn.fail(status, 1);
            assertThatThrownBy(() -> razorpay.createOrder(ID, TENANT, PRICE, HOLD)).as("%d", status).isInstanceOf(KeyRefused.class);
        }
        // Without Razorpay's own words it was somebody else who answered.
        for (int status : List.of(400, 404, 422)) {
            standIn.fail(status, 1);
            assertThatThrownBy(() -> razorpay.createOrder(ID, TENANT, PRICE, HOLD))
                    .as("%d", status)
                    .isNotInstanceOf(OrderRefused.class);
        }
        assertThat(razorpay.createOrder(ID, TENANT, PRICE, HOLD)).isNotBlank();
    }

    @Test
    void connectionsThatDiedWhileNobodyUsedThemAreNoFailure() throws Exception {
        try (TcpProxy network = TcpProxy.to("127.0.0.1", standIn.uri().getPort())) {
            RazorpayPayments behind = at(URI.create("http://" + network.address()), "key_a");
            keepEightConnections(behind);
            network.refuse();
            network.pass();

            for (int i = 0; i < 8; i++) {
                assertThat(behind.payment("pay_1")).isPresent();
            }
            assertThat(behind.resilience().breaker().getMetrics().getNumberOfFailedCalls()).isZero();
        }
    }

    @Test
    void theFirstCallAfterAnOutageClosesTheBreaker() throws Exception {
        var impatient = new RazorpaySettings.Resilience(
                Duration.ofMillis(500), 1, Duration.ofMillis(10), 2, Duration.ofMillis(300), 32);
        try (TcpProxy network = TcpProxy.to("127.0.0.1", standIn.uri().getPort())) {
            RazorpayPayments behind = at(URI.create("http://" + network.address()), "key_a", impatient);
            keepEightConnections(behind);
            // What is open now answers nothing any more, and nobody says so.
            network.swallow();
            network.freeze();
            CircuitBreaker breaker = behind.resilience().breaker();
            while (breaker.getState() != CircuitBreaker.State.OPEN) {
                assertThatThrownBy(() -> behind.payment("pay_1")).isInstanceOf(Unavailable.class);
            }
            network.pass();

            var probes = new AtomicInteger();
            breaker.getEventPublisher().onStateTransition(event -> {
                if (event.getStateTransition().getToState() == CircuitBreaker.State.HALF_OPEN) {
                    probes.incrementAndGet();
                }
            });
            Eventually.see("the breaker closes", () -> succeeds(() -> behind.payment("pay_1")), worked -> worked);

            assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
            assertThat(probes).hasValue(1);
        }
    }

    private void keepEightConnections(RazorpayPayments behind) throws Exception {
        standIn.pay("pay_1", "order_1", 150_000, "captured");
        standIn.answerTogether(8);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 8).mapToObj(i -> callers.submit(() -> behind.payment("pay_1"))).toList();
            for (var call : calls) {
                call.get();
            }
        }
    }

    private static boolean succeeds(Runnable call) {
        try {
            call.run();
            return true;
        } catch (Unavailable notYet) {
            return false;
        }
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

        assertThatThrownBy(() -> razorpay.createOrder(new PaymentId("b", 1), TENANT, PRICE, HOLD)).isInstanceOf(Unavailable.class);
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(settings(standIn.uri(), "key_a").toString()).contains("key_a").doesNotContain("secret,", "hook");
    }

    private static Refund refund(String paymentId) {
        return new Refund(
                ID.refundKey(paymentId, "BOOKING_EXPIRED", 1),
                RefundReason.BOOKING_EXPIRED,
                "BOOKING_EXPIRED",
                paymentId,
                PRICE,
                1,
                null,
                Refund.Status.REQUESTED,
                null,
                null,
                null);
    }

    private static RazorpaySettings settings(URI uri, String keyId) {
        return settings(uri, keyId, new RazorpaySettings.Resilience(
                Duration.ofSeconds(5), 3, Duration.ofSeconds(1), 5, Duration.ofSeconds(60), 32));
    }

    private static RazorpaySettings settings(URI uri, String keyId, RazorpaySettings.Resilience resilience) {
        return new RazorpaySettings(uri, keyId, "secret", "hook", null, resilience);
    }

    private static RazorpayPayments at(URI uri, String keyId) throws Exception {
        return at(uri, keyId, new RazorpaySettings.Resilience(
                Duration.ofSeconds(5), 3, Duration.ofSeconds(1), 5, Duration.ofSeconds(60), 32));
    }

    private static RazorpayPayments at(URI uri, String keyId, RazorpaySettings.Resilience resilience) throws Exception {
        return new RazorpayPayments(settings(uri, keyId, resilience), Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
