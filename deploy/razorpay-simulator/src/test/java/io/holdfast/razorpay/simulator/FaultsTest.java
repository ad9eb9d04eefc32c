package io.holdfast.razorpay.simulator;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

import com.razorpay.RazorpayException;
import com.razorpay.Utils;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/** What goes wrong on request, what does not, and what the ledger says of it. */
class FaultsTest {
    private static final String OLD_SECRET = "from-before-the-rotation";
    private static RunningSimulator simulator;

    @BeforeAll
    static void start() throws Exception {
        simulator = new RunningSimulator("--razorpay.simulator.webhook-secret-previous=" + OLD_SECRET,
            "--razorpay.simulator.refund-settles-after=50ms");
    }

    @AfterEach
    void callOff() {
        simulator.delete("/simulator/faults");
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void aServerErrorStrikesOnceAndNothingWasDone() throws Exception {
        long before = injected("server-error");
        fault("server-error");

        var failure = catchThrowableOfType(RazorpayException.class, () -> order("receipt-500"));

        assertThat(failure.getStatusCode()).isGreaterThanOrEqualTo(500);
        assertThat(ordersUnder("receipt-500")).isEmpty();
        assertThat(order("receipt-500")).startsWith("order_");
        assertThat(injected("server-error")).isEqualTo(before + 1);
    }

    @Test
    void afterATimeoutItIsDoneAlthoughNobodyWasTold() throws Exception {
        simulator.fault(new JSONObject().put("fault", "timeout").put("delay", "PT0.1S").put("on", new JSONArray().put("create-order")));

        assertThat(ordersUnder("receipt-504")).isEmpty();
        var failure = catchThrowableOfType(RazorpayException.class, () -> order("receipt-504"));

        assertThat(failure.getStatusCode()).isEqualTo(504);
        assertThat(ordersUnder("receipt-504")).hasSize(1);
    }

    @Test
    void theSameRefundKeyFindsTheRefundWhoseAnswerNeverCame() throws Exception {
        var order = simulator.order(10_000);
        var paymentId = simulator.pay(order);
        simulator.fault(new JSONObject().put("fault", "timeout").put("delay", "PT0S").put("on", new JSONArray().put("refund")));
        var authorization = "Basic " + Base64.getEncoder().encodeToString("rzp_test_holdfast:holdfast-test-key-secret".getBytes());

        var answers = new ArrayList<Integer>();
        for (int i = 0; i < 2; i++) {
            answers.add(simulator.post("/v1/payments/" + paymentId + "/refund", "{\"amount\":10000}",
                "Authorization", authorization, "X-Refund-Idempotency", "key-of-the-lost-one").statusCode());
        }

        assertThat(answers).containsExactly(504, 200);
        assertThat(simulator.razorpay().payments.fetchAllRefunds(paymentId)).hasSize(1);
        // It settles later, and what it then says must not meet the next test's fault.
        await().untilAsserted(() -> assertThat(simulator.merchant.eventsAbout(order)).contains("refund.processed"));
    }

    @Test
    void aCountedFaultStrikesThatOftenAndOnlyWhereItShould() throws Exception {
        simulator.fault(new JSONObject().put("fault", "rate-limit").put("times", 2).put("on", new JSONArray().put("find-orders")));

        assertThat(order("receipt-429")).isNotNull();
        assertThat(catchThrowableOfType(RazorpayException.class, () -> ordersUnder("receipt-429")).getStatusCode()).isEqualTo(429);
        assertThat(catchThrowableOfType(RazorpayException.class, () -> ordersUnder("receipt-429")).getStatusCode()).isEqualTo(429);
        assertThat(ordersUnder("receipt-429")).hasSize(1);
    }

    @Test
    void aSeedRepeatsARunAndTheProbabilityIsAboutRight() {
        var runs = new ArrayList<List<Integer>>();
        for (int run = 0; run < 2; run++) {
            simulator.delete("/simulator/faults");
            simulator.fault(new JSONObject().put("fault", "slow").put("delay", "PT0S").put("probability", 0.2).put("seed", 7));
            var struck = new ArrayList<Integer>();
            for (int i = 0; i < 100; i++) {
                long before = injected("slow");
                simulator.get("/v1/orders/order_1");
                // Without a key nothing strikes; with one it may.
                simulator.getAsMerchant("/v1/orders/order_1");
                if (injected("slow") > before) {
                    struck.add(i);
                }
            }
            runs.add(struck);
        }
        assertThat(runs.get(0)).isEqualTo(runs.get(1)).hasSizeBetween(8, 35);
    }

    @Test
    void webhooksGetLostComeTwiceLateAndSignedWithTheOldSecret() throws Exception {
        fault("webhook-lost");
        var lost = simulator.order(10_000);
        simulator.checkout(lost, "failure", "normal");
        assertThat(webhooks(lost)).singleElement().satisfies(it -> assertThat(it.getString("status")).isEqualTo("LOST"));

        simulator.fault(new JSONObject().put("fault", "webhook-duplicated").put("delay", "PT0.05S"));
        var twice = simulator.order(10_000);
        simulator.checkout(twice, "failure", "normal");
        await().untilAsserted(() -> assertThat(simulator.merchant.eventsAbout(twice)).hasSize(2));

        simulator.fault(new JSONObject().put("fault", "webhook-late").put("delay", "PT0.3S"));
        var late = simulator.order(10_000);
        simulator.checkout(late, "failure", "normal");
        assertThat(webhooks(late)).singleElement().satisfies(it -> assertThat(it.getString("status")).isEqualTo("PENDING"));
        await().untilAsserted(() -> assertThat(simulator.merchant.eventsAbout(late)).hasSize(1));

        fault("webhook-old-secret");
        var old = simulator.order(10_000);
        simulator.checkout(old, "failure", "normal");
        await().untilAsserted(() -> assertThat(simulator.merchant.eventsAbout(old)).hasSize(1));
        var received = simulator.merchant.received().stream().filter(it -> it.orderId().equals(old)).findFirst().orElseThrow();
        assertThat(received.signed()).isFalse();
        assertThat(Utils.verifyWebhookSignature(received.body(), received.signature(), OLD_SECRET)).isTrue();
        assertThat(simulator.merchant.eventsAbout(lost)).isEmpty();
    }

    @Test
    void reorderedWebhooksOvertakeEachOther() throws Exception {
        simulator.fault(new JSONObject().put("fault", "webhook-reordered").put("probability", 1).put("seed", 3).put("delay", "PT0.3S"));
        var orders = new ArrayList<String>();
        for (int i = 0; i < 8; i++) {
            orders.add(simulator.order(10_000));
            simulator.pay(orders.getLast());
        }
        await().untilAsserted(() -> assertThat(orders).allSatisfy(order ->
            assertThat(simulator.merchant.eventsAbout(order)).hasSize(3)));
        assertThat(orders.stream().map(simulator.merchant::eventsAbout).map(List::getFirst)).contains("payment.authorized")
            .anyMatch(first -> !first.equals("payment.authorized"));
    }

    @Test
    void whatIsLeftAuthorizedCanBeCapturedOrGoesBackByItself() throws Exception {
        fault("left-authorized");
        var captured = simulator.pay(simulator.order(10_000));
        assertThat(statusOf(captured)).isEqualTo("authorized");
        simulator.razorpay().payments.capture(captured, new JSONObject().put("amount", 10_000).put("currency", "INR"));
        assertThat(statusOf(captured)).isEqualTo("captured");

        fault("left-authorized");
        simulator.fault(new JSONObject().put("fault", "auto-refund").put("delay", "PT0.1S"));
        var order = simulator.order(10_000);
        var released = simulator.pay(order);
        await().untilAsserted(() -> assertThat(statusOf(released)).isEqualTo("refunded"));
        var payment = simulator.razorpay().payments.fetch(released).toJson();
        assertThat(payment.getBoolean("captured")).isFalse();
        assertThat(payment.getLong("amount_refunded")).isEqualTo(10_000);
        await().untilAsserted(() -> assertThat(simulator.merchant.eventsAbout(order))
            .containsExactlyInAnyOrder("payment.authorized", "refund.processed"));
        assertThat((String) simulator.razorpay().orders.fetch(order).get("status")).isEqualTo("attempted");
    }

    @Test
    void anOrderIsPaidTwiceOrWithAnotherAmount() throws Exception {
        fault("second-capture");
        var twice = simulator.order(10_000);
        simulator.pay(twice);
        assertThat(payments(twice)).hasSize(2).allMatch(payment -> payment.getBoolean("captured"));

        fault("wrong-amount");
        var wrong = simulator.order(10_000);
        simulator.pay(wrong);
        assertThat(payments(wrong)).singleElement().satisfies(it -> assertThat(it.getLong("amount")).isNotEqualTo(10_000));
    }

    @Test
    void anOrderThatGotTooLittleIsNotPaidAndCanBePaidAgain() throws Exception {
        fault("wrong-amount");
        var order = simulator.order(10_000);
        simulator.pay(order);
        assertThat(simulator.merchant.eventsAbout(order)).doesNotContain("order.paid");
        assertThat((String) simulator.razorpay().orders.fetch(order).get("status")).isEqualTo("attempted");

        simulator.pay(order);

        assertThat(payments(order)).extracting(payment -> payment.getLong("amount")).containsExactly(9_900L, 10_000L);
        assertThat((String) simulator.razorpay().orders.fetch(order).get("status")).isEqualTo("paid");
        await().untilAsserted(() -> assertThat(simulator.merchant.eventsAbout(order)).contains("order.paid"));
    }

    @Test
    void aRefundFailsLaterAndTheMoneyCanBeRefundedAgain() throws Exception {
        fault("refund-failure");
        var order = simulator.order(10_000);
        var paymentId = simulator.pay(order);

        var first = simulator.razorpay().payments.refund(paymentId).toJson();
        assertThat(first.getString("status")).isEqualTo("pending");
        await().untilAsserted(() -> assertThat(simulator.merchant.eventsAbout(order)).contains("refund.failed"));
        assertThat((String) simulator.razorpay().refunds.fetch(first.getString("id")).get("status")).isEqualTo("failed");
        assertThat(statusOf(paymentId)).isEqualTo("captured");

        simulator.razorpay().payments.refund(paymentId);
        await().untilAsserted(() -> assertThat(simulator.merchant.eventsAbout(order)).contains("refund.processed"));
        assertThat(statusOf(paymentId)).isEqualTo("refunded");
    }

    @Test
    void theOrderSaysWhetherItsPaymentsAreCaptured() throws Exception {
        var manual = orderWith(new JSONObject().put("capture", "manual"));
        assertThat(statusOf(simulator.pay(manual))).isEqualTo("authorized");
        var automatic = orderWith(new JSONObject().put("capture", "automatic").put("capture_options",
            new JSONObject().put("automatic_expiry_period", 12).put("manual_expiry_period", 12).put("refund_speed", "normal")));
        assertThat(statusOf(simulator.pay(automatic))).isEqualTo("captured");

        assertThat(catchThrowableOfType(RazorpayException.class, () -> orderWith(new JSONObject().put("capture", "automatic")
            .put("capture_options", new JSONObject().put("automatic_expiry_period", 11)))).getStatusCode()).isEqualTo(400);
        assertThat(catchThrowableOfType(RazorpayException.class, () -> orderWith(new JSONObject().put("capture", "never")))
            .getStatusCode()).isEqualTo(400);
    }

    @Test
    void countsSurviveARestartAndActiveFaultsDoNot() throws Exception {
        fault("webhook-lost");
        simulator.checkout(simulator.order(10_000), "failure", "normal");
        simulator.fault(new JSONObject().put("fault", "server-error").put("times", 5));
        long before = injected("webhook-lost");

        simulator.stop();
        simulator.start();

        assertThat(injected("webhook-lost")).isEqualTo(before).isPositive();
        assertThat(new JSONObject(simulator.get("/simulator/faults").body()).getJSONArray("active")).isEmpty();
        assertThat(order("after-restart")).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                                               | fault
        {"fault":"meteor"}                               | fault
        {"fault":"slow","times":0}                       | times
        {"fault":"slow","times":"2"}                     | times
        {"fault":"slow","probability":1.5}               | probability
        {"fault":"slow","probability":0}                 | probability
        {"fault":"slow","seed":1.5}                      | seed
        {"fault":"slow","delay":"soon"}                  | delay
        {"fault":"slow","delay":"-PT1S"}                 | delay
        {"fault":"slow","on":["everything"]}             | on
        {"fault":"slow","on":"refund"}                   | on
        {"fault":"webhook-lost","on":["refund"]}         | on
        {"fault":"slow","often":true}                    | often
        """)
    void aBadFaultNamesTheField(String body, String field) {
        var answer = simulator.post("/simulator/faults", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new JSONObject(answer.body()).getJSONArray("errors").getJSONObject(0).getString("field")).isEqualTo(field);
    }

    private static void fault(String name) {
        simulator.fault(new JSONObject().put("fault", name));
    }

    private static long injected(String fault) {
        return simulator.ledger("none").getJSONObject("faults").getLong(fault);
    }

    private static String order(String receipt) throws RazorpayException {
        return simulator.razorpay().orders.create(
            new JSONObject().put("amount", 10_000).put("currency", "INR").put("receipt", receipt)).get("id");
    }

    private static String orderWith(JSONObject payment) throws RazorpayException {
        return simulator.razorpay().orders.create(
            new JSONObject().put("amount", 10_000).put("currency", "INR").put("payment", payment)).get("id");
    }

    private static List<?> ordersUnder(String receipt) throws RazorpayException {
        return simulator.razorpay().orders.fetchAll(new JSONObject().put("receipt", receipt));
    }

    private static String statusOf(String paymentId) throws RazorpayException {
        return simulator.razorpay().payments.fetch(paymentId).get("status");
    }

    private static List<JSONObject> webhooks(String orderId) {
        return list(simulator.ledger(orderId).getJSONArray("webhooks"));
    }

    private static List<JSONObject> payments(String orderId) {
        return list(simulator.ledger(orderId).getJSONArray("payments"));
    }

    private static List<JSONObject> list(JSONArray array) {
        return IntStream.range(0, array.length()).mapToObj(array::getJSONObject).toList();
    }
}
