package io.holdfast.razorpay.simulator;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request for a refund.
 *
 * @param amount in the minor unit; all that is left when null
 */
record RefundRequest(@Nullable Long amount, String speed, @Nullable String receipt, List<Note> notes) {
    private static final Set<String> SPEEDS = Set.of("normal", "optimum");

    static RefundRequest read(JsonNode body) {
        var fields = new RazorpayFields(body, Set.of("amount", "speed", "receipt", "notes"));
        var speed = fields.text("speed");
        if (speed != null && !SPEEDS.contains(speed)) {
            throw RazorpayError.invalid("speed", "The selected speed is invalid.");
        }
        return new RefundRequest(fields.optionalAmount(100, "The amount must be at least INR 1.00"),
            speed == null ? "normal" : speed, fields.receipt(),
            fields.notes().stream().sorted(Comparator.comparing(Note::key)).toList());
    }

    /** Equal for equal requests, whatever the order of their fields. */
    String fingerprint() {
        return DigestUtils.sha256Hex(toString());
    }
}
