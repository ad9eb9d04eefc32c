package io.holdfast.booking.web;

import java.util.List;
import java.util.Map;

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
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What can be booked, in the reader's language, and all of it for admins. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfferingsHttpTest {

    private static final String PUBLIC = "/api/v1/offerings";
    private static final String ADMIN = "/api/v1/admin/offerings";
    private static final Map<String, Object> READING = Map.of(
            "name", "Reading",
            "description", "An hour about you.",
            "confirmation", "INSTANT",
            "texts", Map.of(
                    "hi", Map.of("name", "ज्योतिष परामर्श", "description", "आपके बारे में एक घंटा।"),
                    "pt-br", Map.of("name", "Leitura")));

    private BookingInstance service;

    @BeforeAll
    void start() {
        service = new BookingInstance();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @ParameterizedTest(name = "{0}: {1} in {2}")
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "-                        | Reading         | en",
        "fr                       | Reading         | en",
        "*                        | Reading         | en",
        "not a ; language,,       | Reading         | en",
        "hi-IN, en;q=0.5          | ज्योतिष परामर्श | hi",
        "fr, hi;q=0.2, en;q=0.4   | Reading         | en",
        "PT                       | Leitura         | pt-BR",
        "hi;q=0, pt-BR;q=0.1      | Leitura         | pt-BR"
    })
    void theReadersLanguageIsAnsweredAndNamed(String accepted, String name, String language) {
        HoldfastApi admin = admin("languages");
        admin.put(ADMIN + "/reading", READING).expect(200);
        String[] headers = accepted == null
                ? new String[] {"Holdfast-Tenant", "languages"}
                : new String[] {"Holdfast-Tenant", "languages", "Accept-Language", accepted};

        Answer one = service.guest().get(PUBLIC + "/reading", headers).expect(200);
        assertThat(one.body().at("/name").asString()).isEqualTo(name);
        assertThat(one.body().at("/language").asString()).isEqualTo(language);
        assertThat(one.header("Content-Language")).isEqualTo(language);
        assertThat(one.headers("Vary")).anyMatch(vary -> vary.contains("Accept-Language"));

        Answer list = service.guest().get(PUBLIC, headers).expect(200);
        assertThat(list.body().at("/items/0/name").asString()).isEqualTo(name);
        assertThat(list.header("Content-Language")).isEqualTo(language);
        // Whoever books, the business reads its own words.
        assertThat(admin.get(ADMIN + "/reading", "Accept-Language", "hi").body().at("/name").asString()).isEqualTo("Reading");
    }

    @Test
    void aListInSeveralLanguagesNamesThem() {
        HoldfastApi admin = admin("mixed");
        admin.put(ADMIN + "/a-reading", READING).expect(200);
        admin.put(ADMIN + "/b-consultation", Map.of("name", "Visit", "confirmation", "INSTANT")).expect(200);

        Answer list = service.guest().get(PUBLIC, "Holdfast-Tenant", "mixed", "Accept-Language", "hi").expect(200);
        assertThat(list.header("Content-Language")).isEqualTo("hi, en");
        assertThat(service.guest().get(PUBLIC, "Holdfast-Tenant", "nobody-offers").expect(200).header("Content-Language")).isNull();
    }

    @Test
    void whatIsReadInAnyLanguageCanBeWrittenBackAndNothingIsLost() {
        HoldfastApi admin = admin("round-trip");
        JsonNode written = admin.put(ADMIN + "/reading", READING).expect(200).body();
        assertThat(written.at("/texts/pt-BR/description").asString()).isEmpty();
        assertThat(admin.put(ADMIN + "/reading", admin.get(ADMIN + "/reading").expect(200).body()).expect(200).body())
                .isEqualTo(written);
        assertThat(admin.put(ADMIN + "/reading", admin.get(ADMIN).expect(200).body().at("/items/0")).expect(200).body())
                .isEqualTo(written);

        JsonNode hindi = service.guest()
                .get(PUBLIC + "/reading", "Holdfast-Tenant", "round-trip", "Accept-Language", "hi")
                .body();
        assertThat(hindi.at("/texts/en/name").asString()).isEqualTo("Reading");
        JsonNode turned = admin.put(ADMIN + "/reading", hindi).expect(200).body();
        assertThat(turned.at("/language").asString()).isEqualTo("hi");
        assertThat(service.guest()
                        .get(PUBLIC + "/reading", "Holdfast-Tenant", "round-trip", "Accept-Language", "en")
                        .body())
                .isEqualTo(written);
    }

    @Test
    void retiredOnesAreListedForAdminsAndComeBack() {
        HoldfastApi admin = admin("retiring");
        admin.put(ADMIN + "/old", Map.of("name", "Old reading", "confirmation", "MANUAL", "active", false)).expect(200);
        admin.put(ADMIN + "/new", Map.of("name", "New reading", "confirmation", "INSTANT")).expect(200);
        admin.put(ADMIN + "/massage", Map.of(
                        "name", "Massage", "confirmation", "INSTANT", "mode", "MATCH",
                        "price", Map.of("amount", 20_000, "currency", "INR"),
                        "texts", Map.of("he", Map.of("name", "עיסוי בבית"))))
                .expect(200);

        assertThat(ids(admin.get(ADMIN))).containsExactly("massage", "new", "old");
        assertThat(ids(admin.get(ADMIN + "?active=false"))).containsExactly("old");
        assertThat(ids(admin.get(ADMIN + "?active=true&limit=1&page=2"))).containsExactly("new");
        assertThat(ids(admin.get(ADMIN + "?mode=MATCH"))).containsExactly("massage");
        assertThat(ids(admin.get(ADMIN + "?q=read"))).containsExactly("new", "old");
        assertThat(ids(admin.get(ADMIN + "?q=%D7%A2%D7%99%D7%A1"))).containsExactly("massage");
        assertThat(ids(service.guest().get(PUBLIC, "Holdfast-Tenant", "retiring"))).containsExactly("massage", "new");
        service.guest().get(PUBLIC + "/old", "Holdfast-Tenant", "retiring").expect(404);

        var back = (ObjectNode) admin.get(ADMIN + "/old").expect(200).body();
        assertThat(back.at("/bookable").asBoolean()).isFalse();
        admin.put(ADMIN + "/old", back.put("active", true)).expect(200);
        service.guest().get(PUBLIC + "/old", "Holdfast-Tenant", "retiring").expect(200);
        await().until(() -> service.typesSaidAbout("old").equals(List.of("offering.published.v1")));

        assertThat(admin.get(ADMIN + "?mode=BARTER").expect(400).errorFields()).containsExactly("mode");
        assertThat(admin.get(ADMIN + "?q=r").expect(400).errorFields()).containsExactly("q");
        admin.get(ADMIN + "/nothing").expect(404);
        admin("somebody-else").get(ADMIN + "/old").expect(404);
        service.client("asha").get(ADMIN).expect(403);
        service.guest().get(ADMIN + "/old").expect(401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'en':{'name':'Again'}}                 | texts.en",
        "{'hi':{'name':'A'},'HI':{'name':'B'}}   | texts.",
        "{'klingon':{'name':'A'}}                | texts",
        "{'hi':{'description':'A'}}              | texts",
        "{'hi':{'name':''}}                      | texts",
        "{'hi':null}                             | texts",
        "{'hi':{'name':'A','price':1}}           | texts"
    })
    void textsThatCannotBeAreNamed(String texts, String field) {
        String body = "{'name':'Odd','confirmation':'INSTANT','texts':%s}".formatted(texts).replace('\'', '"');
        Answer refused = service.admin().put(ADMIN + "/odd-texts", body).expect(400);
        assertThat(refused.body().toString()).contains(field);
        service.admin().get(ADMIN + "/odd-texts").expect(404);
    }

    @Test
    void thePoliciesInForceAreTheOfferingsThenTheTenantsThenThePlatforms() {
        JsonNode policies = admin("quiet")
                .put(ADMIN + "/own", Map.of(
                        "name", "Reading", "confirmation", "INSTANT", "policies", Map.of("laterRefundPercent", 10)))
                .expect(200)
                .body()
                .at("/policies");

        assertThat(policies).isEqualTo(JsonMapper.shared().readTree("""
                {"fullRefundHours": 48, "laterRefundPercent": 10, "rescheduleNoticeHours": 0, "answerWithinHours": 24,
                 "answerBeforeStartHours": 2, "reminders": ["PT2H"], "reviewReminders": []}"""));
        JsonNode shown = service.guest().get(PUBLIC + "/own", "Holdfast-Tenant", "quiet").expect(200).body();
        assertThat(shown.at("/policies")).isEqualTo(policies);
        assertThat(shown.at("/capacity").asInt()).isEqualTo(1);
        assertThat(shown.at("/rules/holdMinutes").asInt()).isEqualTo(15);
    }

    private HoldfastApi admin(String tenant) {
        return service.as(tenant, "boss", Map.of(), "admin");
    }

    private static List<String> ids(Answer page) {
        return page.expect(200).body().at("/items").valueStream().map(item -> item.at("/id").asString()).toList();
    }
}
