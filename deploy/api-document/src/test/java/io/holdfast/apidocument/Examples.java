package io.holdfast.apidocument;

import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What fields and parameters look like: by their names, which mean the same everywhere, else by their format. */
final class Examples {

    private static final Map<String, Object> BY_NAME = Map.ofEntries(
            Map.entry("email", "asha@example.com"),
            Map.entry("phone", "+919812345678"),
            Map.entry("displayName", "Dr. Sarah Khan"),
            Map.entry("offeringId", "consultation-60"),
            Map.entry("professionalId", "dr-sarah-khan"),
            Map.entry("bookingId", "0b9f4a52-6a0e-4a39-8d1c-1f3d5e2a7c10"),
            Map.entry("number", "HF-2026-000001"),
            Map.entry("currency", "INR"),
            Map.entry("language", "en"),
            Map.entry("displayZone", "Asia/Kolkata"),
            Map.entry("zone", "Asia/Kolkata"),
            Map.entry("month", "2026-12"),
            Map.entry("date", "2026-12-01"),
            Map.entry("time", "09:00"),
            Map.entry("street", "12 MG Road"),
            Map.entry("city", "Bengaluru"),
            Map.entry("orderId", "order_NXhj67fGH2jk9a"),
            Map.entry("paymentId", "pay_NXhj8kfGH2jk1b"),
            Map.entry("amount", 150_000),
            Map.entry("duration", 60),
            Map.entry("rating", 5));

    private static final Map<String, Object> BY_FORMAT = Map.of(
            "date-time", "2026-12-01T09:30:00Z", "date", "2026-12-01", "duration", "PT24H", "email", "asha@example.com");

    private Examples() {}

    static Optional<JsonNode> of(String name, JsonNode schema) {
        String type = schema.path("type").asString("");
        Object named = BY_NAME.get(name);
        if (named != null && (named instanceof String ? type.equals("string") : type.equals("integer")) && !schema.has("enum")) {
            return Optional.of(JsonMapper.shared().valueToTree(named));
        }
        Object formatted = type.equals("string") ? BY_FORMAT.get(schema.path("format").asString("")) : null;
        return Optional.ofNullable(formatted).map(JsonMapper.shared()::valueToTree);
    }
}
