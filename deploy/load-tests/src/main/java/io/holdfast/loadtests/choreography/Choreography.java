package io.holdfast.loadtests.choreography;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import com.mongodb.client.MongoClient;
import io.holdfast.loadtests.choreography.OrderDocument.Status;
import io.holdfast.messaging.Messaging;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Both services in this JVM, each a context with a database of its own that goes with it. */
final class Choreography implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final ConfigurableApplicationContext ordersContext;
    private final ConfigurableApplicationContext customersContext;
    private final Orders orders;
    private final Customers customers;

    private Choreography(String mongodbUri, String kafka) {
        ordersContext = start(OrdersService.class, Orders.SERVICE, mongodbUri, kafka);
        customersContext = start(CustomersService.class, Customers.SERVICE, mongodbUri, kafka);
        orders = ordersContext.getBean(Orders.class);
        customers = customersContext.getBean(Customers.class);
    }

    /** Returns once both services listen. */
    static Choreography start(String mongodbUri, String kafka) throws InterruptedException {
        var choreography = new Choreography(mongodbUri, kafka);
        try {
            choreography.awaitConsuming();
            return choreography;
        } catch (RuntimeException | InterruptedException e) {
            choreography.close();
            throw e;
        }
    }

    void register(String customerId, long creditLimit) {
        customers.register(customerId, creditLimit);
    }

    CompletableFuture<Status> place(String orderId, String customerId, long total) {
        return orders.place(orderId, customerId, total);
    }

    /** What the customer's orders hold of the credit, in minor units. */
    long reservedBy(String customerId) {
        return customers.find(customerId).orElseThrow().reserved().values().stream().mapToLong(Long::longValue).sum();
    }

    private ConfigurableApplicationContext start(Class<?> service, String name, String mongodbUri, String kafka) {
        return new SpringApplicationBuilder(service)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .properties(
                        "spring.application.name=" + name,
                        "spring.config.name=" + name,
                        "spring.main.banner-mode=off",
                        "spring.mongodb.uri=" + mongodbUri,
                        "spring.mongodb.database=load-test-" + name + "-" + run,
                        "spring.kafka.bootstrap-servers=" + kafka)
                .run();
    }

    private void awaitConsuming() throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        for (var context : List.of(ordersContext, customersContext)) {
            while (!context.getBean(Messaging.class).isConsuming()) {
                if (System.nanoTime() > giveUp) {
                    throw new IllegalStateException(context.getId() + " does not listen after " + PATIENCE);
                }
                Thread.sleep(20);
            }
        }
    }

    @Override
    public void close() {
        stop(ordersContext, Orders.SERVICE);
        stop(customersContext, Customers.SERVICE);
    }

    private void stop(ConfigurableApplicationContext context, String name) {
        // First the listeners, else one of them would make the database anew.
        context.stop();
        context.getBean(MongoClient.class).getDatabase("load-test-" + name + "-" + run).drop();
        context.close();
    }
}
