package io.holdfast.razorpay.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Orders, payments and refunds in the shape Razorpay documents, every field present even where it is null. */
final class RazorpayEntities {

    private RazorpayEntities() {
    }

    static Map<String, @Nullable Object> order(Order order) {
        var entity = new LinkedHashMap<String, @Nullable Object>();
        entity.put("id", order.id());
        entity.put("entity", "order");
        entity.put("amount", order.amount());
        entity.put("amount_paid", order.amountPaid());
        entity.put("amount_due", Math.max(0, order.amount() - order.amountPaid()));
        entity.put("currency", order.currency());
        entity.put("receipt", order.receipt());
        entity.put("offer_id", null);
        entity.put("status", order.status().wireName());
        entity.put("attempts", order.payments().size());
        entity.put("notes", notes(order.notes()));
        entity.put("created_at", order.createdAt());
        return entity;
    }

    static Map<String, @Nullable Object> payment(Order order, Payment payment) {
        boolean failed = payment.status() == Payment.Status.FAILED;
        var entity = new LinkedHashMap<String, @Nullable Object>();
        entity.put("id", payment.id());
        entity.put("entity", "payment");
        entity.put("amount", payment.amount());
        entity.put("currency", order.currency());
        entity.put("status", payment.status().wireName());
        entity.put("order_id", order.id());
        entity.put("invoice_id", null);
        entity.put("international", false);
        entity.put("method", "upi");
        entity.put("amount_refunded", payment.amountRefunded());
        entity.put("refund_status", refundStatus(payment));
        entity.put("captured", payment.captured());
        entity.put("description", null);
        entity.put("card_id", null);
        entity.put("bank", null);
        entity.put("wallet", null);
        entity.put("vpa", failed ? "failure@razorpay" : "success@razorpay");
        entity.put("email", "payer@example.com");
        entity.put("contact", "+919999999999");
        entity.put("notes", notes(order.notes()));
        // Two per cent, and the tax of 18 % on them is part of the fee.
        entity.put("fee", payment.captured() ? Long.valueOf(payment.amount() * 236 / 10_000) : null);
        entity.put("tax", payment.captured() ? Long.valueOf(payment.amount() * 36 / 10_000) : null);
        entity.put("error_code", failed ? Declined.CODE : null);
        entity.put("error_description", failed ? Declined.DESCRIPTION : null);
        entity.put("error_source", failed ? Declined.SOURCE : null);
        entity.put("error_step", failed ? Declined.STEP : null);
        entity.put("error_reason", failed ? Declined.REASON : null);
        entity.put("acquirer_data", Map.of());
        entity.put("created_at", payment.createdAt());
        return entity;
    }

    static Map<String, @Nullable Object> refund(Order order, Refund refund) {
        var arn = new LinkedHashMap<String, @Nullable Object>();
        arn.put("arn", null);
        var entity = new LinkedHashMap<String, @Nullable Object>();
        entity.put("id", refund.id());
        entity.put("entity", "refund");
        entity.put("amount", refund.amount());
        entity.put("currency", order.currency());
        entity.put("payment_id", refund.paymentId());
        entity.put("notes", notes(refund.notes()));
        entity.put("receipt", refund.receipt());
        entity.put("acquirer_data", arn);
        entity.put("created_at", refund.createdAt());
        entity.put("batch_id", null);
        entity.put("status", refund.status().wireName());
        entity.put("speed_processed", "normal");
        entity.put("speed_requested", refund.speed());
        return entity;
    }

    static Map<String, Object> collection(List<Map<String, @Nullable Object>> items) {
        var collection = new LinkedHashMap<String, Object>();
        collection.put("entity", "collection");
        collection.put("count", items.size());
        collection.put("items", items);
        return collection;
    }

    /** Razorpay is written in PHP: no notes are an empty list, some are an object. */
    private static Object notes(List<Note> notes) {
        if (notes.isEmpty()) {
            return List.of();
        }
        var entries = new LinkedHashMap<String, String>();
        notes.forEach(note -> entries.put(note.key(), note.value()));
        return entries;
    }

    private static @Nullable String refundStatus(Payment payment) {
        if (payment.amountRefunded() == 0) {
            return null;
        }
        return payment.amountRefunded() == payment.amount() ? "full" : "partial";
    }

    /** What a bank's refusal looks like, to the page and to the webhook alike. */
    static final class Declined {
        static final String CODE = "BAD_REQUEST_ERROR";
        static final String DESCRIPTION = "Your payment was declined by the bank. Try another payment method.";
        static final String SOURCE = "bank";
        static final String STEP = "payment_authorization";
        static final String REASON = "payment_failed";

        private Declined() {
        }
    }
}
