package io.holdfast.platform.demo;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Something that was sent, as its reader sees it.
 *
 * @param channel    {@code EMAIL}, {@code SMS} or {@code PUSH}
 * @param to         an address, a number, or the {@code sub} whose browser it is (its endpoint when nobody knows)
 * @param subject    of a mail, or a push message's title; empty otherwise
 * @param link       where a push message leads
 * @param invitation the METHOD under which a mail program shows the mail as an invitation; null when it is none
 * @param messageId  a mail's Message-ID, or the provider's id
 * @param deliveries how often the same Message-ID came in; more than 1 only after a crash of its sender
 * @param headers    a mail's that say how to do without its kind; empty otherwise
 */
record SentMessage(
        String channel,
        String to,
        String subject,
        @Nullable String html,
        @Nullable String text,
        @Nullable String link,
        List<Attachment> attachments,
        @Nullable String invitation,
        Instant sentAt,
        String messageId,
        int deliveries,
        Map<String, String> headers) {

    /** @param content text as it is, anything else in Base64, as {@code encoding} says */
    record Attachment(String filename, String contentType, String encoding, String content) {}
}
