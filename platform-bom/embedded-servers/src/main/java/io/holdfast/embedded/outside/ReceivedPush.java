package io.holdfast.embedded.outside;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A push message as the browser has it, decrypted.
 *
 * @param id             the push service's name of it
 * @param subscriptionId to which subscription it went
 * @param text           what the application wrote
 * @param topic          a later message of the same topic takes its place while the browser is offline; null for none
 * @param urgency        {@code very-low}, {@code low}, {@code normal} or {@code high}
 * @param ttl            how long it may wait for the browser
 */
public record ReceivedPush(
        String id,
        String subscriptionId,
        String text,
        @Nullable String topic,
        String urgency,
        Duration ttl,
        Instant receivedAt) {}
