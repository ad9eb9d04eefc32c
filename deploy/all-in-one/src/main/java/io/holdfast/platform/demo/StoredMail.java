package io.holdfast.platform.demo;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A mail as it came in.
 *
 * @param id         its Message-ID: the same mail sent twice is one mail
 * @param deliveries how often it was sent
 */
@Document("mails")
record StoredMail(
        @Id String id,
        @Version @Nullable Long version,
        List<String> recipients,
        byte[] raw,
        Instant receivedAt,
        int deliveries) {}
