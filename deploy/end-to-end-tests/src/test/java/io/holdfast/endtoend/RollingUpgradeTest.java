package io.holdfast.endtoend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.holdfast.endtoend.Apart.Booked;
import io.holdfast.endtoend.next.NextVersion;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.InTurn;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.bson.Document;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A rolling upgrade under load: services get an instance of version N+1 beside that of version N, then one N after the other ends
 * by SIGTERM; in the end all of it goes back, as a rollback does. N+1 adds a field to every event and says an event of which N has
 * never heard. No message is lost or misread, nobody notices, and each process ends within what a container is given.
 *
 * <p>By default the two services that answer each other, while the others stay and hear both versions of them;
 * {@code -Dholdfast.e2e.upgrade=all} for all six.
 */
@InTurn(0)
@OnServicesApart
class RollingUpgradeTest {

    private static final List<String> ROLLED = "all".equals(System.getProperty("holdfast.e2e.upgrade"))
            ? Apart.mortals()
            : List.of("booking-service", "availability-service");
    private static final long SEED = Long.getLong("holdfast.e2e.seed", new Random().nextLong(1_000_000));
    private static final int GUESTS = 4;
    private static final int MOST_BOOKINGS = 300;
    private static final Duration TO_COME_TO_REST = Duration.ofSeconds(240);

    private final Apart apart = Apart.running();
    /** What docker-compose.yml gives a container between SIGTERM and SIGKILL. */
    private final Duration gracePeriod = Duration.parse("PT" + ComposeFile.read(Apart.repository().resolve("docker-compose.yml"))
            .definition("booking-service").get("stop_grace_period").toString().toUpperCase(Locale.ROOT));

    @Test
    void versionsSideBySideLoseAndMisreadNothing() throws Exception {
        say("seed %d, %s, %s to stop", SEED, ROLLED, gracePeriod);
        long deadBefore = RestAudit.deadLetters();
        Booked left = apart.ask("dr-james-lee");
        apart.awaitOrder(left);
        String eventLeft = leaveBehind(left);
        var next = new LinkedHashMap<String, ServiceProcess>();
        ROLLED.forEach(service -> next.put(service, apart.nextVersion(service)));
        var balancers = new ArrayList<Balancer>();
        var stops = new TreeMap<String, Duration>();
        List<String> findings;
        var over = new AtomicBoolean();
        try (ExecutorService crowd = Executors.newSingleThreadExecutor()) {
            var addresses = new LinkedHashMap<String, String>();
            next.forEach((service, process) -> {
                var balancer = new Balancer(List.of(apart.first(service).port(), process.port()));
                balancers.add(balancer);
                addresses.put(service.toUpperCase(Locale.ROOT).replace('-', '_') + "_URL", balancer.url());
            });
            apart.killHard("gateway");
            apart.restart("gateway", addresses);
            try (var payers = new Payers(apart, new MoneySlots(apart, MOST_BOOKINGS), GUESTS, SEED)) {
                Future<?> load = crowd.submit(() -> payUntil(over, payers));
                try {
                    next.values().forEach(process -> process.start(addresses));
                    next.forEach((service, process) -> {
                        process.awaitReady();
                        stops.put(service, apart.first(service).stopGently(gracePeriod));
                    });
                    say("all are N+1: %s; stopped in %s", payers, stops);
                    Eventually.see("what a version N left is sent by N+1", () -> heard(NextVersion.UNKNOWN_TYPE).get(eventLeft),
                            found -> found != null);
                    ROLLED.forEach(service -> apart.first(service).start());
                    next.forEach((service, process) -> {
                        apart.first(service).awaitReady();
                        stops.put(service + " N+1", process.stopGently(gracePeriod));
                    });
                    say("all are N again: %s; stopped in %s", payers, stops);
                } finally {
                    over.set(true);
                }
                load.get();
                findings = RestAudit.awaitRest(apart, payers, TO_COME_TO_REST);
                findings.addAll(payers.surprises());
            }
        } finally {
            over.set(true);
            next.values().forEach(ServiceProcess::close);
            ROLLED.forEach(apart::restartIfDead);
            apart.killHard("gateway");
            apart.restart("gateway");
            balancers.forEach(Balancer::close);
        }

        assertThat(findings).as("-Dholdfast.e2e.seed=%d", SEED).isEmpty();
        assertThat(RestAudit.deadLetters()).as("dead letters").isEqualTo(deadBefore);
        assertThat(heard(NextVersion.UNKNOWN_TYPE)).as("events that N does not know").hasSizeGreaterThan(1);
        assertThat(heard("booking.requested.v1").values()).as("events with and without the added field")
                .anyMatch(body -> body.contains(NextVersion.ADDED_FIELD))
                .anyMatch(body -> !body.contains(NextVersion.ADDED_FIELD));
    }

    /** Somebody is always in the middle of something. */
    private static Void payUntil(AtomicBoolean over, Payers payers) throws InterruptedException {
        while (!over.get() && payers.booked().size() + GUESTS < MOST_BOOKINGS) {
            payers.pay(GUESTS);
        }
        return null;
    }

    /** An event that an instance of N+1 had stored and not yet sent when it died; N finds it and does not know it. */
    private String leaveBehind(Booked booked) {
        String id = "left-by-next-" + booked.id();
        try (var store = MongoClients.create(Infrastructure.forTests().mongodbUri())) {
            var bookings = store.getDatabase(apart.databaseOf("booking-service")).getCollection("bookings");
            Document outbox = bookings.find(Filters.eq("_id", booked.id())).first().get("outbox", Document.class);
            long sequence = outbox.getLong("lastSequence") + 1;
            bookings.updateOne(Filters.eq("_id", booked.id()), Updates.combine(
                    Updates.set("outbox.lastSequence", sequence),
                    Updates.inc("version", 1L),
                    Updates.push("outbox.unsent", new Document("eventId", id)
                            .append("type", NextVersion.UNKNOWN_TYPE)
                            .append("source", "booking-service")
                            .append("key", booked.id())
                            .append("tenantId", "demo")
                            .append("at", new Date())
                            .append("sequence", sequence)
                            .append("correlationId", "left-by-next")
                            .append("data", "{\"bookingId\":\"" + booked.id() + "\"}"))));
        }
        return id;
    }

    /** Bodies of all events of a type, by event id. */
    private static Map<String, String> heard(String type) {
        var properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, Infrastructure.forTests().kafkaBootstrap());
        var bodies = new TreeMap<String, String>();
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("bookings").stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> {
                    Map<String, String> headers = new TreeMap<>();
                    message.headers().forEach(header -> headers.put(header.key(), new String(header.value())));
                    if (type.equals(headers.get("ce_type"))) {
                        bodies.put(headers.get("ce_id"), message.value());
                    }
                });
            }
        }
        return bodies;
    }

    private static void say(String what, Object... values) {
        System.out.println("RollingUpgradeTest: " + what.formatted(values));
    }
}
