package io.holdfast.notification.feed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.holdfast.messaging.CloudEvents;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.notification.NotificationService;
import io.holdfast.notification.TenantId;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.MovableClock;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The feed by its API, on a real document server: what is in it, and that whoever reads on misses nothing. */
class FeedTest {

    private static final String EVENTS = "/api/v1/admin/events";

    private static final MovableClock CLOCK = new MovableClock(Instant.parse("2026-11-21T12:00:00Z"));
    private static ServiceUnderTest service;

    // A feed of its own for each test.
    private final String tenant = "t-" + UUID.randomUUID();
    private final HoldfastApi admin = service.asOneOf(tenant, "boss", "admin");

    @BeforeAll
    static void start() {
        service = ServiceUnderTest.of(NotificationService.class, "notification-service")
                .by(CLOCK)
                .withoutRedis()
                .with("HOLDFAST_NOTIFICATIONS_SANDBOX=true", "notification.patience=0s")
                .start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aPublicEventIsInTheFeedOnceAsACloudEventAndWithoutTheClient() {
        Instant now = CLOCK.instant();
        OutboxEntry confirmed = event("booking.confirmed.v1", "b-1");
        service.hears(confirmed);
        service.hears(confirmed);
        service.hears(event("slot.released.v1", "b-1"));
        service.awaitIdle();

        JsonNode page = admin.get(EVENTS).expect(200).body();
        assertThat(page.get("items")).hasSize(1);
        JsonNode event = page.get("items").get(0);
        assertThat(event.propertyNames()).containsExactlyInAnyOrder(
                "specversion", "id", "source", "type", "subject", "time", "datacontenttype", "tenantid", "correlationid", "sequence",
                "data");
        assertThat(event.get("specversion").asString()).isEqualTo("1.0");
        assertThat(event.get("id").asString()).isEqualTo(confirmed.eventId());
        assertThat(event.get("source").asString()).isEqualTo("/booking-service");
        assertThat(event.get("type").asString()).isEqualTo("booking.confirmed.v1");
        assertThat(event.get("subject").asString()).isEqualTo("b-1");
        assertThat(event.get("time").asString()).isEqualTo(now.toString());
        assertThat(event.get("correlationid").asString()).isEqualTo("a-test-request");
        assertThat(event.get("data").propertyNames()).containsExactlyInAnyOrder(
                "bookingId", "number", "revision", "offering", "professional", "start", "end", "displayZone", "language", "price",
                "confirmedAt");
        assertThat(event.toString()).doesNotContain("Asha", "asha@example.com", "+91", "Lotus Marg");
        assertThat(page.at("/pagination/more").booleanValue()).isFalse();
    }

    @Test
    void whoWaitsIsInTheFeedWithoutTheirName() {
        for (String type : List.of("joined", "slot-wanted", "offered", "accepted", "passed", "left")) {
            service.hears(service.eventOf(tenant, 1, "waitlist." + type + ".v1"));
        }
        service.awaitIdle();

        JsonNode page = admin.get(EVENTS + "?types=waitlist.*").expect(200).body();
        assertThat(page.get("items").valueStream().map(event -> event.get("type").asString())).containsExactlyInAnyOrder(
                "waitlist.joined.v1", "waitlist.offered.v1", "waitlist.accepted.v1", "waitlist.passed.v1", "waitlist.left.v1");
        assertThat(page.get("items")).allSatisfy(event -> assertThat(event.at("/data/entryId").asString()).isNotEmpty());
        assertThat(page.toString()).doesNotContain("Asha", "Ravi", "asha@example.com", "+91", "Hill Road", "Back pain", "Any time");
    }

    @Test
    void whoReadsOnFromWhereTheyStoodGetsEachEventOnceAndInOrder() {
        List<String> told = IntStream.range(0, 130).mapToObj(i -> tell("booking.paid.v1", "b-" + i)).toList();
        var read = new ArrayList<String>();
        String next = readAll(null, "&limit=50", read);

        assertThat(read).containsExactlyInAnyOrderElementsOf(told);
        assertThat(readAll(next, "", read)).isEqualTo(next);
        String later = tell("booking.requested.v1", "b-1");
        var rest = new ArrayList<String>();
        readAll(next, "", rest);
        assertThat(rest).containsExactly(later);
        assertThat(admin.get(EVENTS + "?after=latest").expect(200).body().get("items")).isEmpty();
        assertThat(admin.get(EVENTS + "?after=oldest&limit=100").expect(200).body().get("items")).hasSize(100);
    }

    @Test
    void someTypesCanBeWantedByNameAndByPattern() {
        String started = tell("booking.paid.v1", "b-1");
        String captured = tell("payment.captured.v1", "b-1");
        String reviewed = tell("booking.reviewed.v1", "b-1");

        assertThat(idsOf("?types=booking.*")).containsExactly(started, reviewed);
        assertThat(idsOf("?types=payment.captured.v1,booking.reviewed.v1")).containsExactly(captured, reviewed);
        // The place goes on over what is not wanted.
        JsonNode none = admin.get(EVENTS + "?types=offering.*").expect(200).body();
        assertThat(none.get("items")).isEmpty();
        assertThat(none.at("/pagination/next").asString()).isEqualTo(admin.get(EVENTS).body().at("/pagination/next").asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"types=slot.reserved.v1", "types=", "types=booking", "types=booking.paid.v1,", "after=x", "after=-1",
            "after=99", "after=99999999999999999999", "after=", "limit=0", "limit=101", "after=1&after=2"})
    void whatCannotBeMeantIsRefused(String query) {
        tell("booking.paid.v1", "b-1");

        assertThat(admin.get(EVENTS + "?" + query).expect(400).errorFields())
                .containsExactly(query.substring(0, query.indexOf('=')));
    }

    @Test
    void aFeedIsItsTenantsAndItsAdmins() {
        tell("booking.paid.v1", "b-1");

        assertThat(idsOf("")).hasSize(1);
        HoldfastApi other = service.asOneOf("other-" + tenant, "boss", "admin");
        assertThat(other.get(EVENTS).expect(200).body().get("items")).isEmpty();
        OutboxEntry theirs = service.eventOf("other-" + tenant, 1, "booking.paid.v1", "bookingId", "b-2");
        service.hears(theirs);
        service.awaitIdle();
        assertThat(other.get(EVENTS).expect(200).body().get("items").valueStream().map(event -> event.get("id").asString()))
                .containsExactly(theirs.eventId());
        assertThat(idsOf("")).hasSize(1).doesNotContain(theirs.eventId());
        service.asOneOf(tenant, "sarah", "professional").get(EVENTS).expect(403);
        service.guest().get(EVENTS).expect(401);
    }

    @Test
    void whatCannotBeReadIsNotInItAndKeepsNobody() {
        poison(event("booking.paid.v1", "b-1"), "not JSON");
        poison(event("booking.reviewed.v1", "b-1"), "[1]");
        String good = tell("booking.requested.v1", "b-1");

        assertThat(idsOf("")).containsExactly(good);
        assertThat(service.transport().deadLetters()).noneMatch(letter -> letter.group().equals("event-feed"));
    }

    @Test
    void whatIsTooOldIsDroppedAndWhoStoodBeforeItIsToldSo() {
        String first = tell("booking.paid.v1", "b-1");
        String second = tell("booking.requested.v1", "b-1");
        String begun = admin.get(EVENTS + "?limit=1").expect(200).body().at("/pagination/next").asString();
        CLOCK.advance(Duration.ofDays(31));
        service.awaitIdle();

        // The newest stays: the next one comes after it, and never below a place that somebody has read.
        assertThat(idsOf("")).containsExactly(second);
        assertThat(idsOf("?after=" + begun)).containsExactly(second);
        String third = tell("booking.reviewed.v1", "b-1");
        CLOCK.advance(Duration.ofHours(2));
        service.awaitIdle();
        assertThat(idsOf("")).containsExactly(third);
        JsonNode gone = admin.get(EVENTS + "?after=" + begun).expect(410).body();
        assertThat(gone.get("code").asString()).isEqualTo("events-gone");
        assertThat(List.of(first, second)).doesNotContain(third);
    }

    @Test
    void twoInstancesAppendAtOnceAndAReaderMissesNothing() throws Exception {
        ServiceUnderTest beside = service.beside().start();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<OutboxEntry> events = IntStream.range(0, 400)
                    .mapToObj(i -> event("booking.paid.v1", "b-" + i % 40))
                    .toList();
            var ends = new AtomicBoolean();
            Feed feed = beside.bean(Feed.class);
            Future<List<Long>> reader = threads.submit(() -> follow(feed, new TenantId(tenant), ends));

            // A third of them reach both, as after a rebalance.
            Future<?> one = threads.submit(() -> IntStream.range(0, 270).forEach(i -> service.hears(events.get(i))));
            Future<?> two = threads.submit(() -> IntStream.range(130, 400).forEach(i -> beside.hears(events.get(i))));
            one.get();
            two.get();
            service.awaitIdle();
            beside.awaitIdle();
            ends.set(true);

            assertThat(reader.get()).containsExactlyElementsOf(LongStream.rangeClosed(1, 400).boxed().toList());
            assertThat(rows()).extracting(row -> row.getString("eventId"))
                    .containsExactlyInAnyOrderElementsOf(events.stream().map(OutboxEntry::eventId).toList());
        } finally {
            beside.stop();
        }
    }

