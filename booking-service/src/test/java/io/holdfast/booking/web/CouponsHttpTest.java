package io.holdfast.booking.web;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.holdfast.booking.BookingInstance;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.coupon.Coupon;
import io.holdfast.booking.domain.coupon.Coupons;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Coupons: what they take off, how often, and that nobody uses more of one than there is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CouponsHttpTest {

    private static final String COUPONS = "/api/v1/admin/coupons";
    private static final String BOOKINGS = "/api/v1/bookings";
    private static final Instant START = Instant.parse("2026-12-01T04:30:00Z");

    private BookingInstance service;

    @BeforeAll
    void start() {
        service = new BookingInstance();
        service.catalogue("consultation-60", "INSTANT", 150_000, "dr-sarah-khan");
        service.catalogue("other-offering", "INSTANT", 150_000, "dr-james-lee");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void aPercentageIsTakenOffAndShown() {
        coupon("TENTH", Map.of("percent", 10));
        JsonNode booking = booked("payer@example.com", " tenth ").expect(202).body();

        assertThat(booking.at("/price/base/amount").asLong()).isEqualTo(150_000);
        assertThat(booking.at("/price/discount/amount").asLong()).isEqualTo(15_000);
        assertThat(booking.at("/price/final/amount").asLong()).isEqualTo(135_000);
        assertThat(booking.at("/price/companyFee/amount").asLong()).isEqualTo(20_250);
        assertThat(booking.at("/price/professionalPayment/amount").asLong()).isEqualTo(114_750);
        assertThat(booking.at("/price/coupon").asString()).isEqualTo("TENTH");
        assertThat(used("TENTH")).isEqualTo(1);
        String id = booking.at("/id").asString();
        service.slotReserved(id, service.clock.instant().plus(Duration.ofMinutes(15)));
        service.awaitIdle();
        assertThat(service.said("booking.awaiting-payment.v1", id).getFirst().at("/amount/amount").asLong())
                .isEqualTo(135_000);
        assertThat(booked("plain@example.com", null).body().at("/price").has("coupon")).isFalse();
    }

    @Test
    void whatIsLeftToPayIsNothingOrCanBePaid() {
        coupon("ALMOST", Map.of("amount", Map.of("amount", 149_950, "currency", "INR")));
        assertThat(booked("almost@example.com", "ALMOST").expect(202).body().at("/price/final/amount").asLong()).isEqualTo(100);

        coupon("MORE", Map.of("amount", Map.of("amount", 900_000, "currency", "INR")));
        JsonNode free = booked("more@example.com", "MORE").expect(202).body();
        assertThat(free.at("/price/discount/amount").asLong()).isEqualTo(150_000);
        String id = free.at("/id").asString();
        service.slotReserved(id, service.clock.instant().plus(Duration.ofMinutes(15)));
        service.awaitIdle();
        assertThat(service.typesSaidAbout(id)).contains("booking.paid.v1").doesNotContain("booking.awaiting-payment.v1");
    }

    @Test
    void oneClientUsesItOnceHoweverTheyWriteTheirAddress() {
        coupon("ONCE", Map.of("percent", 50));
        booked("one.person@gmail.com", "ONCE").expect(202);
        refused(booked("OnePerson+again@gmail.com", "once"), "coupon-used");
        booked("another.person@gmail.com", "ONCE").expect(202);

        coupon("OFTEN", Map.of("percent", 50, "oncePerClient", false));
        booked("one.person@gmail.com", "OFTEN").expect(202);
        booked("one.person@gmail.com", "OFTEN").expect(202);
        assertThat(used("OFTEN")).isEqualTo(2);
    }

    @Test
    void whatCannotBeUsedIsRefusedByItsRuleAndUsesNothing() {
        Instant now = service.clock.instant();
        coupon("LATER", Map.of("percent", 5, "validFrom", now.plusSeconds(60).toString()));
        coupon("OVER", Map.of("percent", 5, "validUntil", now.toString()));
        coupon("OTHERS", Map.of("percent", 5, "offeringIds", List.of("other-offering")));
        coupon("DOLLARS", Map.of("amount", Map.of("amount", 500, "currency", "USD")));
        coupon("AWAY", Map.of("percent", 5, "active", false));

        refused(booked("a@example.com", "LATER"), "coupon-not-yet");
        refused(booked("a@example.com", "OVER"), "coupon-expired");
        refused(booked("a@example.com", "OTHERS"), "coupon-not-for-this");
        refused(booked("a@example.com", "DOLLARS"), "coupon-not-for-this");
        refused(booked("a@example.com", "AWAY"), "coupon-unknown");
        refused(booked("a@example.com", "NOSUCH"), "coupon-unknown");
        refused(booked("a@example.com", "~!"), "coupon-unknown");
        assertThat(booked("a@example.com", "x".repeat(41)).expect(400).errorFields()).containsExactly("coupon");
        for (String code : List.of("LATER", "OVER", "OTHERS", "DOLLARS", "AWAY")) {
            assertThat(used(code)).as(code).isZero();
        }
        var byHand = body("by.hand@example.com", "LATER");
        assertThat(service.admin().post("/api/v1/admin/bookings", byHand).expect(400).errorFields()).containsExactly("coupon");
        var theirs = service.as("other", "boss", Map.of(), "admin");
        theirs.get(COUPONS + "/LATER").expect(404);
        assertThat(theirs.get(COUPONS).expect(200).body().at("/pagination/total").asInt()).isZero();
    }

    @Test
    void ofManyAtTheSameMomentOnlyAsManyUseItAsThereAre() {
        coupon("RUSH", Map.of("percent", 20, "maxUses", 3));
        List<CompletableFuture<Answer>> all = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> booked("rush" + i + "@example.com", "RUSH")))
                .toList();

        List<Answer> answers = all.stream().map(CompletableFuture::join).toList();
        assertThat(answers.stream().filter(answer -> answer.status() == 202)).hasSize(3);
        answers.stream().filter(answer -> answer.status() != 202).forEach(answer -> refused(answer, "coupon-used-up"));
        assertThat(used("RUSH")).isEqualTo(3);
    }

    @Test
    void theSameRequestUsesItOnce() {
        coupon("KEYED", Map.of("percent", 20));
        String key = UUID.randomUUID().toString();
        var body = body("keyed@example.com", "KEYED");
        List<String> ids = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> service.guest().post(BOOKINGS, body, "Idempotency-Key", key)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .map(answer -> answer.expect(202).body().at("/id").asString())
                .toList();

        assertThat(ids).containsOnly(ids.getFirst());
        assertThat(used("KEYED")).isEqualTo(1);
        service.guest().post(BOOKINGS, body("keyed@example.com", null), "Idempotency-Key", key).expect(422);
    }

    @Test
    void aBookingThatEndsUnpaidGivesItBackAndAPaidOneDoesNot() {
        coupon("BACK", Map.of("percent", 20, "maxUses", 1));
        String rejected = id(booked("back@example.com", "BACK"));
        refused(booked("next@example.com", "BACK"), "coupon-used-up");
        service.slotRejected(rejected, "BOOKED");
        service.awaitIdle();
        assertThat(used("BACK")).isZero();

        String expired = id(booked("back@example.com", "BACK"));
        Instant until = service.clock.instant().plus(Duration.ofMinutes(15));
        service.slotReserved(expired, until);
        service.awaitIdle();
        service.clock.set(until);
        service.timer("hold.timed-out.v1", expired, until);
        service.awaitIdle();
        assertThat(used("BACK")).isZero();

        String paid = id(booked("back@example.com", "BACK"));
        paid(paid);
        service.admin().post(BOOKINGS + "/" + paid + "/cancel", Map.of("reason", "Ill")).expect(200);
        service.awaitIdle();
        assertThat(service.typesSaidAbout(paid)).contains("booking.confirmed.v1", "booking.cancelled.v1");
        assertThat(used("BACK")).isEqualTo(1);

        // Old news of the others take nothing of it away.
        service.tell("booking.rejected.v1", expired, Map.of("bookingId", expired));
        service.awaitIdle();
        assertThat(used("BACK")).isEqualTo(1);
    }

    @Test
    void aUseWhoseBookingWasNeverStoredIsGivenBackADayLater() {
        coupon("LOST", Map.of("percent", 20, "maxUses", 2));
        String kept = id(booked("kept@example.com", "LOST"));
        paid(kept);
        Instant now = service.clock.instant();
        service.bean(Coupons.class)
                .change(new TenantId("demo"), "LOST", coupon -> coupon.used(new Coupon.Wish(
                        "a-booking-that-died", "somebody", new OfferingId("consultation-60"), Money.of(1, "INR"), now)));
        service.awaitIdle();
        assertThat(used("LOST")).isEqualTo(2);

        service.clock.set(now.plus(Duration.ofHours(24)));
        service.awaitIdle();
        assertThat(used("LOST")).isEqualTo(1);
        refused(booked("kept@example.com", "LOST"), "coupon-used");
    }

    @Test
    void adminsKeepThem() {
        String key = UUID.randomUUID().toString();
        var body = Map.of("code", "spring-26", "percent", 15, "maxUses", 7, "offeringIds", List.of("consultation-60"));
        Answer created = service.admin().post(COUPONS, body, "Idempotency-Key", key).expect(201);
        assertThat(created.header("Location")).isEqualTo(COUPONS + "/SPRING-26");
        assertThat(service.admin().post(COUPONS, body, "Idempotency-Key", key).expect(201).body()).isEqualTo(created.body());
        var other = new HashMap<String, Object>(body);
        other.put("code", "SPRING-27");
        assertThat(service.admin().post(COUPONS, other, "Idempotency-Key", key).expect(422).body().at("/code").asString())
                .isEqualTo("idempotency-key-reused");
        assertThat(service.admin().post(COUPONS, body).expect(409).body().at("/code").asString()).isEqualTo("coupon-exists");

        JsonNode given = service.admin().get(COUPONS + "/spring-26").expect(200).body();
        assertThat(given).isEqualTo(created.body());
        assertThat(service.admin().put(COUPONS + "/SPRING-26", given).expect(200).body()).isEqualTo(given);
        assertThat(service.admin().put(COUPONS + "/SPRING-26", Map.of("percent", 20, "active", false)).expect(200)
                        .body().at("/maxUses").asInt())
                .isEqualTo(1_000);
        assertThat(codes(service.admin().get(COUPONS + "?active=false&limit=100"))).contains("SPRING-26");
        assertThat(codes(service.admin().get(COUPONS + "?active=true&limit=100"))).doesNotContain("SPRING-26");
        service.admin().put(COUPONS + "/NOBODY", Map.of("percent", 20)).expect(404);
        service.client("asha").get(COUPONS).expect(403);
        service.guest().get(COUPONS + "/SPRING-26").expect(401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'percent':5}                                                                | code",
        "{'code':'A','percent':5}                                                     | code",
        "{'code':'-AB','percent':5}                                                   | code",
        "{'code':'ODD'}                                                               | percent",
        "{'code':'ODD','percent':5,'amount':{'amount':5,'currency':'INR'}}            | percent",
        "{'code':'ODD','percent':0}                                                   | percent",
        "{'code':'ODD','percent':101}                                                 | percent",
        "{'code':'ODD','amount':{'amount':0,'currency':'INR'}}                        | amount.amount",
        "{'code':'ODD','amount':{'amount':5,'currency':'XXX'}}                        | amount.currency",
        "{'code':'ODD','percent':5,'maxUses':0}                                       | maxUses",
        "{'code':'ODD','percent':5,'maxUses':1001}                                    | maxUses",
        "{'code':'ODD','percent':5,'offeringIds':[' ']}                               | offeringIds",
        "{'code':'ODD','percent':5,'validFrom':'2026-12-02T00:00:00Z','validUntil':'2026-12-01T00:00:00Z'} | validUntil"
    })
    void whatCannotBeIsNamed(String body, String field) {
        assertThat(service.admin().post(COUPONS, body.replace('\'', '"')).expect(400).errorFields()).containsExactly(field);
        service.admin().get(COUPONS + "/ODD").expect(404);
    }

    private void coupon(String code, Map<String, ?> terms) {
        var body = new HashMap<String, Object>(terms);
        body.put("code", code);
        service.admin().post(COUPONS, body).expect(201);
    }

    private int used(String code) {
        return service.admin().get(COUPONS + "/" + code).expect(200).body().at("/used").asInt();
    }

    private Answer booked(String email, String coupon) {
        return service.guest().post(BOOKINGS, body(email, coupon));
    }

    /** With a fifth taken off. */
    private void paid(String booking) {
        // Each on a topic of its own, where nothing waits for the others.
        service.slotReserved(booking, service.clock.instant().plus(Duration.ofMinutes(15)));
        service.awaitIdle();
        service.orderCreated(booking);
        service.captured(booking, 120_000);
        service.awaitIdle();
        service.slotBooked(booking);
        service.awaitIdle();
    }

    private static String id(Answer booking) {
        return booking.expect(202).body().at("/id").asString();
    }

    private static Map<String, Object> body(String email, String coupon) {
        var body = new HashMap<String, Object>(Map.of(
                "offeringId", "consultation-60",
                "professionalId", "dr-sarah-khan",
                "start", START.toString(),
                "duration", 60,
                "client", HoldfastApi.guest("Some Body", email)));
        if (coupon != null) {
            body.put("coupon", coupon);
        }
        return body;
    }

    private static void refused(Answer answer, String code) {
        assertThat(answer.expect(422).body().at("/code").asString()).isEqualTo(code);
    }

    private static List<String> codes(Answer page) {
        return page.expect(200).body().at("/items").valueStream().map(item -> item.at("/code").asString()).toList();
    }
}
