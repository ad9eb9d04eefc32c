package io.holdfast.payment.razorpay;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

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
import io.holdfast.payment.domain.TenantId;
import org.json.JSONObject;
import org.springframework.stereotype.Component;

/** Orders, payments, refunds and signatures at Razorpay, through razorpay-java. */
@Component
class RazorpayPayments implements PaymentProvider {

    static final String REFUND_KEY_HEADER = "X-Refund-Idempotency";
    /** Our name for a refund, in its notes, so that webhooks bring it back. */
    static final String REFUND_KEY_NOTE = "holdfast_refund";

    private static final long SHORTEST_CAPTURE_WINDOW_MINUTES = 12;
    private static final int NOT_FOUND = 404;
    private static final int MOST_ON_A_PAGE = 100;

    private final RazorpaySettings settings;
    private final Clock clock;
    private final RazorpayClient razorpay;
    private final RazorpayTransport transport;
    private final RazorpayResilience resilience;

    RazorpayPayments(RazorpaySettings settings, Clock clock) throws RazorpayException {
        this.settings = settings;
        this.clock = clock;
        this.transport = new RazorpayTransport(settings.apiUrl(), settings.resilience().callTimeout());
        this.resilience = new RazorpayResilience(settings.resilience());
        this.razorpay = new RazorpayClient(settings.keyId(), settings.keySecret());
    }

    @Override
    public String keyId() {
        return settings.keyId();
    }

    @Override
    public Optional<String> findOrder(String receipt) {
        List<Order> found = ask(() -> razorpay.orders.fetchAll(new JSONObject().put("receipt", receipt)));
        return found.stream()
                .map(Order::toJson)
                // Should there ever be two, everybody takes the same one.
                .min(Comparator.comparingLong((JSONObject order) -> order.optLong("created_at"))
                        .thenComparing(order -> order.getString("id")))
                .map(order -> order.getString("id"));
    }

    @Override
    public List<ProviderOrder> orders(Instant from, Instant to, int skip) {
        List<Order> found = ask(() -> razorpay.orders.fetchAll(page(from, to, skip)));
        return found.stream().map(Order::toJson).map(RazorpayPayments::listed).toList();
    }

    @Override
    public List<ProviderRefund> refunds(Instant from, Instant to, int skip) {
        List<com.razorpay.Refund> found = ask(() -> razorpay.refunds.fetchAll(page(from, to, skip)));
        return found.stream().map(refund -> RazorpayEntities.refund(refund.toJson())).toList();
    }

    private static JSONObject page(Instant from, Instant to, int skip) {
        return new JSONObject()
                .put("from", from.getEpochSecond())
                .put("to", to.getEpochSecond())
                .put("count", MOST_ON_A_PAGE)
                .put("skip", skip);
    }

    /** One of ours says in its notes what it is for, and its receipt is made of that. */
    private static ProviderOrder listed(JSONObject order) {
        // Without notes there is an empty array in their place.
        JSONObject notes = order.optJSONObject("notes");
        String booking = notes == null ? "" : notes.optString("bookingId");
        int revision = notes == null ? 0 : notes.optInt("revision");
        boolean ours = !booking.isBlank() && revision >= 1
                && new PaymentId(booking, revision).receipt().equals(order.optString("receipt"));
        String tenant = notes == null ? "" : notes.optString("tenant");
        return new ProviderOrder(
                order.getString("id"), ours ? new PaymentId(booking, revision) : null,
                tenant.isBlank() ? null : new TenantId(tenant));
    }

