package io.holdfast.payment.persistence;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import io.holdfast.defaults.search.SearchQuery;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.aggregates.Page;
import io.holdfast.messaging.mongo.AggregateFactory;
import io.holdfast.messaging.mongo.AggregateMapping;
import io.holdfast.messaging.mongo.Aggregates;
import io.holdfast.messaging.mongo.PageQuery;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentEvent;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.PaymentSearch;
import io.holdfast.payment.domain.PaymentStatus;
import io.holdfast.payment.domain.Payments;
import io.holdfast.payment.domain.RetrySchedule;
import io.holdfast.payment.domain.TenantId;
import io.holdfast.payment.events.Bodies;
import org.bson.Document;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** Payments as documents. Beside them lie the pointers of earlier versions, each from an order to its payment, and go with it. */
@Component
class MongoPayments implements Payments {

    private static final int WALKED_AT_ONCE = 200;
    private static final String DEADLINE = "request.holdUntil";
    private static final Sort LATEST_DEADLINE_FIRST = Sort.by(Sort.Order.desc(DEADLINE), Sort.Order.asc("_id"));

    private final Aggregates<Payment, PaymentEvent, PaymentDocument> payments;
    private final MongoOperations mongo;
    private final RetrySchedule schedule;
    private final Clock clock;

    MongoPayments(
            Aggregates<Payment, PaymentEvent, PaymentDocument> payments,
            MongoOperations mongo,
            RetrySchedule schedule,
            Clock clock) {
        this.payments = payments;
        this.mongo = mongo;
        this.schedule = schedule;
        this.clock = clock;
        payments.beforeCommit(decided -> {
            if (wasOverUnpaid(decided) && !decided.after().isOverUnpaid()) {
                // Before the payment: should we die in between, a pointer too many is kept, not one too few.
                keepPointer(decided.after());
            }
        });
        payments.afterCommit(decided -> {
            if (!wasOverUnpaid(decided) && decided.after().isOverUnpaid()) {
                letPointerGo(decided.after());
            }
        });
    }

    private static boolean wasOverUnpaid(Decided<Payment, PaymentEvent> decided) {
        return decided.before().filter(Payment::isOverUnpaid).isPresent();
    }

    private void keepPointer(Payment payment) {
        boolean paid = !payment.captures().isEmpty();
        var update = new Update().unset("unpaidSince");
        updatePointer(payment, new Criteria(), paid ? update.set("paid", true) : update);
    }

    /** Money may have come since this was decided, and its word be there before this one. */
    private void letPointerGo(Payment payment) {
        updatePointer(payment, Criteria.where("paid").ne(true), new Update().set("unpaidSince", clock.instant()));
    }

    private void updatePointer(Payment payment, Criteria where, Update update) {
        if (payment.order() != null) {
            Criteria criteria = where.and("_id").is(payment.order().orderId());
            mongo.updateFirst(Query.query(criteria), update, OrderPointerDocument.class);
        }
    }

    /** The domain's own record, which refuses what is out of bounds: no second one beside it to say the same fields. */
    @Bean
    static RetrySchedule retrySchedule(Environment environment) {
        return Binder.get(environment).bindOrCreate("payment", RetrySchedule.class);
    }

    @Bean
    static Aggregates<Payment, PaymentEvent, PaymentDocument> payments(
            AggregateFactory aggregates, RetrySchedule schedule, Clock clock) {
        return aggregates.of(PaymentDocument.class, new AggregateMapping<>(
                document -> document.toDomain(schedule),
                (payment, loaded, outbox) -> PaymentDocument.of(payment, loaded, clock.instant(), outbox),
                payment -> payment.tenantId().value(),
                Bodies::of));
    }

    @Override
    public Optional<Payment> find(PaymentId id) {
        return payments.find(id.value());
    }

    @Override
    public Optional<PaymentId> findByOrder(String orderId) {
        var query = Query.query(Criteria.where("order.orderId").is(orderId));
        query.fields().include("_id");
        return Optional.ofNullable(mongo.findOne(query, Document.class, payments.collection()))
                .map(found -> PaymentId.of(found.getString("_id")))
                // An earlier version remembered it before the payment was stored with it.
                .or(() -> Optional.ofNullable(mongo.findById(orderId, OrderPointerDocument.class))
                        .map(OrderPointerDocument::toDomain));
    }

    @Override
    public Optional<PaymentId> findByCapture(TenantId tenantId, String paymentId) {
        var query = Query.query(ofTenant(tenantId).and("captures.paymentId").is(paymentId));
        return Optional.ofNullable(mongo.findOne(query, PaymentDocument.class))
                .map(document -> PaymentId.of(document.id()));
    }

