package io.holdfast.notification.suppressions;

import java.time.Instant;
import java.util.List;

import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.NoPersonalData;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What the mail provider told, so that it is not done again when it is told again, and can be looked up.
 *
 * @param id        the {@code webhook-id}
 * @param type      such as {@code email.bounced}
 * @param kind      of a bounce, such as {@code Transient}; empty otherwise
 * @param addresses SHA-256 of each
 */
@DataRetention(since = "receivedAt", period = "P30D", why = "providers repeat a webhook for days; what it changed is kept elsewhere")
@NoPersonalData(why = "hashes of addresses, for thirty days, so that a bounce that is told again is known")
@Document("mail_events")
record MailEventDocument(
        @Id String id,
        String type,
        String kind,
        @Bounded(max = MailEvent.MOST_ADDRESSES, by = "MailEvent")
        List<String> addresses,
        Instant receivedAt) {}
