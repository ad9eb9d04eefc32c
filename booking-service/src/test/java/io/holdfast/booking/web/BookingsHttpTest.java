package io.holdfast.booking.web;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import io.holdfast.booking.BookingInstance;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Requests, answers and who may have them, over real HTTP with tokens signed here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BookingsHttpTest {

    private static final String BOOKINGS = "/api/v1/bookings";
    private static final Instant HOLD_UNTIL = Instant.parse("2026-11-28T10:15:00Z");
    private static final Map<String, String> GUEST = HoldfastApi.guest("Asha Rao", "asha@example.com");

    private BookingInstance service;
    private HoldfastApi client;

    @BeforeAll
    void start() {
        service = new BookingInstance();
        service.catalogue("consultation-60", "INSTANT", 150_000, "dr-sarah-khan");
        service.catalogue("clinic-intake", "MANUAL", 0, "dr-james-lee");
        client = service.client("asha");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    // ---- asking

    @Test
    void aRequestIsAcceptedWithItsLocationAndPrice() {
        Answer answer = client.post(BOOKINGS, body(Map.of("duration", 90))).expect(202);
        JsonNode booking = answer.body();

        assertThat(answer.header("Location")).isEqualTo(BOOKINGS + "/" + booking.at("/id").asString());
        assertThat(answer.header("Preference-Applied")).isNull();
        assertThat(booking.at("/number").asString()).matches("HF-2026-\\d{6}");
        assertThat(booking.at("/status").asString()).isEqualTo("REQUESTED");
        assertThat(booking.at("/end").asString()).isEqualTo("2026-12-01T06:00:00Z");
        assertThat(booking.at("/displayZone").asString()).isEqualTo("Asia/Kolkata");
        assertThat(booking.at("/price/final/amount").asLong()).isEqualTo(225_000);
        assertThat(booking.at("/price/companyFee/amount").asLong()).isEqualTo(33_750);
        assertThat(booking.at("/price/professionalPayment/amount").asLong()).isEqualTo(191_250);
        assertThat(booking.at("/client/email").asString()).isEqualTo("asha@example.com");
        assertThat(booking.has("manageToken")).isFalse();
        assertThat(booking.propertyNames()).contains("payment", "meetingUrl", "cancellation", "review", "confirmedAt");
    }

    @Test
    void whoWaitsIsAnsweredWhenTheyCanPay() {
        CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(
                () -> client.post(BOOKINGS, body(Map.of("notes", "payable")), "Prefer", "respond-async, wait=20"));
        String id = idOf("payable");
        service.slotReserved(id, HOLD_UNTIL);
        service.orderCreated(id);

        Answer answer = waiting.join().expect(201);
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=20");
        assertThat(answer.body().at("/status").asString()).isEqualTo("PENDING_PAYMENT");
        assertThat(answer.body().at("/payment/status").asString()).isEqualTo("CREATED");
        assertThat(answer.body().at("/payment/orderId").asString()).isEqualTo("order_" + id);
        assertThat(answer.body().at("/payment/holdUntil").asString()).isEqualTo(HOLD_UNTIL.toString());
    }

    @Test
    void whoWaitsForATakenSlotIsToldWhy() {
        CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(
                () -> client.post(BOOKINGS, body(Map.of("notes", "taken")), "Prefer", "wait=20"));
        service.slotRejected(idOf("taken"), "BOOKED");

        JsonNode problem = waiting.join().expect(409).body();
        assertThat(problem.at("/detail").asString()).isEqualTo("That time was just taken.");
        assertThat(problem.at("/reason").asString()).isEqualTo("BOOKED");
    }

    @Test
    void whoWaitsInVainIsAnsweredAnyway() {
        Answer answer = client.post(BOOKINGS, body(Map.of()), "Prefer", "wait=1").expect(202);

        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=1");
        assertThat(answer.body().at("/status").asString()).isEqualTo("REQUESTED");
    }

    @ParameterizedTest(name = "{0} = {1}: {2} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "offeringId      | null                    | offeringId     | is needed",
        "start           | null                    | start          | is needed",
        "start           | 'soon'                  | start          | is not a valid instant such as 2026-12-01T09:30:00Z, between the years 2000 and 2100",
        "start           | '2026-11-28T09:59:00Z'  | start          | must be in the future",
        "start           | '2026-12-01T04:30:01Z'  | start          | must be a whole minute",
        "duration        | '60'                    | duration       | must be whole number",
        "duration        | 60.5                    | duration       | is not a valid whole number",
        "mode            | 'BARTER'                | mode           | is not a valid one of DIRECT, MATCH",
        "displayZone     | '+05:30'                | displayZone    | is not a time zone such as Asia/Kolkata",
        "language        | 'e'                     | language       | must be a language tag such as en",
        "language        | 'xx'                    | language       | must be a language tag such as en",
        "language        | 'klingon'               | language       | must be a language tag such as en",
        "language        | 'en_US'                 | language       | must be a language tag such as en",
        "language        | 'en-'                   | language       | must be a language tag such as en",
        "language        | 'und'                   | language       | must be a language tag such as en",
        "status          | 'CONFIRMED'             | status         | is not a field of this request",
        "client          | {'name':'A','email':'a@example.com'}                       | client.name  | must have 2 to 50 characters",
        "client          | {'name':'Asha\\r\\nBcc: x','email':'a@example.com'}        | client.name  | must be one line of text",
        "client          | {'name':'Asha','email':'asha at example'}                  | client.email | must be an email address",
        "client          | {'name':'Asha','email':'a@example.com','phone':'98123'}    | client.phone | must be a phone number such as +919812345678",
        "recipient       | {'name':'R'}            | recipient.name | must have 2 to 50 characters",
        "address         | {'street':'x','city':'Pune'}              | address.street | must have 5 to 100 characters"
    })
    void whatIsWrongIsNamed(String field, String value, String named, String message) {
        var json = JsonMapper.shared();
        var body = json.valueToTree(body(Map.of()));
        ((tools.jackson.databind.node.ObjectNode) body).set(field, json.readTree(value.strip().replace('\'', '"')));

        JsonNode problem = client.post(BOOKINGS, body.toString()).expect(400).body();

        assertThat(problem.at("/errors").valueStream()
                        .map(error -> error.at("/field").asString() + " " + error.at("/message").asString()))
                .contains(named + " " + message);
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource({
        "offeringId,nothing,offering-unknown",
        "professionalId,nobody,professional-unknown",
        "professionalId,dr-james-lee,offering-not-provided",
        "mode,MATCH,mode-unavailable"
    })
    void aRuleThatRefusesIsNamed(String field, String value, String code) {
        assertThat(client.post(BOOKINGS, body(Map.of(field, value))).expect(422).body().at("/code").asString())
                .isEqualTo(code);
    }

    @Test
    void aPhoneMayBeWrittenAsPeopleWriteIt() {
        JsonNode booking = client.post(BOOKINGS, body(Map.of(
                        "client", Map.of("name", " Asha Rao ", "email", "a@example.com", "phone", "+91 98123-45678"))))
                .expect(202)
                .body();

        assertThat(booking.at("/client/phone").asString()).isEqualTo("+919812345678");
        assertThat(booking.at("/client/name").asString()).isEqualTo("Asha Rao");
    }

    @Test
    void aTokenWithoutNameAndEmailNeedsAClient() {
        var nameless = service.as("demo", "nameless", Map.of(), "client");

        assertThat(nameless.post(BOOKINGS, body(Map.of())).expect(400).body().at("/errors").valueStream()
                        .map(error -> error.at("/field").asString()))
                .containsExactly("client.email", "client.name");
        nameless.post(BOOKINGS, body(Map.of("client", GUEST))).expect(202);
        service.guest().post(BOOKINGS, body(Map.of())).expect(400);
    }

    // ---- the same request again

    @Test
    void theSameKeyAndBodyGiveTheSameBooking() {
        String key = UUID.randomUUID().toString();
        Answer first = service.guest().post(BOOKINGS, body(Map.of("client", GUEST)), "Idempotency-Key", key).expect(202);
        Answer again = service.guest().post(BOOKINGS, body(Map.of("client", GUEST)), "Idempotency-Key", key).expect(202);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(first.body().at("/manageToken").asString()).hasSize(43);
        await().until(() -> service.said("booking.requested.v1", first.body().at("/id").asString()).size() == 1);
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        String key = UUID.randomUUID().toString();
        client.post(BOOKINGS, body(Map.of()), "Idempotency-Key", key).expect(202);

        assertThat(client.post(BOOKINGS, body(Map.of("duration", 30)), "Idempotency-Key", key).expect(422).body()
                        .at("/code").asString())
                .isEqualTo("idempotency-key-reused");
        service.client("client2").post(BOOKINGS, body(Map.of("duration", 30)), "Idempotency-Key", key).expect(202);
        client.post(BOOKINGS, body(Map.of()), "Idempotency-Key", "k".repeat(256)).expect(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "'intake':{'a':'1','b':'2','c':'3'}     | 'intake':{'c':'3','b':'2','a':'1'}",
        "'start':'2026-12-01T04:30:00Z'         | 'start':'2026-12-01T10:00:00+05:30'",
        "'notes':'x'                            | 'notes':' x ','mode':'DIRECT','language':'en','recipient':null"
    })
    void aRequestThatMeansTheSameIsTheSame(String one, String other) {
        String common = "'offeringId':'consultation-60','professionalId':'dr-sarah-khan'";
        String start = one.contains("start") ? "" : ",'start':'2026-12-01T04:30:00Z'";
        String key = UUID.randomUUID().toString();

        String first = client.post(BOOKINGS, json(common + start, one), "Idempotency-Key", key).expect(202).body().at("/id").asString();
        String again = client.post(BOOKINGS, json(other, common + start), "Idempotency-Key", key).expect(202).body().at("/id").asString();

        assertThat(again).isEqualTo(first);
    }

    private static String json(String... fields) {
        return ("{" + String.join(",", fields) + "}").replace('\'', '"');
    }

    @Test
    void aKeyMeansSomethingNewAfterADay() {
        var later = Map.<String, Object>of("start", "2026-12-08T04:30:00Z");
        String key = UUID.randomUUID().toString();
        String first = client.post(BOOKINGS, body(later), "Idempotency-Key", key).expect(202).body().at("/id").asString();

        service.clock.advance(Duration.ofHours(24).minusMillis(1));
        assertThat(client.post(BOOKINGS, body(later), "Idempotency-Key", key).expect(202).body().at("/id").asString())
                .isEqualTo(first);
        service.clock.advance(Duration.ofMillis(1));
        String second = client.post(BOOKINGS, body(Map.of("start", "2026-12-08T06:30:00Z")), "Idempotency-Key", key)
                .expect(202)
                .body()
                .at("/id")
                .asString();
        assertThat(second).isNotEqualTo(first);
        client.post(BOOKINGS, body(later), "Idempotency-Key", key).expect(422);
        service.clock.advance(Duration.ofHours(24).negated());
    }

    @Test
    void twoAdminsMayChooseTheSameKey() {
        var body = body(Map.of("client", GUEST));
        String one = service.admin().post("/api/v1/admin/bookings", body, "Idempotency-Key", "k", "Prefer", "wait=0")
                .body().at("/id").asString();
        String other = service.as("demo", "admin2", Map.of(), "admin")
                .post("/api/v1/admin/bookings", body, "Idempotency-Key", "k", "Prefer", "wait=0")
                .body().at("/id").asString();

        assertThat(one).isNotEmpty().isNotEqualTo(other);
    }

    @Test
    void theSameKeyAtTheSameMomentGivesOneBooking() {
        String key = UUID.randomUUID().toString();
        var answers = java.util.stream.IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> client.post(BOOKINGS, body(Map.of()), "Idempotency-Key", key)))
                .toList();

        assertThat(answers.stream().map(answer -> answer.join().expect(202).body().at("/id").asString()).distinct())
                .hasSize(1);
    }

    // ---- who may see

    @Test
    void aBookingIsOpenToItsOwnAndNobodyElse() {
        String path = BOOKINGS + "/" + client.post(BOOKINGS, body(Map.of())).expect(202).body().at("/id").asString();

        client.get(path).expect(200);
        service.admin().get(path).expect(200);
        professional("dr-sarah-khan").get(path).expect(200);
        professional("dr-james-lee").get(path).expect(404);
        service.client("client2").get(path).expect(404);
        service.as("other", "asha", Map.of(), "client").get(path).expect(404);
        service.as("other", "admin", Map.of(), "admin").get(path).expect(404);
        service.as("demo", "dr-sarah-khan", Map.of(), "client").get(path).expect(404);
        service.guest().get(path).expect(401);
        service.forger().get(path).expect(401);
    }

    @Test
    void aManageTokenOpensItsOneBooking() {
        JsonNode booking = service.guest().post(BOOKINGS, body(Map.of("client", GUEST))).expect(202).body();
        JsonNode other = service.guest().post(BOOKINGS, body(Map.of("client", GUEST))).expect(202).body();
        String token = booking.at("/manageToken").asString();

        JsonNode found = service.guest()
                .get(BOOKINGS + "/" + booking.at("/id").asString(), "Holdfast-Manage-Token", token)
                .expect(200)
                .body();
        assertThat(found.has("manageToken")).isFalse();
        service.guest().get(BOOKINGS + "/" + other.at("/id").asString(), "Holdfast-Manage-Token", token).expect(404);
        service.guest().get(BOOKINGS + "/" + booking.at("/id").asString(), "Holdfast-Manage-Token", "guess").expect(404);
    }

    @Test
    void onlyClientsAndGuestsBook() {
        service.admin().post(BOOKINGS, body(Map.of("client", GUEST))).expect(403);
        professional("dr-sarah-khan").post(BOOKINGS, body(Map.of("client", GUEST))).expect(403);
        service.forger().post(BOOKINGS, body(Map.of("client", GUEST))).expect(401);
    }

    @Test
    void listsShowOnesOwnNewestFirst() {
        var lister = service.client("lister");
        for (int i = 0; i < 3; i++) {
            lister.post(BOOKINGS, body(Map.of("notes", "note " + i))).expect(202);
            service.clock.advance(Duration.ofMillis(1));
        }

        JsonNode page = lister.get(BOOKINGS + "?limit=2").expect(200).body();
        assertThat(page.at("/items").valueStream().map(item -> item.at("/notes").asString()))
                .containsExactly("note 2", "note 1");
        assertThat(page.at("/pagination").toString()).startsWith("{\"total\":3,\"pages\":2,\"currentPage\":1,\"next\":\"");
        assertThat(lister.get(BOOKINGS + "?limit=2&page=2").body().at("/items").size()).isEqualTo(1);
        assertThat(lister.get(BOOKINGS + "?status=CONFIRMED").body().at("/items").size()).isZero();
        assertThat(lister.get(BOOKINGS + "?from=2026-12-01T04:30:00Z&to=2026-12-01T04:31:00Z").body().at("/items").size())
                .isEqualTo(3);
        assertThat(lister.get(BOOKINGS + "?to=2026-12-01T04:30:00Z").body().at("/items").size()).isZero();
        assertThat(service.client("nobody-yet").get(BOOKINGS).body().at("/pagination/total").asInt()).isZero();
        assertThat(professional("dr-sarah-khan").get(BOOKINGS + "?limit=1").body().at("/pagination/total").asInt())
                .isGreaterThanOrEqualTo(3);
        assertThat(professional("dr-james-lee").get(BOOKINGS).body().at("/items").valueStream()
                        .map(item -> item.at("/professional/id").asString()))
                .allMatch("dr-james-lee"::equals);
        lister.get(BOOKINGS + "?limit=101").expect(400);
        lister.get(BOOKINGS + "?status=LOST").expect(400);
        service.guest().get(BOOKINGS).expect(401);
    }

    // ---- answering

    @Test
    void theProfessionalConfirmsWhatWaitsForIt() {
        String id = waitingForAnswer("confirmed");

        client.post(BOOKINGS + "/" + id + "/confirm", "").expect(403);
        service.client("client2").post(BOOKINGS + "/" + id + "/confirm", "").expect(404);
        JsonNode confirmed = professional("dr-james-lee").post(BOOKINGS + "/" + id + "/confirm", "").expect(200).body();

        assertThat(confirmed.at("/status").asString()).isEqualTo("CONFIRMED");
        professional("dr-james-lee").post(BOOKINGS + "/" + id + "/confirm", "").expect(409);
        await().until(() -> service.said("booking.confirmed.v1", id).size() == 1);
    }

    @Test
    void anAdminDeclinesWithAReason() {
        String id = waitingForAnswer("declined");

        service.admin().post(BOOKINGS + "/" + id + "/decline", Map.of("reason", " ")).expect(400);
        JsonNode declined = service.admin()
                .post(BOOKINGS + "/" + id + "/decline", Map.of("reason", "On leave"))
                .expect(200)
                .body();

        assertThat(declined.at("/status").asString()).isEqualTo("DECLINED");
        assertThat(declined.at("/statusHistory").valueStream().toList().getLast().at("/triggeredBy").asString())
                .isEqualTo("ADMIN");
        await().until(() -> service.said("booking.declined.v1", id).size() == 1);
    }

    // ---- the catalogue

    @Test
    void offeringsArePublishedWhenTheyChangeAndOnlyThen() {
        var admin = service.admin();
        Map<String, Object> reading = Map.of(
                "name", "Reading",
                "confirmation", "INSTANT",
                "price", Map.of("amount", 99_900, "currency", "INR"));
        admin.put("/api/v1/admin/offerings/reading", reading).expect(200);
        admin.put("/api/v1/admin/offerings/reading", reading).expect(200);
        var retired = new HashMap<>(reading);
        retired.put("active", false);

        JsonNode found = service.guest().get("/api/v1/offerings/reading").expect(200).body();
        assertThat(found.at("/price/amount").asLong()).isEqualTo(99_900);
        assertThat(found.at("/durations").toString()).isEqualTo("[30,60,90,120]");
        assertThat(found.at("/rules/holdMinutes").asInt()).isEqualTo(15);
        assertThat(service.guest().get("/api/v1/offerings?limit=100").body().at("/items").valueStream()
                        .map(item -> item.at("/id").asString()))
                .contains("reading", "consultation-60");

        admin.put("/api/v1/admin/offerings/reading", retired).expect(200);
        service.guest().get("/api/v1/offerings/reading").expect(404);
        await().untilAsserted(() -> assertThat(service.typesSaidAbout("reading"))
                .containsExactly("offering.published.v1", "offering.retired.v1"));
    }

    @Test
    void offeringsAreTheirTenantsAndTheAdminsBusiness() {
        Map<String, Object> offering = Map.of("name", "Reading", "confirmation", "INSTANT");
        service.as("other", "boss", Map.of(), "admin").put("/api/v1/admin/offerings/theirs", offering).expect(200);

        service.guest().get("/api/v1/offerings/theirs").expect(404);
        service.guest().get("/api/v1/offerings/theirs", "Holdfast-Tenant", "other").expect(200);
        client.put("/api/v1/admin/offerings/mine", offering).expect(403);
        service.guest().put("/api/v1/admin/offerings/mine", offering).expect(401);
        service.guest().get("/api/v1/offerings/mine").expect(404);
    }

    @Test
    void anOfferingIsCreatedOnce() {
        var admin = service.admin();
        Map<String, Object> offering = Map.of("name", "Massage", "confirmation", "INSTANT", "mode", "MATCH");
        String key = UUID.randomUUID().toString();

        String id = admin.post("/api/v1/admin/offerings", offering, "Idempotency-Key", key).expect(201).body().at("/id").asString();
        assertThat(admin.post("/api/v1/admin/offerings", offering, "Idempotency-Key", key).expect(201).body().at("/id").asString())
                .isEqualTo(id);
        admin.post("/api/v1/admin/offerings", Map.of("name", "Other", "confirmation", "MANUAL"), "Idempotency-Key", key)
                .expect(422);
        admin.post("/api/v1/admin/offerings", Map.of("id", id, "name", "Other", "confirmation", "MANUAL")).expect(409);

        admin.put("/api/v1/admin/offerings/" + id, Map.of("name", "Renamed", "confirmation", "INSTANT")).expect(200);
        assertThat(admin.post("/api/v1/admin/offerings", offering, "Idempotency-Key", key).expect(201).body().at("/name").asString())
                .as("what became of it").isEqualTo("Renamed");
        var another = Map.of("id", "another-one", "name", "Massage", "confirmation", "INSTANT", "mode", "MATCH");
        admin.post("/api/v1/admin/offerings", another, "Idempotency-Key", key)
                .expect(422);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'name':'x','confirmation':'INSTANT','durations':[4]}",
        "{'name':'x','confirmation':'INSTANT','durations':[]}",
        "{'name':'x','confirmation':'INSTANT','rules':{'holdMinutes':11}}",
        "{'name':'x','confirmation':'INSTANT','price':{'amount':-1,'currency':'INR'}}",
        "{'name':'x','confirmation':'INSTANT','price':{'amount':1,'currency':'rupees'}}",
        "{'name':'x','confirmation':'INSTANT','price':{'amount':1,'currency':'INR'},'hourlyRate':{'amount':1,'currency':'INR'}}",
        "{'name':'x','confirmation':'INSTANT','id':'another'}",
        "{'name':'x','confirmation':'INSTANT','price':{'amount':150000,'currency':'ABC'}}",
        "{'name':'x','confirmation':'INSTANT','price':{'amount':150000,'currency':'XXX'}}",
        "{'name':'x','confirmation':'INSTANT','hourlyRate':{'amount':150000,'currency':'XAU'}}",
        "{'name':'x','confirmation':'INSTANT','price':{'amount':1,'currency':'INR'}}",
        "{'name':'x','confirmation':'INSTANT','price':{'amount':99,'currency':'INR'}}",
        "{'name':'x','confirmation':'INSTANT','price':{'amount':999,'currency':'KWD'}}",
        "{'name':'x','confirmation':'INSTANT','hourlyRate':{'amount':197,'currency':'INR'},'durations':[30,60]}",
        "{'name':'x','confirmation':'INSTANT','policies':{'reminders':['PT59S']}}",
        "{'name':'x','confirmation':'INSTANT','policies':{'reminders':['P31D']}}",
        "{'name':'x','confirmation':'INSTANT','policies':{'reminders':['-PT1H']}}",
        "{'name':'x','confirmation':'INSTANT','policies':{'reminders':['24h']}}",
        "{'name':'x','confirmation':'INSTANT','policies':{'reminders':[60]}}",
        "{'name':'x','confirmation':'INSTANT','policies':{'reminders':[null]}}",
        "{'name':'x','confirmation':'INSTANT','policies':{'reminders':'PT1H'}}",
        "{'name':'x','confirmation':'INSTANT','policies':{'reminders':['PT1H','PT2H','PT3H','PT4H','PT5H','PT6H']}}",
        "{'name':'x','confirmation':'INSTANT','policies':{'reviewReminders':['PT59M']}}",
        "{'name':'x','confirmation':'INSTANT','policies':{'reviewReminders':['P91D']}}",
        "{'name':'x','confirmation':'INSTANT','preparation':{'klingon':'Fast'}}",
        "{'name':'x','confirmation':'INSTANT','preparation':{'en':' '}}",
        "{'name':'x','confirmation':'INSTANT','preparation':{'en':null}}",
        "{'name':'x','confirmation':'INSTANT','preparation':{'en':'a','hi':'b','he':'c','fr':'d','de':'e','it':'f'}}",
        "{'name':' ','confirmation':'INSTANT'}",
        "{'name':'x'}"
    })
    void anOfferingThatCannotBeIsRefused(String body) {
        assertThat(service.admin().put("/api/v1/admin/offerings/odd", body.replace('\'', '"')).expect(400).body().at("/errors").size())
                .isPositive();
        service.guest().get("/api/v1/offerings/odd").expect(404);
    }

    @Test
    void anOfferingSaysWhichPoliciesAreInForce() {
        var mostly = Map.of("name", "Reading", "confirmation", "INSTANT");
        JsonNode usual = service.admin().put("/api/v1/admin/offerings/usual", mostly).expect(200).body().at("/policies");
        assertThat(usual).isEqualTo(JsonMapper.shared().readTree("""
                {"fullRefundHours": 24, "laterRefundPercent": 50, "rescheduleNoticeHours": 24, "answerWithinHours": 24,
                 "answerBeforeStartHours": 2, "reminders": ["PT24H", "PT1H", "PT15M"],
                 "reviewReminders": ["PT24H", "PT96H", "PT264H"]}"""));
        assertThat(service.guest().get("/api/v1/offerings/usual").expect(200).body().at("/policies")).isEqualTo(usual);

        JsonNode own = service.admin()
                .put("/api/v1/admin/offerings/own", Map.of(
                        "name", "Reading",
                        "confirmation", "INSTANT",
                        "policies", Map.of("reminders", List.of("PT30M", "P2D", "PT30M"), "reviewReminders", List.of()),
                        "preparation", Map.of("en", "Please fast.", "he", "נא לצום.")))
                .expect(200)
                .body();
        assertThat(texts(own.at("/policies/reminders"))).containsExactly("PT48H", "PT30M");
        assertThat(own.at("/policies/reviewReminders")).isEmpty();
        assertThat(own.at("/policies/fullRefundHours").asInt()).isEqualTo(24);
        assertThat(own.at("/preparation/he").asString()).isEqualTo("נא לצום.");

        // Who writes back what they read has chosen nothing, so the tenant's go on to apply.
        service.admin()
                .put("/api/v1/admin/offerings/usual", service.guest().get("/api/v1/offerings/usual").body())
                .expect(200);
        service.admin().put("/api/v1/admin/offerings/usual", Map.of("name", "Reading", "confirmation", "INSTANT", "capacity", 2))
                .expect(200);
        await().untilAsserted(() -> assertThat(service.typesSaidAbout("usual"))
                .containsExactly("offering.published.v1", "offering.published.v1"));

        // A tenant has its own where the platform's do not fit.
        JsonNode theirs = service.as("quiet", "boss", Map.of(), "admin")
                .put("/api/v1/admin/offerings/theirs", mostly)
                .expect(200)
                .body();
        assertThat(texts(theirs.at("/policies/reminders"))).containsExactly("PT2H");
        assertThat(theirs.at("/policies/reviewReminders")).isEmpty();
    }

    @Test
    void remindersAreFrozenOnTheBookingAndTold() {
        service.catalogue("reminded", "INSTANT", 0, "dr-asha-iyer");
        String first = client.post(BOOKINGS, body(Map.of("offeringId", "reminded", "professionalId", "dr-asha-iyer")))
                .expect(202).body().at("/id").asString();
        service.admin()
                .put("/api/v1/admin/offerings/reminded", Map.of(
                        "name", "Consultation",
                        "confirmation", "INSTANT",
                        "hourlyRate", Map.of("amount", 0, "currency", "INR"),
                        "policies", Map.of("reminders", List.of("PT3H")),
                        "preparation", Map.of("en", "Please fast.")))
                .expect(200);
        String second = client.post(BOOKINGS, body(Map.of("offeringId", "reminded", "professionalId", "dr-asha-iyer")))
                .expect(202).body().at("/id").asString();
        for (String id : List.of(first, second)) {
            service.slotReserved(id, HOLD_UNTIL);
            service.moved(id, 1, "dr-asha-iyer", Instant.parse("2026-12-01T04:30:00Z"));
            await().until(() -> service.said("booking.confirmed.v1", id).size() == 1);
        }

        JsonNode before = service.said("booking.confirmed.v1", first).getFirst();
        JsonNode after = service.said("booking.confirmed.v1", second).getFirst();
        assertThat(texts(before.at("/reminders"))).containsExactly("PT24H", "PT1H", "PT15M");
        assertThat(before.has("preparation")).isFalse();
        assertThat(texts(after.at("/reminders"))).containsExactly("PT3H");
        assertThat(after.at("/preparation/en").asString()).isEqualTo("Please fast.");
        assertThat(texts(client.get(BOOKINGS + "/" + second).body().at("/policies/reminders"))).containsExactly("PT3H");
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    @ParameterizedTest
    @CsvSource({"0,INR", "100,INR", "1,JPY", "1000,KWD", "150000,USD"})
    void aPriceIsNothingOrWhatCanBePaid(long amount, String currency) {
        service.admin()
                .put("/api/v1/admin/offerings/priced", Map.of(
                        "name", "Priced", "confirmation", "INSTANT", "price", Map.of("amount", amount, "currency", currency)))
                .expect(200);
    }

    @ParameterizedTest(name = "an hour at {0} {1}, {2} minutes of it: {3}")
    @CsvSource({"300,INR,15,price-too-low", "300,INR,30,", "150000,XXX,60,currency-unavailable"})
    void aProfessionalsRateIsHeldToTheSame(long rate, String currency, int duration, String code) {
        service.admin()
                .put("/api/v1/admin/offerings/at-their-rate", Map.of(
                        "name", "At their rate", "confirmation", "INSTANT", "durations", List.of(15, 30, 60)))
                .expect(200);
        String id = "rate-" + rate + currency.toLowerCase(java.util.Locale.ROOT);
        service.tell("professional.registered.v1", id, Map.of(
                "professionalId", id, "displayName", id, "email", "x@example.com", "category", "medical",
                "hourlyRate", Map.of("amount", rate, "currency", currency), "zone", "Asia/Kolkata",
                "languages", List.of("en"), "offeringIds", List.of("at-their-rate"), "active", true));
        var body = body(Map.of("offeringId", "at-their-rate", "professionalId", id, "duration", 17));
        await().until(() -> client.post(BOOKINGS, body).text().contains("duration-not-offered"));

        Answer answer = client.post(BOOKINGS, body(Map.of(
                "offeringId", "at-their-rate", "professionalId", id, "duration", duration)));

        if (code == null) {
            answer.expect(202);
        } else {
            assertThat(answer.expect(422).body().at("/code").asString()).isEqualTo(code);
        }
    }

    @Test
    void whatCostsWhatTheProfessionalTakesIsNotListedWhereThePlatformFindsThem() {
        service.admin()
                .put("/api/v1/admin/offerings/home-massage", Map.of(
                        "name", "Massage at home", "confirmation", "INSTANT", "mode", "MATCH"))
                .expect(200);

        JsonNode items = service.guest().get("/api/v1/offerings?limit=100").expect(200).body().at("/items");
        assertThat(items.valueStream().map(item -> item.at("/id").asString()))
                .contains("consultation-60").doesNotContain("home-massage");
        assertThat(items.valueStream().allMatch(item -> item.at("/bookable").asBoolean())).isTrue();
        assertThat(service.guest().get("/api/v1/offerings/home-massage").expect(200).body().at("/bookable").asBoolean()).isFalse();
        var direct = body(Map.of("offeringId", "home-massage"));
        var match = Map.of("offeringId", "home-massage", "mode", "MATCH", "start", direct.get("start"));
        for (var body : List.of(direct, match)) {
            assertThat(client.post(BOOKINGS, body).expect(422).body().at("/code").asString()).isEqualTo("mode-unavailable");
        }
    }

    private HoldfastApi professional(String subject) {
        return service.as("demo", subject, Map.of(), "professional");
    }

    private String waitingForAnswer(String notes) {
        String id = client.post(BOOKINGS, body(Map.of(
                        "offeringId", "clinic-intake", "professionalId", "dr-james-lee", "notes", notes)))
                .expect(202)
                .body()
                .at("/id")
                .asString();
        service.slotReserved(id, HOLD_UNTIL);
        service.slotBooked(id);
        await().until(() -> client.get(BOOKINGS + "/" + id).body().at("/status").asString().equals("PENDING_CONFIRMATION"));
        return id;
    }

    /** A request that is right, with some fields said otherwise. */
    private static Map<String, Object> body(Map<String, Object> otherwise) {
        var body = new HashMap<String, Object>(Map.of(
                "offeringId", "consultation-60",
                "professionalId", "dr-sarah-khan",
                "start", "2026-12-01T04:30:00Z"));
        body.putAll(otherwise);
        return body;
    }

    /** Finds a booking of ours by its notes, once it is there. */
    private String idOf(String notes) {
        return await().until(
                () -> client.get(BOOKINGS + "?limit=100").body().at("/items").valueStream()
                        .filter(item -> item.at("/notes").asString("").equals(notes))
                        .map(item -> item.at("/id").asString())
                        .toList(),
                ids -> !ids.isEmpty()).getFirst();
    }
}