    @Override
    public Page<Payment> search(PaymentSearch search, int page, int limit) {
        var query = Query.query(new Criteria().andOperator(demands(search)))
                .with(LATEST_DEADLINE_FIRST);
        return PageQuery.find(mongo, query, page, limit, PaymentDocument.class).map(document -> document.toDomain(schedule));
    }

    @Override
    public Page<Payment> searchAfter(PaymentSearch search, PaymentSearch.Position after, int limit) {
        List<Criteria> demands = demands(search);
        long total = mongo.count(Query.query(new Criteria().andOperator(demands)), PaymentDocument.class);
        demands.add(beyond(after));
        var following = Query.query(new Criteria().andOperator(demands)).with(LATEST_DEADLINE_FIRST).limit(limit);
        return new Page<>(
                mongo.find(following, PaymentDocument.class).stream().map(document -> document.toDomain(schedule)).toList(), total);
    }

    private static Criteria beyond(PaymentSearch.Position position) {
        Criteria sameDeadline = Criteria.where(DEADLINE).is(position.deadline()).and("_id").gt(position.id());
        return position.deadline() == null
                ? sameDeadline
                : new Criteria().orOperator(
                        Criteria.where(DEADLINE).lt(position.deadline()), sameDeadline, Criteria.where(DEADLINE).is(null));
    }

    private static List<Criteria> demands(PaymentSearch search) {
        var all = new ArrayList<Criteria>();
        all.add(ofTenant(search.tenant()));
        PaymentStatus status = search.status();
        if (status == PaymentStatus.REFUND_FAILED) {
            // Also of money that came beside the booking's own payment, which does not show in the status.
            all.add(new Criteria().orOperator(
                    Criteria.where("status").is(status), Criteria.where("refundFailed").is(true)));
        } else if (status != null) {
            all.add(Criteria.where("status").is(status));
        }
        if (search.from() != null) {
            all.add(Criteria.where(DEADLINE).gte(search.from()));
        }
        if (search.to() != null) {
            all.add(Criteria.where(DEADLINE).lt(search.to()));
        }
        all.addAll(new SearchQuery(search.words()).on("searchTerms"));
        return all;
    }

    @Override
    public void walk(PaymentSearch search, Consumer<Payment> visitor) {
        Instant moment = null;
        // Of that moment; bounded by how many deadlines one millisecond has.
        Set<String> seen = new HashSet<>();
        while (true) {
            List<Criteria> demands = demands(search);
            Criteria deadline = Criteria.where(DEADLINE);
            demands.add(moment == null ? deadline.exists(true) : deadline.lte(moment));
            var query = Query.query(new Criteria().andOperator(demands))
                    .with(Sort.by(Sort.Order.desc(DEADLINE)))
                    .limit(WALKED_AT_ONCE + seen.size());
            List<PaymentDocument> piece = mongo.find(query, PaymentDocument.class);
            for (PaymentDocument found : piece) {
                Instant until = Objects.requireNonNull(found.request(), "asked for").holdUntil();
                if (!until.equals(moment)) {
                    moment = until;
                    seen.clear();
                }
                if (seen.add(found.id())) {
                    visitor.accept(found.toDomain(schedule));
                }
            }
            if (piece.size() < query.getLimit()) {
                return;
            }
        }
    }

    @Override
    public List<Payment> ofBooking(TenantId tenantId, String bookingId) {
        var query = Query.query(ofTenant(tenantId).and("bookingId").is(bookingId));
        return mongo.find(query, PaymentDocument.class).stream()
                .map(document -> document.toDomain(schedule))
                .sorted(Comparator.comparingInt(payment -> payment.id().revision()))
                .toList();
    }

    private static Criteria ofTenant(TenantId tenantId) {
        return Criteria.where("tenantId").is(tenantId.value());
    }

    @Override
    public Optional<Decided<Payment, PaymentEvent>> decide(
            PaymentId id, Function<Payment, Decision<Payment, PaymentEvent>> decision) {
        return payments.decide(id.value(), decision);
    }

    @Override
    public Decided<Payment, PaymentEvent> decideOrOpen(
            PaymentId id, TenantId tenantId, Function<Payment, Decision<Payment, PaymentEvent>> decision) {
        return payments.decideOrCreate(id.value(), stored ->
                decision.apply(stored.orElseGet(() -> Payment.opened(id, tenantId, schedule))));
    }
}
