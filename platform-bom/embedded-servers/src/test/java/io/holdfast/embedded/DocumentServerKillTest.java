package io.holdfast.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.holdfast.embedded.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills the server's JVM under load and looks for what it had acknowledged, or let anybody read.
 *
 * <p>To see it red: {@code HOLDFAST_DOCUMENT_SERVER_DURABLE=false mvn -pl platform-bom/embedded-servers test
 * -Dtest=DocumentServerKillTest}. {@code -Dholdfast.kills=10} makes it longer.
 */
class DocumentServerKillTest {
    private static final int KILLS = Integer.getInteger("holdfast.kills", 3);
    private static final int WRITERS = 16;
    private static final int WRITES_BEFORE_A_KILL = 2_000;
    private static final int VERSIONS = 4;

    @TempDir
    private Path folder;

    @Test
    void whatWasAcknowledgedOrReadSurvivesKills() throws Exception {
        Path file = folder.resolve("holdfast.mv.db");
        ConcurrentMap<String, Integer> acknowledged = new ConcurrentHashMap<>();
        ConcurrentMap<String, Integer> read = new ConcurrentHashMap<>();

        for (int kill = 0; kill < KILLS; kill++) {
            writeUntilKilled(file, kill, acknowledged, read);
            assertThat(brokenPromises(file, Map.of("acknowledged", acknowledged, "read", read)))
                    .as("after kill %d, of %d", kill + 1, acknowledged.size()).isEmpty();
        }
    }

    private static void writeUntilKilled(Path file, int round, ConcurrentMap<String, Integer> acknowledged,
            ConcurrentMap<String, Integer> read) throws Exception {
        int port = FreePorts.next();
        // Killed in the middle of bringing the file up to date, and with everything in the journal.
        List<Duration> pauses = List.of(Duration.ofMillis(1), DurableBackend.BETWEEN_CHECKPOINTS, Duration.ofMillis(50));
        ChildProcess server = ServerProcess.start(ChildProcess.of("document-server", Jvm.command(
                Server.class, file.toString(), Integer.toString(port), pauses.get(round % pauses.size()).toString())), "serving");
        try (server; MongoClient client = MongoClients.create(uri(port));
                ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 2)) {
            MongoCollection<Document> bookings = bookings(client);
            awaitFirstAnswer(client);
            bookings.createIndex(Indexes.ascending("_id", "version"), new IndexOptions().unique(true));
            AtomicInteger writes = new AtomicInteger();
            Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                String prefix = round + "-" + writer + "-";
                threads.execute(() -> untilFailure(failures, () -> write(bookings, prefix, acknowledged, writes)));
            }
            for (int reader = 0; reader < 2; reader++) {
                threads.execute(() -> untilFailure(failures, () -> read(bookings, read)));
            }

            try {
                await()
                        .pollInterval(5, TimeUnit.MILLISECONDS)
                        .until(() -> writes.get() >= WRITES_BEFORE_A_KILL);
                assertThat(failures).as("nothing fails before the kill, everything does after it").isEmpty();
            } finally {
                // Writers end only with their server.
                server.killHard();
            }
        }
    }

    /** The client's patience is short, so that writers end soon after a kill; a JVM that has just begun may need more. */
    private static void awaitFirstAnswer(MongoClient client) {
        await()
                .ignoreException(MongoTimeoutException.class)
                .until(() -> client.getDatabase("admin").runCommand(new Document("ping", 1)).containsKey("ok"));
    }

    private static void untilFailure(Queue<Throwable> failures, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }

    private static void write(MongoCollection<Document> bookings, String prefix, ConcurrentMap<String, Integer> promised,
            AtomicInteger writes) {
        for (int number = 0; ; number++) {
            String id = prefix + number;
            bookings.insertOne(booking(id, 1));
            promised.merge(id, 1, Math::max);
            writes.incrementAndGet();
            for (int version = 1; version < VERSIONS; version++) {
                bookings.replaceOne(at(id, version), booking(id, version + 1));
                promised.merge(id, version + 1, Math::max);
                writes.incrementAndGet();
            }
        }
    }

    private static void read(MongoCollection<Document> bookings, ConcurrentMap<String, Integer> promised) {
        while (true) {
            for (Document seen : bookings.find().sort(new Document("$natural", -1)).limit(200)) {
                promised.merge(seen.getString("_id"), seen.getInteger("version"), Math::max);
            }
        }
    }

    private static List<String> brokenPromises(Path file, Map<String, Map<String, Integer>> promised) {
        List<String> broken = new ArrayList<>();
        try (EmbeddedDocumentServer server = EmbeddedDocumentServer.onFile(file, 0);
                MongoClient client = MongoClients.create(server.uri())) {
            MongoCollection<Document> bookings = bookings(client);
            Map<String, Integer> kept = new ConcurrentHashMap<>();
            bookings.find().forEach(found -> kept.put(found.getString("_id"), found.getInteger("version")));
            promised.forEach((how, versions) -> versions.forEach((id, version) -> {
                if (kept.getOrDefault(id, 0) < version) {
                    broken.add(id + " was " + how + " at " + version + " and is at " + kept.getOrDefault(id, 0));
                }
            }));
            // A document and its index entries stand in different maps: a torn write is one without the other.
            kept.forEach((id, version) -> {
                if (bookings.find(at(id, version)).first() == null) {
                    broken.add(id + " is not found by its index");
                }
            });
        }
        return broken;
    }

    private static Document booking(String id, int version) {
        return new Document("_id", id).append("version", version).append("notes", "x".repeat(600));
    }

    private static Document at(String id, int version) {
        return new Document("_id", id).append("version", version);
    }

    private static String uri(int port) {
        return "mongodb://127.0.0.1:" + port + "/?serverSelectionTimeoutMS=1000&retryWrites=false&retryReads=false";
    }

    private static MongoCollection<Document> bookings(MongoClient client) {
        return client.getDatabase("booking").getCollection("bookings");
    }

    /** The server in a JVM of its own, to be killed. */
    static final class Server {
        private Server() {
        }

        public static void main(String[] arguments) {
            EmbeddedDocumentServer server = EmbeddedDocumentServer.onFile(Path.of(arguments[0]),
                    Integer.parseInt(arguments[1]), Duration.parse(arguments[2]), step -> { }, System.err::println);
            System.out.println("serving on " + server.uri());
        }
    }
}
