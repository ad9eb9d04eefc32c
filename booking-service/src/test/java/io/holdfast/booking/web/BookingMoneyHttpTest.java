package io.holdfast.booking.web;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.holdfast.booking.BookingInstance;
import io.holdfast.testsupport.scenario.HoldfastApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a booking says of its money while payment-service tells of captures, of money beside them and of refunds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BookingMoneyHttpTest {

    private static final String BOOKINGS = "/api/v1/bookings/";
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final Instant START = Instant.parse("2026-12-01T04:30:00Z");
    private static final String SARAH = "dr-sarah-khan";

    private BookingInstance service;
    private HoldfastApi client;

    @BeforeAll
    void start() {
        service = new BookingInstance();
        service.catalogue("consultation-60", "INSTANT", 150_000, SARAH);
        client = service.client("asha");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @BeforeEach
    void today() {
        service.clock.set(NOW);
    }

    @Test
    void aWrongAmountThatGoesBackCountsNowhere() {
        long before = revenue();
        String paid = confirmed();
        String id = payable();
        refundRequested(id, "pay_wrong", 149_900);
        refunded(id, "pay_wrong", "rfnd_wrong", 149_900, "REFUNDED");
        awaitFact(id, "payment.refunded");

        assertThat(get(id).at("/payment/status").asString()).isEqualTo("CREATED");
        assertThat(get(id).at("/payment/refunds").size()).isZero();
        assertThat(get(paid).at("/payment/status").asString()).isEqualTo("CAPTURED");
        assertThat(revenue() - before).isEqualTo(150_000);
        client.get(path(id, "receipt.pdf")).expect(409);
    }

    @Test
    void aWrongAmountFollowedByTheRightOneConfirms() {
        String id = payable();
        refundRequested(id, "pay_wrong", 149_900);
        refunded(id, "pay_wrong", "rfnd_wrong", 149_900, "PARTIALLY_REFUNDED");
        awaitFact(id, "payment.refunded");

        service.captured(id);
        // Of two topics, which keep no order between them; availability answers only who asked.
        await().until(() -> status(id), "CONFIRMING"::equals);
        service.slotBooked(id);

        await().until(() -> status(id), "CONFIRMED"::equals);
        assertThat(get(id).at("/payment/status").asString()).isEqualTo("CAPTURED");
    }

    @Test
    void aSecondCaptureThatGoesBackTakesNothingFromTheFirst() {
        long before = revenue();
        String id = confirmed();
        refundRequested(id, "pay_twice", 150_000);
        refunded(id, "pay_twice", "rfnd_twice", 150_000, "PARTIALLY_REFUNDED");
        awaitFact(id, "payment.refunded");

        assertThat(get(id).at("/payment/status").asString()).isEqualTo("CAPTURED");
        assertThat(revenue() - before).isEqualTo(150_000);
        assertThat(client.get(path(id, "cancellation-quote")).expect(200).body().at("/refund/amount").asLong())
                .isEqualTo(150_000);
    }

    @Test
    void quoteCancellationAndMessageSayWhatIsLeftAfterAPartialRefund() {
        String id = confirmed();
        refundRequested(id, "pay_" + id, 50_000);
        refunded(id, "pay_" + id, "rfnd_1", 50_000, "PARTIALLY_REFUNDED");
        awaitFact(id, "payment.refunded");
        service.clock.set(START.minus(Duration.ofHours(23)));

        JsonNode quote = client.get(path(id, "cancellation-quote")).expect(200).body();
        JsonNode cancelled = client.post(path(id, "cancel"), Map.of("reason", "Ill")).expect(200).body();

        assertThat(quote.at("/refundPercentage").asInt()).isEqualTo(50);
        assertThat(quote.at("/refund/amount").asLong()).isEqualTo(25_000);
        assertThat(cancelled.at("/cancellation/refund/amount").asLong()).isEqualTo(25_000);
        await().until(() -> service.said("booking.cancelled.v1", id).size() == 1);
        assertThat(service.said("booking.cancelled.v1", id).getFirst().at("/refund/amount").asLong()).isEqualTo(25_000);
    }

    @Test
    void whoGotMoreBackThanThePolicyGivesGetsNothingMore() {
        String id = confirmed();
        refundRequested(id, "pay_" + id, 100_000);
        awaitFact(id, "payment.refund-requested");
        service.clock.set(START.minus(Duration.ofHours(23)));

        assertThat(client.get(path(id, "cancellation-quote")).expect(200).body().at("/refund/amount").asLong()).isZero();
        assertThat(client.post(path(id, "cancel"), Map.of("reason", "Ill")).expect(200).body()
                        .at("/cancellation/refund/amount").asLong())
                .isZero();
    }

    @Test
    void anAdminCancelsForTheBusinessUnlessTheySayForWhom() {
        String forTheBusiness = confirmed();
        String forTheClient = confirmed();
        service.clock.set(START.minus(Duration.ofHours(1)));

        assertThat(service.admin().get(path(forTheBusiness, "cancellation-quote")).expect(200).body().at("/refundPercentage").asInt())
                .isEqualTo(100);
        assertThat(service.admin().post(path(forTheBusiness, "cancel"), Map.of("reason", "Leak")).expect(200).body()
                        .at("/cancellation/refund/amount").asLong())
                .isEqualTo(150_000);
        assertThat(service.admin().get(path(forTheClient, "cancellation-quote") + "?onBehalfOf=client").expect(200).body()
                        .at("/refundPercentage").asInt())
                .isEqualTo(50);
        client.post(path(forTheClient, "cancel"), Map.of("reason", "x", "onBehalfOf", "PROFESSIONAL")).expect(403);
        client.get(path(forTheClient, "cancellation-quote") + "?onBehalfOf=PROFESSIONAL").expect(403);
        service.admin().post(path(forTheClient, "cancel"), Map.of("reason", "x", "onBehalfOf", "NOBODY")).expect(400);
        JsonNode cancelled = service.admin()
                .post(path(forTheClient, "cancel"), Map.of("reason", "They called", "onBehalfOf", "CLIENT"))
                .expect(200)
                .body();
        assertThat(cancelled.at("/cancellation/refund/amount").asLong()).isEqualTo(75_000);
        assertThat(cancelled.at("/cancellation/by").asString()).isEqualTo("ADMIN");
        assertThat(cancelled.at("/cancellation/onBehalfOf").asString()).isEqualTo("CLIENT");
    }

    @Test
    void anAdminWhoSetsTheStatusCancelsForTheBusinessToo() {
        String id = confirmed();
        service.clock.set(START.minus(Duration.ofHours(1)));

        assertThat(service.admin().put("/api/v1/admin/bookings/" + id + "/status", Map.of("status", "CANCELLED", "reason", "Leak"))
                        .expect(200).body().at("/cancellation/refundPercentage").asInt())
                .isEqualTo(100);
    }

    @Test
    void movingToSomebodyAtAnotherPriceIsRefusedAndAnAdminsMoveSaysSo() {
        service.admin().put("/api/v1/admin/offerings/by-rate", Map.of("name", "By rate", "confirmation", "INSTANT")).expect(200);
        professional("cheap", 150_000, "INR");
        professional("dear", 1_500_000, "INR");
        professional("dollars", 150_000, "USD");
        professional("alike", 150_000, "INR");
        String id = confirmed(Map.of("offeringId", "by-rate", "professionalId", "cheap"));
        String to = START.plus(Duration.ofDays(1)).toString();

        for (String other : List.of("dear", "dollars")) {
            JsonNode problem = client.post(path(id, "reschedule"), Map.of("start", to, "professionalId", other))
                    .expect(422)
                    .body();
            assertThat(problem.at("/code").asString()).isEqualTo("price-differs");
            assertThat(problem.at("/detail").asString()).contains("1500.00 INR", other);
        }
        assertThat(client.post(path(id, "reschedule"), Map.of("start", to, "professionalId", SARAH)).expect(422).body()
                        .at("/code").asString())
                .isEqualTo("offering-not-provided");
        client.post(path(id, "reschedule"), Map.of("start", to, "professionalId", "alike")).expect(202);
        service.notMoved(id, 2, "BOOKED");
        await().until(() -> get(id).at("/rescheduling").isNull());
        service.admin().post(path(id, "reschedule"), Map.of("start", to, "professionalId", "dear", "reason", "Goodwill")).expect(202);
        service.moved(id, 2, "dear", Instant.parse(to));
        await().until(() -> get(id).at("/revision").asInt() == 2);
        assertThat(get(id).at("/price/final/amount").asLong()).isEqualTo(150_000);
        assertThat(get(id).at("/statusHistory").valueStream().toList().getLast().at("/reason").asString())
                .contains("the price was kept, though it would be 15000.00 INR", "Goodwill");
    }

    @Test
    void theTimelineBeginsWithTheRequestAndSaysTheProvidersOwnTime() {
        service.clock.set(NOW.plusMillis(700));
        String id = requested(Map.of());
        service.slotReserved(id, NOW.plusSeconds(900));
        await().until(() -> status(id), "PENDING_PAYMENT"::equals);
        service.orderCreated(id);
        service.tell("payment.captured.v1", id, Map.of(
                "bookingId", id, "revision", 1, "orderId", "order_" + id, "paymentId", "pay_" + id,
                "amount", money(150_000), "capturedAt", NOW.toString(), "accepted", true));
        // Of two topics, which keep no order between them; availability answers only who asked.
        await().until(() -> status(id), "CONFIRMING"::equals);
        service.slotBooked(id);
        await().until(() -> status(id), "CONFIRMED"::equals);

        List<JsonNode> items = client.get(path(id, "timeline")).expect(200).body().at("/items").valueStream().toList();
        assertThat(items.stream().map(item -> item.at("/type").asString()).limit(6)).containsExactly(
                "booking.requested", "booking.awaiting-payment", "payment.order-created", "payment.captured", "booking.paid",
                "booking.confirmed");
        assertThat(items.get(3).at("/at").asString()).isEqualTo(NOW.plusMillis(700).toString());
        assertThat(items.get(3).at("/providerAt").asString()).isEqualTo(NOW.toString());
    }

    @Test
    void correctionsAreCountedAndSigned() {
        String id = confirmed();
        service.clock.set(START.plus(Duration.ofHours(1)));
        var professional = service.as("demo", SARAH, Map.of(), "professional");
        professional.post(path(id, "complete"), "").expect(200);
        for (int i = 0; i < 5; i++) {
            (i % 2 == 0 ? service.admin() : professional).post(path(id, i % 2 == 0 ? "no-show" : "complete"), "").expect(200);
        }

        assertThat(service.admin().post(path(id, "complete"), "").expect(422).body().at("/code").asString())
                .isEqualTo("correction-limit");
        assertThat(get(id).at("/statusHistory").valueStream().map(line -> line.at("/by").asString("")))
                .endsWith("admin", SARAH, "admin", SARAH, "admin");
        assertThat(client.get(BOOKINGS + id).body().at("/statusHistory").valueStream().anyMatch(line -> line.has("by"))).isFalse();
    }

    // ---- helpers

    private void professional(String id, long rate, String currency) {
        service.tell("professional.registered.v1", id, Map.of(
                "professionalId", id, "displayName", id, "email", id + "@example.com", "category", "medical",
                "hourlyRate", Map.of("amount", rate, "currency", currency), "zone", "Asia/Kolkata",
                "languages", List.of("en"), "offeringIds", List.of("by-rate"), "active", true));
        await().until(() -> client.post("/api/v1/bookings", body(Map.of(
                        "offeringId", "by-rate", "professionalId", id, "duration", 17))).text().contains("duration-not-offered"));
    }

    private void refundRequested(String id, String paymentId, long amount) {
        service.tell("payment.refund-requested.v1", id, Map.of(
                "bookingId", id, "revision", 1, "paymentId", paymentId, "amount", money(amount), "reason", "manual",
                "accepted", true));
    }

    private void refunded(String id, String paymentId, String refundId, long amount, String status) {
        service.tell("payment.refunded.v1", id, Map.of(
                "bookingId", id, "revision", 1, "paymentId", paymentId, "refundId", refundId + id,
                "amount", money(amount), "status", status, "accepted", true));
    }

    private void awaitFact(String id, String type) {
        await().until(() -> client.get(path(id, "timeline")).body().at("/items").valueStream()
                .anyMatch(item -> item.at("/type").asString().equals(type)));
    }

    private long revenue() {
        return service.admin().get("/api/v1/admin/stats").expect(200).body().at("/totalRevenue/amount").asLong();
    }

    private String requested(Map<String, Object> otherwise) {
        return client.post("/api/v1/bookings", body(otherwise)).expect(202).body().at("/id").asString();
    }

    private String payable() {
        String id = requested(Map.of());
        service.slotReserved(id, NOW.plusSeconds(900));
        service.orderCreated(id);
        await().until(() -> get(id).at("/payment/orderId").isString());
        return id;
    }

    private String confirmed() {
        return confirmed(Map.of());
    }

    private String confirmed(Map<String, Object> otherwise) {
        String id = requested(otherwise);
        service.slotReserved(id, NOW.plusSeconds(900));
        service.orderCreated(id);
        service.captured(id);
        await().until(() -> status(id), "CONFIRMING"::equals);
        service.slotBooked(id);
        await().until(() -> status(id), "CONFIRMED"::equals);
        return id;
    }

    private String status(String id) {
        return get(id).at("/status").asString();
    }

    private JsonNode get(String id) {
        return service.admin().get(BOOKINGS + id).expect(200).body();
    }

    private static Map<String, Object> money(long amount) {
        return Map.of("amount", amount, "currency", "INR");
    }

    private static String path(String id, String page) {
        return BOOKINGS + id + "/" + page;
    }

    private static Map<String, Object> body(Map<String, Object> otherwise) {
        var body = new HashMap<String, Object>(Map.of(
                "offeringId", "consultation-60", "professionalId", SARAH, "start", START.toString()));
        body.putAll(otherwise);
        return body;
    }
}
