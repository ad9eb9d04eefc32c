package io.holdfast.loadtests.choreography;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.holdfast.loadtests.choreography.OrderDocument.Status;
import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.OptimisticRetry;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.ReceivedEvent;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.messaging.WireEvent;
import io.holdfast.messaging.mongo.Documents;

/** The orders-service: an order is pending until the customer's credit is reserved or refused. */
final class Orders {

    static final String SERVICE = "orders-service";
    private static final String TENANT = "load-test";

    private final Documents<OrderDocument> orders;
    private final EventWriter events;
    private final Map<String, CompletableFuture<Status>> awaited = new ConcurrentHashMap<>();

    Orders(Documents<OrderDocument> orders, EventWriter events) {
        this.orders = orders;
        this.events = events;
    }

    Subscriptions subscriptions() {
        return Subscriptions.of(SERVICE)
                .on("credit.reserved.v1", CreditDecided.class, event -> decide(event, Status.APPROVED))
                .on("credit.refused.v1", CreditDecided.class, event -> decide(event, Status.REJECTED));
    }

    /** The answer comes once the decision about it is stored; to be asked for before it is placed. */
    CompletableFuture<Status> decisionOf(String orderId) {
        var decision = new CompletableFuture<Status>();
        awaited.put(orderId, decision);
        return decision;
    }

    /** Stores the order. */
    void place(String orderId, String customerId, long total) {
        var created = new WireEvent("order.created.v1", orderId, new OrderCreated(orderId, customerId, total));
        Outbox outbox = events.append(Outbox.EMPTY, TENANT, List.of(created));
        orders.save(new OrderDocument(orderId, null, customerId, total, Status.PENDING, outbox));
    }

    private void decide(ReceivedEvent<CreditDecided> event, Status decision) {
        // An order of an earlier run is not found where the broker outlives the run and its database does not.
        Optional<Status> stored = OptimisticRetry.decide(() -> orders.find(event.body().orderId())
                .map(order -> switch (order.status()) {
                    case PENDING -> orders.save(order.decided(decision, append(order, decision))).status();
                    case APPROVED, REJECTED -> {
                        orders.resendPending(order);
                        yield order.status();
                    }
                }));
        CompletableFuture<Status> waiting = awaited.remove(event.body().orderId());
        if (waiting != null && stored.isPresent()) {
            waiting.complete(stored.get());
        }
    }

    private Outbox append(OrderDocument order, Status decision) {
        String type = decision == Status.APPROVED ? "order.approved.v1" : "order.rejected.v1";
        return events.append(order.outbox(), TENANT, List.of(new WireEvent(type, order.id(), new OrderDecided(order.id()))));
    }

    record OrderCreated(String orderId, String customerId, long total) {}

    record OrderDecided(String orderId) {}

    /** What is read of both of the customers-service's events. */
    record CreditDecided(String orderId) {}
}
