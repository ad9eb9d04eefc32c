package io.holdfast.razorpay.simulator;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An order's {@code payment}: what becomes of its payments once they are authorised.
 *
 * @param manually whether the merchant captures them
 * @param automaticMinutes within how many minutes of its creation a payment is captured automatically, at least 12
 * @param manualMinutes within how many the merchant may still do it; after that the payer has the money back
 */
record CaptureOptions(boolean manually, @Nullable Long automaticMinutes, @Nullable Long manualMinutes, String refundSpeed) {
    private static final int SHORTEST = 12;
    private static final Set<String> SPEEDS = Set.of("normal", "optimum");

    static CaptureOptions read(JsonNode payment) {
        var fields = new RazorpayFields(payment, Set.of("capture", "capture_options"));
        var capture = fields.text("capture");
        if (!"automatic".equals(capture) && !"manual".equals(capture)) {
            throw RazorpayError.invalid("capture", "The selected capture is invalid.");
        }
        var options = new RazorpayFields(fields.object("capture_options"),
            Set.of("automatic_expiry_period", "manual_expiry_period", "refund_speed"));
        var automatic = options.minutes("automatic_expiry_period");
        var manual = options.minutes("manual_expiry_period");
        if (automatic != null && automatic < SHORTEST) {
            throw RazorpayError.invalid("automatic_expiry_period",
                "The automatic_expiry_period must be at least " + SHORTEST + ".");
        }
        if (automatic != null && manual != null && manual < automatic) {
            throw RazorpayError.invalid("manual_expiry_period",
                "The manual_expiry_period must be at least the automatic_expiry_period.");
        }
        var speed = options.text("refund_speed");
        if (speed != null && !SPEEDS.contains(speed)) {
            throw RazorpayError.invalid("refund_speed", "The selected refund_speed is invalid.");
        }
        return new CaptureOptions("manual".equals(capture), automatic, manual, speed == null ? "normal" : speed);
    }
}
