package io.holdfast.payment.persistence;

import java.time.Instant;

import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.NoPersonalData;
import io.holdfast.payment.domain.PaymentId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The payment of an order. A document of its own because {@code _id} is the one index that every server uses, shards by and
 * keeps unique.
 *
 * @param id      the provider's order id
 * @param payment {@code bookingId:revision}
 * @param unpaidSince the payment's, with which it goes; null when money came
 * @param paid    whether money came: then it stays, however late a word that none had come is written; null for no
 */
@DataRetention(since = "unpaidSince", period = "P30D", why = "It goes when its payment does, and stays when that stays.")
@NoPersonalData(why = "which payment an order is of")
@Document("orders")
record OrderPointerDocument(
        @Id String id, String payment, @Nullable Instant unpaidSince, @Nullable Boolean paid) {

    static OrderPointerDocument of(String orderId, PaymentId payment) {
        return new OrderPointerDocument(orderId, payment.value(), null, null);
    }

    PaymentId toDomain() {
        return PaymentId.of(payment);
    }
}
