package io.holdfast.web.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What Checkout hands to the page, in Razorpay's own names.
 *
 * @param signature null where nothing was paid
 */
public record Checkout(
        @JsonProperty("razorpay_order_id") @Nullable String orderId,
        @JsonProperty("razorpay_payment_id") @Nullable String paymentId,
        @JsonProperty("razorpay_signature") @Nullable String signature) {}
