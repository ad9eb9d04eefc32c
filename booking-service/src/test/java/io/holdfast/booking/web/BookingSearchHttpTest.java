package io.holdfast.booking.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.holdfast.booking.BookingInstance;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Finding bookings in lists, and walking through lists while they grow. Queries without an index fail here, too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BookingSearchHttpTest {

    private static final String BOOKINGS = "/api/v1/bookings";
    private static final String ADMIN = "/api/v1/admin/bookings";
    private static final Instant START = Instant.parse("2026-12-01T04:30:00Z");

    private BookingInstance service;
    private Map<String, String> zoe;
    private Map<String, String> asha;

    @BeforeAll
    void start() {
        service = new BookingInstance();
        service.catalogue("consultation-60", "INSTANT", 150_000, "dr-sarah-khan");
        service.catalogue("clinic-intake", "MANUAL", 0, "dr-james-lee");
        zoe = book("consultation-60", "dr-sarah-khan", START, "Zoë O'Brien", "zoe.ob@example.org", "+972541234567");
        asha = book("clinic-intake", "dr-james-lee", START.plus(Duration.ofDays(1)), "Asha Rao", "asha@example.com",
                "+919812345678");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "zoe", "ZOË", "o'brien", "brien zo", "zoe.ob@", "zoe.ob@example.org", "+972 54-123", "054 123 4567", "972541234567"
    })
    void aBookingIsFoundByWhomItIsFor(String q) {
        assertThat(numbers(admin("?q=" + encoded(q)))).as(q).containsExactly(zoe.get("number"));
    }

    @Test
    void aBookingIsFoundByItsNumberInAnyForm() {
        String number = zoe.get("number");
        for (String q : List.of(number, number.toLowerCase(Locale.ROOT), number.substring(8))) {
            assertThat(numbers(admin("?q=" + q))).as(q).contains(number).doesNotContain(asha.get("number"));
        }
        assertThat(numbers(admin("?q=" + number.substring(0, 7)))).contains(number, asha.get("number"));
    }

    @Test
    void wordsAndFiltersNarrowEachOther() {
        assertThat(numbers(admin("?q=zoe%20brien"))).containsExactly(zoe.get("number"));
        assertThat(numbers(admin("?q=zoe%20rao"))).isEmpty();
        assertThat(numbers(admin("?q=zoe&status=REQUESTED"))).containsExactly(zoe.get("number"));
        assertThat(numbers(admin("?q=zoe&status=CONFIRMED"))).isEmpty();
        assertThat(numbers(admin("?offeringId=clinic-intake"))).containsExactly(asha.get("number"));
        assertThat(numbers(admin("?professionalId=dr-james-lee"))).containsExactly(asha.get("number"));
        assertThat(numbers(admin("?professionalId=dr-james-lee&offeringId=consultation-60"))).isEmpty();
        assertThat(numbers(admin("?q=asha&startDate=2026-12-02&endDate=2026-12-02"))).containsExactly(asha.get("number"));
        assertThat(numbers(admin("?q=asha&endDate=2026-12-01"))).isEmpty();
        assertThat(numbers(service.as("other", "boss", Map.of(), "admin").get(ADMIN + "?q=zoe").expect(200))).isEmpty();
    }

    @Test
    void everybodyFindsTheirOwn() {
        var sarah = service.as("demo", "dr-sarah-khan", Map.of(), "professional");
        assertThat(numbers(sarah.get(BOOKINGS + "?q=zoe").expect(200))).containsExactly(zoe.get("number"));
        assertThat(numbers(sarah.get(BOOKINGS + "?q=asha").expect(200))).isEmpty();

        HoldfastApi ravi = theirs("ravi");
        String number = ravi.post(BOOKINGS, body("consultation-60", "dr-sarah-khan", START.plus(Duration.ofDays(2)), null))
                .expect(202).body().at("/number").asString();
        assertThat(numbers(ravi.get(BOOKINGS + "?q=ravi%20k&offeringId=consultation-60&from=2026-12-03").expect(200)))
                .containsExactly(number);
        assertThat(numbers(ravi.get(BOOKINGS + "?q=zoe").expect(200))).isEmpty();
    }

    @Test
    void everyRowSaysWhoWhatAndHowItStands() {
        JsonNode row = admin("?q=zoe").body().at("/items/0");
        assertThat(row.at("/number").asString()).isEqualTo(zoe.get("number"));
        assertThat(row.at("/status").asString()).isEqualTo("REQUESTED");
        assertThat(row.at("/client/name").asString()).isEqualTo("Zoë O'Brien");
        assertThat(row.at("/offering/name").asString()).isEqualTo("Consultation");
        assertThat(row.at("/professional/displayName").asString()).isEqualTo("Dr Sarah Khan");
    }

    @Test
    void whoIsCorrectedIsFoundByTheNewName() {
        Map<String, String> typo = book("consultation-60", "dr-sarah-khan", START.plus(Duration.ofDays(3)), "Mispelt Nmae",
                "correct@example.com", "+919800000001");
        service.guest()
                .send("PATCH", BOOKINGS + "/" + typo.get("id"), "{\"client\":{\"name\":\"Proper Name\"}}",
                        "Content-Type", "application/merge-patch+json", "Holdfast-Manage-Token", typo.get("token"))
                .expect(200);

        assertThat(numbers(admin("?q=proper"))).containsExactly(typo.get("number"));
        assertThat(numbers(admin("?q=mispelt"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "q=,q", "q=z,q", "q=%20,q", "q=a&q=b,q", "status=LOST,status", "offeringId=%20,offeringId", "professionalId=,professionalId",
        "after=nonsense,after", "after=,after", "after=MTIzfmE&page=1,page", "after=MTIzfmE&after=MTIzfmE,after"
    })
    void whatCannotBeLookedForIsNamed(String query, String field) {
        assertThat(service.admin().get(ADMIN + "?" + query).expect(400).errorFields()).as(query).containsExactly(field);
        assertThat(theirs("ravi").get(BOOKINGS + "?" + query).expect(400).errorFields()).as(query).containsExactly(field);
    }

    @Test
    void whoWalksThroughAGrowingListMeetsEachRowOnce() {
        HoldfastApi walker = theirs("walker");
        var made = new ArrayList<String>();
        for (int i = 0; i < 7; i++) {
            made.addFirst(requested(walker, i));
            if (i % 3 == 0) {
                // The others are of the same millisecond.
                service.clock.advance(Duration.ofMillis(1));
            }
        }

        var met = new ArrayList<String>();
        Answer page = walker.get(BOOKINGS + "?limit=2").expect(200);
        assertThat(page.body().at("/pagination/currentPage").asInt()).isEqualTo(1);
        int more = 7;
        while (true) {
            met.addAll(ids(page));
            assertThat(page.body().at("/pagination/total").asInt()).isEqualTo(more);
            JsonNode next = page.body().at("/pagination/next");
            if (next.isMissingNode()) {
                break;
            }
            requested(walker, more++);
            page = walker.get(BOOKINGS + "?limit=2&after=" + next.asString()).expect(200);
        }

        assertThat(met).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void aCursorGoesWithFiltersAndWords() {
        HoldfastApi pair = theirs("pair");
        String first = requested(pair, 0);
        service.clock.advance(Duration.ofMillis(1));
        String second = requested(pair, 1);
        for (String filter : List.of("q=pair", "status=REQUESTED", "offeringId=consultation-60", "from=2026-12-01")) {
            Answer top = pair.get(BOOKINGS + "?limit=1&" + filter).expect(200);
            assertThat(ids(top)).as(filter).containsExactly(second);
            Answer rest = pair.get(
                            BOOKINGS + "?limit=1&" + filter + "&after=" + top.body().at("/pagination/next").asString())
                    .expect(200);
            assertThat(ids(rest)).as(filter).containsExactly(first);
            assertThat(rest.body().at("/pagination/next").isMissingNode()).as(filter).isTrue();
        }
    }

    private String requested(HoldfastApi client, int hour) {
        return client.post(BOOKINGS, body("consultation-60", "dr-sarah-khan", START.plus(Duration.ofHours(hour)), null))
                .expect(202)
                .body()
                .at("/id")
                .asString();
    }

    private HoldfastApi theirs(String subject) {
        return service.as(
                "demo", subject, Map.of("name", subject + " Kapoor", "email", subject + "@example.com"), "client");
    }

    private Map<String, String> book(
            String offering, String professional, Instant start, String name, String email, String phone) {
        JsonNode booking = service.guest()
                .post(BOOKINGS, body(offering, professional, start, Map.of("name", name, "email", email, "phone", phone)))
                .expect(202)
                .body();
        return Map.of(
                "id", booking.at("/id").asString(),
                "number", booking.at("/number").asString(),
                "token", booking.at("/manageToken").asString());
    }

    private static Map<String, Object> body(
            String offering, String professional, Instant start, @Nullable Map<String, String> client) {
        var body = new HashMap<String, Object>(Map.of(
                "offeringId", offering, "professionalId", professional, "start", start.toString(), "duration", 60));
        if (client != null) {
            body.put("client", client);
        }
        return body;
    }

    private Answer admin(String query) {
        return service.admin().get(ADMIN + query).expect(200);
    }

    private static String encoded(String q) {
        return URLEncoder.encode(q, StandardCharsets.UTF_8);
    }

    private static List<String> numbers(Answer page) {
        return each(page, "/number").toList();
    }

    private static List<String> ids(Answer page) {
        return each(page, "/id").toList();
    }

    private static Stream<String> each(Answer page, String field) {
        return page.body().at("/items").valueStream().map(item -> item.at(field).asString());
    }
}
