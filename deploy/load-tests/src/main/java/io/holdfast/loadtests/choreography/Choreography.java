package io.holdfast.loadtests.choreography;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import com.mongodb.client.MongoClient;
import io.holdfast.loadtests.choreography.OrderDocument.Status;
import io.holdfast.messaging.Messaging;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Both services in this JVM, each a context with a database of its own that goes with it. */
final class Choreography implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CREATED = 201;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final ConfigurableApplicationContext ordersContext;
    private final ConfigurableApplicationContext customersContext;
    private final Orders orders;
    private final Customers customers;
    private final URI url;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Choreography(String mongodbUri, String kafka) {
        ordersContext = start(OrdersService.class, Orders.SERVICE, WebApplicationType.SERVLET, mongodbUri, kafka);
        customersContext = start(CustomersService.class, Customers.SERVICE, WebApplicationType.NONE, mongodbUri, kafka);
        int port = Objects.requireNonNull(((WebServerApplicationContext) ordersContext).getWebServer()).getPort();
        url = URI.create("http://127.0.0.1:" + port + "/orders");
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

    /** Orders over HTTP, as a client would; the answer comes once the decision is stored. */
    CompletableFuture<Status> place(String orderId, String customerId, long total) throws IOException, InterruptedException {
        CompletableFuture<Status> decision = orders.decisionOf(orderId);
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        JsonMapper.shared().writeValueAsString(new OrdersService.OrderRequest(orderId, customerId, total))))
                .build();
        HttpResponse<Void> response = http.send(request, BodyHandlers.discarding());
        if (response.statusCode() != CREATED) {
            throw new IllegalStateException("The order was answered with " + response.statusCode());
        }
        return decision;
    }

    /** What the customer's orders hold of the credit, in minor units. */
    long reservedBy(String customerId) {
        return customers.find(customerId).orElseThrow().reserved().values().stream().mapToLong(Long::longValue).sum();
    }

    private ConfigurableApplicationContext start(
            Class<?> service, String name, WebApplicationType type, String mongodbUri, String kafka) {
        return new SpringApplicationBuilder(service)
                .web(type)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .properties(
                        "spring.application.name=" + name,
                        "spring.config.name=" + name,
                        "spring.main.banner-mode=off",
                        "spring.threads.virtual.enabled=true",
                        "server.port=0",
                        "server.address=127.0.0.1",
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
        http.close();
    }

    private void stop(ConfigurableApplicationContext context, String name) {
        // First the listeners, else one of them would make the database anew.
        context.stop();
        context.getBean(MongoClient.class).getDatabase("load-test-" + name + "-" + run).drop();
        context.close();
    }
}
