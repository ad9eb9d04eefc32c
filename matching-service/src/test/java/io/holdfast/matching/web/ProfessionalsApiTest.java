package io.holdfast.matching.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.holdfast.contracts.Catalogue;
import io.holdfast.matching.MatchingInstance;
import io.holdfast.matching.MatchingInstance.Answer;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.messaging.memory.InMemoryTransport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Over real HTTP; each test has a tenant of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProfessionalsApiTest {

    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private static final String ADMIN = "/api/v1/admin/professionals";
    private static final String ME = "/api/v1/professionals/me";
    private static final String PUBLIC = "/api/v1/professionals";

    private final InMemoryTransport transport = new InMemoryTransport(CATALOGUE);
    private MatchingInstance matching;
    private int tenants;
    private String tenant;
    private String admin;

    @BeforeAll
    void start() {
        matching = new MatchingInstance(transport);
    }

    @AfterAll
    void stop() {
        matching.close();
    }

    @BeforeEach
    void newTenant() {
        tenant = "tenant-" + ++tenants;
        admin = matching.token(tenant, "admin");
    }

    @Test
    void professionalThatAnAdminPutsIsPublishedAndShown() throws Exception {
        Answer created = matching.put(ADMIN + "/dr-sarah-khan", admin, sarah());
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body().path("email").stringValue()).isEqualTo("sarah.khan@example.com");
        assertThat(created.body().path("active").booleanValue()).isTrue();

        Answer shown = matching.get(PUBLIC + "/dr-sarah-khan", admin);
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body()).isEqualTo(JSON.readTree("""
                {"id":"dr-sarah-khan","displayName":"Dr Sarah Khan","avatarUrl":"https://cdn.example.com/sarah.jpg",
                 "category":"medical","hourlyRate":{"amount":150000,"currency":"INR"},"zone":"Asia/Kolkata",
                 "rating":null,"offeringIds":["consultation-60","clinic-intake"]}
                """));
        await().untilAsserted(() -> assertThat(types()).containsExactly("professional.registered.v1"));
    }

    @Test
    void everyPublishedEventKeepsItsContract() throws Exception {
        matching.put(ADMIN + "/full", admin, sarah());
        matching.put(ADMIN + "/least", admin, least());
        matching.put(ADMIN + "/full", admin, with(sarah(), "displayName", "Dr S. Khan"));
        matching.put(ADMIN + "/full", admin, with(sarah(), "active", false));

        await().untilAsserted(() -> assertThat(published()).hasSize(4));
        assertThat(published()).allSatisfy(event -> {
            JsonNode body = JSON.readTree(event.data());
            assertThat(SCHEMAS.getSchema(JSON.readTree(CATALOGUE.producerSchemaOf(event.type()))).validate(body))
                    .as(event.type() + " " + event.data())
                    .isEmpty();
            assertThat(event.key()).isEqualTo(body.path("professionalId").stringValue());
        });
        assertThat(types("full"))
                .containsExactly(
                        "professional.registered.v1", "professional.updated.v1", "professional.deactivated.v1");
    }

    @Test
    void samePutAgainChangesAndPublishesNothing() throws Exception {
        assertThat(matching.put(ADMIN + "/sarah", admin, sarah()).status()).isEqualTo(201);
        for (int i = 0; i < 3; i++) {
            assertThat(matching.put(ADMIN + "/sarah", admin, sarah()).status()).isEqualTo(200);
        }
        // What comes after the repetitions would come after their events too.
        matching.put(ADMIN + "/sarah", admin, with(sarah(), "category", "dental"));

        await().untilAsserted(() -> assertThat(types()).contains("professional.updated.v1"));
        assertThat(types()).containsExactly("professional.registered.v1", "professional.updated.v1");
    }

    @Test
    void whatAnAdminOrTheProfessionalReadsTheyCanSendBack() throws Exception {
        matching.put(ADMIN + "/sarah", admin, sarah());
        String herself = matching.tokenOf("sarah", tenant, "professional");
        for (String[] read : new String[][] {{ADMIN + "/sarah", admin}, {ME, herself}}) {
            Answer given = matching.get(read[0], read[1]);
            Answer taken = matching.put(read[0], read[1], given.body());
            assertThat(taken.status()).as(taken.body().toString()).isEqualTo(200);
            assertThat(taken.body()).isEqualTo(given.body());
        }
        // What is read only stays as it is.
        Answer refused = matching.put(ADMIN + "/sarah", admin, with(sarah(), "rating", 5.0));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/errors/0/field").stringValue()).isEqualTo("rating");
        assertThat(types()).doesNotContain("professional.updated.v1");
    }

    @Test
    void aPageBeyondTheLastIsEmpty() throws Exception {
        matching.put(ADMIN + "/sarah", admin, sarah());
        for (String page : List.of("2", "2147483647")) {
            JsonNode answer = matching.get(PUBLIC + "?limit=100&page=" + page, admin).body();
            assertThat(answer.at("/items")).isEmpty();
            assertThat(answer.at("/pagination/total").intValue()).isEqualTo(1);
            assertThat(answer.at("/pagination/pages").intValue()).isEqualTo(1);
        }
    }

    @Test
    void concurrentPutsOfOneProfessionalRegisterOnce() throws Exception {
        List<Callable<Answer>> puts = IntStream.range(0, 8)
                .<Callable<Answer>>mapToObj(i -> () -> matching.put(ADMIN + "/sarah", admin, sarah()))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses = new ArrayList<Integer>();
            for (var put : threads.invokeAll(puts)) {
                statuses.add(put.get().status());
            }
            assertThat(statuses).containsOnlyOnce(201).containsOnly(200, 201);
        }
        matching.put(ADMIN + "/sarah", admin, with(sarah(), "active", false));

        await().untilAsserted(() -> assertThat(types()).contains("professional.deactivated.v1"));
        assertThat(types()).containsExactly("professional.registered.v1", "professional.deactivated.v1");
    }

    @Test
    void whoIsNotActiveIsHiddenAndComesBack() throws Exception {
        matching.put(ADMIN + "/sarah", admin, sarah());
        matching.put(ADMIN + "/sarah", admin, with(sarah(), "active", false));
        assertThat(matching.get(PUBLIC + "/sarah", admin).status()).isEqualTo(404);
        assertThat(matching.get(PUBLIC, admin).body().path("items")).isEmpty();

        matching.put(ADMIN + "/sarah", admin, sarah());
        assertThat(matching.get(PUBLIC + "/sarah", admin).status()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(types())
                .containsExactly(
                        "professional.registered.v1", "professional.deactivated.v1", "professional.updated.v1"));
    }

    @Test
    void listIsPagedSortedByNameAndFilteredByOffering() throws Exception {
        for (int i = 1; i <= 5; i++) {
            matching.put(ADMIN + "/p-" + i, admin, with(with(sarah(), "displayName", "Name " + (6 - i)),
                    "offeringIds", List.of(i % 2 == 0 ? "even" : "odd")));
        }

        Answer second = matching.get(PUBLIC + "?page=2&limit=2", admin);
        assertThat(ids(second)).containsExactly("p-3", "p-2");
        assertThat(second.body().path("pagination"))
                .isEqualTo(JSON.readTree("{\"total\":5,\"pages\":3,\"currentPage\":2}"));
        Answer odd = matching.get(PUBLIC + "?offeringId=odd", admin);
        assertThat(ids(odd)).containsExactly("p-5", "p-3", "p-1");
        assertThat(odd.body().path("pagination"))
                .isEqualTo(JSON.readTree("{\"total\":3,\"pages\":1,\"currentPage\":1}"));
        Answer none = matching.get(PUBLIC + "?offeringId=unheard-of", admin);
        assertThat(none.body()).isEqualTo(
                JSON.readTree("{\"items\":[],\"pagination\":{\"total\":0,\"pages\":0,\"currentPage\":1}}"));
        assertThat(matching.get(PUBLIC + "?limit=100", admin).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"limit=101,limit", "limit=0,limit", "page=0,page", "limit=many,limit", "page=99999999999,page"})
    void pageThatCannotBeIsRefused(String query, String field) throws Exception {
        Answer refused = matching.get(PUBLIC + "?" + query, null);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorFields()).containsExactly(field);
    }

    @Test
    void visitorsSeeTheTenantTheyAskFor() throws Exception {
        matching.put(ADMIN + "/sarah", admin, sarah());

        assertThat(ids(matching.send(matching.request(PUBLIC, null).header("Holdfast-Tenant", tenant))))
                .containsExactly("sarah");
        assertThat(matching.send(matching.request(PUBLIC + "/sarah", null).header("Holdfast-Tenant", "elsewhere"))
                        .status())
                .isEqualTo(404);
        assertThat(matching.get(PUBLIC + "/No_Such_Id", null).status()).isEqualTo(404);
    }

    @Test
    void tenantsDoNotSeeOrTouchEachOthersProfessionals() throws Exception {
        matching.put(ADMIN + "/sarah", admin, sarah());
        String stranger = matching.token(tenant + "-other", "admin");

        assertThat(matching.get(PUBLIC + "/sarah", stranger).status()).isEqualTo(404);
        assertThat(matching.get(PUBLIC, stranger).body().path("items")).isEmpty();
        assertThat(matching.put(ADMIN + "/sarah", stranger, with(sarah(), "displayName", "Somebody Else")).status())
                .isEqualTo(201);
        assertThat(matching.get(PUBLIC + "/sarah", admin).body().path("displayName").stringValue())
                .isEqualTo("Dr Sarah Khan");
    }

    @Test
    void onlyAdminsWrite() throws Exception {
        for (String role : List.of("client", "professional", "ADMIN")) {
            String token = matching.token(tenant, role);
            assertThat(matching.put(ADMIN + "/sarah", token, sarah()).status()).as(role).isEqualTo(403);
            assertThat(matching.post(ADMIN, token, sarah(), Map.of()).status()).as(role).isEqualTo(403);
        }
        assertThat(matching.put(ADMIN + "/sarah", null, sarah()).status()).isEqualTo(401);
        assertThat(matching.put(ADMIN + "/sarah", matching.forgedToken(tenant, "admin"), sarah()).status())
                .isEqualTo(401);
        assertThat(matching.put(ADMIN + "/sarah", matching.token("", "admin"), sarah()).status()).isEqualTo(401);
        assertThat(matching.get(PUBLIC + "/sarah", admin).status()).isEqualTo(404);
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
            active      | "yes"                                  | active
            id          | "somebody-else"                        | id
            surprise    | 1                                      | surprise
            """)
    void whatIsNotValidIsNamedAndChangesNothing(String field, String value, String complaint) throws Exception {
        var body = with(sarah(), field, JSON.readTree(value));

        Answer refused = matching.put(ADMIN + "/sarah", admin, body);

        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(400);
        assertThat(refused.contentType()).startsWith("application/problem+json");
        assertThat(refused.errorFields()).containsExactly(complaint);
        assertThat(matching.get(PUBLIC + "/sarah", admin).status()).isEqualTo(404);
    }

    @Test
    void professionalsReadAndPresentThemselves() throws Exception {
        matching.put(ADMIN + "/sarah", admin, sarah());
        String own = matching.tokenOf("sarah", tenant, "professional");

        Answer read = matching.get(ME, own);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body()).isEqualTo(matching.get(ADMIN + "/sarah", admin).body());
        assertThat(read.body().path("serviceArea")).isEqualTo(JSON.readTree("[\"Pune\",\"Tel Aviv\"]"));

        Answer presented = matching.put(ME, own, Map.of("displayName", "Dr S. Khan", "languages", List.of("hi")));
        assertThat(presented.status()).isEqualTo(200);
        assertThat(presented.body()).isEqualTo(matching.get(ME, own).body());
        assertThat(presented.body()).isEqualTo(JSON.readTree("""
                {"id":"sarah","displayName":"Dr S. Khan","email":"sarah.khan@example.com","phone":null,"avatarUrl":null,
                 "category":"medical","hourlyRate":{"amount":150000,"currency":"INR"},"zone":"Asia/Kolkata",
                 "rating":null,"languages":["hi"],"offeringIds":["consultation-60","clinic-intake"],
                 "skills":["cardiology"],"serviceArea":[],"active":true}
                """));
        await().untilAsserted(() -> assertThat(types())
                .containsExactly("professional.registered.v1", "professional.updated.v1"));
        JsonNode told = JSON.readTree(published().getLast().data());
        assertThat(SCHEMAS.getSchema(JSON.readTree(CATALOGUE.producerSchemaOf("professional.updated.v1"))).validate(told))
                .isEmpty();
        assertThat(told.path("displayName").stringValue()).isEqualTo("Dr S. Khan");
    }

    @Test
    void whatWasReadCanBeSentBackAndChangesNothing() throws Exception {
        matching.put(ADMIN + "/sarah", admin, sarah());
        String own = matching.tokenOf("sarah", tenant, "professional");

        assertThat(matching.put(ME, own, matching.get(ME, own).body()).status()).isEqualTo(200);
        matching.put(ADMIN + "/sarah", admin, with(sarah(), "active", false));

        await().untilAsserted(() -> assertThat(types()).contains("professional.deactivated.v1"));
        assertThat(types()).containsExactly("professional.registered.v1", "professional.deactivated.v1");
        assertThat(matching.get(ME, own).body().path("active").booleanValue()).as("still there for themselves").isFalse();
    }

    @Test
    void theProfileFollowsTheZoneOfTheScheduleAndNobodySaysAnother() throws Exception {
        matching.put(ADMIN + "/sarah", admin, sarah());
        String own = matching.tokenOf("sarah", tenant, "professional");
        scheduleChanged("sarah", "Asia/Kolkata", 1);
        scheduleChanged("sarah", "Asia/Tokyo", 2);
        scheduleChanged("sarah", "Europe/Paris", 1);
        scheduleChanged("sarah", "Asia/Tokyo", 2);
        scheduleChanged("nobody", "Asia/Tokyo", 1);

        await().untilAsserted(() -> assertThat(matching.get(PUBLIC + "/sarah", admin).body().path("zone").stringValue())
                .isEqualTo("Asia/Tokyo"));
        JsonNode shown = matching.get(ME, own).body();
        assertThat(matching.put(ME, own, shown).status()).as("what GET gave").isEqualTo(200);
        Answer other = matching.put(ME, own, with(sarah(), "zone", "Asia/Kolkata"));
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.body().toString()).contains("is Asia/Tokyo, that of the schedule");
        Answer byAdmin = matching.put(ADMIN + "/sarah", admin, sarah());
        assertThat(byAdmin.status()).isEqualTo(400);
        assertThat(byAdmin.errorFields()).containsExactly("zone");
        assertThat(byAdmin.body().toString()).contains("PUT /api/v1/professionals/me/schedule");
        assertThat(matching.put(ADMIN + "/sarah", admin, with(sarah(), "zone", "Asia/Tokyo")).status()).isEqualTo(200);
        matching.put(ADMIN + "/sarah", admin, with(with(sarah(), "zone", "Asia/Tokyo"), "category", "dental"));
        await().untilAsserted(() -> assertThat(types("sarah").stream().filter(type -> type.startsWith("professional.")))
                .containsExactly("professional.registered.v1", "professional.updated.v1", "professional.updated.v1"));
        assertThat(published().stream()
                        .filter(event -> event.type().equals("professional.updated.v1"))
                        .map(OutboxEntry::data))
                .allMatch(data -> data.contains("Asia/Tokyo"));
    }

    private void scheduleChanged(String professional, String zone, long sequence) {
        String id = UUID.randomUUID().toString();
        String body = CATALOGUE.exampleOf("schedule.changed.v1")
                .replace("dr-sarah-khan", professional)
                .replace("Asia/Kolkata", zone);
        transport.send(new OutboxEntry(
                id, "schedule.changed.v1", "availability-service", professional, tenant, Instant.now(), sequence, id, null,
                null, body));
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
            rating      | 5                                      | rating
            active      | false                                  | active
            surprise    | 1                                      | surprise
            """)
    void whatIsNotTheirsOrNotValidIsNamedAndChangesNothing(String field, String value, String complaint)
            throws Exception {
        matching.put(ADMIN + "/sarah", admin, sarah());
        String own = matching.tokenOf("sarah", tenant, "professional");

        Answer refused = matching.put(ME, own, with(sarah(), field, JSON.readTree(value)));

        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(400);
        assertThat(refused.errorFields()).containsExactly(complaint);
        assertThat(matching.put(ADMIN + "/sarah", admin, sarah()).status()).isEqualTo(200);
        assertThat(matching.get(ME, own).body().path("displayName").stringValue()).isEqualTo("Dr Sarah Khan");
    }

    @Test
    void aProfileOfOnesOwnNeedsTheRoleAndTheRegistration() throws Exception {
        matching.put(ADMIN + "/sarah", admin, sarah());

        assertThat(matching.get(ME, null).status()).isEqualTo(401);
        assertThat(matching.get(ME, matching.tokenOf("sarah", tenant, "client")).status()).isEqualTo(403);
        assertThat(matching.put(ME, matching.tokenOf("sarah", tenant, "admin"), sarah()).status()).isEqualTo(403);
        for (String stranger : List.of("james", "me", "auth0|5f7c")) {
            String token = matching.tokenOf(stranger, tenant, "professional");
            assertThat(matching.get(ME, token).status()).as(stranger).isEqualTo(404);
            assertThat(matching.put(ME, token, sarah()).status()).as(stranger).isEqualTo(404);
        }
        String elsewhere = matching.tokenOf("sarah", tenant + "-other", "professional");
        assertThat(matching.get(ME, elsewhere).status()).isEqualTo(404);
        assertThat(matching.get(ADMIN + "/sarah", elsewhere).status()).isEqualTo(403);
        assertThat(matching.get(ADMIN + "/nobody", admin).status()).isEqualTo(404);
    }

    @Test
    void everyMistakeIsNamedAtOnce() throws Exception {
        Answer refused = matching.put(ADMIN + "/sarah", admin, "{}");

        assertThat(refused.errorFields()).containsExactly("displayName", "email", "category", "hourlyRate", "zone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"me", "Dr-Khan", "a_b", "%C3%A4", "0123456789012345678901234567890123456789012345678901234567890"})
    void idOutsideTheRuleIsRefused(String id) throws Exception {
        assertThat(matching.put(ADMIN + "/" + id, admin, sarah()).errorFields()).containsExactly("id");
    }

    @Test
    void bodyThatIsNoJsonIsRefused() throws Exception {
        assertThat(matching.put(ADMIN + "/sarah", admin, "{\"displayName\":").status()).isEqualTo(400);
        assertThat(matching.put(ADMIN + "/sarah", admin, "[]").status()).isEqualTo(400);
    }

    @Test
    void postRegistersUnderTheGivenOrAGeneratedIdAndRefusesATakenOne() throws Exception {
        assertThat(matching.post(ADMIN, admin, with(sarah(), "id", "sarah"), Map.of()).status()).isEqualTo(201);
        assertThat(matching.post(ADMIN, admin, with(sarah(), "id", "sarah"), Map.of()).status()).isEqualTo(409);
        assertThat(matching.post(ADMIN, admin, with(sarah(), "id", "Sarah"), Map.of()).errorFields())
                .containsExactly("id");

        Answer generated = matching.post(ADMIN, admin, sarah(), Map.of());
        assertThat(generated.status()).isEqualTo(201);
        assertThat(matching.get(PUBLIC + "/" + generated.body().path("id").stringValue(), admin).status())
                .isEqualTo(200);
        await().untilAsserted(() -> assertThat(types())
                .containsExactly("professional.registered.v1", "professional.registered.v1"));
    }

    @Test
    void postWithTheSameIdempotencyKeyIsDoneOnce() throws Exception {
        var key = Map.of("Idempotency-Key", "try-1");
        Answer first = matching.post(ADMIN, admin, sarah(), key);
        Answer second = matching.post(ADMIN, admin, sarah(), key);
        Answer other = matching.post(ADMIN, admin, with(sarah(), "category", "dental"), key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body().path("code").stringValue()).isEqualTo("idempotency-key-reused");
        assertThat(matching.get(PUBLIC, admin).body().path("pagination").path("total").intValue()).isEqualTo(1);
        assertThat(matching.post(ADMIN, admin, sarah(), Map.of("Idempotency-Key", "k".repeat(256))).status())
                .isEqualTo(400);
    }

    @Test
    void tableReadsExactlyWhatTheCatalogueSays() {
        assertThat(matching.bean(Subscriptions.class).types())
                .containsExactlyInAnyOrderElementsOf(CATALOGUE.consumedBy("matching-service").stream()
                        .map(event -> event.type())
                        .toList());
    }

    @Test
    void serviceIsReady() throws Exception {
        assertThat(matching.get("/actuator/health/readiness", null).status()).isEqualTo(200);
    }

    private List<OutboxEntry> published() {
        return transport.published().stream().filter(event -> event.tenantId().equals(tenant)).toList();
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
