package io.holdfast.loadtests.timers;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import io.holdfast.contracts.Catalogue;
import io.holdfast.messaging.CloudEvents;
import io.holdfast.messaging.OutboxEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Agendas of confirmed bookings with their reminders, as scheduler-service stored one itself when it heard of it, copied
 * with other ids and other instants: like those of bookings that were made days ago, they are in the store and in nobody's
 * memory.
 */
final class StoredAgendas implements AutoCloseable {

    private static final String CONFIRMED = "booking.confirmed.v1";
    private static final int AT_ONCE = 1_000;
    private static final InsertManyOptions UNORDERED = new InsertManyOptions().ordered(false);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant FAR = Instant.parse("2090-01-01T00:00:00Z");

    private final String kafka;
    private final MongoClient client;
    private final MongoCollection<Document> agendas;

    StoredAgendas(String mongodb, String kafka, String database) {
        this.kafka = kafka;
        this.client = MongoClients.create(mongodb);
        this.agendas = client.getDatabase(database)
                .getCollection("agendas")
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    }

    /** Stores one for each booking, at whose instant a reminder of it is due. */
    void add(Document template, Map<String, Instant> dueByBooking) {
        var batch = new ArrayList<Document>();
        dueByBooking.forEach((booking, due) -> {
            batch.add(copy(template, booking, due));
            if (batch.size() == AT_ONCE) {
                agendas.insertMany(batch, UNORDERED);
                batch.clear();
            }
        });
        if (!batch.isEmpty()) {
            agendas.insertMany(batch, UNORDERED);
        }
    }

    /** How long it takes to store so many, of which none is due. */
    Duration timeToAdd(Document template, String prefix, int count) {
        var far = new LinkedHashMap<String, Instant>();
        IntStream.range(0, count).forEach(index -> far.put(prefix + index, FAR));
        long began = System.nanoTime();
        add(template, far);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** One that the service makes of a message. */
    Document template(String bookingId) throws InterruptedException {
        confirm(bookingId);
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Document stored = agendas.find(new Document("_id", bookingId)).first();
            if (stored != null) {
                return stored;
            }
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("scheduler-service did not hear of " + bookingId);
            }
            Thread.sleep(20);
        }
    }

    private void confirm(String bookingId) throws InterruptedException {
        var json = JsonMapper.shared();
        var body = (ObjectNode) json.readTree(Catalogue.load().examplesOf(CONFIRMED).getFirst());
        body.put("bookingId", bookingId);
        body.put("start", FAR.toString());
        body.put("end", FAR.plus(Duration.ofHours(1)).toString());
        var event = new OutboxEntry(
                bookingId + "-event", CONFIRMED, "booking-service", bookingId, "load", Instant.now(), 4, "load", null, null, null,
                json.writeValueAsString(body));
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka, ProducerConfig.ACKS_CONFIG, "all"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            var message = new ProducerRecord<>("bookings", bookingId, CloudEvents.bodyOf(event));
            CloudEvents.headersOf(event).forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
            producer.send(message).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The message was not taken", e);
        }
    }

    /** Its first reminder is due at {@code at}; what else it waits for stays where it is, far away. */
    private static Document copy(Document template, String bookingId, Instant at) {
        var timers = new ArrayList<>(template.getList("timers", Document.class));
        timers.set(0, new Document(timers.getFirst()).append("scheduledFor", Date.from(at)));
        return new Document(template).append("_id", bookingId).append("dueAt", Date.from(at)).append("timers", timers);
    }

    static void drop(String mongodb, String database) {
        try (MongoClient client = MongoClients.create(mongodb)) {
            client.getDatabase(database).drop();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
