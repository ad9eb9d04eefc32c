package io.holdfast.loadtests.saga;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.holdfast.embedded.EmbeddedDocumentServer;
import io.holdfast.embedded.Servers;
import io.holdfast.loadtests.saga.StoreCommands.Kind;
import io.holdfast.loadtests.saga.StoreCommands.Write;
import io.holdfast.platform.EmbeddedPlatform;
import io.holdfast.platform.PlatformSettings;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What one confirmed booking makes the services write and say, counted from what they tell the store. */
class SagaShapeTest {

    private static final int MEASURED = 3;
    private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
    private static final Duration QUIET = Duration.ofSeconds(3);
    /** Documents by which the saga goes on, each written by itself. */
    private static final Set<String> OF_THE_SAGA = Set.of(
            "booking-service.bookings", "availability-service.calendar_days", "payment-service.payments",
            "scheduler-service.agendas", "notification-service.notifications");
    /** Documents that nobody waits for: what is said of many bookings within a second is one command. */
    private static final Set<String> GATHERED = Set.of(
            "booking-service.booking-facts", "booking-service.contacts", "booking-service.sent-messages",
            "availability-service.known_bookings", "matching-service.candidates");
    /** Numbers come in blocks, and the feed of public events is beside. */
    private static final Set<String> BESIDE = Set.of(
            "booking-service.booking-numbers", "notification-service.feed_events", "notification-service.feed_logs");
    /** Not Holdfast, but what plays the world. */
    private static final Set<String> WORLD = Set.of("razorpay-simulator", "demo");

    @TempDir
    private Path home;

    @Test
    void aConfirmedBookingCostsWhatSagaShapeSays() throws Exception {
        try (EmbeddedPlatform platform = EmbeddedPlatform.start(new PlatformSettings(0, home), step -> { })) {
            var api = new Api(URI.create(platform.url()));
            List<FreeSlots.Slot> slots = ofOneDay(new FreeSlots(api).find(60));
            var bookings = new Bookings(api, "shape", slots);
            for (int i = 0; i < slots.size() - MEASURED; i++) {
                bookings.book(i);
            }
            awaitQuiet();
            var counted = new ArrayList<Map<String, Long>>();
            var events = new ArrayList<Long>();
            for (int i = slots.size() - MEASURED; i < slots.size(); i++) {
                StoreCommands.takeAll();
                bookings.book(i);
                awaitQuiet();
                List<Write> writes = StoreCommands.takeAll().stream()
                        // What is old is taken away by sweeps, which no booking causes.
                        .filter(write -> !WORLD.contains(write.database()) && write.kind() != Kind.DELETE)
                        .toList();
                counted.add(byPlace(writes));
                events.add(writes.stream().flatMap(write -> write.eventIds().stream()).distinct().count());
            }
            explainOnAServerFromOutside();
            System.out.println("SagaShapeTest: " + counted + ", events " + events);

            // The fewest: where two webhooks of a payment come far apart, one booking may cost a write more.
            assertThat(counted.stream().mapToLong(each -> sum(each, OF_THE_SAGA)).min()).hasValue(SagaShape.WRITES);
            assertThat(counted.stream().mapToLong(each -> sum(each, GATHERED)).min().orElseThrow())
                    .isBetween(1L, (long) SagaShape.GATHERED);
            assertThat(events).containsOnly((long) SagaShape.EVENTS);
            assertThat(counted).as("nothing that nobody has counted").allSatisfy(each -> assertThat(each.keySet()).allMatch(place ->
                    OF_THE_SAGA.contains(place) || GATHERED.contains(place) || BESIDE.contains(place)
                            || place.endsWith(Kind.REMOVAL.name())));
        }
    }

    /**
     * Each kind of query that the platform has asked meanwhile. The embedded document server explains nothing, and in tests it
     * refuses whatever has no declared index, so there it has been shown by now.
     */
    private static void explainOnAServerFromOutside() {
        String outside = System.getenv(Servers.MONGODB_VARIABLE);
        if (outside == null) {
            assertThat(System.getenv(EmbeddedDocumentServer.REFUSE_SCANS_SWITCH)).isEqualTo("true");
            return;
        }
        try (MongoClient client = MongoClients.create(outside)) {
            assertThat(StoreCommands.questions()).isNotEmpty().allSatisfy(question -> {
                Document plan = client.getDatabase(question.database())
                        .runCommand(new Document("explain", question.command()).append("verbosity", "queryPlanner"));
                assertThat(plan.toJson()).as("%s", question).doesNotContain("COLLSCAN");
            });
        }
    }

    /** All but the first find their calendar day opened. */
    private static List<FreeSlots.Slot> ofOneDay(List<FreeSlots.Slot> slots) {
        return slots.stream()
                .collect(Collectors.groupingBy(slot -> slot.professionalId() + slot.start().atZone(ZONE).toLocalDate()))
                .values().stream()
                .filter(day -> day.size() >= MEASURED + 2)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Long> byPlace(List<Write> writes) {
        return writes.stream().collect(Collectors.groupingBy(
                write -> write.kind() == Kind.REMOVAL ? write.place() + " " + Kind.REMOVAL : write.place(),
                TreeMap::new,
                Collectors.counting()));
    }

    private static long sum(Map<String, Long> counted, Set<String> places) {
        return counted.entrySet().stream().filter(each -> places.contains(each.getKey())).mapToLong(Map.Entry::getValue).sum();
    }

    /** Until nothing was written for some seconds: mails are sent, and all that was gathered is stored. */
    private static void awaitQuiet() {
        int[] before = {-1};
        Awaitility.await().atMost(Duration.ofMinutes(1)).pollDelay(QUIET).pollInterval(QUIET).until(() -> {
            int now = StoreCommands.count();
            boolean quiet = now == before[0];
            before[0] = now;
            return quiet;
        });
    }
}
