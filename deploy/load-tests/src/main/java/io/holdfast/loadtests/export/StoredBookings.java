package io.holdfast.loadtests.export;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.Map;
import java.util.UUID;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.holdfast.contracts.Catalogue;
import io.holdfast.loadtests.BookingCopy;
import io.holdfast.messaging.CloudEvents;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.messaging.memory.InMemoryTransport;
import org.bson.Document;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Bookings as booking-service stored one itself, copied with other ids, numbers and times: 10,000 in each month. */
final class StoredBookings {

    static final int IN_A_MONTH = 10_000;
    /** When the first of them starts; each month has 28 days of them. */
    static final Instant FIRST = Instant.parse("2024-01-01T06:00:00Z");

    private static final int AT_ONCE = 1_000;
    private static final int DAYS = 28;
    private static final int HOURS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PROFESSIONAL = "load-professional";

    private StoredBookings() {}

    /**
     * Stores so many in an empty database.
     *
     * @param outdated whether the next start is to find that their figures are to be made
     */
    static void fill(String mongodb, String database, int count, boolean outdated) throws IOException, InterruptedException {
        var transport = new InMemoryTransport(Catalogue.load());
        try (var service = BookingJvm.service(mongodb, database, transport);
                MongoClient client = MongoClients.create(mongodb)) {
            String id = request(BookingJvm.addressOf(service), transport);
            MongoCollection<Document> bookings = client.getDatabase(database).getCollection("bookings");
            Document one = bookings.find(new Document("_id", id)).first();
            if (one == null) {
                throw new IllegalStateException("The booking is not stored");
            }
            var batch = new ArrayList<Document>();
            for (int index = 1; index < count; index++) {
                batch.add(copy(one, index));
                if (batch.size() == AT_ONCE || index == count - 1) {
                    bookings.insertMany(batch);
                    batch.clear();
                }
            }
            // Together with the others it is as if they all had been there before this version.
            client.getDatabase(database).getCollection("booking-facts").deleteMany(new Document());
            if (!outdated) {
                client.getDatabase(database).getCollection("booking-fact-rebuilds").insertOne(
                        new Document("_id", BookingJvm.TENANT)
                                .append("schema", Integer.MAX_VALUE)
                                .append("requestedAt", new Date())
                                .append("done", 0L));
            }
        }
    }

    private static Document copy(Document one, int index) {
        int inMonth = index % IN_A_MONTH;
        Instant start = FIRST.atZone(ZoneOffset.UTC).plusMonths(index / IN_A_MONTH).toInstant()
                .plus(Duration.ofDays(inMonth % DAYS))
                .plus(Duration.ofHours(inMonth / DAYS % HOURS));
        Instant requested = start.minus(Duration.ofDays(3)).plusMillis(index);
        String id = UUID.nameUUIDFromBytes(("booking-" + index).getBytes(UTF_8)).toString();
        return BookingCopy.of(one, id, requested, start, Duration.ofHours(1)).document();
    }

    private static String request(String address, InMemoryTransport transport) throws IOException, InterruptedException {
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var json = JsonMapper.shared();
        send(http, "PUT", address + "/api/v1/admin/offerings/load-offering", json.writeValueAsString(Map.of(
                "name", "Consultation", "confirmation", "INSTANT",
                "hourlyRate", Map.of("amount", 150_000, "currency", "INR"))), 200);
        String registered = "professional.registered.v1";
        var body = (ObjectNode) json.readTree(Catalogue.load().exampleOf(registered));
        body.put("professionalId", PROFESSIONAL).put("active", true).putArray("offeringIds").add("load-offering");
        var event = new OutboxEntry(
                UUID.randomUUID().toString(), registered, "matching-service", PROFESSIONAL, BookingJvm.TENANT, Instant.now(), 1,
                "load", null, null, null, json.writeValueAsString(body));
        transport.deliver("professionals", CloudEvents.headersOf(event), event.key(), CloudEvents.bodyOf(event));
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!transport.isIdle()) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("booking-service did not hear of the professional");
            }
            Thread.sleep(20);
        }
        Instant soon = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(10));
        String answer = send(http, "POST", address + "/api/v1/admin/bookings", json.writeValueAsString(Map.of(
                "offeringId", "load-offering", "professionalId", PROFESSIONAL, "start", soon.toString(), "duration", 60,
                "client", Map.of("name", "Load Guest", "email", "load@example.com", "phone", "+919812345678"))), 202);
        return json.readTree(answer).path("id").stringValue();
    }

    private static String send(HttpClient http, String method, String url, String body, int expected)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer any")
                .header("Prefer", "wait=1")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }
}