    @Override
    public String createOrder(PaymentId id, TenantId tenant, Money amount, Duration payableFor) {
        long minutes = Math.max(SHORTEST_CAPTURE_WINDOW_MINUTES, payableFor.plusSeconds(59).toMinutes());
        var request = new JSONObject()
                .put("amount", amount.minorUnits())
                .put("currency", amount.currency().getCurrencyCode())
                .put("receipt", id.receipt())
                .put("notes", new JSONObject()
                        .put("bookingId", id.bookingId())
                        .put("revision", String.valueOf(id.revision()))
                        .put("tenant", tenant.value()))
                // What the bank agrees to after the hold is not captured any more and goes back to the payer by itself.
                .put("payment", new JSONObject()
                        .put("capture", "automatic")
                        .put("capture_options", new JSONObject()
                                .put("automatic_expiry_period", minutes)
                                .put("manual_expiry_period", minutes)
                                .put("refund_speed", "normal")));
        try {
            Order order = resilience.once(() -> transport.call(Map.of(), () -> razorpay.orders.create(request)));
            return order.toJson().getString("id");
        } catch (Refused e) {
            throw isForGood(e) ? new OrderRefused(codeOf(e.reason()), e.reason(), e) : e;
        }
    }

    /**
     * Whether Razorpay itself judged what was asked for. A 404, or a 400 that does not speak its language, comes from
     * whatever else stands at that address, and passes when the address is put right.
     */
    private static boolean isForGood(Refused refused) {
        return refused.getCause() instanceof RazorpayException answer
                && answer.getStatusCode() != NOT_FOUND
                && refused.reason().startsWith("BAD_REQUEST_ERROR");
    }

    /** Razorpay says what it minds in words only. */
    private static String codeOf(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        String what = lower.contains("currency") ? "currency" : lower.contains("amount") ? "amount" : "order";
        return what + "-not-accepted";
    }

    @Override
    public Optional<ProviderEvent> payment(String paymentId) {
        Payment payment = ask(() -> razorpay.payments.fetch(paymentId));
        return RazorpayEntities.payment(payment.toJson(), clock.instant());
    }

    @Override
    public List<ProviderEvent> paymentsOf(String orderId) {
        List<Payment> found = ask(() -> razorpay.orders.fetchPayments(orderId));
        var events = new ArrayList<ProviderEvent>();
        // Razorpay lists the newest first; whichever was captured first pays the booking.
        found.stream()
                .map(Payment::toJson)
                .sorted(Comparator.comparingLong((JSONObject payment) -> payment.optLong("created_at"))
                        .thenComparing(payment -> payment.getString("id")))
                .forEach(payment -> {
                    if (payment.optBoolean("captured") && payment.optLong("amount_refunded") > 0) {
                        events.addAll(refundsOf(orderId, payment.getString("id")));
                    }
                    RazorpayEntities.payment(payment, clock.instant()).ifPresent(events::add);
                });
        return events;
    }

    @Override
    public Optional<ProviderEvent> capture(String paymentId, Money amount) {
        var request = new JSONObject().put("amount", amount.minorUnits()).put("currency", amount.currency().getCurrencyCode());
        Payment captured = ask(() -> razorpay.payments.capture(paymentId, request));
        return RazorpayEntities.payment(captured.toJson(), clock.instant());
    }

    @Override
    public List<ProviderEvent> refundsOf(String orderId, String paymentId) {
        List<com.razorpay.Refund> found = ask(() -> razorpay.payments.fetchAllRefunds(paymentId));
        return found.stream()
                .<ProviderEvent>map(refund ->
                        new ProviderEvent.RefundSeen(orderId, RazorpayEntities.refund(refund.toJson())))
                .toList();
    }

    @Override
    public ProviderRefund refund(Refund refund) {
        // Under the same key the body must be the same too.
        var request = new JSONObject()
                .put("amount", refund.amount().minorUnits())
                .put("notes", new JSONObject().put(REFUND_KEY_NOTE, refund.key()));
        com.razorpay.Refund answer = resilience.repeatable(() -> transport.call(
                Map.of(REFUND_KEY_HEADER, refund.key()), () -> razorpay.payments.refund(refund.paymentId(), request)));
        return RazorpayEntities.refund(answer.toJson());
    }

    @Override
    public ProviderRefund refund(String paymentId, String refundId) {
        com.razorpay.Refund answer = ask(() -> razorpay.payments.fetchRefund(paymentId, refundId));
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

    private <T> T ask(Callable<T> call) {
        return resilience.repeatable(() -> transport.call(Map.of(), call));
    }

    RazorpayResilience resilience() {
        return resilience;
    }
}
