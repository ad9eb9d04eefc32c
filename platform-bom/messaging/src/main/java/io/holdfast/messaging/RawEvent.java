package io.holdfast.messaging;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A message as the transport found it, before anybody trusted it.
 *
 * @param headers header name → value, UTF-8
 * @param origin  where it stood, for people: {@code topic-partition@offset}
 */
public record RawEvent(Map<String, String> headers, @Nullable String key, byte @Nullable [] body, String origin) {

    String required(String header) {
        String value = headers.get(header);
        if (value == null || value.isBlank()) {
            throw new PoisonMessage("The header " + header + " is missing.", null);
        }
        return value;
    }
}
