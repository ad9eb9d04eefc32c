package io.holdfast.embedded;

import java.time.Instant;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A mail as it came over SMTP.
 *
 * @param from the envelope's sender
 * @param recipients the envelope's recipients, in the order given
 * @param raw headers and body, byte for byte
 * @param messageId with its angle brackets; made up by the sink when the mail has none, and then different every time
 */
public record ReceivedMail(String from, List<String> recipients, byte[] raw, Instant receivedAt, String messageId) {

    public ReceivedMail {
        recipients = List.copyOf(recipients);
    }

    /** Headers and body as text, still encoded as sent. */
    public String text() {
        return new String(raw, UTF_8);
    }
}
