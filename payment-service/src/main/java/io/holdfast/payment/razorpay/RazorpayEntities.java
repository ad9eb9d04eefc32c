package io.holdfast.payment.razorpay;

import java.time.Instant;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;

import io.holdfast.payment.domain.Attempt;
import io.holdfast.payment.domain.Money;
import io.holdfast.payment.domain.ProviderEvent;
import io.holdfast.payment.domain.ProviderEvent.ProviderRefund;
import io.holdfast.payment.domain.Refund;
import org.json.JSONException;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** Razorpay's payments and refunds as what they mean to us. Whatever is missing or of another type is a JSONException. */
final class RazorpayEntities {

    private RazorpayEntities() {}

    /** @param at when it came to be so */
    static Optional<ProviderEvent> payment(JSONObject payment, Instant at) {
        String orderId = text(payment, "order_id");
        String paymentId = text(payment, "id");
        return switch (text(payment, "status")) {
            case "authorized" -> Optional.of(new ProviderEvent.AttemptSeen(
                    orderId, Attempt.authorized(paymentId, money(payment), at)));
            case "captured" -> Optional.of(new ProviderEvent.Captured(orderId, paymentId, money(payment), at));
            // Refunds are told on their own; what came in must be known first.
            case "refunded" -> Optional.of(
                    payment.optBoolean("captured")
                            ? new ProviderEvent.Captured(orderId, paymentId, money(payment), at)
                            : new ProviderEvent.AttemptSeen(orderId, Attempt.released(paymentId, at)));
            case "failed" -> Optional.of(new ProviderEvent.AttemptSeen(
                    orderId, Attempt.failed(paymentId, reason(payment), at)));
            default -> Optional.empty();
        };
    }

    static ProviderRefund refund(JSONObject refund) {
        // Without notes Razorpay sends an empty list in their place.
        JSONObject notes = refund.optJSONObject("notes");
        return new ProviderRefund(
                text(refund, "id"),
                text(refund, "payment_id"),
                money(refund),
                switch (text(refund, "status")) {
                    case "processed" -> Refund.Status.PROCESSED;
                    case "failed" -> Refund.Status.FAILED;
                    default -> Refund.Status.PENDING;
                },
                notes == null ? null : textOrNull(notes, RazorpayPayments.REFUND_KEY_NOTE),
                textOrNull(refund, "error_description"));
    }

    private static Money money(JSONObject entity) {
        Object amount = entity.get("amount");
        // getLong would take "150000" and 1500.7 too.
        if (!(amount instanceof Integer || amount instanceof Long) || ((Number) amount).longValue() < 0) {
            throw new JSONException("amount is not a whole number of minor units");
        }
        try {
            Currency currency = Currency.getInstance(text(entity, "currency").toUpperCase(Locale.ROOT));
            return new Money(((Number) amount).longValue(), currency);
        } catch (IllegalArgumentException e) {
            throw new JSONException("currency is not of ISO 4217", e);
        }
    }

    private static String reason(JSONObject payment) {
        String code = textOrNull(payment, "error_code");
        String description = textOrNull(payment, "error_description");
        if (code == null && description == null) {
            return "The provider did not say why.";
        }
        return code == null ? String.valueOf(description) : description == null ? code : code + ": " + description;
    }

    static String text(JSONObject entity, String name) {
        String text = entity.getString(name);
        if (text.isBlank()) {
            throw new JSONException(name + " is empty");
        }
        return text;
    }

    static @Nullable String textOrNull(JSONObject entity, String name) {
        return entity.opt(name) instanceof String text && !text.isBlank() ? text : null;
    }
}
