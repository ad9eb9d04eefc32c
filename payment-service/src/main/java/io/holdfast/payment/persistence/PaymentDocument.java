package io.holdfast.payment.persistence;

import java.time.Instant;
import java.util.List;

import io.holdfast.defaults.search.SearchTerms;
import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.PersonalData;
import io.holdfast.messaging.MessageContext;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.mongo.OutboxDocument;
import io.holdfast.payment.domain.Attempt;
import io.holdfast.payment.domain.Capture;
import io.holdfast.payment.domain.Order;
import io.holdfast.payment.domain.OrderRequest;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.PaymentStatus;
import io.holdfast.payment.domain.Refund;
import io.holdfast.payment.domain.RetrySchedule;
import io.holdfast.payment.domain.ScheduledCall;
import io.holdfast.payment.domain.Settlement;
import io.holdfast.payment.domain.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A payment as it is stored: {@code _id = bookingId:revision}.
 *
 * @param status derived, so that payments can be listed by it
 * @param searchTerms what it is found by: the booking, the offering, and the provider's ids
 * @param nextCallAt derived, so that due ones are found
 * @param refundFailed whether any refund failed for good
 * @param unpaidSince when it was over without any money, null while it is not and when money came
 * @param origin the request that it all came from, so that what is done later by nobody's request still names it
 */
@DataRetention(
        since = "unpaidSince",
        period = "P30D",
        why = "What brought no money is no record of the business; it answers what booking-service and the provider may say again, "
                + "which topics and retries keep for days. What brought money has no such date and stays.")
@PersonalData(
        holds = "whose payment it is, and admins' notes on refunds",
        erased = "the money: orders, captures, refunds, with their reasons")
@Document("payments")
@CompoundIndex(def = "{'captures.paymentId': 1}", sparse = true)
// The provider makes an order id once. Not declared unique, which a collection that is sharded by _id does not take.
@CompoundIndex(def = "{'order.orderId': 1}", sparse = true)
@CompoundIndex(name = "by-status", def = "{'tenantId': 1, 'status': 1, 'request.holdUntil': -1}")
@CompoundIndex(def = "{'tenantId': 1, 'refundFailed': 1}")
@CompoundIndex(name = "by-search-term", def = "{'tenantId': 1, 'searchTerms': 1}")
@CompoundIndex(name = "by-deadline", def = "{'tenantId': 1, 'request.holdUntil': -1}")
record PaymentDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        @Indexed String bookingId,
        int revision,
        PaymentStatus status,
        @Bounded(max = SearchTerms.MOST, by = "SearchTerms") List<String> searchTerms,
        @Nullable OrderRequest request,
        @Nullable Order order,
        @Bounded(max = 100, by = "the provider, which limits the attempts at one order")
        List<Attempt> attempts,
        @Bounded(max = 100, by = "the provider, which takes money for one order once, seldom twice")
        List<Capture> captures,
        @Bounded(max = 100, by = "one for each capture and reason")
        List<Refund> refunds,
        @Nullable Settlement settlement,
        @Bounded(max = 400, by = "one for each order, capture and refund")
        List<ScheduledCall> calls,
        @Indexed(sparse = true) @Nullable Instant nextCallAt,
        boolean refundFailed,
        @Nullable Instant unpaidSince,
        @Nullable MessageContext origin,
        Outbox outbox)
        implements OutboxDocument {

    static PaymentDocument of(Payment payment, @Nullable PaymentDocument loaded, Instant now, Outbox outbox) {
        Instant unpaidBefore = loaded == null ? null : loaded.unpaidSince();
        return new PaymentDocument(
                payment.id().value(),
                loaded == null ? null : loaded.version(),
                payment.tenantId().value(),
                payment.id().bookingId(),
                payment.id().revision(),
                payment.status(),
                searchTerms(payment),
                payment.request(), payment.order(), payment.attempts(), payment.captures(), payment.refunds(),
                payment.settlement(), payment.calls(),
                payment.nextCallAt(),
                !payment.failedForGood().isEmpty(),
                !payment.isOverUnpaid() ? null : unpaidBefore == null ? now : unpaidBefore,
                loaded == null ? MessageContext.current() : loaded.origin(),
                outbox);
    }

    private static List<String> searchTerms(Payment payment) {
        var terms = new SearchTerms();
        OrderRequest asked = payment.request();
        if (asked != null) {
            terms.number(asked.bookingNumber());
        }
        ids(terms, payment.id().bookingId());
        ids(terms, payment.order() == null ? null : payment.order().orderId());
        payment.captures().forEach(capture -> ids(terms, capture.paymentId()));
        payment.refunds().forEach(refund -> ids(terms, refund.refundId()));
        return terms.name(asked == null ? null : asked.offeringName()).toList();
    }

    /** An id is looked for as it is, not by its parts. */
    private static void ids(SearchTerms terms, @Nullable String id) {
        terms.email(id);
    }

    Payment toDomain(RetrySchedule schedule) {
        return new Payment(
                new PaymentId(bookingId, revision), new TenantId(tenantId),
                request, order, attempts, captures, refunds, settlement, calls, schedule);
    }
}
