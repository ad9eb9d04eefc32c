package io.holdfast.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.holdfast.embedded.EmbeddedDocumentServer;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.InTurn;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.bson.Document;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Backup under load and restore, as {@code deploy/operating.md} says: store and topics are copied in one moment of the store; guests
 * never stop. Later everything is lost but the backup and what is not ours: the payment provider's
 * ledger and people's mailboxes. After the restore and the reconciliation every invariant holds of what had been answered before the
 * backup, nothing was ordered or given back twice, and whoever paid for a booking that is lost has the money back.
 */
@InTurn(1)
class RestoredPlatformTest {

    private static final long SEED = Long.getLong("holdfast.e2e.seed", new Random().nextLong(1_000_000));
    private static final int GUESTS = Integer.getInteger("holdfast.e2e.guests", 6);
    private static final int BOOKINGS_BEFORE = 12;
    private static final int BOOKINGS_AFTER = 8;
    private static final int CANCELLED_AFTER = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration TO_COME_TO_REST = Duration.ofMinutes(3);
    private static final Set<String> PROFESSIONALS = Set.of("professional", "professional2");
    private static final String STORE = "documents/holdfast.mv.db";
    private static final String BACKUP = "under-load";
    /** What is not ours, and does not go back with us: payments, and what people have in their mailboxes. */
    private static final List<String> OF_THE_WORLD = List.of("razorpay-simulator", "demo");

    @Test
    void afterARestoreFromABackupUnderLoadEveryInvariantHoldsAndTheLedgerIsReconciled() throws Exception {
        Assumptions.assumeTrue(System.getenv("HOLDFAST_MONGODB_URI") == null, "Only the embedded store's file can be copied here.");
        say("seed %d", SEED);
        Path home = emptyFolder("restored-platform");
        Instant began = Instant.now();
        List<Audit.Promise> kept;
        List<Audit.Promise> all;
        List<String> cancelled;
        try (var platform = new PlatformProcess(home, Map.of())) {
            platform.start();
            HoldfastApi api = HoldfastApi.at(platform.url());
            try (var load = new BookingLoad(api, platform::isReady, KilledPlatformTest.freeTimes(api, new Random(SEED)))) {
                load.begin(GUESTS, SEED);
                awaitPromises(load, BOOKINGS_BEFORE);
                List<String> confirmed = awaitConfirmed(api, load);
                kept = backUp(api, load);
                cancelAll(api, confirmed);
                cancelled = confirmed;
                awaitPromises(load, kept.size() + BOOKINGS_AFTER);
                load.finish();
                awaitRefunds(api, cancelled);
                all = load.promises();
                assertThat(load.surprises()).as("what guests met, also during the backup").isEmpty();
            }
            say("%d were answered before the backup, %d after it", kept.size(), all.size() - kept.size());
            platform.killHard();

            restore(home);
            platform.start();
            List<JsonNode> reconciled = reconcile(api, began);
            say("reconciled: %s", reconciled);
            assertThat(sum(reconciled, "lost")).as("lost").isPositive();
            List<String> standing = reconciled.stream()
                    .flatMap(page -> Platform.list(page.get("standingAgain")).stream().map(JsonNode::asString))
                    .toList();
            assertThat(standing).as("cancelled after the backup").containsExactlyInAnyOrderElementsOf(cancelled);
            cancelAll(api, standing);

            // Holds that nobody pays end now, after what was paid meanwhile is known.
            api.post("/demo/clock", Map.of("advance", "PT16M")).expect(200);
            assertThat(findingsAtRest(api, kept)).isEmpty();
            List<JsonNode> onceMore = Eventually.see("nothing stands again", PATIENCE, () -> reconcile(api, began),
                    pages -> pages.stream().allMatch(page -> page.get("standingAgain").isEmpty()));
            assertThat(sum(onceMore, "givenBack")).as("given back a second time").isZero();
        }
        FileSystemUtils.deleteRecursively(home);
    }

    private static void awaitPromises(BookingLoad load, int many) {
        Eventually.see(many + " bookings", PATIENCE, () -> load.promises().size(), made -> made >= many);
    }

    /** Some that are confirmed, to be cancelled later. */
    private static List<String> awaitConfirmed(HoldfastApi api, BookingLoad load) {
        return Eventually.see(CANCELLED_AFTER + " confirmed bookings", PATIENCE,
                () -> load.promises().stream()
                        .map(Audit.Promise::bookingId)
                        .filter(id -> "CONFIRMED".equals(booking(api, id).get("status").asString()))
                        .limit(CANCELLED_AFTER)
                        .toList(),
                found -> found.size() == CANCELLED_AFTER);
    }

    private static JsonNode booking(HoldfastApi api, String id) {
        return api.as("admin").get("/api/v1/bookings/" + id).expect(200).body();
    }

    private static void cancelAll(HoldfastApi api, List<String> bookings) {
        bookings.forEach(id -> api.as("admin")
                .post("/api/v1/bookings/" + id + "/cancel", Map.of("reason", "Something came up")).expect(200));
    }

