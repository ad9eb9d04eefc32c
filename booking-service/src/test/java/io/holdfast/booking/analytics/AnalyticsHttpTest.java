package io.holdfast.booking.analytics;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.holdfast.booking.BookingInstance;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.contracts.Catalogue;
import io.holdfast.messaging.CloudEvents;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.MongoOperations;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A month's figures are those that its bookings' own documents give, by whichever way they came together. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnalyticsHttpTest {

    private static final String DECEMBER = "/api/v1/admin/analytics?month=12&year=2026";
    private static final String REBUILD = "/api/v1/admin/analytics/rebuild";
    private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final Instant FIRST = Instant.parse("2026-12-01T04:30:00Z");
    private static final String SARAH = "dr-sarah-khan";
    private static final String JAMES = "dr-james-lee";

    private final Map<String, Runnable> money = new LinkedHashMap<>();
    private BookingInstance service;
    private int guests;

    @BeforeAll
    void aMonth() {
        service = new BookingInstance();
        service.catalogue("consultation-60", "INSTANT", 150_000, SARAH);
        service.catalogue("clinic-intake", "MANUAL", 0, JAMES);
        service.clock.set(NOW);

        String done = confirmed(FIRST);
        String missed = confirmed(FIRST.plus(Duration.ofMinutes(15)));
        String cancelled = confirmed(Instant.parse("2026-12-09T09:00:00Z"));
        cancel(cancelled);
        paidTwice(done);
        confirmed(Instant.parse("2026-12-09T10:00:00Z"));
        // The first of December begins here, and is over there.
        String atMidnight = confirmed(Instant.parse("2026-11-30T18:45:00Z"));
        confirmed(Instant.parse("2026-12-31T18:45:00Z"));
        move(confirmed(Instant.parse("2026-12-15T09:00:00Z")), Instant.parse("2027-01-05T09:00:00Z"));
        String rejected = requested("consultation-60", SARAH, Instant.parse("2026-12-09T09:00:00Z"));
        service.slotRejected(rejected, "BOOKED");
        await().until(() -> status(rejected), "REJECTED"::equals);
        expire(Instant.parse("2026-12-10T09:00:00Z"));
        answer("confirm", Duration.ofMinutes(30), Instant.parse("2026-12-11T09:00:00Z"));
        answer("decline", Duration.ofMinutes(90), Instant.parse("2026-12-12T09:00:00Z"));

        service.clock.set(FIRST.plus(Duration.ofHours(2)));
        end(atMidnight, Instant.parse("2026-11-30T19:45:00Z"), "COMPLETED");
        end(done, FIRST.plus(Duration.ofHours(1)), "COMPLETED");
        end(missed, FIRST.plus(Duration.ofMinutes(75)), "COMPLETED");
        service.admin().post("/api/v1/bookings/" + missed + "/no-show", Map.of()).expect(200);
        String waiting = requested("consultation-60", SARAH, Instant.parse("2026-12-20T09:00:00Z"));
        service.slotReserved(waiting, service.clock.instant().plus(Duration.ofMinutes(15)));
        await().until(() -> status(waiting), "PENDING_PAYMENT"::equals);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void figuresAreWhatTheBookingsOwnDocumentsGive() {
        JsonNode december = figures();

        assertThat(december.path("month").asString()).isEqualTo("2026-12");
        assertThat(december.path("totalBookings").asLong()).isEqualTo(10);
        assertThat(december.path("completedBookings").asLong()).isEqualTo(2);
        assertThat(december.path("cancelledBookings").asLong()).isOne();
        assertThat(december.path("pendingBookings").asLong()).isOne();
        assertThat(december.path("confirmedBookings").asLong()).isEqualTo(2);
        assertThat(december.path("noShowBookings").asLong()).isOne();
        assertThat(december.path("declinedBookings").asLong()).isOne();
        assertThat(december.path("expiredBookings").asLong()).isOne();
        assertThat(december.path("rejectedBookings").asLong()).isOne();
        assertThat(december.at("/confirmationTimes/asked").asLong()).isEqualTo(2);
        assertThat(december.at("/confirmationTimes/averageSeconds").asLong()).isEqualTo(3_600);
        assertThat(december.at("/confirmationTimes/medianSeconds").asLong()).isEqualTo(1_800);
        assertThat(december.at("/topService/name").asString()).isEqualTo("Consultation");
        assertThat(december.at("/topProfessional/name").asString()).isEqualTo("Dr Sarah Khan");
        assertThat(december.at("/refunds/count").asLong()).isOne();
        requireWhatTheStoreGives(december);
    }

    @Test
    void whatWasDroppedIsMadeAnewFromTheBookings() {
        JsonNode before = figures();
        drop();
        assertThat(figures().path("totalBookings").asLong()).isZero();

        JsonNode accepted = service.admin().post(REBUILD, Map.of()).expect(202).body();
        assertThat(accepted.path("requestedBy").asString()).isEqualTo("admin");
        JsonNode done = Eventually.see("all is made anew", () -> service.admin().get(REBUILD).expect(200).body(),
                state -> state.path("status").asString().equals("DONE"));

        assertThat(done.path("bookings").asLong()).isEqualTo(bookings().size());
        assertThat(figures()).isEqualTo(before);
        requireWhatTheStoreGives(figures());
    }

    @Test
    void whatIsAskedForAnewMeanwhileIsNotEndedByWhatWasAskedForBefore() {
        FactRebuild first = wish("meanwhile", NOW);
        mongo().save(first);

        rebuilds(() -> mongo().save(wish("meanwhile", NOW.plusSeconds(1)))).perform(first.id());

        assertThat(mongo().findById(first.id(), FactRebuild.class)).isEqualTo(wish("meanwhile", NOW.plusSeconds(1)));
        var read = new AtomicInteger();
        rebuilds(read::incrementAndGet).perform(first.id());
        assertThat(mongo().findById(first.id(), FactRebuild.class).dueAt()).isNull();
        // What is done is not done again.
        rebuilds(read::incrementAndGet).perform(first.id());
        assertThat(read).hasValue(1);
    }

    /** Of a tenant without bookings; due so late that the service itself leaves it alone. */
    private static FactRebuild wish(String tenant, Instant at) {
        return new FactRebuild(tenant, FactRebuilds.SCHEMA, at, "boss", null, 0, null, Instant.parse("2030-01-01T00:00:00Z"));
    }

    /** @param meanwhile happens while bookings are read */
    private FactRebuilds rebuilds(Runnable meanwhile) {
        Bookings stored = service.bean(Bookings.class);
        InvocationHandler handler = (proxy, method, given) -> {
            if (method.getName().equals("walk")) {
                meanwhile.run();
            }
            return method.invoke(stored, given);
        };
        var watched = Proxy.newProxyInstance(Bookings.class.getClassLoader(), new Class<?>[] {Bookings.class}, handler);
        return new FactRebuilds(mongo(), (Bookings) watched, service.bean(BookingFacts.class), service.clock);
    }

    private MongoOperations mongo() {
        return service.bean(MongoOperations.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void eventsThatAreRepeatedAndReorderedGiveTheSame(int seed) {
        JsonNode before = figures();
        drop();
        var events = new ArrayList<Runnable>(money.values());
        for (OutboxEntry event : service.transport.published()) {
            events.add(() -> deliver(event));
        }
        events.addAll(List.copyOf(events));
        Collections.shuffle(events, new Random(seed));

        events.forEach(Runnable::run);

        await().until(service.transport::isIdle);
        assertThat(figures()).isEqualTo(before);
    }

    @Test
    void noRowNamesAnybody() {
        List<Document> rows = rows();

        assertThat(rows).hasSameSizeAs(bookings());
        assertThat(rows.toString()).doesNotContain("Asha", "example.com", "+91");
    }

    @Test
    void otherTenantsAndMonthsAreOtherFigures() {
        JsonNode theirs = service.as("acme", "boss", Map.of(), "admin").get(DECEMBER).expect(200).body();
        JsonNode january = service.admin().get("/api/v1/admin/analytics?month=1&year=2027").expect(200).body();

        assertThat(theirs.path("totalBookings").asLong()).isZero();
        assertThat(theirs.path("topService").isNull()).isTrue();
        assertThat(theirs.at("/totalRevenue/amount").asLong()).isZero();
        assertThat(theirs.path("bookingsByDay")).hasSize(31);
        assertThat(january.path("totalBookings").asLong()).isEqualTo(2);
        assertThat(service.admin().get("/api/v1/admin/analytics").expect(200).body().path("month").asString())
                .isEqualTo(YearMonth.from(service.clock.instant().atZone(ZONE)).toString());
    }

    @Test
    void onlyAdminsAndOnlyMonthsThatThereAre() {
        service.guest().get(DECEMBER).expect(401);
        service.client("asha").get(DECEMBER).expect(403);
        service.client("asha").post(REBUILD, Map.of()).expect(403);
        service.as("acme", "boss", Map.of(), "admin").get(REBUILD).expect(404);
        for (String wrong : List.of("month=13&year=2026", "month=0&year=2026", "month=12", "year=2026", "month=12&year=1999",
                "month=twelve&year=2026", "month=12&month=11&year=2026")) {
            service.admin().get("/api/v1/admin/analytics?" + wrong).expect(400);
        }
    }

    // ---- what the store gives, without any of what is tested

    private void requireWhatTheStoreGives(JsonNode december) {
        long total = 0;
        long kept = 0;
        long refunded = 0;
        long confirmedOnce = 0;
        long paid = 0;
        Map<String, Long> byStatus = new HashMap<>();
        Map<String, Long> byDay = new TreeMap<>();
        Map<String, Long> byHour = new HashMap<>();
        for (Document booking : bookings()) {
            ZonedDateTime start = booking.getDate("start").toInstant().atZone(ZONE);
            if (!YearMonth.from(start).equals(YearMonth.of(2026, 12))) {
                continue;
            }
            total++;
            kept += booking.getLong("kept");
            byStatus.merge(booking.getString("status"), 1L, Long::sum);
            byDay.merge(start.toLocalDate().toString(), 1L, Long::sum);
            byHour.merge(start.getDayOfWeek() + " " + start.getHour(), 1L, Long::sum);
            Document state = booking.get("state", Document.class);
            confirmedOnce += state.getList("history", Document.class).stream()
                    .filter(change -> change.getString("status").equals("CONFIRMED"))
                    .limit(1)
                    .count();
            Document payment = state.get("payment", Document.class);
            for (Document fact : payment == null ? List.<Document>of() : payment.getList("facts", Document.class)) {
                long amount = fact.get("amount") == null ? 0 : fact.get("amount", Document.class).getLong("minorUnits");
                boolean own = fact.get("received", Document.class).getBoolean("accepted");
                paid += own && fact.getString("kind").equals("CAPTURED") ? 1 : 0;
                refunded += own && fact.getString("kind").equals("REFUNDED") ? amount : 0;
            }
        }
        assertThat(december.path("totalBookings").asLong()).isEqualTo(total);
        assertThat(december.path("completedBookings").asLong()).isEqualTo(byStatus.getOrDefault("COMPLETED", 0L));
        assertThat(december.path("cancelledBookings").asLong()).isEqualTo(byStatus.getOrDefault("CANCELLED", 0L));
        assertThat(december.path("pendingBookings").asLong()).isEqualTo(byStatus.getOrDefault("PENDING_PAYMENT", 0L));
        assertThat(december.at("/totalRevenue/amount").asLong()).isEqualTo(kept);
        assertThat(december.at("/averageValue/amount").asLong()).isEqualTo(Math.round((double) kept / paid));
        assertThat(december.at("/refunds/amount/amount").asLong()).isEqualTo(refunded);
        assertThat(december.path("conversionRate").asDouble()).isEqualTo(Math.round(10_000.0 * confirmedOnce / total) / 10_000.0);
        for (JsonNode day : december.path("bookingsByDay")) {
            assertThat(day.path("count").asLong()).as(day.path("day").asString())
                    .isEqualTo(byDay.getOrDefault(LocalDate.parse(day.path("day").asString()).toString(), 0L));
        }
        assertThat(december.path("popularTimes")).hasSize(byHour.size());
        for (JsonNode time : december.path("popularTimes")) {
            assertThat(time.path("count").asLong())
                    .isEqualTo(byHour.get(time.path("weekday").asString() + " " + time.path("hour").asInt()));
        }
    }

    private List<Document> bookings() {
        return service.bean(MongoOperations.class).findAll(Document.class, "bookings");
    }

    private List<Document> rows() {
        return service.bean(MongoOperations.class).findAll(Document.class, "booking-facts");
    }

    private void drop() {
        service.bean(MongoOperations.class).getCollection("booking-facts").deleteMany(new Document());
    }

    private JsonNode figures() {
        await().until(service.transport::isIdle);
        return service.admin().get(DECEMBER).expect(200).body();
    }

    // ---- lives of bookings

    private String requested(String offering, String professional, Instant start) {
        String email = "guest-" + ++guests + "@example.com";
        return service.guest()
                .post("/api/v1/bookings", Map.of(
                        "offeringId", offering, "professionalId", professional, "start", start.toString(), "duration", 60,
                        "client", HoldfastApi.guest("Asha Rao", email)))
                .expect(202)
                .body()
                .path("id")
                .asString();
    }

    private String confirmed(Instant start) {
        String id = requested("consultation-60", SARAH, start);
        service.slotReserved(id, NOW.plus(Duration.ofMinutes(15)));
        await().until(() -> status(id), "PENDING_PAYMENT"::equals);
        tellOfMoney(id, () -> service.captured(id));
        await().until(() -> status(id), "CONFIRMING"::equals);
        service.moved(id, 1, SARAH, start);
        await().until(() -> status(id), "CONFIRMED"::equals);
        return id;
    }

    private void tellOfMoney(String id, Runnable event) {
        money.put(id + money.size(), event);
        event.run();
    }

    private void cancel(String id) {
        service.admin().post("/api/v1/bookings/" + id + "/cancel", Map.of("reason", "Ill")).expect(200);
        tellOfMoney(id, () -> service.tell("payment.refunded.v1", id, Map.of(
                "bookingId", id, "revision", 1, "paymentId", "pay_" + id, "refundId", "rfnd_" + id,
                "amount", Map.of("amount", 150_000, "currency", "INR"), "status", "REFUNDED", "accepted", true)));
        await().until(() -> service.admin().get("/api/v1/bookings/" + id).body().at("/payment/refunds").size() == 1);
    }

    /** The second payment goes back, and is no revenue. */
    private void paidTwice(String id) {
        Map<String, Object> again = Map.of(
                "bookingId", id, "revision", 1, "paymentId", "pay_again_" + id, "orderId", "order_" + id,
                "amount", Map.of("amount", 150_000, "currency", "INR"), "accepted", false);
        tellOfMoney(id, () -> service.tell("payment.captured.v1", id, with(again, "capturedAt", NOW)));
        tellOfMoney(id, () -> service.tell("payment.refunded.v1", id, with(again, "refundId", "rfnd_again_" + id)));
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        var more = new HashMap<>(body);
        more.put(field, value.toString());
        return more;
    }

    private void move(String id, Instant to) {
        service.admin().post("/api/v1/bookings/" + id + "/reschedule", Map.of("start", to.toString())).expect(202);
        service.moved(id, 2, SARAH, to);
        await().until(() -> service.admin().get("/api/v1/bookings/" + id).body().path("revision").asInt() == 2);
    }

    private void expire(Instant start) {
        String id = requested("consultation-60", SARAH, start);
        Instant until = service.clock.instant().plus(Duration.ofMinutes(15));
        service.slotReserved(id, until);
        await().until(() -> status(id), "PENDING_PAYMENT"::equals);
        service.clock.set(until.plusSeconds(1));
        service.timer("hold.timed-out.v1", id, until);
        await().until(() -> status(id), "EXPIRED"::equals);
    }

    private void answer(String command, Duration after, Instant start) {
        String id = requested("clinic-intake", JAMES, start);
        service.tell("slot.reserved.v1", id, Map.of(
                "bookingId", id, "revision", 1, "professionalId", JAMES, "start", start.toString(),
                "end", start.plusSeconds(3_600).toString(),
                "holdUntil", service.clock.instant().plus(Duration.ofMinutes(15)).toString()));
        await().until(() -> status(id), "CONFIRMING"::equals);
        service.moved(id, 1, JAMES, start);
        await().until(() -> status(id), "PENDING_CONFIRMATION"::equals);
        service.clock.advance(after);
        service.admin().post("/api/v1/bookings/" + id + "/" + command, command.equals("decline") ? Map.of("reason", "Full") : Map.of())
                .expect(200);
    }

    private void end(String id, Instant end, String status) {
        service.timer("booking.end-reached.v1", id, end);
        await().until(() -> status(id), status::equals);
    }

    private String status(String id) {
        return service.admin().get("/api/v1/bookings/" + id).expect(200).body().path("status").asString();
    }

    private void deliver(OutboxEntry event) {
        service.transport.deliver(
                Catalogue.load().topicOf(event.type()).name(), CloudEvents.headersOf(event), event.key(), CloudEvents.bodyOf(event));
    }
}
