package io.holdfast.matching.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.holdfast.matching.MatchingService;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.servicetest.Contracts;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Over real HTTP; each test has a tenant of its own. */
class ProfessionalsApiTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ADMIN = "/api/v1/admin/professionals";
    private static final String ME = "/api/v1/professionals/me";
    private static final String PUBLIC = "/api/v1/professionals";

    private static final ServiceUnderTest matching =
            ServiceUnderTest.of(MatchingService.class, "matching-service").start();
    private static int tenants;
    private String tenant;
    private HoldfastApi admin;

    @AfterAll
    static void stop() {
        matching.close();
    }

    @BeforeEach
    void newTenant() {
        tenant = "tenant-" + ++tenants;
        admin = matching.asOneOf(tenant, "somebody", "admin");
    }

    @Test
    void professionalThatAnAdminPutsIsPublishedAndShown() {
        Answer created = admin.put(ADMIN + "/dr-sarah-khan", sarah());
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body().path("email").stringValue()).isEqualTo("sarah.khan@example.com");
        assertThat(created.body().path("active").booleanValue()).isTrue();

        Answer shown = admin.get(PUBLIC + "/dr-sarah-khan");
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body()).isEqualTo(JSON.readTree("""
                {"id":"dr-sarah-khan","displayName":"Dr Sarah Khan","avatarUrl":"https://cdn.example.com/sarah.jpg","about":null,
                 "category":"medical","hourlyRate":{"amount":150000,"currency":"INR"},"zone":"Asia/Kolkata",
                 "rating":null,"ratingCount":0,"languages":["en","hi"],"offeringIds":["consultation-60","clinic-intake"]}
                """));
        await().untilAsserted(() -> assertThat(types()).containsExactly("professional.registered.v1"));
    }

    @Test
    void everyPublishedEventKeepsItsContract() {
        admin.put(ADMIN + "/full", sarah());
        admin.put(ADMIN + "/least", least());
        admin.put(ADMIN + "/full", with(sarah(), "displayName", "Dr S. Khan"));
        admin.put(ADMIN + "/full", with(sarah(), "active", false));

        await().untilAsserted(() -> assertThat(published()).hasSize(4));
        assertThat(published()).allSatisfy(event -> {
            JsonNode body = JSON.readTree(event.data());
            Contracts.require(event.type(), body);
            assertThat(event.key()).isEqualTo(body.path("professionalId").stringValue());
        });
        assertThat(types("full"))
                .containsExactly(
                        "professional.registered.v1", "professional.updated.v1", "professional.deactivated.v1");
    }

    @Test
    void samePutAgainChangesAndPublishesNothing() {
        assertThat(admin.put(ADMIN + "/sarah", sarah()).status()).isEqualTo(201);
        for (int i = 0; i < 3; i++) {
            assertThat(admin.put(ADMIN + "/sarah", sarah()).status()).isEqualTo(200);
        }
        // What comes after the repetitions would come after their events too.
        admin.put(ADMIN + "/sarah", with(sarah(), "category", "dental"));

        await().untilAsserted(() -> assertThat(types()).contains("professional.updated.v1"));
        assertThat(types()).containsExactly("professional.registered.v1", "professional.updated.v1");
    }

    @Test
    void whatAnAdminOrTheProfessionalReadsTheyCanSendBack() {
        admin.put(ADMIN + "/sarah", sarah());
        HoldfastApi herself = matching.asOneOf(tenant, "sarah", "professional");
        for (var reader : Map.of(ADMIN + "/sarah", admin, ME, herself).entrySet()) {
            Answer given = reader.getValue().get(reader.getKey());
            Answer taken = reader.getValue().put(reader.getKey(), given.body());
            assertThat(taken.status()).as(taken.body().toString()).isEqualTo(200);
            assertThat(taken.body()).isEqualTo(given.body());
        }
        // Of what reviews say, what was read may be old by now; somebody new cannot have any.
        Answer kept = admin.put(ADMIN + "/sarah", with(with(sarah(), "rating", 5.0), "ratingCount", 1));
        assertThat(kept.status()).isEqualTo(200);
        assertThat(kept.body().path("rating").isNull()).isTrue();
        assertThat(admin.put(ADMIN + "/james", with(sarah(), "rating", 5.0)).errorFields()).containsExactly("rating");
        assertThat(types()).doesNotContain("professional.updated.v1");
    }

    @Test
    void aPageBeyondTheLastIsEmpty() {
        admin.put(ADMIN + "/sarah", sarah());
        for (String page : List.of("2", "2147483647")) {
            JsonNode answer = admin.get(PUBLIC + "?limit=100&page=" + page).body();
            assertThat(answer.at("/items")).isEmpty();
            assertThat(answer.at("/pagination/total").intValue()).isEqualTo(1);
            assertThat(answer.at("/pagination/pages").intValue()).isEqualTo(1);
        }
    }

    @Test
    void concurrentPutsOfOneProfessionalRegisterOnce() throws Exception {
        List<Callable<Answer>> puts = IntStream.range(0, 8)
                .<Callable<Answer>>mapToObj(i -> () -> admin.put(ADMIN + "/sarah", sarah()))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses = new ArrayList<Integer>();
            for (var put : threads.invokeAll(puts)) {
                statuses.add(put.get().status());
            }
            assertThat(statuses).containsOnlyOnce(201).containsOnly(200, 201);
        }
        admin.put(ADMIN + "/sarah", with(sarah(), "active", false));

        await().untilAsserted(() -> assertThat(types()).contains("professional.deactivated.v1"));
        assertThat(types()).containsExactly("professional.registered.v1", "professional.deactivated.v1");
    }

    @Test
    void whoIsNotActiveIsHiddenAndComesBack() {
        admin.put(ADMIN + "/sarah", sarah());
        admin.put(ADMIN + "/sarah", with(sarah(), "active", false));
        assertThat(admin.get(PUBLIC + "/sarah").status()).isEqualTo(404);
        assertThat(admin.get(PUBLIC).body().path("items")).isEmpty();

        admin.put(ADMIN + "/sarah", sarah());
        assertThat(admin.get(PUBLIC + "/sarah").status()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(types())
                .containsExactly(
                        "professional.registered.v1", "professional.deactivated.v1", "professional.updated.v1"));
    }

    @Test
    void adminsListAllOfTheirsWithEverythingThatIsKnown() {
        admin.put(ADMIN + "/sarah", sarah());
        admin.put(ADMIN + "/zoe", with(with(with(least(), "displayName", "Zoë O'Brien"), "email", "z@example.org"), "active", false));
        admin.put(ADMIN + "/adam", with(least(), "displayName", "Adam Levi"));
        matching.asOneOf(tenant + "-other", "somebody", "admin").put(ADMIN + "/noor", with(least(), "displayName", "Zoe Noor"));

        JsonNode all = admin.get(ADMIN).expect(200).body();
        assertThat(ids(all)).containsExactly("adam", "sarah", "zoe");
        assertThat(all.at("/pagination/total").asInt()).isEqualTo(3);
        assertThat(all.at("/items/1")).isEqualTo(admin.get(ADMIN + "/sarah").body());
        assertThat(ids(admin.get(ADMIN + "?active=false").body())).containsExactly("zoe");
        assertThat(ids(admin.get(ADMIN + "?active=true&limit=1&page=2").body())).containsExactly("sarah");
        assertThat(ids(admin.get(ADMIN + "?offeringId=clinic-intake").body())).containsExactly("sarah");
        assertThat(ids(admin.get(ADMIN + "?category=medical&q=khan").body())).containsExactly("sarah");
        for (String q : List.of("zoe", "o%27brien", "brien%20ZO", "z@exam")) {
            assertThat(ids(admin.get(ADMIN + "?q=" + q).expect(200).body())).as(q).containsExactly("zoe");
        }
        assertThat(ids(admin.get(ADMIN + "?q=rien").body())).isEmpty();

        // What the list gave, PUT takes, and nothing is different then.
        for (JsonNode given : all.at("/items")) {
            String id = given.at("/id").stringValue();
            assertThat(admin.put(ADMIN + "/" + id, given).expect(200).body()).isEqualTo(given);
        }
        assertThat(admin.get(ADMIN).body()).isEqualTo(all);

        assertThat(admin.get(ADMIN + "?q=x").expect(400).errorFields()).containsExactly("q");
        assertThat(admin.get(ADMIN + "?active=maybe").expect(400).errorFields()).containsExactly("active");
        matching.asOneOf(tenant, "sarah", "professional").get(ADMIN).expect(403);
        matching.guest().get(ADMIN).expect(401);
    }

    private static List<String> ids(JsonNode page) {
        return page.at("/items").valueStream().map(item -> item.at("/id").stringValue()).toList();
    }

    @Test
    void listIsPagedSortedByNameAndFilteredByOffering() {
        for (int i = 1; i <= 5; i++) {
            admin.put(ADMIN + "/p-" + i, with(with(sarah(), "displayName", "Name " + (6 - i)),
                    "offeringIds", List.of(i % 2 == 0 ? "even" : "odd")));
        }

        Answer second = admin.get(PUBLIC + "?page=2&limit=2");
        assertThat(ids(second)).containsExactly("p-3", "p-2");
        assertThat(second.body().path("pagination"))
                .isEqualTo(JSON.readTree("{\"total\":5,\"pages\":3,\"currentPage\":2}"));
        Answer odd = admin.get(PUBLIC + "?offeringId=odd");
        assertThat(ids(odd)).containsExactly("p-5", "p-3", "p-1");
        assertThat(odd.body().path("pagination"))
                .isEqualTo(JSON.readTree("{\"total\":3,\"pages\":1,\"currentPage\":1}"));
        Answer none = admin.get(PUBLIC + "?offeringId=unheard-of");
        assertThat(none.body()).isEqualTo(
                JSON.readTree("{\"items\":[],\"pagination\":{\"total\":0,\"pages\":0,\"currentPage\":1}}"));
        assertThat(admin.get(PUBLIC + "?limit=100").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"limit=101,limit", "limit=0,limit", "page=0,page", "limit=many,limit", "page=99999999999,page"})
    void pageThatCannotBeIsRefused(String query, String field) {
        Answer refused = matching.guest().get(PUBLIC + "?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorFields()).containsExactly(field);
    }

    @Test
    void visitorsSeeTheTenantTheyAskFor() {
        admin.put(ADMIN + "/sarah", sarah());

        assertThat(ids(matching.guest().get(PUBLIC, "Holdfast-Tenant", tenant)))
                .containsExactly("sarah");
        assertThat(matching.guest().get(PUBLIC + "/sarah", "Holdfast-Tenant", "elsewhere")
                        .status())
                .isEqualTo(404);
        assertThat(matching.guest().get(PUBLIC + "/No_Such_Id").status()).isEqualTo(404);
    }

    @Test
    void tenantsDoNotSeeOrTouchEachOthersProfessionals() {
        admin.put(ADMIN + "/sarah", sarah());
        HoldfastApi stranger = matching.asOneOf(tenant + "-other", "somebody", "admin");

        assertThat(stranger.get(PUBLIC + "/sarah").status()).isEqualTo(404);
        assertThat(stranger.get(PUBLIC).body().path("items")).isEmpty();
        assertThat(stranger.put(ADMIN + "/sarah", with(sarah(), "displayName", "Somebody Else")).status())
                .isEqualTo(201);
        assertThat(admin.get(PUBLIC + "/sarah").body().path("displayName").stringValue())
                .isEqualTo("Dr Sarah Khan");
    }

    @Test
    void onlyAdminsWrite() {
        for (String role : List.of("client", "professional", "ADMIN")) {
            HoldfastApi token = matching.asOneOf(tenant, "somebody", role);
            assertThat(token.put(ADMIN + "/sarah", sarah()).status()).as(role).isEqualTo(403);
            assertThat(token.post(ADMIN, sarah()).status()).as(role).isEqualTo(403);
        }
        assertThat(matching.guest().put(ADMIN + "/sarah", sarah()).status()).isEqualTo(401);
        assertThat(matching.forger().put(ADMIN + "/sarah", sarah()).status())
                .isEqualTo(401);
        assertThat(matching.asOneOf("", "somebody", "admin").put(ADMIN + "/sarah", sarah()).status()).isEqualTo(401);
        assertThat(admin.get(PUBLIC + "/sarah").status()).isEqualTo(404);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '|', textBlock = """
            displayName | null                                   | displayName
            displayName | "A"                                    | displayName
            displayName | "  A "                                 | displayName
            displayName | "Dr\\u0000Khan"                        | displayName
            email       | null                                   | email
            email       | "sarah"                                | email
            email       | "sarah@localhost"                      | email
            email       | "sarah@example.com\\r\\nBcc: x@y.com"  | email
            phone       | "098112 22333"                         | phone
            avatarUrl   | "javascript:alert(1)"                  | avatarUrl
            avatarUrl   | "https://cdn.example.com/a b"          | avatarUrl
            about       | "a\\u0007b"                           | about
            category    | ""                                     | category
            hourlyRate  | null                                   | hourlyRate
            hourlyRate  | {"amount":-1,"currency":"INR"}         | hourlyRate.amount
            hourlyRate  | {"amount":1.5,"currency":"INR"}        | hourlyRate.amount
            hourlyRate  | {"amount":"1","currency":"INR"}        | hourlyRate.amount
            hourlyRate  | {"amount":1,"currency":"RUPEE"}        | hourlyRate.currency
            hourlyRate  | {"amount":150000,"currency":"ABC"}     | hourlyRate.currency
            hourlyRate  | {"amount":150000,"currency":"XXX"}     | hourlyRate.currency
            hourlyRate  | {"amount":1,"currency":"INR"}          | hourlyRate.amount
            hourlyRate  | {"amount":199,"currency":"INR"}        | hourlyRate.amount
            hourlyRate  | {"amount":1999,"currency":"KWD"}       | hourlyRate.amount
            hourlyRate  | {"amount":1}                           | hourlyRate.currency
            zone        | null                                   | zone
            zone        | "Mars/Olympus"                         | zone
            zone        | "+05:30"                               | zone
            languages   | ["English!"]                           | languages
            languages   | ["en","en"]                            | languages
            languages   | [null]                                 | languages
            offeringIds | ["No Such"]                            | offeringIds
            skills      | [""]                                   | skills
            serviceArea | ["a\\u0000b"]                         | serviceArea[0]
            serviceArea | ["Pune","Pune"]                        | serviceArea
            gender      | "BOTH"                                 | gender
            active      | "yes"                                  | active
            id          | "somebody-else"                        | id
            surprise    | 1                                      | surprise
            """)
    void whatIsNotValidIsNamedAndChangesNothing(String field, String value, String complaint) {
        var body = with(sarah(), field, JSON.readTree(value));

        Answer refused = admin.put(ADMIN + "/sarah", body);

        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(400);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.errorFields()).containsExactly(complaint);
        assertThat(admin.get(PUBLIC + "/sarah").status()).isEqualTo(404);
    }

    @Test
    void professionalsReadAndPresentThemselves() {
        admin.put(ADMIN + "/sarah", sarah());
        HoldfastApi own = matching.asOneOf(tenant, "sarah", "professional");

        Answer read = own.get(ME);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body()).isEqualTo(admin.get(ADMIN + "/sarah").body());
        assertThat(read.body().path("serviceArea")).isEqualTo(JSON.readTree("[\"Pune\",\"Tel Aviv\"]"));

        Answer presented = own.put(ME, Map.of(
                "displayName", "Dr S. Khan", "languages", List.of("hi"), "about", "  For pains.\nNear the station. "));
        assertThat(presented.status()).isEqualTo(200);
        assertThat(presented.body()).isEqualTo(own.get(ME).body());
        assertThat(presented.body()).isEqualTo(JSON.readTree("""
                {"id":"sarah","displayName":"Dr S. Khan","email":"sarah.khan@example.com","phone":null,"avatarUrl":null,
                 "about":"For pains.\\nNear the station.",
                 "category":"medical","hourlyRate":{"amount":150000,"currency":"INR"},"zone":"Asia/Kolkata",
                 "rating":null,"ratingCount":0,"languages":["hi"],"offeringIds":["consultation-60","clinic-intake"],
                 "skills":["cardiology"],"serviceArea":[],"gender":null,"active":true}
                """));
        await().untilAsserted(() -> assertThat(types())
                .containsExactly("professional.registered.v1", "professional.updated.v1"));
        JsonNode told = JSON.readTree(published().getLast().data());
        Contracts.require("professional.updated.v1", told);
        assertThat(told.path("displayName").stringValue()).isEqualTo("Dr S. Khan");
    }

    @Test
    void whatWasReadCanBeSentBackAndChangesNothing() {
        admin.put(ADMIN + "/sarah", sarah());
        HoldfastApi own = matching.asOneOf(tenant, "sarah", "professional");

        assertThat(own.put(ME, own.get(ME).body()).status()).isEqualTo(200);
        admin.put(ADMIN + "/sarah", with(sarah(), "active", false));

        await().untilAsserted(() -> assertThat(types()).contains("professional.deactivated.v1"));
        assertThat(types()).containsExactly("professional.registered.v1", "professional.deactivated.v1");
        assertThat(own.get(ME).body().path("active").booleanValue()).as("still there for themselves").isFalse();
    }

    @Test
    void theProfileFollowsTheZoneOfTheScheduleAndNobodySaysAnother() {
        admin.put(ADMIN + "/sarah", sarah());
        HoldfastApi own = matching.asOneOf(tenant, "sarah", "professional");
        scheduleChanged("sarah", "Asia/Kolkata", 1);
        scheduleChanged("sarah", "Asia/Tokyo", 2);
        scheduleChanged("sarah", "Europe/Paris", 1);
        scheduleChanged("sarah", "Asia/Tokyo", 2);
        scheduleChanged("nobody", "Asia/Tokyo", 1);

        await().untilAsserted(() -> assertThat(admin.get(PUBLIC + "/sarah").body().path("zone").stringValue())
                .isEqualTo("Asia/Tokyo"));
        JsonNode shown = own.get(ME).body();
        assertThat(own.put(ME, shown).status()).as("what GET gave").isEqualTo(200);
        Answer other = own.put(ME, with(sarah(), "zone", "Asia/Kolkata"));
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.body().toString()).contains("is Asia/Tokyo, that of the schedule");
        Answer byAdmin = admin.put(ADMIN + "/sarah", sarah());
        assertThat(byAdmin.status()).isEqualTo(400);
        assertThat(byAdmin.errorFields()).containsExactly("zone");
        assertThat(byAdmin.body().toString()).contains("PUT /api/v1/professionals/me/schedule");
        assertThat(admin.put(ADMIN + "/sarah", with(sarah(), "zone", "Asia/Tokyo")).status()).isEqualTo(200);
        admin.put(ADMIN + "/sarah", with(with(sarah(), "zone", "Asia/Tokyo"), "category", "dental"));
        await().untilAsserted(() -> assertThat(types("sarah").stream().filter(type -> type.startsWith("professional.")))
                .containsExactly("professional.registered.v1", "professional.updated.v1", "professional.updated.v1"));
        assertThat(published().stream()
                        .filter(event -> event.type().equals("professional.updated.v1"))
                        .map(OutboxEntry::data))
                .allMatch(data -> data.contains("Asia/Tokyo"));
    }

    private void scheduleChanged(String professional, String zone, long sequence) {
        matching.hears(matching.eventOf(
                tenant, sequence, "schedule.changed.v1", "professionalId", professional, "schedule.zone", zone));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '|', textBlock = """
            displayName | null                                   | displayName
            phone       | "098112 22333"                         | phone
            avatarUrl   | "javascript:alert(1)"                  | avatarUrl
            languages   | ["English!"]                           | languages
            serviceArea | [""]                                   | serviceArea
            id          | "james"                                | id
            email       | "other@example.com"                    | email
            category    | "dental"                               | category
            hourlyRate  | {"amount":1,"currency":"INR"}          | hourlyRate
            hourlyRate  | {"amount":150000,"currency":"USD"}     | hourlyRate
            zone        | "UTC"                                  | zone
            offeringIds | ["home-massage"]                       | offeringIds
            skills      | ["surgery"]                            | skills
            active      | false                                  | active
            surprise    | 1                                      | surprise
            """)
    void whatIsNotTheirsOrNotValidIsNamedAndChangesNothing(String field, String value, String complaint) {
        admin.put(ADMIN + "/sarah", sarah());
        HoldfastApi own = matching.asOneOf(tenant, "sarah", "professional");

        Answer refused = own.put(ME, with(sarah(), field, JSON.readTree(value)));

        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(400);
        assertThat(refused.errorFields()).containsExactly(complaint);
        assertThat(admin.put(ADMIN + "/sarah", sarah()).status()).isEqualTo(200);
        assertThat(own.get(ME).body().path("displayName").stringValue()).isEqualTo("Dr Sarah Khan");
    }

    @Test
    void aProfileOfOnesOwnNeedsTheRoleAndTheRegistration() {
        admin.put(ADMIN + "/sarah", sarah());

        assertThat(matching.guest().get(ME).status()).isEqualTo(401);
        assertThat(matching.asOneOf(tenant, "sarah", "client").get(ME).status()).isEqualTo(403);
        assertThat(matching.asOneOf(tenant, "sarah", "admin").put(ME, sarah()).status()).isEqualTo(403);
        for (String stranger : List.of("james", "me", "auth0|5f7c")) {
            HoldfastApi token = matching.asOneOf(tenant, stranger, "professional");
            assertThat(token.get(ME).status()).as(stranger).isEqualTo(404);
            assertThat(token.put(ME, sarah()).status()).as(stranger).isEqualTo(404);
        }
        HoldfastApi elsewhere = matching.asOneOf(tenant + "-other", "sarah", "professional");
        assertThat(elsewhere.get(ME).status()).isEqualTo(404);
        assertThat(elsewhere.get(ADMIN + "/sarah").status()).isEqualTo(403);
        assertThat(admin.get(ADMIN + "/nobody").status()).isEqualTo(404);
    }

    @Test
    void everyMistakeIsNamedAtOnce() {
        Answer refused = admin.put(ADMIN + "/sarah", "{}");

        assertThat(refused.errorFields()).containsExactly("displayName", "email", "category", "hourlyRate", "zone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"me", "Dr-Khan", "a_b", "%C3%A4", "0123456789012345678901234567890123456789012345678901234567890"})
    void idOutsideTheRuleIsRefused(String id) {
        assertThat(admin.put(ADMIN + "/" + id, sarah()).errorFields()).containsExactly("id");
    }

    @Test
    void bodyThatIsNoJsonIsRefused() {
        assertThat(admin.put(ADMIN + "/sarah", "{\"displayName\":").status()).isEqualTo(400);
        assertThat(admin.put(ADMIN + "/sarah", "[]").status()).isEqualTo(400);
    }

    @Test
    void postRegistersUnderTheGivenOrAGeneratedIdAndRefusesATakenOne() {
        assertThat(admin.post(ADMIN, with(sarah(), "id", "sarah")).status()).isEqualTo(201);
        assertThat(admin.post(ADMIN, with(sarah(), "id", "sarah")).status()).isEqualTo(409);
        assertThat(admin.post(ADMIN, with(sarah(), "id", "Sarah")).errorFields())
                .containsExactly("id");

        Answer generated = admin.post(ADMIN, sarah());
        assertThat(generated.status()).isEqualTo(201);
        assertThat(admin.get(PUBLIC + "/" + generated.body().path("id").stringValue()).status())
                .isEqualTo(200);
        await().untilAsserted(() -> assertThat(types())
                .containsExactly("professional.registered.v1", "professional.registered.v1"));
    }

    @Test
    void postWithTheSameIdempotencyKeyIsDoneOnce() {
        Answer first = admin.post(ADMIN, sarah(), "Idempotency-Key", "try-1");
        Answer second = admin.post(ADMIN, sarah(), "Idempotency-Key", "try-1");
        Answer other = admin.post(ADMIN, with(sarah(), "category", "dental"), "Idempotency-Key", "try-1");

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body().path("code").stringValue()).isEqualTo("idempotency-key-reused");
        assertThat(admin.get(PUBLIC).body().path("pagination").path("total").intValue()).isEqualTo(1);
        assertThat(admin.post(ADMIN, sarah(), "Idempotency-Key", "k".repeat(256)).status())
                .isEqualTo(400);
    }

    @Test
    void tableReadsExactlyWhatTheCatalogueSays() {
        assertThat(matching.bean(Subscriptions.class).types())
                .containsExactlyInAnyOrderElementsOf(Contracts.CATALOGUE.consumedBy("matching-service").stream()
                        .map(event -> event.type())
                        .toList());
    }

    @Test
    void serviceIsReady() {
        assertThat(matching.guest().get("/actuator/health/readiness").status()).isEqualTo(200);
    }

    private List<OutboxEntry> published() {
        return matching.transport().published().stream()
                .filter(event -> event.tenantId().equals(tenant) && !event.type().startsWith("admin-action."))
                .toList();
    }

    private List<String> types() {
        return published().stream().map(OutboxEntry::type).toList();
    }

    private List<String> types(String key) {
        return published().stream().filter(event -> event.key().equals(key)).map(OutboxEntry::type).toList();
    }

    private static List<String> ids(Answer list) {
        return list.body().path("items").valueStream().map(item -> item.path("id").stringValue()).toList();
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        var changed = new LinkedHashMap<>(body);
        changed.put(field, value);
        return changed;
    }

    private static Map<String, Object> sarah() {
        return with(with(with(with(with(with(least(), "phone", "+919811122233"),
                "avatarUrl", "https://cdn.example.com/sarah.jpg"),
                "languages", List.of("en", "hi")),
                "offeringIds", List.of("consultation-60", "clinic-intake")),
                "skills", List.of("cardiology")),
                "serviceArea", List.of("Pune", "Tel Aviv"));
    }

    private static Map<String, Object> least() {
        return Map.of(
                "displayName", "Dr Sarah Khan",
                "email", "sarah.khan@example.com",
                "category", "medical",
                "hourlyRate", Map.of("amount", 150_000, "currency", "INR"),
                "zone", "Asia/Kolkata");
    }
}
