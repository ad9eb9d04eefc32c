package io.holdfast.payment.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** Checkout's answer to the page, in Razorpay's own names. */
record VerifyRequest(
        @JsonProperty("razorpay_order_id") @NotNull(message = "is missing")
                @Pattern(regexp = ID, message = "is not an order id") String orderId,
        @JsonProperty("razorpay_payment_id") @NotNull(message = "is missing")
                @Pattern(regexp = ID, message = "is not a payment id") String paymentId,
        @JsonProperty("razorpay_signature") @NotNull(message = "is missing")
                @Pattern(regexp = "[0-9a-fA-F]{1,128}", message = "is not a signature") String signature) {

    private static final String ID = "[A-Za-z0-9_]{1,64}";
}
