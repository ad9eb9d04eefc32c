package io.holdfast.loadtests.availability;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.holdfast.contracts.Catalogue;
import io.holdfast.messaging.CloudEvents;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.messaging.memory.InMemoryTransport;
import org.bson.Document;

/**
 * One professional with thirty busy days, and others with three. The first is made by the service itself, from events;
 * the others are copies of its documents under other names, since their bookings would take longer than anybody waits.
 */
final class BusyCalendars implements AutoCloseable {

    static final String PROFESSIONAL = "dr-busy";
    static final String OFFERING = "consultation-60";
    static final int BUSY_DAYS = 30;
    private static final int BUSY_DAYS_OF_OTHERS = 3;

    private static final String TENANT = "demo";
    static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
    private static final int BOOKINGS_A_DAY = 6;
    private static final int BATCH = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final InMemoryTransport transport;
    private final MongoClient client;
    private final MongoCollection<Document> professionals;
    private final MongoCollection<Document> days;
    private final List<LocalDate> dates;
    private long sequence;
    private int copies;

    BusyCalendars(InMemoryTransport transport, String uri, String database) {
        this.transport = transport;
        this.client = MongoClients.create(uri);
        this.professionals = client.getDatabase(database).getCollection("professionals");
        this.days = client.getDatabase(database).getCollection("calendar_days");
        LocalDate tomorrow = Instant.now().atZone(ZONE).toLocalDate().plusDays(1);
        this.dates = tomorrow.datesUntil(tomorrow.plusDays(BUSY_DAYS)).toList();
    }

    /** Busy, each with two hours left. */
    List<LocalDate> dates() {
        return dates;
    }

    /** Where the service keeps a day, to read it without the service. */
    MongoCollection<Document> days() {
        return days;
    }

    static String dayId(LocalDate date) {
        return TENANT + ":" + PROFESSIONAL + ":" + date;
    }

    /** Lets the service fill the first calendar; returns when it is full. */
    void fillFirst() throws InterruptedException {
        say("offering.published.v1", OFFERING, """
                {"offeringId":"%s","name":"Consultation","description":"","mode":"DIRECT","confirmation":"INSTANT",
                 "durations":[30,60],"hourlyRate":{"amount":150000,"currency":"INR"},"capacity":1,
                 "rules":{"minNoticeMinutes":0,"maxDaysAhead":40,"sameDay":true,"bufferBeforeMinutes":0,
                          "bufferAfterMinutes":0,"holdMinutes":15}}""".formatted(OFFERING));
        say("professional.registered.v1", PROFESSIONAL, """
                {"professionalId":"%s","displayName":"Dr Busy","email":"busy@example.com","category":"medical",
                 "hourlyRate":{"amount":150000,"currency":"INR"},"zone":"%s","languages":["en"],
                 "offeringIds":["%s"],"active":true}""".formatted(PROFESSIONAL, ZONE, OFFERING));
        var weekends = new Document("schedule.weeklyHours.SATURDAY.enabled", true)
                .append("schedule.weeklyHours.SUNDAY.enabled", true);
        await("The first professional did not become known", () -> professionals
                        .updateOne(new Document("_id", TENANT + ":" + PROFESSIONAL), new Document("$set", weekends))
                        .getMatchedCount()
                == 1);
        for (LocalDate date : dates) {
            for (int i = 0; i < BOOKINGS_A_DAY; i++) {
                Instant start = date.atTime(9 + i, 0).atZone(ZONE).toInstant();
                String id = "b-" + date + "-" + i;
                String slot = "\"professionalId\":\"%s\",\"start\":\"%s\",\"end\":\"%s\""
                        .formatted(PROFESSIONAL, start, start.plus(Duration.ofHours(1)));
                say("booking.requested.v1", id, """
                        {"bookingId":"%s","number":"HF-2026-000001","revision":1,"mode":"DIRECT","offeringId":"%s",
                         %s,"durationMinutes":60}""".formatted(id, OFFERING, slot));
                say("booking.paid.v1", id, """
                        {"bookingId":"%s","revision":1,"offeringId":"%s",%s,
                         "amount":{"amount":150000,"currency":"INR"}}""".formatted(id, OFFERING, slot));
            }
        }
        await("The first calendar did not fill", () ->
                transport.published("slot.booked.v1").size() >= BUSY_DAYS * BOOKINGS_A_DAY && unsent() == 0);
    }

    private static void await(String failure, BooleanSupplier isDone) throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!isDone.getAsBoolean()) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException(failure);
            }
            Thread.sleep(PAUSE);
        }
    }

    /** Copies the first calendar until there are {@code count} professionals. */
    void growTo(int count) {
        Document professional = professionals.find(new Document("_id", TENANT + ":" + PROFESSIONAL)).first();
        if (professional == null) {
            throw new IllegalStateException("There is nothing to copy");
        }
        List<Document> busy = days.find(new Document("professionalId", PROFESSIONAL))
                // All are read, on purpose and once: no service asks so.
                .sort(new Document("$natural", 1))
                .limit(BUSY_DAYS_OF_OTHERS)
                .into(new ArrayList<>());
        var newProfessionals = new ArrayList<Document>();
        var newDays = new ArrayList<Document>();
        while (copies + 1 < count) {
            String id = "dr-copy-" + copies++;
            newProfessionals.add(copyOf(professional, id, TENANT + ":" + id));
            busy.forEach(day -> newDays.add(copyOf(day, id, TENANT + ":" + id + ":" + day.getString("date"))));
            if (newDays.size() >= BATCH || copies + 1 == count) {
                professionals.insertMany(newProfessionals);
                days.insertMany(newDays);
                newProfessionals.clear();
                newDays.clear();
            }
        }
    }

    private static Document copyOf(Document document, String professional, String id) {
        return new Document(document).append("_id", id).append("professionalId", professional);
    }

    private long unsent() {
        return days.countDocuments(new Document("outbox.unsent.at", new Document("$exists", true)));
    }

    private void say(String type, String key, String body) {
        var event = new OutboxEntry(
                UUID.randomUUID().toString(), type, "load-tests", key, TENANT, Instant.now(), ++sequence, "load-tests", null,
                null, null, body);
        transport.deliver(
                Catalogue.load().topicOf(type).name(), CloudEvents.headersOf(event), key, CloudEvents.bodyOf(event));
    }

    @Override
    public void close() {
        client.close();
    }
}
