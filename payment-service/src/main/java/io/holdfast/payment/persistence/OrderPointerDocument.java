package io.holdfast.payment.persistence;

import java.time.Instant;

import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.NoPersonalData;
import io.holdfast.payment.domain.PaymentId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The payment of an order, as earlier versions wrote it; since then the payment itself is found by its order. Read as long as
 * there are such payments.
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

    PaymentId toDomain() {
        return PaymentId.of(payment);
    }
}
