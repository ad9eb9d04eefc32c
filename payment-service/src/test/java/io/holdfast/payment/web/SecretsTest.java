package io.holdfast.payment.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.PaymentStatus;
import io.holdfast.payment.razorpay.RazorpayStandIn;
import io.holdfast.servicetest.ServiceUnderTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static io.holdfast.payment.web.PaymentsOverHttp.HOOK_SECRET;
import static io.holdfast.payment.web.PaymentsOverHttp.KEY_SECRET;
import static io.holdfast.payment.web.PaymentsOverHttp.OLD_HOOK_SECRET;
import static io.holdfast.payment.web.PaymentsOverHttp.await;
import static io.holdfast.payment.web.PaymentsOverHttp.sign;
import static org.assertj.core.api.Assertions.assertThat;

/** From start to stop, with every logger talking: no secret is in a log, an event, an answer or the health page. */
@ExtendWith(OutputCaptureExtension.class)
class SecretsTest {

    private static final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

    @BeforeAll
    static void everyLoggerTalks() {
        root.setLevel(Level.DEBUG);
    }

    @AfterAll
    static void quietAgain() {
        root.setLevel(Level.INFO);
    }

    @Test
    void secretsStayInside(CapturedOutput log) {
        var answers = new ArrayList<String>();
        var id = new PaymentId(UUID.randomUUID().toString(), 1);
        String orderId = RazorpayStandIn.orderIdOf(id.receipt());
        List<String> events;
        try (var http = new PaymentsOverHttp("razorpay.resilience.first-pause=10ms")) {
            ServiceUnderTest service = http.service;
            http.ordered(id);
            String body = PaymentsOverHttp.webhook("payment.captured", "pay_s", orderId, "captured", 150_000);
            answers.add(http.postWebhook(body, "00").text());
            answers.add(http.postWebhook(body, sign(body, HOOK_SECRET)).text());
            answers.add(service.guest().post("/api/v1/payments/verify", "{}").text());
            answers.add(service.guest().post("/api/v1/payments/verify", """
                    {"razorpay_order_id":"%s","razorpay_payment_id":"pay_s","razorpay_signature":"00"}""".formatted(orderId)).text());
            http.razorpay.fail(503, 3);
            answers.add(service.guest().post("/api/v1/payments/verify", """
                    {"razorpay_order_id":"%s","razorpay_payment_id":"pay_t","razorpay_signature":"%s"}"""
                    .formatted(orderId, sign(orderId + "|pay_t", KEY_SECRET))).text());
            answers.add(service.as("boss", "admin").post("/api/v1/admin/payments/pay_s/refunds", """
                    {"amount":{"amount":150000,"currency":"INR"},"reason":"r"}""").text());
            await(() -> http.payments.find(id).orElseThrow().status() == PaymentStatus.REFUND_PENDING
                    && http.payments.find(id).orElseThrow().refunds().getFirst().refundId() != null);
            answers.add(service.as("boss", "admin").get("/api/v1/payments?bookingId=" + id.bookingId()).text());
            for (String page : List.of("/actuator/health", "/actuator/health/readiness", "/actuator", "/actuator/env",
                    "/actuator/configprops", "/actuator/beans", "/error", "/nothing")) {
                answers.add(service.guest().get(page).text());
            }
            await(() -> service.typesSaid(id.bookingId()).contains("payment.refund-requested.v1"));
            events = service.transport().published().stream().map(Object::toString).toList();
        }

        assertThat(log.getAll()).as("the log is read at all").contains("Started", "DEBUG");
        assertThat(events).isNotEmpty();
        for (String secret : List.of(KEY_SECRET, HOOK_SECRET, OLD_HOOK_SECRET,
                Base64.getEncoder().encodeToString(("rzp_test_key:" + KEY_SECRET).getBytes(StandardCharsets.UTF_8)))) {
            assertThat(log.getAll()).doesNotContain(secret);
            assertThat(answers).noneMatch(answer -> answer.contains(secret));
            assertThat(events).noneMatch(event -> event.contains(secret));
        }
    }
}
