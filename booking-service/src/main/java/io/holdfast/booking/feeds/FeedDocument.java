package io.holdfast.booking.feeds;

import java.time.Instant;

import io.holdfast.defaults.store.Permanent;
import io.holdfast.defaults.store.PersonalData;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Somebody's feed; {@code _id} is {@code tenant:subject}. Of its secret only the hash is here.
 *
 * @param feedId       what the secret is derived from; another one for each new secret
 * @param professional whether bookings that the person provides are in it, because they were a professional when they made it
 */
@PersonalData(holds = "an account and the hash of its calendar's address", erased = "nothing")
@Document("calendar_feeds")
@Permanent(why = "one per person, until they revoke it")
record FeedDocument(
        @Id String id,
        String tenantId,
        String subject,
        boolean professional,
        String feedId,
        @Indexed(unique = true) String secretHash,
        Instant createdAt) {

    static String idOf(String tenant, String subject) {
        return tenant + ":" + subject;
    }
}
