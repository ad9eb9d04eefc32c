package io.holdfast.payment.persistence;

import java.time.Instant;
import java.util.List;

import io.holdfast.messaging.MessageContext;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.mongo.OutboxDocument;
import io.holdfast.payment.domain.Attempt;
import io.holdfast.payment.domain.Capture;
import io.holdfast.payment.domain.Ending;
import io.holdfast.payment.domain.Order;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.Refund;
import io.holdfast.payment.domain.WantedOrder;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A payment in the store: {@code _id = bookingId:revision}.
 *
 * @param status for people who look into the store; nothing here decides by it
 * @param origin the request that it all came from, so that work done later by nobody's request still names it
 */
@Document("payments")
record PaymentDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        @Indexed String bookingId,
        int revision,
        String status,
        @Nullable WantedOrder wanted,
        @Nullable Order order,
        List<Attempt> attempts,
        List<Capture> captures,
        List<Refund> refunds,
        @Nullable Ending ending,
        int tries,
        @Indexed(sparse = true) @Nullable Instant nextTryAt,
        @Nullable Origin origin,
        Outbox outbox)
        implements OutboxDocument {

    /** {@link MessageContext} as it is stored. */
    record Origin(String correlationId, @Nullable String causationId, @Nullable String traceparent) {

        static @Nullable Origin current() {
            MessageContext context = MessageContext.current();
            return context == null
                    ? null
                    : new Origin(context.correlationId(), context.causationId(), context.traceparent());
        }

        MessageContext context() {
            return new MessageContext(correlationId, causationId, traceparent);
        }
    }

    static PaymentDocument of(Payment payment, @Nullable PaymentDocument loaded, Outbox outbox) {
        return new PaymentDocument(
                payment.id().value(),
                loaded == null ? null : loaded.version(),
                payment.tenantId(),
                payment.id().bookingId(),
                payment.id().revision(),
                payment.status().name(),
                payment.wanted(),
                payment.order(),
                payment.attempts(),
                payment.captures(),
                payment.refunds(),
                payment.ending(),
                payment.tries(),
                payment.nextTryAt(),
                loaded == null ? Origin.current() : loaded.origin(),
                outbox);
    }

    Payment payment() {
        return new Payment(
                new PaymentId(bookingId, revision),
                tenantId,
                wanted,
                order,
                attempts,
                captures,
                refunds,
                ending,
                tries,
                nextTryAt);
    }
}
