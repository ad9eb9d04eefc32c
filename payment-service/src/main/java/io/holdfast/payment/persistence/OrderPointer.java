package io.holdfast.payment.persistence;

import io.holdfast.defaults.store.Permanent;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Whose order it is. A document of its own because {@code _id} is the one index that every server uses, shards by and
 * keeps unique.
 *
 * @param id      the provider's order id
 * @param payment {@code bookingId:revision}
 */
@Permanent(why = "one per payment order, as long as the payment is kept")
@Document("orders")
record OrderPointer(@Id String id, String payment) {}
