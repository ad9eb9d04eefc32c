package io.holdfast.booking.persistence;

import java.time.Instant;
import java.util.List;

import io.holdfast.booking.domain.booking.SentMessage;
import io.holdfast.booking.domain.booking.SentMessages;
import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.NoPersonalData;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What was sent about one booking: beside it, so that a mail is no write of the booking.
 *
 * @param id        the booking's
 * @param refusedAt as the booking's, when it was last looked at
 */
@DataRetention(
        since = "refusedAt",
        period = "P30D",
        why = "it goes with the booking: a refused request is nobody's record, all others are the business's")
@NoPersonalData(why = "kind, role, channel and outcome of messages, never to which address")
@Document("sent-messages")
record SentMessagesDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        @Bounded(max = SentMessages.MOST, by = "MongoSentMessages, which drops the oldest") List<SentMessage> messages,
        @Nullable Instant refusedAt) {}
