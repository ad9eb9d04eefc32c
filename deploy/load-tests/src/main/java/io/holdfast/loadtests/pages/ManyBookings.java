package io.holdfast.loadtests.pages;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.holdfast.embedded.EmbeddedDocumentServer;
import io.holdfast.loadtests.BookingCopy;
import org.bson.Document;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Fills the store of a stopped platform with as many bookings as a calendar and a table are to be looked at with: booking-service's
 * documents alone, copies of what its week of bookings has made. Lists and calendars read nothing else of a booking.
 */
final class ManyBookings implements AutoCloseable {

    /** A calendar of a professional's month has this many days of them, at so many an hour. */
    static final int DAYS = 28;
    private static final Duration EVERY = Duration.ofMinutes(20);
    private static final int FIRST_HOUR = 0;
    private static final int FIRST_HOUR_OF_ALL = 8;

    private static final int BATCH = 500;
    private static final int DAYS_BACK = 360;
    private static final int FIRST_NUMBER = 100_000;
    /** What somebody's time was taken up by, so that it is neither forgotten soon nor left out of calendars. */
    private static final Set<String> STANDING = Set.of("CONFIRMED", "COMPLETED", "CANCELLED", "NO_SHOW");

    private final EmbeddedDocumentServer server;
    private final MongoClient client;
    private final MongoCollection<Document> bookings;
    private final List<Document> originals;
    private final Document confirmed;
    private final List<Document> batch = new ArrayList<>();
    private int made;

    private ManyBookings(EmbeddedDocumentServer server, MongoClient client, MongoCollection<Document> bookings) {
        this.server = server;
        this.client = client;
        this.bookings = bookings;
        this.originals = bookings.find(Filters.in("status", STANDING)).into(new ArrayList<>()).stream()
                .filter(booking -> booking.get("professionalId") != null)
                .toList();
        this.confirmed = originals.stream()
                .filter(booking -> booking.getString("status").equals("CONFIRMED"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The week has left no confirmed booking to copy"));
    }

    /** @param home of a platform that has had its week of bookings and is not running */
    static ManyBookings in(Path home) {
        Path file = home.resolve("data").resolve("documents").resolve("holdfast.mv.db");
        if (!Files.exists(file)) {
            throw new IllegalStateException("There is no embedded store in " + home + " to fill");
        }
        EmbeddedDocumentServer server = EmbeddedDocumentServer.onFile(file, 0);
        MongoClient client = MongoClients.create(server.uri());
        for (String database : client.listDatabaseNames()) {
            for (String name : client.getDatabase(database).listCollectionNames()) {
                if (name.equals("bookings")) {
                    return new ManyBookings(server, client, client.getDatabase(database).getCollection(name));
                }
            }
        }
        throw new IllegalStateException("There are no bookings in " + file);
    }

    /** One professional's, evenly over {@link #DAYS} days. */
    void month(String professional, String displayName, LocalDate first, ZoneId zone, int count) {
        for (int i = 0; i < count; i++) {
            Instant start = first.plusDays(i % DAYS).atTime(FIRST_HOUR, 0).atZone(zone).toInstant()
                    .plus(EVERY.multipliedBy(i / DAYS));
            add(confirmed, start, copy -> copy.by(professional, displayName));
        }
    }

    /** Of all of these, one beside the other on one day. */
    void day(List<String> professionals, LocalDate day, ZoneId zone, int count) {
        Instant morning = day.atTime(FIRST_HOUR_OF_ALL, 0).atZone(zone).toInstant();
        for (int i = 0; i < count; i++) {
            String one = professionals.get(i % professionals.size());
            add(confirmed, morning.plus(EVERY.multipliedBy(i / professionals.size())), copy -> copy.by(one, one));
        }
    }

    /** Of the year before, whatever became of them. */
    void past(Instant now, int count) {
        for (int i = 0; i < count; i++) {
            Document original = originals.get(i % originals.size());
            Instant start = now.minus(Duration.ofDays(1 + i % DAYS_BACK)).minus(EVERY.multipliedBy(i / DAYS_BACK % 24));
            add(original, start, UnaryOperator.identity());
        }
    }

    private void add(Document original, Instant start, UnaryOperator<BookingCopy> change) {
        String id = UUID.nameUUIDFromBytes(("many-" + made).getBytes(UTF_8)).toString();
        Instant requested = start.minus(Duration.ofDays(90)).plusMillis(made);
        batch.add(change.apply(BookingCopy.of(original, id, requested, start, EVERY).numbered(numberOf(made))).document());
        made++;
        if (batch.size() == BATCH) {
            send();
        }
    }

    /** Of the copy that was made so many copies later than the first one. */
    static String numberOf(int copy) {
        return "HF-2026-" + (FIRST_NUMBER + copy);
    }

    /** By which a good part of the copies is found. */
    String someFirstName() {
        Document contact = confirmed.get("terms", Document.class).get("client", Document.class).get("contact", Document.class);
        return contact.getString("name").split(" ")[0];
    }

    private void send() {
        if (!batch.isEmpty()) {
            bookings.insertMany(batch);
            batch.clear();
        }
    }

    /** Sends what is left. @return how many there are now, and what of that is copies */
    String finish() {
        send();
        return String.format(Locale.ROOT, "%,d bookings stored, %,d of them copies", bookings.estimatedDocumentCount(), made);
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
