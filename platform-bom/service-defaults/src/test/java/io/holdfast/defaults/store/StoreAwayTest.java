package io.holdfast.defaults.store;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.holdfast.contracts.Catalogue;
import io.holdfast.defaults.HoldfastService;
import io.holdfast.defaults.sample.SampleService;
import io.holdfast.defaults.work.DueWork;
import io.holdfast.embedded.FreePorts;
import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.Fitness;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.Relay;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.messaging.WireEvent;
import io.holdfast.messaging.memory.InMemoryTransport;
import io.holdfast.messaging.mongo.Documents;
import io.holdfast.messaging.mongo.OutboxDocument;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import io.holdfast.testsupport.infrastructure.TcpProxy;
import io.holdfast.testsupport.scenario.Eventually;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A service whose store is behind a network that fails in ways that no process sees. These tests wait, each for a service of its own. */
@Execution(ExecutionMode.CONCURRENT)
class StoreAwayTest {

    /** One call, and a busy machine: without a limit it hangs for many minutes. */
    private static final Duration A_CALL = Duration.ofMinutes(1);
    /** One call, and what it was tried again for. */
    private static final Duration A_FEW_CALLS = Duration.ofMinutes(2);

    private final String database = "away-" + UUID.randomUUID().toString().substring(0, 8);
    private final HttpClient http = HttpClient.newHttpClient();
    private TcpProxy network;
    private MongoClient nextDoor;
    private ConfigurableApplicationContext service;

    @Document("things")
    record Thing(@Id String id, @Version @Nullable Long version, Outbox outbox) implements OutboxDocument {}

    /** What a service lives by: due work, an outbox, a subscription. */
    @Configuration(proxyBeanMethods = false)
    static class Living {

        @Bean
        AtomicInteger looks() {
            return new AtomicInteger();
        }

        @Bean
        InMemoryTransport transport(Catalogue catalogue) {
            return new InMemoryTransport(catalogue);
        }

        @Bean
        Subscriptions subscriptions() {
            return Subscriptions.of("scheduler-service");
        }

        @Bean
        Documents<Thing> things(MongoOperations mongo, Relay relay) {
            return new Documents<>(mongo, relay, Thing.class);
        }

        @Bean
        DueWork thingsToDo(MongoOperations mongo, Clock clock, AtomicInteger looks) {
            return new DueWork("things", clock, Duration.ofMillis(200), 4, (horizon, limit) -> {
                mongo.find(new Query().limit(limit), org.bson.Document.class, "due");
                looks.incrementAndGet();
                return List.of();
            }, id -> {});
        }
    }

    @BeforeEach
    void start() {
        var store = new ConnectionString(Infrastructure.forTests().mongodbUri());
        String[] address = store.getHosts().getFirst().split(":");
        network = TcpProxy.to(address[0], Integer.parseInt(address[1]));
        nextDoor = MongoClients.create(store);
        service = HoldfastService.named(SampleService.class, "sample-service").sources(Living.class).run(
                "--PORT=0",
                "--HOLDFAST_MONGODB_URI="
                        + Infrastructure.forTests().mongodbUri().replace(String.join(":", address), network.address()),
                "--HOLDFAST_DATABASE_PREFIX=" + database + "-",
                "--HOLDFAST_REDIS_URI=redis://127.0.0.1:" + FreePorts.next(),
                "--holdfast.messaging.sweep-interval=200ms",
                "--HOLDFAST_LOG_LEVEL=WARN");
    }

    @AfterEach
    void stop() {
        network.pass();
        service.close();
        network.close();
        nextDoor.getDatabase(database + "-sample-service").drop();
        nextDoor.close();
    }

    @Test
    void connectionsThatDisappearSilentlyStopNoLoop() throws Exception {
        openManyConnections();
        network.swallow();

        awaitLooks();
        leaveBehind("thing-1");
        var transport = service.getBean(InMemoryTransport.class);
        Eventually.see("what a crash left is sent", A_FEW_CALLS, transport::published, sent -> sent.size() == 1);
        assertThat(get("/actuator/health/liveness")).isEqualTo(200);
    }

    @Test
    void frozenStoreKeepsNoCallForLongAndIsNoReasonForARestart() throws Exception {
        var mongo = service.getBean(MongoTemplate.class);
        var fitness = service.getBean(Fitness.class);
        assertThat(fitness.trouble()).isEmpty();
        network.freeze();

        var read = CompletableFuture.runAsync(() -> mongo.find(new Query(), org.bson.Document.class, "due"));
        Eventually.see("the read ends", A_CALL, read::isDone, done -> done);
        assertThatThrownBy(read::join).hasCauseInstanceOf(DataAccessException.class);
        var write = CompletableFuture.runAsync(() -> mongo.insert(new org.bson.Document("a", 1), "due"));
        Eventually.see("the write ends", A_CALL, write::isDone, done -> done);
        assertThatThrownBy(write::join).hasCauseInstanceOf(DataAccessException.class);

        Eventually.see("the instance says that it is unfit", A_FEW_CALLS, fitness::trouble, trouble -> trouble.isPresent());
        assertThat(get("/actuator/health/readiness")).isEqualTo(503);
        assertThat(get("/actuator/health/liveness")).isEqualTo(200);

        network.pass();
        Eventually.see("the instance is well again", A_FEW_CALLS, fitness::trouble, trouble -> trouble.isEmpty());
        Eventually.see("and ready", A_FEW_CALLS, () -> getOrZero("/actuator/health/readiness"), status -> status == 200);
        awaitLooks();
    }

    private void awaitLooks() {
        var looks = service.getBean(AtomicInteger.class);
        int before = looks.get();
        Eventually.see("due work is looked for", A_FEW_CALLS, looks::get, now -> now > before + 3);
    }

    /** As a busy service has them; all are idle when the network forgets them. */
    private void openManyConnections() throws Exception {
        var mongo = service.getBean(MongoTemplate.class);
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var reads = new ArrayList<Future<?>>();
            for (int i = 0; i < 200; i++) {
                reads.add(readers.submit(() -> mongo.find(new Query(), org.bson.Document.class, "due")));
            }
            for (Future<?> read : reads) {
                read.get();
            }
        }
        assertThat(network.connections()).isGreaterThan(5);
    }

    private void leaveBehind(String id) {
        var writer = new EventWriter("scheduler-service", Clock.systemUTC(), Catalogue.load());
        var event = new WireEvent("hold.timed-out.v1", id, Map.of("bookingId", id));
        new MongoTemplate(nextDoor, database + "-sample-service")
                .insert(new Thing(id, null, writer.append(Outbox.EMPTY, "demo", List.of(event))));
    }

    private int getOrZero(String path) {
        try {
            return get(path);
        } catch (Exception e) {
            return 0;
        }
    }

    private int get(String path) throws Exception {
        int port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
