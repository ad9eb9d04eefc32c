package io.holdfast.razorpay.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.holdfast.embedded.ChildProcess;
import io.holdfast.embedded.FreePorts;
import io.holdfast.embedded.Jvm;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class WebhookDeliveryTest {

    private RunningSimulator simulator;

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void isRetriedWithTheSameEventIdAndBodyUntilTakenAndThenNoMore() throws Exception {
        simulator = new RunningSimulator();
        simulator.merchant.answers(attempt -> attempt <= 2 ? 503 : attempt == 3 ? 302 : 204);
        var orderId = simulator.order(10_000);

        simulator.checkout(orderId, "failure", "normal");

        await().untilAsserted(() -> assertThat(webhooks(orderId)).singleElement().satisfies(webhook -> {
            assertThat(webhook.getString("status")).isEqualTo("DELIVERED");
            assertThat(webhook.getInt("attempts")).isEqualTo(4);
        }));
        assertThat(simulator.merchant.received()).hasSize(4).allMatch(Merchant.Received::signed)
            .extracting(Merchant.Received::body).containsOnly(simulator.merchant.received().getFirst().body());
        assertThat(simulator.merchant.received()).extracting(Merchant.Received::answered)
            .containsExactly(503, 503, 302, 204);
    }

    @Test
    void isGivenUpInTheEnd() throws Exception {
        simulator = new RunningSimulator("--razorpay.simulator.webhook-gives-up-after=200ms");
        simulator.merchant.answers(attempt -> 500);
        var orderId = simulator.order(10_000);

        simulator.checkout(orderId, "failure", "normal");

        await().untilAsserted(() ->
            assertThat(webhooks(orderId)).extracting(webhook -> webhook.getString("status")).containsExactly("ABANDONED"));
    }

    @Test
    void aMerchantWhoDoesNotAnswerInTimeIsAskedAgain() throws Exception {
        simulator = new RunningSimulator("--razorpay.simulator.webhook-timeout=100ms");
        simulator.merchant.answers(attempt -> {
            if (attempt == 1) {
                new CompletableFuture<Void>().completeOnTimeout(null, 1, TimeUnit.SECONDS).join();
            }
            return 200;
        });
        var orderId = simulator.order(10_000);

        simulator.checkout(orderId, "failure", "normal");

        await().untilAsserted(() -> assertThat(webhooks(orderId)).singleElement().satisfies(webhook -> {
            assertThat(webhook.getString("status")).isEqualTo("DELIVERED");
            assertThat(webhook.getInt("attempts")).isGreaterThan(1);
        }));
    }

    @Test
    void whatWasPendingAtAStopIsTakenUpAtTheStart() throws Exception {
        simulator = new RunningSimulator();
        simulator.merchant.answers(attempt -> 500);
        var orderId = simulator.order(10_000);
        var paymentId = simulator.pay(orderId);
        await().until(() -> !simulator.merchant.received().isEmpty());

        simulator.stop();
        simulator.merchant.answers(attempt -> 200);
        simulator.start();

        await().untilAsserted(() -> assertThat(webhooks(orderId)).hasSize(3)
            .allSatisfy(webhook -> assertThat(webhook.getString("status")).isEqualTo("DELIVERED")));
        assertThat((String) simulator.razorpay().payments.fetch(paymentId).get("status")).isEqualTo("captured");
    }

    @Test
    void killedWithoutWarningItStillSettlesTheRefundAndSendsEveryWebhook() throws Exception {
        simulator = new RunningSimulator("--razorpay.simulator.refund-settles-after=3s",
            "--razorpay.simulator.late-webhook-after=3s");
        var orderId = simulator.order(10_000);
        simulator.stop();
        int port = FreePorts.next();
        var victim = startProcess(port);
        try {
            awaitListening(port);
            var http = HttpClient.newHttpClient();
            var checkout = http.send(HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + port + "/simulator/checkout"))
                .POST(HttpRequest.BodyPublishers.ofString(new JSONObject().put("orderId", orderId)
                    .put("outcome", "success").put("webhook", "late").toString())).build(),
                HttpResponse.BodyHandlers.ofString());
            assertThat(checkout.statusCode()).isEqualTo(200);
            var paymentId = new JSONObject(checkout.body()).getString("razorpay_payment_id");
            var refund = http.send(HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/payments/" + paymentId + "/refund"))
                .header("Authorization", "Basic " + Base64.getEncoder()
                    .encodeToString((RunningSimulator.KEY_ID + ":" + RunningSimulator.KEY_SECRET).getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString());
            assertThat(refund.statusCode()).isEqualTo(200);
        } finally {
            victim.killHard();
        }
        assertThat(simulator.merchant.eventsAbout(orderId)).doesNotContain("payment.captured", "refund.processed");

        simulator.start();

        await().untilAsserted(() -> assertThat(simulator.merchant.eventsAbout(orderId)).contains(
            "payment.authorized", "payment.captured", "order.paid", "refund.created", "refund.processed"));
        assertThat(simulator.ledger(orderId).getJSONArray("refunds").getJSONObject(0).getString("status"))
            .isEqualTo("processed");
    }

    private ChildProcess startProcess(int port) {
        var arguments = new ArrayList<>(simulator.arguments());
        arguments.add("--server.port=" + port);
        arguments.remove("--server.port=0");
        return ChildProcess.of("simulator", Jvm.command(RazorpaySimulator.class, arguments.toArray(String[]::new)))
            .logTo(Path.of("target", "killed-simulator.log")).start();
    }

    private static void awaitListening(int port) {
        await().until(() -> {
            try (var probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return probe.isConnected();
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    private List<JSONObject> webhooks(String orderId) {
        var webhooks = simulator.ledger(orderId).getJSONArray("webhooks");
        return IntStream.range(0, webhooks.length()).mapToObj(webhooks::getJSONObject).toList();
    }
}
