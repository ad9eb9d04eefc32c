package io.holdfast.razorpay.simulator;

import java.util.Set;

import tools.jackson.databind.JsonNode;

record CaptureRequest(long amount, String currency) {

    static CaptureRequest read(JsonNode body) {
        var fields = new RazorpayFields(body, Set.of("amount", "currency"));
        return new CaptureRequest(fields.amount(1, "The amount must be at least 1."), fields.currency());
    }
}
