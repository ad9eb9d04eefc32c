package io.holdfast.payment.persistence;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.holdfast.defaults.work.DueDocuments;
import io.holdfast.defaults.work.DueWork;
import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.MessageContext;
import io.holdfast.messaging.OptimisticRetry;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.Relay;
import io.holdfast.messaging.WireEvent;
import io.holdfast.messaging.mongo.Documents;
import io.holdfast.payment.application.Alerts;
import io.holdfast.payment.domain.Pace;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.PaymentStatus;
import io.holdfast.payment.domain.Payments;
import io.holdfast.payment.publishing.PaymentEventTranslator;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** Payments as documents, and beside them a pointer document for each order: both are found by their {@code _id}. */
@Component
class MongoPayments implements Payments, DueWork.Source {

    private final MongoOperations mongo;
    private final DueDocuments due;
    private final Documents<PaymentDocument> documents;
    private final EventWriter events;
    private final PaymentEventTranslator translator;
    private final Alerts alerts;
    private final Pace pace;
    private final Clock clock;
    private volatile BiConsumer<String, Instant> alarm = (id, at) -> {};

    MongoPayments(
            MongoOperations mongo,
            Relay relay,
            EventWriter events,
            PaymentEventTranslator translator,
            Alerts alerts,
            PaymentSettings settings,
            Clock clock) {
        this.mongo = mongo;
        this.due = new DueDocuments(mongo, PaymentDocument.class, "nextTryAt");
        this.documents = new Documents<>(mongo, relay, PaymentDocument.class);
        this.events = events;
        this.translator = translator;
        this.alerts = alerts;
        this.pace = settings.pace();
        this.clock = clock;
    }

    /** Who is told about work right after it was stored; without it, it is found by the next look. */
    void whenWorkIsStored(BiConsumer<String, Instant> newAlarm) {
        alarm = newAlarm;
    }

    @Override
    public Optional<Payment> find(PaymentId id) {
        return documents.find(id.value()).map(this::payment);
    }

    @Override
    public Optional<PaymentId> findByOrder(String orderId) {
        return Optional.ofNullable(mongo.findById(orderId, OrderPointer.class))
                .map(pointer -> PaymentId.of(pointer.payment()));
    }

    @Override
    public Optional<PaymentId> findByCapture(String tenantId, String paymentId) {
        var query = Query.query(Criteria.where("captures.paymentId").is(paymentId).and("tenantId").is(tenantId));
        return Optional.ofNullable(mongo.findOne(query, PaymentDocument.class)).map(document -> payment(document).id());
    }

    @Override
    public Page ofStatus(String tenantId, @Nullable PaymentStatus status, int page, int limit) {
        var criteria = Criteria.where("tenantId").is(tenantId);
        if (status == PaymentStatus.REFUND_FAILED) {
            // Also of money that came beside the booking's own payment, which does not show in the status.
            criteria.orOperator(Criteria.where("status").is(status.name()), Criteria.where("refundFailed").is(true));
        } else if (status != null) {
            criteria.and("status").is(status.name());
        }
        long total = mongo.count(Query.query(criteria), PaymentDocument.class);
        long offset = (page - 1L) * limit;
        if (offset >= total) {
            // Also because Spring Data takes the offset for an int, by which a large one becomes none.
            return new Page(List.of(), total);
        }
        var found = mongo.find(
                Query.query(criteria)
                        .with(Sort.by(Sort.Order.desc("wanted.holdUntil"), Sort.Order.asc("_id")))
                        .skip(offset)
                        .limit(limit),
                PaymentDocument.class);
        return new Page(found.stream().map(this::payment).toList(), total);
    }

    @Override
    public void rememberOrder(String orderId, PaymentId id) {
        mongo.save(new OrderPointer(orderId, id.value(), null));
    }

    @Override
    public List<Payment> ofBooking(String tenantId, String bookingId) {
        var query = Query.query(Criteria.where("bookingId").is(bookingId).and("tenantId").is(tenantId));
        return mongo.find(query, PaymentDocument.class).stream()
                .map(this::payment)
                .sorted(Comparator.comparingInt(payment -> payment.id().revision()))
                .toList();
    }

    @Override
    public Change openOrChange(PaymentId id, String tenantId, Function<Payment, Decision> decide) {
        return OptimisticRetry.decide(() -> {
            PaymentDocument loaded = documents.find(id.value()).orElse(null);
            return decide(loaded, loaded == null ? Payment.unheardOf(id, tenantId, pace) : payment(loaded), decide);
        });
    }

    @Override
    public Optional<Change> change(PaymentId id, Function<Payment, Decision> decide) {
        return OptimisticRetry.decide(
                () -> documents.find(id.value()).map(loaded -> decide(loaded, payment(loaded), decide)));
    }

    private Change decide(@Nullable PaymentDocument loaded, Payment payment, Function<Payment, Decision> decide) {
        Decision decision = decide.apply(payment);
        if (loaded != null && decision.payment().equals(payment)) {
            // A repeated message may mean that somebody missed the answer, or that we crashed before sending it.
            documents.resendPending(loaded);
            return new Change(payment, payment);
        }
        save(loaded, decision);
        decision.events().forEach(alerts::happened);
        Instant due = decision.payment().nextTryAt();
        if (due != null) {
            alarm.accept(payment.id().value(), due);
        }
        return new Change(loaded == null ? null : payment, decision.payment());
    }

    private void save(@Nullable PaymentDocument loaded, Decision decision) {
        Payment payment = decision.payment();
        List<WireEvent> wire = decision.events().stream().map(translator::translate).toList();
        Outbox outbox = onBehalfOfItsOrigin(loaded, () -> events.append(
                loaded == null ? Outbox.EMPTY : loaded.outbox(), payment.tenantId(), wire));
        PaymentDocument next = PaymentDocument.of(payment, loaded, outbox, clock.instant());
        boolean wasUnpaid = loaded != null && loaded.unpaidSince() != null;
        if (wasUnpaid && next.unpaidSince() == null) {
            // Before the payment: should we die in between, a pointer too many is kept, not one too few.
            markPointer(payment, null);
        }
        documents.save(next);
        if (!wasUnpaid && next.unpaidSince() != null) {
            markPointer(payment, next.unpaidSince());
        }
    }

    private void markPointer(Payment payment, @Nullable Instant unpaidSince) {
        if (payment.order() != null) {
            var update = unpaidSince == null
                    ? new Update().unset("unpaidSince")
                    : new Update().set("unpaidSince", unpaidSince);
            mongo.updateFirst(
                    Query.query(Criteria.where("_id").is(payment.order().orderId())), update, OrderPointer.class);
        }
    }

    private Payment payment(PaymentDocument document) {
        return document.payment(pace);
    }

    private static <T> T onBehalfOfItsOrigin(@Nullable PaymentDocument loaded, Supplier<T> work) {
        PaymentDocument.Origin origin = loaded == null ? null : loaded.origin();
        return MessageContext.current() != null || origin == null ? work.get() : origin.context().supply(work);
    }

    @Override
    public List<DueWork.Due> dueBefore(Instant horizon, int limit) {
        return due.dueBefore(horizon, limit);
    }
}
