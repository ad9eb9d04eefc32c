package io.holdfast.loadtests.choreography;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.OptimisticRetry;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.ReceivedEvent;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.messaging.WireEvent;
import io.holdfast.messaging.mongo.Documents;

/** The customers-service: reserves a customer's credit for an order, or refuses it. */
final class Customers {

    static final String SERVICE = "customers-service";
    private static final String TENANT = "load-test";

    private final Documents<CustomerDocument> customers;
    private final EventWriter events;

    Customers(Documents<CustomerDocument> customers, EventWriter events) {
        this.customers = customers;
        this.events = events;
    }

    Subscriptions subscriptions() {
        return Subscriptions.of(SERVICE).on("order.created.v1", OrderCreated.class, this::reserve);
    }

    void register(String customerId, long creditLimit) {
        customers.save(new CustomerDocument(customerId, null, creditLimit, Map.of(), Outbox.EMPTY));
    }

    Optional<CustomerDocument> find(String customerId) {
        return customers.find(customerId);
    }

    private void reserve(ReceivedEvent<OrderCreated> event) {
        OrderCreated order = event.body();
        // A customer of an earlier run is not found where the broker outlives the run and its database does not.
        OptimisticRetry.decide(() -> customers.find(order.customerId()).map(customer -> {
            if (customer.reserved().containsKey(order.orderId())) {
                customers.resendPending(customer);
                return customer;
            }
            if (!customer.covers(order.total())) {
                return customers.save(customer.with(append(customer, "credit.refused.v1", order)));
            }
            Outbox outbox = append(customer, "credit.reserved.v1", order);
            return customers.save(customer.reserve(order.orderId(), order.total(), outbox));
        }));
    }

    private Outbox append(CustomerDocument customer, String type, OrderCreated order) {
        var event = new WireEvent(type, order.orderId(), new CreditDecided(order.orderId()));
        return events.append(customer.outbox(), TENANT, List.of(event));
    }

    /** What is read of the orders-service's event. */
    record OrderCreated(String orderId, String customerId, long total) {}

    record CreditDecided(String orderId) {}
}
