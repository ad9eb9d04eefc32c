package io.holdfast.payment.razorpay;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.razorpay.Order;
import com.razorpay.Payment;
import com.razorpay.RazorpayClient;
import com.razorpay.RazorpayException;
import com.razorpay.Utils;
import io.holdfast.payment.domain.Money;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.PaymentProvider;
import io.holdfast.payment.domain.ProviderEvent;
import io.holdfast.payment.domain.ProviderEvent.ProviderRefund;
import io.holdfast.payment.domain.Refund;
import jakarta.annotation.PreDestroy;
import org.json.JSONObject;
import org.springframework.stereotype.Component;

/** Orders, payments, refunds and signatures at Razorpay, through razorpay-java. */
@Component
class RazorpayPayments implements PaymentProvider {

    static final String REFUND_KEY_HEADER = "X-Refund-Idempotency";
    /** Our name for a refund, in its notes, so that webhooks bring it back. */
    static final String REFUND_KEY_NOTE = "holdfast_refund";

    private final RazorpaySettings settings;
    private final Clock clock;
    private final RazorpayClient razorpay;
    private final RazorpayTransport transport;
    private final RazorpayResilience resilience = new RazorpayResilience();

    RazorpayPayments(RazorpaySettings settings, Clock clock) throws RazorpayException {
        this.settings = settings;
        this.clock = clock;
        this.transport = new RazorpayTransport(settings.apiUrl());
        this.razorpay = new RazorpayClient(settings.keyId(), settings.keySecret());
    }

    @Override
    public String keyId() {
        return settings.keyId();
    }

    @Override
    public Optional<String> findOrder(String receipt) {
        List<Order> found = resilience.repeatable(() -> transport.call(
                Map.of(), () -> razorpay.orders.fetchAll(new JSONObject().put("receipt", receipt))));
        return found.stream()
                .map(Order::toJson)
                // Should there ever be two, everybody takes the same one.
                .min(Comparator.comparingLong((JSONObject order) -> order.optLong("created_at"))
                        .thenComparing(order -> order.getString("id")))
                .map(order -> order.getString("id"));
    }

    @Override
    public String createOrder(PaymentId id, Money amount) {
        var request = new JSONObject()
                .put("amount", amount.amount())
                .put("currency", amount.currency())
                .put("receipt", id.receipt())
                .put("notes", new JSONObject()
                        .put("bookingId", id.bookingId())
                        .put("revision", String.valueOf(id.revision())));
        Order order = resilience.once(() -> transport.call(Map.of(), () -> razorpay.orders.create(request)));
        return order.toJson().getString("id");
    }

    @Override
    public Optional<ProviderEvent> payment(String paymentId) {
        Payment payment =
                resilience.repeatable(() -> transport.call(Map.of(), () -> razorpay.payments.fetch(paymentId)));
        return RazorpayEntities.payment(payment.toJson(), clock.instant());
    }

    @Override
    public ProviderRefund refund(Refund refund) {
        // Under the same key the body must be the same too.
        var request = new JSONObject()
                .put("amount", refund.amount().amount())
                .put("notes", new JSONObject().put(REFUND_KEY_NOTE, refund.key()));
        com.razorpay.Refund answer = resilience.repeatable(() -> transport.call(
                Map.of(REFUND_KEY_HEADER, refund.key()), () -> razorpay.payments.refund(refund.paymentId(), request)));
        return RazorpayEntities.refund(answer.toJson());
    }

    @Override
    public ProviderRefund refund(String paymentId, String refundId) {
        com.razorpay.Refund answer = resilience.repeatable(
                () -> transport.call(Map.of(), () -> razorpay.payments.fetchRefund(paymentId, refundId)));
        return RazorpayEntities.refund(answer.toJson());
    }

    @Override
    public boolean signedCheckout(String orderId, String paymentId, String signature) {
        try {
            return Utils.verifySignature(orderId + '|' + paymentId, signature, settings.keySecret());
        } catch (RazorpayException e) {
            throw new IllegalStateException("The signature could not be computed", e);
        }
    }

    @Override
    public boolean signedWebhook(byte[] body, String signature) {
        String text;
        try {
            // Strictly: bytes that are no UTF-8 would be replaced, and then another body would be checked than came.
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            return false;
        }
        boolean signed = false;
        for (String secret : settings.webhookSecrets()) {
            try {
                signed |= Utils.verifyWebhookSignature(text, signature, secret);
            } catch (RazorpayException e) {
                throw new IllegalStateException("The signature could not be computed", e);
            }
        }
        return signed;
    }

    RazorpayResilience resilience() {
        return resilience;
    }

    @PreDestroy
    void close() {
        resilience.close();
    }
}
