package io.holdfast.endtoend;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.holdfast.embedded.EmbeddedDocumentServer;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.InTurn;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The embedded platform where there is no more room. Nobody may fill a disk for a test, so the shell limits how large a
 * file may become, and the store's is large already: the system refuses the next byte as it would on a full disk.
 *
 * <p>{@code -Dholdfast.e2e.starts=all} starts the platform once more on what is left, by default its store alone.
 */
@InTurn(0)
class FullDiskTest {

    // Above what else is written in one file: the unpacked redis-server, Kafka's indexes.
    private static final int FILLED_MB = 16;
    private static final int LIMIT_MB = 24;
    private static final int MOST_WRITES = 20_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void aFullDiskEndsThePlatformWithASentenceAndLosesNothingConfirmed(@TempDir Path folder) throws Exception {
        Path home = folder.resolve("home");
        Path store = home.resolve("data").resolve("documents").resolve("holdfast.mv.db");
        fill(store);
        List<String> confirmed = new ArrayList<>();
        try (var platform = new PlatformProcess(home, Map.of())) {
            platform.start(LIMIT_MB);
            HoldfastApi admin = HoldfastApi.at(platform.url()).as("admin");
            for (int number = 0; number < MOST_WRITES && platform.isAlive(); number++) {
                String id = "dr-full-" + number;
                try {
                    if (admin.put("/api/v1/admin/professionals/" + id, professional(id)).status() / 100 == 2) {
                        confirmed.add(id);
                    }
                } catch (UncheckedIOException e) {
                    assertThat(platform.awaitEnd(PATIENCE)).as("no answer, and it goes on living").isTrue();
                }
            }
            assertThat(platform.awaitEnd(PATIENCE)).as("it ended").isTrue();
            assertThat(platform.said()).filteredOn(line -> line.startsWith("The disk is full: ")).hasSize(1);
            assertThat(platform.said()).noneMatch(line -> line.contains("Exception") || line.startsWith("\tat "));
            assertThat(confirmed).isNotEmpty();

            assertThat(professionalsIn(store)).containsAll(confirmed);
            if (!"all".equals(System.getProperty("holdfast.e2e.starts"))) {
                return;
            }
            platform.start();
            for (String id : confirmed) {
                HoldfastApi.at(platform.url()).get("/api/v1/professionals/" + id).expect(200);
            }
        }
    }

    private static void fill(Path file) throws Exception {
        try (EmbeddedDocumentServer server = EmbeddedDocumentServer.onFile(file, 0);
                MongoClient client = MongoClients.create(server.uri())) {
            var filler = client.getDatabase("filler").getCollection("filler");
            // Not until the file is that large: it follows what is written some seconds later.
            for (int number = 0; number < 4 * FILLED_MB; number++) {
                filler.insertOne(new Document("_id", "filler-" + number).append("text", "x".repeat(256 * 1024)));
            }
        }
    }

    private static List<String> professionalsIn(Path file) throws Exception {
        try (EmbeddedDocumentServer server = EmbeddedDocumentServer.onFile(file, 0);
                MongoClient client = MongoClients.create(server.uri())) {
            // In natural order, which says that all are read, and on purpose.
            return client.getDatabase("matching-service").getCollection("professionals").find()
                    .sort(new Document("$natural", 1))
                    .map(found -> found.getString("professionalId"))
                    .into(new ArrayList<>());
        }
    }

    private static Map<String, Object> professional(String id) {
        return Map.of(
                "id", id,
                "displayName", "Dr. Full",
                "email", id + "@holdfast.example",
                "category", "Therapist",
                "hourlyRate", Map.of("amount", 150_000, "currency", "INR"),
                "zone", "Asia/Kolkata",
                "languages", List.of("en"),
                "offeringIds", List.of("consultation-60"));
    }
}