    /** Reads on and on until there is nothing more after the writers have ended. */
    static List<Long> follow(Feed feed, TenantId tenant, AtomicBoolean ends) {
        var seen = new ArrayList<Long>();
        long place = 0;
        while (true) {
            boolean last = ends.get();
            FeedPage page = feed.read(tenant, place, Set.of("booking.paid.v1"), 7).orElseThrow();
            page.events().forEach(event -> seen.add(event.position()));
            place = page.next();
            if (last && !page.more()) {
                return seen;
            }
        }
    }

    @Test
    void anInstanceThatDiedInTheMiddleOfABatchLeavesNoGap() {
        OutboxEntry first = event("booking.paid.v1", "b-1");
        OutboxEntry second = event("booking.requested.v1", "b-1");
        service.hears(first);
        service.awaitIdle();
        // As it is when it died after the first row of two, before any offset was committed: both come again.
        service.hears(first);
        service.hears(second);
        service.awaitIdle();

        assertThat(rows()).extracting(row -> row.getLong("position")).containsExactlyInAnyOrder(1L, 2L);
        assertThat(idsOf("")).containsExactly(first.eventId(), second.eventId());
    }

    private String tell(String type, String bookingId) {
        OutboxEntry event = event(type, bookingId);
        service.hears(event);
        await().until(() -> rows().stream().anyMatch(row -> row.getString("eventId").equals(event.eventId())));
        return event.eventId();
    }

    private OutboxEntry event(String type, String bookingId) {
        return service.eventOf(tenant, 1, type, "bookingId", bookingId);
    }

    private static void poison(OutboxEntry event, String body) {
        service.transport().deliver("bookings", CloudEvents.headersOf(event), event.key(), body.getBytes(StandardCharsets.UTF_8));
    }

    private List<Document> rows() {
        return service.mongo().find(
                Query.query(Criteria.where("tenantId").is(tenant)), Document.class, "feed_events");
    }

    private List<String> idsOf(String query) {
        return admin.get(EVENTS + query).expect(200).body().get("items").valueStream()
                .map(event -> event.get("id").asString())
                .toList();
    }

    private String readAll(String after, String query, List<String> ids) {
        String next = after;
        while (true) {
            JsonNode page = admin.get(EVENTS + "?" + (next == null ? "" : "after=" + next) + query).expect(200).body();
            page.get("items").forEach(event -> ids.add(event.get("id").asString()));
            assertThat(new LinkedHashSet<>(ids)).hasSameSizeAs(ids);
            next = page.at("/pagination/next").asString();
            if (!page.at("/pagination/more").booleanValue()) {
                return next;
            }
        }
    }
}
