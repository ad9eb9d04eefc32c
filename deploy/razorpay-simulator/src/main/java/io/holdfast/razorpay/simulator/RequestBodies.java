package io.holdfast.razorpay.simulator;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a JSON object from raw bytes. By hand, since razorpay-java does not always say that it sends JSON, sends
 * nothing at all for a full refund, and expects mistakes answered in Razorpay's shape.
 */
@Component
class RequestBodies {
    private static final int MOST_BYTES = 64 * 1024;

    private final JsonMapper json;

    RequestBodies(JsonMapper json) {
        this.json = json;
    }

    /** Empty unless the bytes are one JSON object of reasonable size; no bytes are an object without fields. */
    Optional<JsonNode> object(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length == 0) {
            return Optional.of(json.createObjectNode());
        }
        if (bytes.length > MOST_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.readTree(bytes)).filter(JsonNode::isObject);
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }
}