    private static void awaitRefunds(HoldfastApi api, List<String> bookings) {
        bookings.forEach(id -> Eventually.see("the refund of " + id, PATIENCE,
                () -> booking(api, id).at("/payment/status").asString(""), "REFUNDED"::equals));
    }

    /** What was answered before it was begun is in the copy. */
    private static List<Audit.Promise> backUp(HoldfastApi api, BookingLoad load) {
        List<Audit.Promise> answered = load.promises();
        JsonNode made = api.post("/demo/backups", Map.of("name", BACKUP)).expect(201).body();
        say("whoever wrote waited for %d ms", made.get("millis").asLong());
        api.post("/demo/backups", Map.of("name", BACKUP)).expect(409);
        api.post("/demo/backups", Map.of("name", "../elsewhere")).expect(400);
        return answered;
    }

    private static void restore(Path home) throws IOException {
        Path lost = home.resolve("lost");
        Files.move(home.resolve("data"), lost);
        FileSystemUtils.copyRecursively(home.resolve("backups").resolve(BACKUP), home.resolve("data"));
        try (var old = EmbeddedDocumentServer.onFile(lost.resolve(STORE), 0);
                var restored = EmbeddedDocumentServer.onFile(home.resolve("data").resolve(STORE), 0);
                MongoClient from = MongoClients.create(old.uri());
                MongoClient to = MongoClients.create(restored.uri())) {
            OF_THE_WORLD.forEach(name -> replace(from.getDatabase(name), to.getDatabase(name)));
            // Numbers that were given after the backup stand in mails; nobody else is to get them.
            to.getDatabase("booking-service").getCollection("booking-numbers")
                    .updateMany(new Document(), new Document("$inc", new Document("last", 1_000L)));
        }
    }

    private static void replace(MongoDatabase from, MongoDatabase to) {
        for (String collection : from.listCollectionNames()) {
            to.getCollection(collection).deleteMany(new Document());
            List<Document> documents = from.getCollection(collection).find().into(new ArrayList<>());
            if (!documents.isEmpty()) {
                to.getCollection(collection).insertMany(documents);
            }
        }
    }

    /** As an admin does it, page by page. */
    private static List<JsonNode> reconcile(HoldfastApi api, Instant from) {
        var pages = new ArrayList<JsonNode>();
        int skip = 0;
        JsonNode page;
        String to = Instant.now().toString();
        do {
            page = api.as("admin").post("/api/v1/admin/payments/reconciliations",
                            Map.of("from", from.toString(), "to", to, "skip", skip))
                    .expect(200)
                    .body();
            pages.add(page);
            skip += 100;
        } while (page.get("orders").asInt() + page.get("refunds").asInt() > 0);
        return pages;
    }

    private static int sum(List<JsonNode> pages, String field) {
        return pages.stream().mapToInt(page -> page.get(field).asInt()).sum();
    }

    private static List<String> findingsAtRest(HoldfastApi api, List<Audit.Promise> kept) {
        var findings = new ArrayList<String>();
        try {
            Awaitility.await("rest").atMost(TO_COME_TO_REST).pollInterval(Duration.ofSeconds(1)).until(() -> {
                findings.clear();
                Audit everything = Audit.of(api, PROFESSIONALS);
                Set<String> here = everything.ids();
                findings.addAll(everything.only(here).findings(kept));
                findings.addAll(ofLostBookings(api, here));
                return findings.isEmpty();
            });
        } catch (ConditionTimeoutException e) {
            say("not at rest after %s:%n  %s", TO_COME_TO_REST, String.join("\n  ", findings));
        }
        return findings;
    }

    /** Whoever paid for a booking that is not here any more has the money back, all of it and once. */
    private static List<String> ofLostBookings(HoldfastApi api, Set<String> here) {
        JsonNode ledger = api.get("/demo/ledger").expect(200).body();
        Map<String, Long> back = Platform.list(ledger.get("refunds")).stream()
                .filter(refund -> "processed".equals(refund.get("status").asString()))
                .collect(Collectors.groupingBy(
                        refund -> refund.get("payment_id").asString(),
                        Collectors.summingLong(refund -> refund.get("amount").asLong())));
        var findings = new ArrayList<String>();
        var lost = new TreeSet<String>();
        for (JsonNode payment : Platform.list(ledger.get("payments"))) {
            String booking = payment.at("/notes/bookingId").asString("");
            if (!here.contains(booking) && payment.get("captured").asBoolean()) {
                lost.add(booking);
                long gone = back.getOrDefault(payment.get("id").asString(), 0L);
                if (gone != payment.get("amount").asLong()) {
                    findings.add("%s was paid for %s, which is lost, and %d of it went back".formatted(payment, booking, gone));
                }
            }
        }
        if (lost.isEmpty()) {
            findings.add("Nobody had paid for a booking that is lost, so nothing was seen");
        }
        return findings;
    }

    private static Path emptyFolder(String name) throws IOException {
        Path folder = Path.of("target", name).toAbsolutePath();
        FileSystemUtils.deleteRecursively(folder);
        return folder;
    }

    private static void say(String what, Object... values) {
        System.out.println("RestoredPlatformTest: " + what.formatted(values));
    }
}
