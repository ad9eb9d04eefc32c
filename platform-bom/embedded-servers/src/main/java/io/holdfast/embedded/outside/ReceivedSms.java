package io.holdfast.embedded.outside;

import java.time.Instant;

/**
 * A text message as an {@link SmsProvider} took it.
 *
 * @param sid  the provider's id of it: {@code SM} and 32 hexadecimal digits
 * @param from number or name of the sender
 * @param to   number, E.164
 */
public record ReceivedSms(String sid, String from, String to, String body, Instant receivedAt) {}
