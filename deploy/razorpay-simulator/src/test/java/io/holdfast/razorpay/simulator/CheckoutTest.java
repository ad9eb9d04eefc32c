package io.holdfast.razorpay.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import com.razorpay.Utils;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class CheckoutTest {
    private static RunningSimulator simulator;

    @BeforeAll
    static void start() throws Exception {
        simulator = new RunningSimulator("--razorpay.simulator.late-webhook-after=700ms",
            "--razorpay.simulator.duplicate-webhook-after=300ms");
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void successAnswersASignatureAndTellsOfAuthorisationCaptureAndOrder() throws Exception {
        var orderId = simulator.order(150_000);

        var answer = simulator.checkout(orderId, "success", "normal");

        assertThat(Utils.verifyPaymentSignature(answer, RunningSimulator.KEY_SECRET)).isTrue();
        assertThat(Utils.verifyPaymentSignature(answer, "another")).isFalse();
        await().untilAsserted(() -> assertThat(simulator.merchant.announcedAbout(orderId))
            .containsExactlyInAnyOrder("payment.authorized", "payment.captured", "order.paid"));
        var webhooks = simulator.merchant.received().stream().filter(webhook -> webhook.orderId().equals(orderId)).toList();
        assertThat(webhooks).allMatch(Merchant.Received::signed);
        assertThat(webhooks).extracting(Merchant.Received::eventId).doesNotHaveDuplicates();
        assertThat(webhooks).allSatisfy(webhook -> {
            var payment = webhook.entity("payment");
            assertThat(payment.getString("id")).isEqualTo(answer.getString("razorpay_payment_id"));
            assertThat(payment.getString("status"))
                .isEqualTo(webhook.event().equals("payment.authorized") ? "authorized" : "captured");
            assertThat(webhook.json().getString("entity")).isEqualTo("event");
            assertThat(webhook.json().getString("account_id")).startsWith("acc_");
        });
        var paid = webhooks.stream().filter(webhook -> webhook.event().equals("order.paid")).findFirst().orElseThrow();
        assertThat(paid.json().getJSONArray("contains").toList()).containsExactly("payment", "order");
        assertThat(paid.entity("order").getString("status")).isEqualTo("paid");
        await().untilAsserted(() -> assertThat(webhooksOf(orderId)).isNotEmpty()
            .allSatisfy(webhook -> assertThat(webhook.getString("status")).isEqualTo("DELIVERED")));
    }

    @Test
    void failureTellsWhyAndTheSameOrderCanStillBePaid() throws Exception {
        var orderId = simulator.order(20_000);

        var error = simulator.checkout(orderId, "failure", "normal").getJSONObject("error");

        assertThat(error.getString("code")).isEqualTo("BAD_REQUEST_ERROR");
        assertThat(error.getString("reason")).isEqualTo("payment_failed");
        assertThat(error.getJSONObject("metadata").getString("order_id")).isEqualTo(orderId);
        var failedId = error.getJSONObject("metadata").getString("payment_id");
        await().untilAsserted(() -> assertThat(simulator.merchant.announcedAbout(orderId)).containsExactly("payment.failed"));
        var failed = simulator.razorpay().payments.fetch(failedId).toJson();
        assertThat(failed.getString("status")).isEqualTo("failed");
        assertThat(failed.getString("error_reason")).isEqualTo("payment_failed");
        assertThat((String) simulator.razorpay().orders.fetch(orderId).get("status")).isEqualTo("attempted");

        assertThat(simulator.pay(orderId)).isNotEqualTo(failedId);
        assertThat((String) simulator.razorpay().orders.fetch(orderId).get("status")).isEqualTo("paid");
        assertThat((int) simulator.razorpay().orders.fetch(orderId).get("attempts")).isEqualTo(2);
    }

    @Test
    void aPaidOrderCannotBePaidAgain() throws Exception {
        var orderId = simulator.order(20_000);
        simulator.pay(orderId);
        for (var outcome : new String[] {"success", "failure"}) {
            var again = simulator.post("/simulator/checkout", request(orderId, outcome));
            assertThat(again.statusCode()).isEqualTo(409);
            assertThat(again.headers().firstValue("content-type")).hasValue("application/problem+json");
        }
        assertThat(simulator.ledger(orderId).getJSONArray("payments")).hasSize(1);
    }

    @Test
    void dismissingChangesNothing() throws Exception {
        var orderId = simulator.order(20_000);
        assertThat(simulator.checkout(orderId, "dismiss", "normal").getBoolean("dismissed")).isTrue();
        assertThat(simulator.ledger(orderId).getJSONArray("payments")).isEmpty();
        assertThat(simulator.ledger(orderId).getJSONArray("webhooks")).isEmpty();
        assertThat((String) simulator.razorpay().orders.fetch(orderId).get("status")).isEqualTo("created");
    }

    @Test
    void withoutWebhooksOnlyTheLedgerKnows() throws Exception {
        var orderId = simulator.order(20_000);
        simulator.checkout(orderId, "success", "none");
        assertThat(simulator.ledger(orderId).getJSONArray("payments")).hasSize(1);
        assertThat(simulator.ledger(orderId).getJSONArray("webhooks")).isEmpty();
    }

    @Test
    void duplicatesArriveTwiceWithOneEventId() throws Exception {
        var orderId = simulator.order(20_000);
        simulator.checkout(orderId, "failure", "duplicate");
        await().untilAsserted(() -> assertThat(simulator.merchant.eventsAbout(orderId))
            .containsExactly("payment.failed", "payment.failed"));
        assertThat(simulator.merchant.received().stream().filter(webhook -> webhook.orderId().equals(orderId)))
            .extracting(Merchant.Received::eventId).hasSize(2).containsOnly(webhooksOf(orderId).getFirst().getString("eventId"));
    }

    @Test
    void lateOnesAreQueuedAtOnceAndSentWhenTheirTimeHasCome() throws Exception {
        var orderId = simulator.order(20_000);
        var before = Instant.now();
        simulator.checkout(orderId, "success", "late");
        await().untilAsserted(() -> assertThat(webhooksOf(orderId)).hasSize(3)
            .allSatisfy(webhook -> assertThat(webhook.getString("status")).isEqualTo("DELIVERED")));
        assertThat(webhooksOf(orderId)).allSatisfy(webhook ->
            assertThat(Instant.parse(webhook.getString("deliveredAt"))).isAfter(before.plus(Duration.ofMillis(690))));
    }

    @Test
    void anUnknownOrderIsNotFound() {
        var answer = simulator.post("/simulator/checkout", request("order_00000000000000", "success"));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(simulator.ledger("order_00000000000000").getJSONArray("orders")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"outcome":"success"}                                      | orderId | must be an order's id, order_…
        {"orderId":7,"outcome":"success"}                          | orderId | must be an order's id, order_…
        {"orderId":"order_1"}                                      | outcome | must be one of success, failure, dismiss
        {"orderId":"order_1","outcome":"SUCCESS"}                  | outcome | must be one of success, failure, dismiss
        {"orderId":"order_1","outcome":null}                       | outcome | must be one of success, failure, dismiss
        {"orderId":"order_1","outcome":"success","webhook":"lost"} | webhook | must be one of normal, none, duplicate, late
        {"orderId":"order_1","outcome":"success","webhook":null}   | webhook | must be one of normal, none, duplicate, late
        {"orderId":"order_1","outcome":"success","amount":1}       | amount  | is unknown; known are orderId, outcome, webhook, capture
        """)
    void aBadCheckoutNamesTheFieldAndWhatItMayBe(String body, String field, String message) {
        var answer = simulator.post("/simulator/checkout", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        var errors = new JSONObject(answer.body()).getJSONArray("errors");
        assertThat(errors).hasSize(1);
        assertThat(errors.getJSONObject(0).getString("field")).isEqualTo(field);
        assertThat(errors.getJSONObject(0).getString("message")).isEqualTo(message);
    }

    @Test
    void malformedOversizedAndMisdirectedRequestsAreProblems() {
        assertThat(simulator.post("/simulator/checkout", "{\"orderId\":").statusCode()).isEqualTo(400);
        assertThat(simulator.post("/simulator/checkout", "\"" + "x".repeat(5_000_000) + "\"").statusCode()).isEqualTo(400);
        var wrongMethod = simulator.get("/simulator/checkout");
        assertThat(wrongMethod.statusCode()).isEqualTo(405);
        assertThat(wrongMethod.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(simulator.get("/simulator/nothing").statusCode()).isEqualTo(404);
    }

    private static String request(String orderId, String outcome) {
        return new JSONObject().put("orderId", orderId).put("outcome", outcome).toString();
    }

    private static List<JSONObject> webhooksOf(String orderId) {
        var webhooks = simulator.ledger(orderId).getJSONArray("webhooks");
        return IntStream.range(0, webhooks.length()).mapToObj(webhooks::getJSONObject).toList();
    }
}
