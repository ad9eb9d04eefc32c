package io.holdfast.notification.feed;

import java.time.Instant;

import io.holdfast.defaults.store.NoPersonalData;
import io.holdfast.defaults.store.Permanent;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * How far back a tenant's feed goes.
 *
 * @param id        the tenant's
 * @param droppedTo the last place whose row is dropped, or being dropped; 0 when all are there
 * @param dropAt    when to look again for rows that are too old
 */
@Permanent(why = "one per tenant")
@NoPersonalData(why = "how far back a feed goes")
@Document("feed_logs")
record FeedLogDocument(@Id String id, long droppedTo, @Indexed Instant dropAt) {}
