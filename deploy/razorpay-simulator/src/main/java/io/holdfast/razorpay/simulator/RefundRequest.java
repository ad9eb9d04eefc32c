package io.holdfast.razorpay.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks for money back.
 *
 * @param amount in the minor unit; all that is left when null
 */
record RefundRequest(@Nullable Long amount, String speed, @Nullable String receipt, List<Note> notes) {
    private static final Set<String> SPEEDS = Set.of("normal", "optimum");

    static RefundRequest read(JsonNode body) {
        var fields = new RazorpayFields(body, Set.of("amount", "speed", "receipt", "notes"));
        var speed = fields.text("speed");
        if (speed != null && !SPEEDS.contains(speed)) {
            throw RazorpayRefusal.invalid("speed", "The selected speed is invalid.");
        }
        return new RefundRequest(fields.optionalAmount(100, "The amount must be at least INR 1.00"),
            speed == null ? "normal" : speed, fields.receipt(),
            fields.notes().stream().sorted(Comparator.comparing(Note::key)).toList());
    }

    /** Equal for equal requests, whatever the order of their fields. */
    String fingerprint() {
        try {
            return HexFormat.of().formatHex(
                MessageDigest.getInstance("SHA-256").digest(toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
