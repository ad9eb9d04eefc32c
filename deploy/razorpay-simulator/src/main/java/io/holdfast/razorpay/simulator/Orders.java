package io.holdfast.razorpay.simulator;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.holdfast.razorpay.simulator.Refunds.RefundResult;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/**
 * The ledger in a document store. Orders are found by their own id; what else Razorpay lets one ask for, a payment, a
 * refund or a receipt, leads to the order's id through a document of its own. Those are written before the order, so
 * that one pointing nowhere is all that a crash can leave.
 */
@Component
class Orders {
    private static final int TRIES = 20;

    private final MongoTemplate mongo;

    Orders(MongoTemplate mongo) {
        this.mongo = mongo;
        declareIndexes();
    }

    Order create(Order order) {
        var receipt = order.receipt();
        if (receipt != null) {
            pointFromReceipt(receipt, order.id());
        }
        return mongo.insert(order);
    }

    /** Says where a payment or refund will be found; to be called before the order holds it. */
    void point(String paymentOrRefundId, String orderId) {
        mongo.insert(new Pointer(paymentOrRefundId, orderId));
    }

    Optional<Order> find(String orderId) {
        return Optional.ofNullable(mongo.findById(orderId, Order.class));
    }

    Optional<Order> findByPayment(String paymentId) {
        return pointed(paymentId).filter(order -> order.payment(paymentId).isPresent());
    }

    Optional<Order> findByRefund(String refundId) {
        return pointed(refundId).filter(order -> order.refund(refundId).isPresent());
    }

    List<Order> findByReceipt(String receipt) {
        var index = mongo.findById(receipt, Receipt.class);
        return index == null ? List.of() : index.orderIds().stream().map(this::find).flatMap(Optional::stream).toList();
    }

    List<Order> list(PageRequest page) {
        return mongo.find(new Query(Criteria.where("createdAt").gte(page.from()).lte(page.to()))
            .with(Sort.by(Sort.Direction.DESC, "createdAt")).skip(page.skip()).limit(page.count()), Order.class);
    }

    List<RefundResult> listRefunds(PageRequest page) {
        return mongo.find(new Query(Criteria.where("refunds.createdAt").gte(page.from())), Order.class).stream()
            .flatMap(order -> order.refunds().stream().map(refund -> new RefundResult(order, refund)))
            .filter(found -> page.includes(found.refund().createdAt()))
            .sorted(Comparator.comparingLong((RefundResult found) -> found.refund().createdAt()).reversed())
            .skip(page.skip()).limit(page.count()).toList();
    }

    List<Order> all() {
        return mongo.find(new Query().with(Sort.by("createdAt")), Order.class);
    }

    /** Orders that still owe a webhook, the end of a refund or the release of a payment. */
    List<Order> unfinished() {
        return mongo.find(new Query(new Criteria().orOperator(
            Criteria.where("webhooks.status").is(Webhook.Status.PENDING),
            Criteria.where("refunds.status").is(Refund.Status.PENDING),
            Criteria.where("payments.releasedAt").gt(Instant.EPOCH))), Order.class);
    }

    /**
     * One versioned write of what the decision makes of the order, decided again when somebody was faster.
     *
     * @param decision returns its argument to change nothing, throws to refuse
     */
    Order change(String orderId, UnaryOperator<Order> decision) {
        for (int attempt = 1; ; attempt++) {
            var order = find(orderId).orElseThrow(() -> new IllegalStateException("Order " + orderId + " has vanished"));
            var decided = decision.apply(order);
            if (decided.equals(order)) {
                return order;
            }
            try {
                return mongo.save(decided);
            } catch (OptimisticLockingFailureException conflict) {
                if (attempt == TRIES) {
                    throw conflict;
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(TimeUnit.MILLISECONDS.toNanos(attempt)) + 1);
            }
        }
    }

    /** Notes what became of some webhooks without reading the order; the version moves, so no other write undoes it. */
    void note(String orderId, List<Webhook> webhooks) {
        var update = new Update().inc("version", 1);
        for (var webhook : webhooks) {
            var path = "webhooks." + webhook.number() + ".";
            update.set(path + "status", webhook.status()).set(path + "attempts", webhook.attempts())
                .set(path + "dueAt", webhook.dueAt()).set(path + "deliveredAt", webhook.deliveredAt());
            if (webhook.body() == null) {
                update.unset(path + "body");
            }
        }
        mongo.updateFirst(new Query(Criteria.where("_id").is(orderId)), update, Order.class);
    }

    private Optional<Order> pointed(String id) {
        return Stream.ofNullable(mongo.findById(id, Pointer.class)).map(Pointer::orderId).findFirst().flatMap(this::find);
    }

    private void pointFromReceipt(String receipt, String orderId) {
        try {
            mongo.insert(new Receipt(receipt, List.of(orderId)));
        } catch (DuplicateKeyException usedBefore) {
            // Not an upsert: on some document servers two concurrent ones of a new document lose one of the two.
            mongo.updateFirst(new Query(Criteria.where("_id").is(receipt)),
                new Update().addToSet("orderIds", orderId), Receipt.class);
        }
    }

    private void declareIndexes() {
        var indexes = mongo.indexOps(Order.class);
        indexes.createIndex(new Index("webhooks.status", Sort.Direction.ASC));
        indexes.createIndex(new Index("refunds.status", Sort.Direction.ASC));
        // Few payments are released, and of those without it the search for the unfinished need not know.
        indexes.createIndex(new Index("payments.releasedAt", Sort.Direction.ASC).sparse());
        indexes.createIndex(new Index("createdAt", Sort.Direction.DESC));
        indexes.createIndex(new Index("refunds.createdAt", Sort.Direction.DESC));
    }

    @org.springframework.data.mongodb.core.mapping.Document("pointers")
    record Pointer(@Id String id, String orderId) {
    }

    @org.springframework.data.mongodb.core.mapping.Document("receipts")
    record Receipt(@Id String receipt, List<String> orderIds) {
    }
}
