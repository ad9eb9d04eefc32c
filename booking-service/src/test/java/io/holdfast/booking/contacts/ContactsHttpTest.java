package io.holdfast.booking.contacts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.holdfast.booking.BookingInstance;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The people who book: one contact each, whatever they call themselves and however often the news of them come. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContactsHttpTest {

    private static final String CONTACTS = "/api/v1/admin/contacts";
    private static final String BOOKINGS = "/api/v1/bookings";
    private static final Instant START = Instant.parse("2026-12-01T04:30:00Z");

    private BookingInstance service;

    @BeforeAll
    void start() {
        service = new BookingInstance();
        service.catalogue("consultation-60", "INSTANT", 150_000, "dr-sarah-khan");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void whoBooksIsAContactOnceTheSlotIsHeldAndOncePerPerson() {
        String first = held(asGuest("Mira Sen", "mira.sen@gmail.com"));
        JsonNode mira = only("?q=mira");
        assertThat(mira.at("/name").asString()).isEqualTo("Mira Sen");
        assertThat(mira.at("/email").asString()).isEqualTo("mira.sen@gmail.com");
        assertThat(mira.at("/signedIn").asBoolean()).isFalse();

        // The same mailbox under another spelling and another name.
        service.clock.advance(Duration.ofMinutes(1));
        String second = held(asGuest("Mira Sen-Roy", "MiraSen+visits@gmail.com"));
        JsonNode known = contact(mira.at("/id").asString());
        assertThat(known.at("/name").asString()).isEqualTo("Mira Sen-Roy");
        assertThat(known.at("/lastBookedAt").asString()).isGreaterThan(known.at("/firstBookedAt").asString());
        assertThat(ids(known.at("/bookings"))).containsExactly(second, first);
        assertThat(known.at("/bookings/items/0/offering/name").asString()).isEqualTo("Consultation");
        assertThat(known.at("/bookings/items/0/status").asString()).isEqualTo("PENDING_PAYMENT");
        assertThat(known.at("/bookings/items/0/paymentStatus").asString()).isEqualTo("CREATED");
        assertThat(known.at("/bookings/items/0/displayZone").asString()).isEqualTo("Asia/Kolkata");
        assertThat(only("?q=roy").at("/id")).isEqualTo(mira.at("/id"));
    }

    @Test
    void contactsAreAFileByTheSameFilterAndInTheSameOrder() {
        held(asGuest("Zoya First", "zoya.first@example.com"));
        service.clock.advance(Duration.ofMinutes(1));
        held(asGuest("Zoya Second", "zoya.second@example.com"));

        List<String> rows = service.admin().get(CONTACTS + "/export.csv?q=zoya").expect(200).text().lines().toList();
        assertThat(rows).hasSize(3);
        assertThat(rows.getFirst()).isEqualTo("id,name,email,phone,language,signedIn,firstBookedAt,lastBookedAt");
        assertThat(rows.get(1)).contains("Zoya Second,zoya.second@example.com,'+91").contains(",false,");
        assertThat(rows.get(2)).contains("Zoya First");
        assertThat(service.admin().get(CONTACTS + "/export.csv").expect(200).text().lines())
                .hasSizeGreaterThan(2)
                .hasSize(1 + service.admin().get(CONTACTS).expect(200).body().at("/pagination/total").asInt());
        assertThat(service.as("nobodys", "boss", Map.of(), "admin").get(CONTACTS + "/export.csv").expect(200).text().lines())
                .hasSize(1);
        service.client("asha").get(CONTACTS + "/export.csv").expect(403);
        service.guest().get(CONTACTS + "/export.csv").expect(401);
    }

    @Test
    void whoDidNotGetTheirSlotIsNoContact() {
        String id = booked(asGuest("Nobody Yet", "nobody.yet@example.com"));
        service.slotRejected(id, "BOOKED");
        service.awaitIdle();

        assertThat(ids(list("?q=nobody"))).isEmpty();
    }

    @Test
    void aGuestWhoSignsInWithTheSameAddressIsOnePerson() {
        String asGuest = held(asGuest("Tara Iyer", "tara@example.com"));
        String guest = only("?q=tara").at("/id").asString();
        note(guest, "Comes by train.");
        service.clock.advance(Duration.ofMinutes(1));
        String signedIn = held(asClient("tara-sub", "Tara Iyer", "Tara@Example.com", true));

        JsonNode tara = only("?q=tara");
        assertThat(tara.at("/signedIn").asBoolean()).isTrue();
        JsonNode both = contact(tara.at("/id").asString());
        assertThat(ids(both.at("/bookings"))).containsExactly(signedIn, asGuest);
        assertThat(both.at("/notes").asString()).isEqualTo("Comes by train.");
        assertThat(contact(guest)).isEqualTo(both);

        // And what she books as a guest afterwards.
        service.clock.advance(Duration.ofMinutes(1));
        String later = held(asGuest("Tara I.", "tara@example.com"));
        JsonNode all = contact(guest);
        assertThat(ids(all.at("/bookings"))).containsExactly(later, signedIn, asGuest);
        assertThat(all.at("/lastBookedAt")).isEqualTo(all.at("/bookings/items/0/createdAt"));
        note(guest, "Prefers mornings.");
        assertThat(contact(tara.at("/id").asString()).at("/notes").asString()).isEqualTo("Prefers mornings.");
    }

    @Test
    void anAddressThatNobodyVouchesForMergesNobody() {
        held(asGuest("Uma Guest", "uma@example.com"));
        held(asClient("helper-sub", "Uma Helper", "uma@example.com", false));
        held(typing("typist-sub", "typist@example.com", "Uma Typed", "uma@example.com"));

        assertThat(list("?q=uma").at("/items").valueStream().map(one -> one.at("/name").asString()))
                .containsExactlyInAnyOrder("Uma Guest", "Uma Helper", "Uma Typed");
    }

    @Test
    void whatIsCorrectedIsCorrectedAndOldNewsChangeNothing() {
        JsonNode old = service.guest().post(BOOKINGS, body(0, person("Vani Od", "vani@example.com"))).expect(202).body();
        String first = old.at("/id").asString();
        hold(first);
        String token = old.at("/manageToken").asString();
        String id = only("?q=vani").at("/id").asString();
        // Nobody is told of it yet, so nothing is said; what is said next brings it along.
        rename(first, token, "Vani Od-Typo");
        service.orderCreated(first);
        service.awaitIdle();
        service.captured(first);
        service.awaitIdle();
        service.slotBooked(first);
        service.awaitIdle();
        assertThat(contact(id).at("/name").asString()).isEqualTo("Vani Od-Typo");
        rename(first, token, "Vani Old");
        assertThat(contact(id).at("/name").asString()).isEqualTo("Vani Old");

        service.clock.advance(Duration.ofMinutes(1));
        held(asGuest("Vani New", "vani@example.com"));
        assertThat(contact(id).at("/name").asString()).isEqualTo("Vani New");
        JsonNode before = contact(id);
        service.tell("booking.corrected.v1", first, Map.of("bookingId", first));
        service.tell("booking.rejected.v1", first, Map.of("bookingId", first));
        service.awaitIdle();

        assertThat(contact(id)).isEqualTo(before);
        assertThat(ids(list("?q=vani"))).containsExactly(id);
    }

    @Test
    void contactsAreTheSameWhenTheyAreMadeOnceMore() {
        held(asGuest("Wasim Khan", "wasim@example.com"));
        service.clock.advance(Duration.ofMinutes(1));
        held(asClient("wasim-sub", "Wasim Khan", "wasim@example.com", true));
        held(asGuest("Xenia Paul", "xenia@example.com"));
        JsonNode before = list("?limit=100");
        var mongo = service.bean(MongoOperations.class);
        mongo.remove(new Query(), ContactDocument.class);
        assertThat(ids(list(""))).isEmpty();
        service.admin().get(CONTACTS + "/rebuild").expect(404);

        assertThat(service.admin().post(CONTACTS + "/rebuild", "").expect(202).body().at("/status").asString()).isEqualTo("RUNNING");
        service.awaitIdle();

        JsonNode rebuilt = service.admin().get(CONTACTS + "/rebuild").expect(200).body();
        assertThat(rebuilt.at("/status").asString()).isEqualTo("DONE");
        assertThat(rebuilt.at("/bookings").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(list("?limit=100")).isEqualTo(before);

        // Over what is there it changes nothing and takes no notes away.
        String id = only("?q=xenia").at("/id").asString();
        note(id, "Allergic to nuts.");
        service.admin().post(CONTACTS + "/rebuild", "").expect(202);
        service.awaitIdle();
        assertThat(list("?limit=100")).isEqualTo(before);
        assertThat(contact(id).at("/notes").asString()).isEqualTo("Allergic to nuts.");
    }

    @Test
    void contactsAndTheirBookingsAreWalkedThroughByCursor() {
        for (String name : List.of("Yara A", "Yara B", "Yara C")) {
            held(asGuest(name, name.replace(' ', '.').toLowerCase(Locale.ROOT) + "@example.com"));
            service.clock.advance(Duration.ofMillis(1));
        }
        var met = new ArrayList<String>();
        JsonNode page = list("?q=yara&limit=1");
        assertThat(page.at("/pagination/total").asInt()).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            met.add(page.at("/items/0/name").asString());
            if (i < 2) {
                held(asGuest("Yara New" + i, "yara.new" + i + "@example.com"));
                page = list("?q=yara&limit=1&after=" + page.at("/pagination/next").asString());
            }
        }
        assertThat(met).containsExactly("Yara C", "Yara B", "Yara A");
        assertThat(page.at("/pagination/next").isMissingNode()).isTrue();
        String all = list("?limit=1").at("/pagination/next").asString();
        assertThat(list("?limit=1&after=" + all).at("/items").size()).isEqualTo(1);

        String last = held(asGuest("Yara A", "yara.a@example.com"));
        String id = only("?q=yara.a@").at("/id").asString();
        JsonNode top = service.admin().get(CONTACTS + "/" + id + "?limit=1").expect(200).body().at("/bookings");
        assertThat(ids(top)).containsExactly(last);
        JsonNode rest = service.admin()
                .get(CONTACTS + "/" + id + "?limit=1&after=" + top.at("/pagination/next").asString())
                .expect(200)
                .body()
                .at("/bookings");
        assertThat(ids(rest)).hasSize(1).doesNotContain(last);
        assertThat(rest.at("/pagination/total").asInt()).isEqualTo(2);
    }

    @Test
    void notesAreTheBusinesssAndPutTakesWhatGetGave() {
        held(asGuest("Zubin Mehta", "zubin@example.com"));
        String id = only("?q=zubin").at("/id").asString();
        assertThat(contact(id).at("/notes").isNull()).isTrue();
        var given = (ObjectNode) contact(id);

        JsonNode noted = service.admin().put(CONTACTS + "/" + id, given.put("notes", " Brings\nhis own mat. ")).expect(200).body();
        assertThat(noted.at("/notes").asString()).isEqualTo("Brings\nhis own mat.");
        assertThat(noted.at("/notesAt").asString()).isNotEmpty();
        assertThat(contact(id)).isEqualTo(noted);
        assertThat(service.admin().put(CONTACTS + "/" + id, noted).expect(200).body()).isEqualTo(noted);
        assertThat(service.admin().put(CONTACTS + "/" + id, Map.of()).expect(200).body().at("/notes").isNull()).isTrue();
        // No client is shown them.
        assertThat(service.guest().get("/api/v1/offerings").text()).doesNotContain("own mat");

        assertThat(service.admin().put(CONTACTS + "/" + id, Map.of("notes", "x".repeat(5_001))).expect(400).errorFields())
                .containsExactly("notes");
        assertThat(service.admin().put(CONTACTS + "/" + id, Map.of("note", "x")).expect(400).errorFields())
                .containsExactly("note");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/some-id", "/rebuild"})
    void onlyTheTenantsAdminsReadThem(String path) {
        service.guest().get(CONTACTS + path).expect(401);
        service.client("asha").get(CONTACTS + path).expect(403);
        service.as("demo", "dr-sarah-khan", Map.of(), "professional").get(CONTACTS + path).expect(403);
    }

    @Test
    void tenantsDoNotMeet() {
        held(asGuest("Only Ours", "only.ours@example.com"));
        String id = only("?q=ours").at("/id").asString();
        HoldfastApi theirs = service.as("other", "boss", Map.of(), "admin");

        assertThat(theirs.get(CONTACTS + "?q=ours").expect(200).body().at("/pagination/total").asInt()).isZero();
        theirs.get(CONTACTS + "/" + id).expect(404);
        theirs.put(CONTACTS + "/" + id, Map.of("notes", "mine")).expect(404);
        assertThat(contact(id).at("/notes").isNull()).isTrue();
        assertThat(service.admin().get(CONTACTS + "?q=x").expect(400).errorFields()).containsExactly("q");
        assertThat(service.admin().get(CONTACTS + "/" + id + "?after=x").expect(400).errorFields()).containsExactly("after");
    }

    // ---- who books

    private Answer asGuest(String name, String email) {
        return service.guest().post(BOOKINGS, body(0, person(name, email))).expect(202);
    }

    private Answer asClient(String subject, String name, String email, boolean verified) {
        return service.as("demo", subject, Map.of("name", name, "email", email, "email_verified", verified), "client")
                .post(BOOKINGS, body(0, null))
                .expect(202);
    }

    private Answer typing(String subject, String ownEmail, String name, String email) {
        return service.as("demo", subject, Map.of("name", "Some Typist", "email", ownEmail), "client")
                .post(BOOKINGS, body(0, person(name, email)))
                .expect(202);
    }

    private static Map<String, String> person(String name, String email) {
        return HoldfastApi.guest(name, email);
    }

    private static Map<String, Object> body(int hour, @Nullable Map<String, String> client) {
        var body = new HashMap<String, Object>(Map.of(
                "offeringId", "consultation-60",
                "professionalId", "dr-sarah-khan",
                "start", START.plus(Duration.ofHours(hour)).toString(),
                "duration", 60));
        if (client != null) {
            body.put("client", client);
        }
        return body;
    }

    private String held(Answer booking) {
        String id = booked(booking);
        hold(id);
        return id;
    }

    private void hold(String id) {
        service.slotReserved(id, service.clock.instant().plus(Duration.ofMinutes(15)));
        service.awaitIdle();
    }

    private static String booked(Answer booking) {
        return booking.body().at("/id").asString();
    }

    private void rename(String booking, String token, String name) {
        service.guest()
                .send("PATCH", BOOKINGS + "/" + booking, "{\"client\":{\"name\":\"" + name + "\"}}",
                        "Content-Type", "application/merge-patch+json", "Holdfast-Manage-Token", token)
                .expect(200);
        service.awaitIdle();
    }

    // ---- what admins see

    private JsonNode list(String query) {
        return service.admin().get(CONTACTS + query).expect(200).body();
    }

    private JsonNode only(String query) {
        JsonNode page = list(query);
        assertThat(page.at("/items").size()).as(page.toString()).isEqualTo(1);
        return page.at("/items/0");
    }

    private JsonNode contact(String id) {
        return service.admin().get(CONTACTS + "/" + id).expect(200).body();
    }

    private void note(String id, String notes) {
        service.admin().put(CONTACTS + "/" + id, Map.of("notes", notes)).expect(200);
    }

    private static List<String> ids(JsonNode page) {
        return page.at("/items").valueStream().map(item -> item.at("/id").asString()).toList();
    }
}
