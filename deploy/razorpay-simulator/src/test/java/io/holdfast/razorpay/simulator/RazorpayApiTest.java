package io.holdfast.razorpay.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import com.mongodb.client.MongoClients;
import com.razorpay.Order;
import com.razorpay.RazorpayException;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What payment-service will do to Razorpay, done with Razorpay's own client. */
class RazorpayApiTest {
    private static RunningSimulator simulator;

    @BeforeAll
    static void start() throws Exception {
        simulator = new RunningSimulator();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @AfterEach
    void forgetKey() {
        simulator.useRefundKey(null);
    }

    @Test
    void anOrderIsCreatedFetchedAndFoundByItsReceipt() throws Exception {
        var razorpay = simulator.razorpay();
        var request = new JSONObject().put("amount", 150_000).put("currency", "INR").put("receipt", "booking-1:1")
            .put("notes", new JSONObject().put("booking.id", "b-1"));

        Order first = razorpay.orders.create(request);
        Order second = razorpay.orders.create(request);
        simulator.order(100);

        assertThat((String) first.get("id")).matches("order_[0-9A-Za-z]{14}");
        var fetched = razorpay.orders.fetch(first.get("id")).toJson();
        assertThat(fetched.similar(first.toJson())).isTrue();
        assertThat(fetched.getString("status")).isEqualTo("created");
        assertThat(fetched.getLong("amount_due")).isEqualTo(150_000);
        assertThat(fetched.getLong("amount_paid")).isZero();
        assertThat(fetched.getInt("attempts")).isZero();
        assertThat(fetched.getJSONObject("notes").getString("booking.id")).isEqualTo("b-1");
        assertThat(razorpay.orders.fetchAll(new JSONObject().put("receipt", "booking-1:1")))
            .extracting(order -> order.<String>get("id"))
            .containsExactlyInAnyOrder(first.get("id"), second.get("id"));
        assertThat(razorpay.orders.fetchAll(new JSONObject().put("receipt", "booking-1:1").put("count", 1))).hasSize(1);
        assertThat(razorpay.orders.fetchAll(new JSONObject().put("receipt", "nobody's"))).isEmpty();
        assertThat(razorpay.orders.fetchAll(new JSONObject().put("count", 2))).hasSize(2);
        assertThat(razorpay.orders.fetchAll(new JSONObject().put("to", 1))).isEmpty();
    }

    @Test
    void aPaidOrderShowsItsPaymentAndIsPaid() throws Exception {
        var razorpay = simulator.razorpay();
        var orderId = simulator.order(99_900);
        var paymentId = simulator.pay(orderId);

        var payments = razorpay.orders.fetchPayments(orderId);
        assertThat(payments).hasSize(1);
        var payment = payments.getFirst().toJson();
        assertThat(paymentId).matches("pay_[0-9A-Za-z]{14}");
        assertThat(payment.similar(razorpay.payments.fetch(paymentId).toJson())).isTrue();
        assertThat(payment.getString("status")).isEqualTo("captured");
        assertThat(payment.getBoolean("captured")).isTrue();
        assertThat(payment.getLong("amount")).isEqualTo(99_900);
        assertThat(payment.isNull("error_code")).isTrue();
        var order = razorpay.orders.fetch(orderId).toJson();
        assertThat(order.getString("status")).isEqualTo("paid");
        assertThat(order.getLong("amount_paid")).isEqualTo(99_900);
        assertThat(order.getLong("amount_due")).isZero();
        assertThat(order.getInt("attempts")).isEqualTo(1);
    }

    @Test
    void anAuthorizedPaymentIsCapturedOnceAndOnlyForItsAmount() throws Exception {
        var razorpay = simulator.razorpay();
        var orderId = simulator.order(50_000);
        var answer = simulator.post("/simulator/checkout",
            new JSONObject().put("orderId", orderId).put("outcome", "success").put("capture", "manual").toString());
        var paymentId = new JSONObject(answer.body()).getString("razorpay_payment_id");
        assertThat((String) razorpay.payments.fetch(paymentId).get("status")).isEqualTo("authorized");
        assertThat((String) razorpay.orders.fetch(orderId).get("status")).isEqualTo("attempted");

        assertThatThrownBy(() -> razorpay.payments.capture(paymentId, inr(49_999)))
            .hasMessageContaining("Capture amount must be equal to the amount authorized");
        assertThat((String) razorpay.payments.capture(paymentId, inr(50_000)).get("status")).isEqualTo("captured");
        assertThatThrownBy(() -> razorpay.payments.capture(paymentId, inr(50_000)))
            .hasMessageContaining("already been captured");
        await().untilAsserted(() -> assertThat(simulator.merchant.announcedAbout(orderId))
            .contains("payment.authorized", "payment.captured"));
    }

    @Test
    void refundsArePendingThenProcessedAndNeverExceedTheCapture() throws Exception {
        var razorpay = simulator.razorpay();
        var orderId = simulator.order(100_000);
        var paymentId = simulator.pay(orderId);

        var partial = razorpay.payments.refund(paymentId, new JSONObject().put("amount", 30_000).put("speed", "normal")
            .put("receipt", "r-1").put("notes", new JSONObject().put("reason", "cancelled"))).toJson();

        assertThat(partial.getString("id")).matches("rfnd_[0-9A-Za-z]{14}");
        assertThat(partial.getString("status")).isEqualTo("pending");
        assertThat(partial.getString("payment_id")).isEqualTo(paymentId);
        assertThat((String) razorpay.payments.fetch(paymentId).get("refund_status")).isEqualTo("partial");
        assertThatThrownBy(() -> razorpay.payments.refund(paymentId, new JSONObject().put("amount", 70_001)))
            .hasMessageContaining("total refund amount is greater");
        var rest = razorpay.payments.refund(paymentId).toJson();
        assertThat(rest.getLong("amount")).isEqualTo(70_000);
        assertThatThrownBy(() -> razorpay.payments.refund(paymentId)).hasMessageContaining("fully refunded already");

        await().untilAsserted(() -> assertThat((String) razorpay.refunds.fetch(partial.getString("id")).get("status"))
            .isEqualTo("processed"));
        assertThat(razorpay.payments.fetchAllRefunds(paymentId)).hasSize(2);
        assertThat((String) razorpay.payments.fetchRefund(paymentId, rest.getString("id")).get("id"))
            .isEqualTo(rest.getString("id"));
        var payment = razorpay.payments.fetch(paymentId).toJson();
        assertThat(payment.getString("status")).isEqualTo("refunded");
        assertThat(payment.getLong("amount_refunded")).isEqualTo(100_000);
        assertThat((String) razorpay.orders.fetch(orderId).get("status")).isEqualTo("paid");
        await().untilAsserted(() -> assertThat(simulator.merchant.announcedAbout(orderId)).containsExactlyInAnyOrder(
            "payment.authorized", "payment.captured", "refund.created", "refund.created", "refund.processed", "refund.processed",
            "order.paid"));
    }

    @Test
    void theSameRefundKeyAndBodyIsTheSameRefundAndAnotherBodyIsRefused() throws Exception {
        var razorpay = simulator.razorpay();
        var paymentId = simulator.pay(simulator.order(80_000));
        var body = new JSONObject().put("amount", 20_000).put("notes", new JSONObject().put("a", "1").put("b", "2"));
        simulator.useRefundKey("booking-7:refund:1");

        String first = razorpay.payments.refund(paymentId, body).get("id");
        String again = razorpay.payments.refund(paymentId, body).get("id");

        assertThat(again).isEqualTo(first);
        assertThat(razorpay.payments.fetchAllRefunds(paymentId)).hasSize(1);
        assertThatThrownBy(() -> razorpay.payments.refund(paymentId, new JSONObject().put("amount", 20_001)))
            .hasMessageContaining("Different request body sent for the same Idempotency Header");
        simulator.useRefundKey("short");
        assertThatThrownBy(() -> razorpay.payments.refund(paymentId, body)).hasMessageContaining("at least 10 characters");
        simulator.useRefundKey(null);
        assertThat((String) razorpay.payments.refund(paymentId, body).get("id")).isNotEqualTo(first);
    }

    @Test
    void oneKeySentAtOnceByManyRefundsOnce() throws Exception {
        var paymentId = simulator.pay(simulator.order(80_000));
        var attempts = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 8; i++) {
            attempts.add(() -> simulator.post("/v1/payments/" + paymentId + "/refund", "{\"amount\":1000}",
                "Authorization", basic(RunningSimulator.KEY_SECRET), "X-Refund-Idempotency", "one-and-only").statusCode());
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(attempts)) {
                assertThat(answer.get()).isIn(200, 409);
            }
        }
        assertThat(simulator.razorpay().payments.fetchAllRefunds(paymentId)).hasSize(1);
    }

    @Test
    void refundsAtTheSameTimeTogetherStayWithinTheCapture() throws Exception {
        var paymentId = simulator.pay(simulator.order(100_000));
        var attempts = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 8; i++) {
            attempts.add(() -> simulator.post("/v1/payments/" + paymentId + "/refund", "{\"amount\":20000}",
                "Authorization", basic(RunningSimulator.KEY_SECRET)).statusCode());
        }
        int refunded = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(attempts)) {
                refunded += answer.get() == 200 ? 1 : 0;
            }
        }
        assertThat(refunded).isEqualTo(5);
        assertThat((int) simulator.razorpay().payments.fetch(paymentId).get("amount_refunded")).isEqualTo(100_000);
    }

    @Test
    void aFailedPaymentCannotBeRefunded() throws Exception {
        var orderId = simulator.order(10_000);
        var failed = simulator.checkout(orderId, "failure", "none").getJSONObject("error").getJSONObject("metadata");
        assertThatThrownBy(() -> simulator.razorpay().payments.refund(failed.getString("payment_id")))
            .hasMessageContaining("should be captured");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"currency":"INR"}                                        | amount   | The amount field is required.
        {"amount":99,"currency":"INR"}                            | amount   | Order amount less than minimum amount allowed
        {"amount":100.5,"currency":"INR"}                         | amount   | The amount must be an integer.
        {"amount":"100","currency":"INR"}                         | amount   | The amount must be an integer.
        {"amount":100}                                            | currency | The currency field is required.
        {"amount":100,"currency":"XXX"}                           | currency | Currency is not supported
        {"amount":100,"currency":"KPW"}                           | currency | Currency is not supported
        {"amount":100,"currency":"rupees"}                        | currency | Currency is not supported
        {"amount":100,"currency":"INR","notes":"x"}               | notes    | The notes must be an array.
        {"amount":100,"currency":"INR","receipt":7}               | receipt  | The receipt must be a string.
        {"amount":100,"currency":"INR","reciept":"r"}             | reciept  | reciept is/are not required and should not be sent
        {"amount":100,"currency":"INR","receipt":"12345678901234567890123456789012345678901"} | receipt | The receipt may not be greater than 40 characters.
        """)
    void aBadOrderIsRefusedInRazorpaysWords(String body, String field, String description) {
        var answer = simulator.post("/v1/orders", body, "Authorization", basic(RunningSimulator.KEY_SECRET));
        var error = new JSONObject(answer.body()).getJSONObject("error");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(error.getString("code")).isEqualTo("BAD_REQUEST_ERROR");
        assertThat(error.getString("field")).isEqualTo(field);
        assertThat(error.getString("description")).isEqualTo(description);
    }

    @ParameterizedTest
    @CsvSource({"'{\"amount\":'", "'[]'", "'7'", "'{\"amount\":100,\"currency\":\"INR\"} tail'", "'null'"})
    void whatIsNoJsonObjectIsRefused(String body) {
        var answer = simulator.post("/v1/orders", body, "Authorization", basic(RunningSimulator.KEY_SECRET));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new JSONObject(answer.body()).getJSONObject("error").getString("code")).isEqualTo("BAD_REQUEST_ERROR");
    }

    @Test
    void unknownIdsAndAddressesAnswerAsRazorpayDoes() throws Exception {
        var razorpay = simulator.razorpay();
        assertThatThrownBy(() -> razorpay.orders.fetch("order_00000000000000"))
            .isInstanceOfSatisfying(RazorpayException.class, error -> assertThat(error.getStatusCode()).isEqualTo(400))
            .hasMessageContaining("The id provided does not exist");
        assertThatThrownBy(() -> razorpay.payments.fetch("pay_00000000000000")).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> razorpay.refunds.fetch("rfnd_00000000000000")).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> razorpay.customers.fetch("cust_00000000000000"))
            .isInstanceOfSatisfying(RazorpayException.class, error -> assertThat(error.getStatusCode()).isEqualTo(404))
            .hasMessageContaining("The requested URL was not found on the server.");
    }

    @Test
    void aWrongKeyIsRefusedBeforeAnythingElse() throws Exception {
        var stranger = simulator.razorpay("guessed");
        assertThatThrownBy(() -> stranger.orders.create(inr(100)))
            .isInstanceOfSatisfying(RazorpayException.class, error -> assertThat(error.getStatusCode()).isEqualTo(401))
            .hasMessageContaining("Authentication failed");
        assertThat(simulator.get("/v1/orders").statusCode()).isEqualTo(401);
    }

    @Test
    void theLedgerAndTheHealthNeedNoKeyAndEmptyNotesAreAnArray() throws Exception {
        var ledger = simulator.ledger(simulator.order(100));
        assertThat(ledger.getJSONArray("orders").getJSONObject(0).get("notes")).isInstanceOf(JSONArray.class);
        assertThat(simulator.get("/actuator/health").statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsUnfinishedIsFoundByIndexes() {
        try (var client = MongoClients.create(simulator.storeUri())) {
            assertThat(client.getDatabase("razorpay-simulator").getCollection("orders").listIndexes())
                .extracting(index -> index.get("key").toString())
                .anyMatch(key -> key.contains("webhooks.status"))
                .anyMatch(key -> key.contains("refunds.status"))
                .anyMatch(key -> key.contains("payments.releasedAt"));
        }
    }

    private static JSONObject inr(long amount) {
        return new JSONObject().put("amount", amount).put("currency", "INR");
    }

    private static String basic(String secret) {
        var pair = RunningSimulator.KEY_ID + ":" + secret;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
