package io.holdfast.payment.persistence;

import java.time.Instant;
import java.util.List;

import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.DataRetention;
import io.holdfast.messaging.MessageContext;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.mongo.OutboxDocument;
import io.holdfast.payment.domain.Attempt;
import io.holdfast.payment.domain.Capture;
import io.holdfast.payment.domain.Ending;
import io.holdfast.payment.domain.Order;
import io.holdfast.payment.domain.Pace;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.Refund;
import io.holdfast.payment.domain.Task;
import io.holdfast.payment.domain.WantedOrder;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A payment in the store: {@code _id = bookingId:revision}.
 *
 * @param status derived, so that payments can be listed by it
 * @param tasks null in what was stored before there were several
 * @param refundFailed whether any refund failed for good; null in what was stored before it was noted
 * @param unpaidSince when it was over without any money, null while it is not and when money came
 * @param origin the request that it all came from, so that work done later by nobody's request still names it
 */
@DataRetention(
        since = "unpaidSince",
        period = "P30D",
        why = "What brought no money is no record of the business; it answers what booking-service and the provider may say again, "
                + "which topics and retries keep for days. What brought money has no such date and stays.")
@Document("payments")
@CompoundIndex(def = "{'captures.paymentId': 1}", sparse = true)
@CompoundIndex(def = "{'tenantId': 1, 'status': 1}")
@CompoundIndex(def = "{'tenantId': 1, 'refundFailed': 1}")
record PaymentDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        @Indexed String bookingId,
        int revision,
        String status,
        @Nullable WantedOrder wanted,
        @Nullable Order order,
        @Bounded(max = 100, by = "the provider, which limits the attempts at one order")
        List<Attempt> attempts,
        @Bounded(max = 100, by = "the provider, which takes money for one order once, seldom twice")
        List<Capture> captures,
        @Bounded(max = 100, by = "one for each capture and reason")
        List<Refund> refunds,
        @Nullable Ending ending,
        @Bounded(max = 400, by = "one for each order, capture and refund")
        @Nullable List<Task> tasks,
        @Indexed(sparse = true) @Nullable Instant nextTryAt,
        @Nullable Boolean refundFailed,
        @Nullable Instant unpaidSince,
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

    static PaymentDocument of(Payment payment, @Nullable PaymentDocument loaded, Outbox outbox, Instant now) {
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
                payment.tasks(),
                payment.nextTryAt(),
                !payment.failedForGood().isEmpty(),
                unpaidSince(payment, loaded, now),
                loaded == null ? Origin.current() : loaded.origin(),
                outbox);
    }

    private static @Nullable Instant unpaidSince(Payment payment, @Nullable PaymentDocument loaded, Instant now) {
        if (!payment.isOverUnpaid()) {
            return null;
        }
        return loaded == null || loaded.unpaidSince() == null ? now : loaded.unpaidSince();
    }

    Payment payment(Pace pace) {
        var payment = new Payment(
                new PaymentId(bookingId, revision),
                tenantId,
                wanted,
                order,
                attempts,
                captures,
                refunds,
                ending,
                tasks == null ? List.of() : tasks,
                pace);
        return tasks != null || nextTryAt == null ? payment : payment.withAllWorkDue(nextTryAt);
    }
}
