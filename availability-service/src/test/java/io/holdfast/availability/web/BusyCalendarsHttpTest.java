package io.holdfast.availability.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.holdfast.availability.Neighbours;
import io.holdfast.availability.calendars.CalendarServer;
import io.holdfast.defaults.outside.HostAddresses;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.HoldfastApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static io.holdfast.availability.calendars.CalendarServer.event;
import static org.assertj.core.api.Assertions.assertThat;

/** Other calendars over HTTP, both ways: as professionals register them, and as they are read from a real server. */
class BusyCalendarsHttpTest {

    private static final String CALENDARS = "/api/v1/professionals/me/busy-calendars";
    private static final String AGENDA = "/api/v1/professionals/me/agenda?from=2026-12-01&to=2026-12-02";
    /** Tuesday, 1 December, 10:00 in India. */
    private static final String TEN = "2026-12-01T04:30:00Z";

    private static final String TEN_TO_ELEVEN = event("a", "20261201T043000Z", "20261201T053000Z");
    private static final String ELEVEN_TO_TWELVE = event("b", "20261201T053000Z", "20261201T063000Z");
    private static final Map<String, String> NAMES = Map.of(
            "calendar.example.com", "93.184.216.34", "moving.example.com", "93.184.216.34", "inside.example.com", "10.0.0.7");
    /** Names that lead into our own network from the second time on. */
    private static final Set<String> LOOKED_UP = ConcurrentHashMap.newKeySet();

    private static ServiceUnderTest service;
    private static Neighbours others;

    private final CalendarServer server = CalendarServer.start();
    private String id;
    private HoldfastApi me;

    @BeforeAll
    static void start() {
        service = Neighbours.onMonday()
                // Listed is what the store has at once, and not what a cache learns a moment later.
                .redisAt("redis://127.0.0.1:1")
                .with(HostAddresses.class, (Supplier<HostAddresses>) () -> BusyCalendarsHttpTest::addressesOf)
                .with(
                        "HOLDFAST_CALENDAR_SECRET=of-this-test-and-of-nothing-else-at-all",
                        "HOLDFAST_CALENDARS_ALLOWED=http://127.0.0.1",
                        "availability.busy-calendars.largest=20KB",
                        "availability.busy-calendars.most=3")
                .start();
        others = new Neighbours(service);
        others.seed();
    }

    private static List<InetAddress> addressesOf(String host) throws UnknownHostException {
        if (host.endsWith(".invalid")) {
            throw new UnknownHostException(host);
        }
        if (host.startsWith("moving.") && !LOOKED_UP.add(host)) {
            return List.of(InetAddress.getLoopbackAddress());
        }
        return List.of(InetAddress.getByName(NAMES.getOrDefault(host, host)));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void someoneNew() {
        id = others.newProfessional();
        me = service.as(id, "professional");
    }

    @AfterEach
    void closeServer() {
        me.get(CALENDARS).body().get("items").forEach(calendar -> me.send("DELETE", at(calendar), null).expect(204));
        server.close();
    }

    // ---- from the file to the day

    @Test
    void whatAnotherCalendarHasIsClosedUntilItIsGone() {
        server.put("/secret/me.ics", TEN_TO_ELEVEN);

        JsonNode registered = register("/secret/me.ics").expect(201).body();
        assertThat(registered.get("status").asString()).isIn("PENDING", "OK");
        assertThat(registered.get("location").asString()).isEqualTo("127.0.0.1");
        service.awaitIdle();

        assertThat(reasonAt("10:00")).isEqualTo("CLOSED");
        assertThat(reasonAt("10:45")).isEqualTo("CLOSED");
        assertThat(reasonAt("09:00")).isEqualTo("free");
        assertThat(reasonAt("11:00")).isEqualTo("free");
        JsonNode why = service.guest()
                .get("/api/v1/professionals/" + id + "/availability/explain?offeringId=consultation-60&start=" + TEN)
                .expect(200)
                .body();
        assertThat(why.get("rule").asString()).isEqualTo("busy");
        assertThat(why.get("detail").asString()).endsWith("runs into time in which the professional is busy.");
        JsonNode calendar = only();
        assertThat(calendar.get("status").asString()).isEqualTo("OK");
        assertThat(calendar.get("busyTimes").asInt()).isEqualTo(1);
        assertThat(calendar.get("error").isNull()).isTrue();
        JsonNode busy = me.get(AGENDA).expect(200).body().get("busy");
        assertThat(busy.size()).isEqualTo(1);
        assertThat(busy.get(0).get("calendarId").asString()).isEqualTo(calendar.get("id").asString());
        assertThat(busy.get(0).get("name").asString()).isEqualTo("Private");
        assertThat(busy.get(0).get("start").asString()).isEqualTo(TEN);
        assertThat(me.get(AGENDA).body().get("free").toString()).doesNotContain("\"start\":\"" + TEN + "\"");
        assertThat(refusalAt(TEN)).isEqualTo("CLOSED");

        server.put("/secret/me.ics");
        readAgain();
        assertThat(reasonAt("10:00")).isEqualTo("free");
        assertThat(me.get(AGENDA).body().get("busy").isEmpty()).isTrue();
    }

    @Test
    void howItIsReachedIsNeitherStoredAsItIsNorTold() {
        server.put("/secret-path/me.ics", TEN_TO_ELEVEN);
        register("/secret-path/me.ics").expect(201);
        service.awaitIdle();

        assertThat(me.get(CALENDARS).body().toString()).doesNotContain("secret-path", "sealed");
        assertThat(service.documents("busy_calendars")).anyMatch(stored -> stored.getString("professionalId").equals(id));
        assertThat(service.documents("busy_calendars").toString()).doesNotContain("secret-path");
        assertThat(service.documents("calendar_days").toString()).doesNotContain("Nobody's business");
    }

    @Test
    void whatIsSaidOfADateIsWhenAndNothingElse() {
        server.put("/me.ics", TEN_TO_ELEVEN);
        register("/me.ics").expect(201);
        service.awaitIdle();

        JsonNode said = service.said("time-off.changed.v1", id).getFirst();
        assertThat(said.toString()).isEqualTo("{\"professionalId\":\"" + id + "\",\"date\":\"2026-12-01\",\"times\":[{\"start\":\"" + TEN
                + "\",\"end\":\"2026-12-01T05:30:00Z\"}]}");
        readAgain();
        assertThat(service.said("time-off.changed.v1", id)).as("it said what it said").hasSize(1);
    }

    @Test
    void aBookingStaysAndIsShownAsAConflict() {
        String booking = others.book(id, TEN, true);
        server.put("/me.ics", event("a", "20261201T050000Z", "20261201T060000Z"), event("mine", "20261202T043000Z", "20261202T053000Z"));
        register("/me.ics").expect(201);
        service.awaitIdle();

        JsonNode reservation = me.get(AGENDA).body().get("reservations").get(0);
        assertThat(reservation.get("status").asString()).isEqualTo("BOOKED");
        assertThat(reservation.get("conflicts").toString()).isEqualTo("[{\"calendarId\":\"" + only().get("id").asString()
                + "\",\"start\":\"2026-12-01T05:00:00Z\",\"end\":\"2026-12-01T06:00:00Z\"}]");
        assertThat(only().get("conflicts").size()).isEqualTo(1);
        assertThat(only().get("conflicts").get(0).get("bookingId").asString()).isEqualTo(booking);
        assertThat(service.typesSaid(booking)).as("nothing became of it")
                .containsExactly("slot.reserved.v1", "slot.booked.v1", "slot.conflicted.v1");

        server.put("/me.ics");
        readAgain();
        assertThat(me.get(AGENDA).body().get("reservations").get(0).has("conflicts")).isFalse();
        assertThat(only().get("conflicts").isEmpty()).isTrue();
    }

    @Test
    void aHoldThatIsThereStaysAndIsPaidFor() {
        String booking = others.book(id, TEN, false);
        server.put("/me.ics", TEN_TO_ELEVEN);
        register("/me.ics").expect(201);
        service.awaitIdle();

        service.hears(others.paid(booking, id, TEN));

        assertThat(others.answered(booking, 2)).endsWith("slot.booked.v1");
    }

    @Test
    void ourOwnBookingInItIsNoConflict() {
        String booking = others.book(id, TEN, true);
        server.put("/me.ics", event(booking + "@holdfast", "20261201T043000Z", "20261201T053000Z"));
        register("/me.ics").expect(201);
        service.awaitIdle();

        assertThat(only().get("status").asString()).isEqualTo("OK");
        assertThat(only().get("busyTimes").asInt()).isZero();
        assertThat(me.get(AGENDA).body().get("reservations").get(0).has("conflicts")).isFalse();
    }

    @Test
    void twoCalendarsCloseTogetherAndOpenApart() {
        server.put("/one.ics", TEN_TO_ELEVEN, ELEVEN_TO_TWELVE);
        server.put("/two.ics", ELEVEN_TO_TWELVE);
        JsonNode one = register("/one.ics").expect(201).body();
        register("/two.ics").expect(201);
        service.awaitIdle();

        me.send("DELETE", at(one), null).expect(204);

        assertThat(reasonAt("10:00")).as("at once").isEqualTo("free");
        assertThat(reasonAt("11:00")).isEqualTo("CLOSED");
        me.get(at(one)).expect(404);
        me.send("DELETE", at(one), null).expect(404);
        service.clock().advance(Duration.ofMinutes(3));
        service.awaitIdle();
        assertThat(service.documents("busy_calendars")).noneMatch(stored -> stored.getString("_id").equals(one.get("id").asString()));
    }

    @Test
    void theDatesOfAnotherZoneHaveWhatTheirsHad() {
        // From 22:00 to 23:00 in India on Tuesday: in New York it is 11:30 on Tuesday, in Auckland Wednesday morning.
        server.put("/me.ics", event("a", "20261201T163000Z", "20261201T173000Z"));
        register("/me.ics").expect(201);
        service.awaitIdle();
        server.put("/me.ics", 503, null, "");

        me.put("/api/v1/professionals/me/schedule", """
                {"zone":"Pacific/Auckland","weeklyHours":{"WEDNESDAY":{"start":"00:00","end":"24:00","enabled":true}}}""").expect(200);

        assertThat(reasonOn("2026-12-02", "05:30")).isEqualTo("CLOSED");
        assertThat(reasonOn("2026-12-02", "06:30")).isEqualTo("free");
        server.put("/me.ics", event("a", "20261201T163000Z", "20261201T173000Z"));
        readAgain();
        assertThat(reasonOn("2026-12-02", "05:30")).isEqualTo("CLOSED");
        server.put("/me.ics");
        readAgain();
        assertThat(reasonOn("2026-12-02", "05:30")).isEqualTo("free");
    }

    @Test
    void aCalDavCollectionClosesItsTimes() {
        server.put("/dav/", 207, null, """
                <d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:response><d:propstat><d:prop>\
                <c:calendar-data>%s</c:calendar-data></d:prop></d:propstat></d:response></d:multistatus>
                """.formatted(CalendarServer.file(TEN_TO_ELEVEN)));
        me.post(CALENDARS, Map.of(
                        "kind", "CALDAV", "address", server.origin() + "/dav/", "user", "asha", "password", "a-password"))
                .expect(201);
        service.awaitIdle();

        assertThat(only().get("status").asString()).isEqualTo("OK");
        assertThat(only().toString()).doesNotContain("a-password", "/dav/");
        assertThat(service.documents("busy_calendars").toString()).doesNotContain("a-password", "asha", "/dav/");
        assertThat(reasonAt("10:00")).isEqualTo("CLOSED");
    }

    // ---- when it cannot be read

    @Test
    void oneThatCannotBeReadKeepsWhatItSaidUntilItCan() {
        server.put("/me.ics", TEN_TO_ELEVEN);
        register("/me.ics").expect(201);
        service.awaitIdle();

        server.put("/me.ics", 503, null, "");
        readAgain();
        assertThat(only().get("status").asString()).isEqualTo("FAILING");
        assertThat(only().get("error").asString()).isEqualTo(
                "The calendar's server answered 503. What it said last still closes those times, until it can be read again or is removed.");
        assertThat(only().get("lastRefreshedAt").isNull()).isFalse();
        assertThat(reasonAt("10:00")).isEqualTo("CLOSED");
        assertThat(me.get(AGENDA).body().get("busy").get(0).get("status").asString()).isEqualTo("FAILING");

        server.put("/me.ics", 200, null, "BEGIN:VCALENDAR\r\nSUMMARY:broken");
        readAgain();
        assertThat(only().get("error").asString()).startsWith("This is not an iCalendar file, or a broken one.");
        assertThat(reasonAt("10:00")).isEqualTo("CLOSED");

        server.put("/me.ics", ELEVEN_TO_TWELVE);
        readAgain();
        assertThat(only().get("status").asString()).isEqualTo("OK");
        assertThat(only().get("failingSince").isNull()).isTrue();
        assertThat(reasonAt("10:00")).isEqualTo("free");
        assertThat(reasonAt("11:00")).isEqualTo("CLOSED");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 | The calendar's server does not let us read it. It closes no time until it can be read.
            404 | There is no calendar at this address. It closes no time until it can be read.
            500 | The calendar's server answered 500. It closes no time until it can be read.
            """)
    void oneThatWasNeverReadClosesNothing(int status, String error) {
        server.put("/me.ics", status, null, "a secret");
        register("/me.ics").expect(201);
        service.awaitIdle();

        assertThat(only().get("status").asString()).isEqualTo("FAILING");
        assertThat(only().get("error").asString()).isEqualTo(error);
        assertThat(reasonAt("10:00")).isEqualTo("free");
    }

    @Test
    void aFileThatIsTooLargeIsRefused() {
        server.put("/me.ics", IntStream.range(0, 300).mapToObj(i -> TEN_TO_ELEVEN).toArray(String[]::new));
        register("/me.ics").expect(201);
        service.awaitIdle();

        assertThat(only().get("error").asString()).startsWith("The calendar is larger than");
    }

    @Test
    void whatHasNotChangedIsNotSentAgainAndIsReadWholeAtLeastDaily() {
        server.put("/me.ics", 200, "\"v1\"", CalendarServer.file(TEN_TO_ELEVEN));
        register("/me.ics").expect(201);
        service.awaitIdle();
        String first = only().get("lastRefreshedAt").asString();

        readAgain();
        assertThat(server.asked("/me.ics")).extracting(CalendarServer.Asked::answered).containsExactly(200, 304);
        assertThat(only().get("lastRefreshedAt").asString()).isGreaterThan(first);
        assertThat(reasonAt("10:00")).isEqualTo("CLOSED");

        server.put("/me.ics", 503, null, "");
        readAgain();
        server.put("/me.ics", 200, "\"v1\"", CalendarServer.file(TEN_TO_ELEVEN));
        readAgain();
        assertThat(server.asked("/me.ics").getLast().answered()).as("nothing is compared with after a failure").isEqualTo(200);
    }

    @Test
    void itIsReadAgainByItselfWhenItIsTime() {
        server.put("/me.ics", TEN_TO_ELEVEN);
        register("/me.ics").expect(201);
        service.awaitIdle();
        server.put("/me.ics");
        service.clock().advance(Duration.ofMinutes(9));
        service.awaitIdle();
        assertThat(reasonAt("10:00")).isEqualTo("CLOSED");

        service.clock().advance(Duration.ofMinutes(1));
        service.awaitIdle();
        assertThat(reasonAt("10:00")).isEqualTo("free");
    }

    @Test
    void oneThatIsRemovedWhileItIsReadLeavesNothing() {
        server.put("/me.ics");
        JsonNode calendar = register("/me.ics").expect(201).body();
        service.awaitIdle();
        server.put("/me.ics", asked -> {
            me.send("DELETE", at(calendar), null).expect(204);
            return 200;
        }, CalendarServer.file(TEN_TO_ELEVEN));

        readAgain();

        assertThat(server.asked("/me.ics")).hasSize(2);
        assertThat(reasonAt("10:00")).isEqualTo("free");
    }

    @Test
    void ofSomebodyWhoDoesNotWorkNothingIsRead() {
        server.put("/me.ics", TEN_TO_ELEVEN);
        register("/me.ics").expect(201);
        service.awaitIdle();
        service.hears("professional.deactivated.v1", "professionalId", id);
        service.awaitIdle();

        readAgain();

        assertThat(server.asked("/me.ics")).hasSize(1);
        assertThat(only().get("status").asString()).isEqualTo("OK");
    }

    // ---- where it leads

    @ParameterizedTest
    @ValueSource(strings = {
            "https://127.0.0.1/", "https://[::1]/", "https://169.254.169.254/latest/meta-data", "https://10.1.2.3/a.ics",
            "https://192.168.1.1/", "https://inside.example.com/a.ics", "webcal://inside.example.com/a.ics", "https://[fd00::1]/"})
    void whatLeadsIntoANetworkIsRefused(String address) {
        JsonNode refused = me.post(CALENDARS, ics(address)).expect(422).body();
        assertThat(refused.get("code").asString()).isEqualTo("calendar-target-private");
        assertThat(me.get(CALENDARS).body().get("items")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
            "http://calendar.example.com/a.ics, 422, calendar-target-insecure",
            "http://169.254.169.254/, 422, calendar-target-insecure",
            "https://nowhere.invalid/, 422, calendar-target-unknown",
            "ftp://calendar.example.com/, 400,", "https://user:secret@calendar.example.com/, 400,", "calendar, 400,", "'', 400,",
            "'https://calendar.example.com\\@127.0.0.1/', 400,"})
    void whatIsNoAddressForUsIsRefused(String address, int status, String code) {
        HoldfastApi.Answer answer = me.post(CALENDARS, ics(address)).expect(status);
        if (code == null) {
            assertThat(answer.errorFields()).containsExactly("address");
        } else {
            assertThat(answer.body().get("code").asString()).isEqualTo(code);
        }
    }

    @Test
    void withoutAnAccountOfOursThereIsNoGoogle() {
        for (Map<String, String> google : List.of(
                Map.of("kind", "GOOGLE", "address", "asha@example.com"),
                Map.of("kind", "GOOGLE", "address", "asha@example.com", "token", "1//refresh"))) {
            assertThat(me.post(CALENDARS, google).expect(422).body().get("code").asString()).isEqualTo("google-off");
        }
    }

    @Test
    void aNameThatLeadsElsewhereLaterIsNotCalled() {
        me.post(CALENDARS, ics("https://moving.example.com:" + server.port() + "/me.ics")).expect(201);
        service.awaitIdle();

        assertThat(only().get("error").asString()).startsWith("The address is not public.");
        assertThat(server.asked("/me.ics")).isEmpty();
    }

    @Test
    void aRedirectIsFollowedWithinAServerAndIntoNoNetwork() {
        server.put("/there.ics", TEN_TO_ELEVEN);
        server.redirect("/here.ics", "/there.ics");
        JsonNode calendar = register("/here.ics").expect(201).body();
        service.awaitIdle();
        assertThat(reasonAt("10:00")).isEqualTo("CLOSED");

        String here = "https://127.0.0.1:" + server.port() + "/there.ics";
        for (String inside : List.of(here, "https://inside.example.com/", "https://169.254.169.254/")) {
            server.redirect("/here.ics", inside);
            readAgain();
            assertThat(only().get("error").asString()).as(inside).startsWith("The address is not public.");
        }
        server.redirect("/here.ics", "http://inside.example.com/");
        readAgain();
        assertThat(only().get("error").asString()).startsWith("Only https is allowed.");
        server.redirect("/here.ics", "/here.ics");
        readAgain();
        assertThat(only().get("error").asString()).startsWith("The calendar's server leads nowhere.");
        assertThat(only().get("id")).isEqualTo(calendar.get("id"));
    }

    // ---- who may do what

    @Test
    void aCalendarIsItsProfessionalsAndTheirAdmins() {
        server.put("/me.ics", TEN_TO_ELEVEN);
        JsonNode calendar = register("/me.ics").expect(201).body();
        service.awaitIdle();
        HoldfastApi colleague = service.as(others.newProfessional(), "professional");
        HoldfastApi admin = service.as("boss", "admin");
        String asAdmin = "/api/v1/admin/professionals/" + id + "/busy-calendars";

        colleague.get(at(calendar)).expect(404);
        colleague.send("DELETE", at(calendar), null).expect(404);
        colleague.post(at(calendar) + "/refresh", Map.of()).expect(404);
        service.as("somebody", "client").get(CALENDARS).expect(403);
        service.guest().get(CALENDARS).expect(401);
        colleague.get(asAdmin).expect(403);
        service.asOneOf("another-tenant", "boss", "admin").get(asAdmin).expect(404);

        assertThat(admin.get(asAdmin).expect(200).body().get("items").get(0).get("id")).isEqualTo(calendar.get("id"));
        server.put("/theirs.ics", ELEVEN_TO_TWELVE);
        JsonNode theirs = admin.post(asAdmin, ics(server.origin() + "/theirs.ics")).expect(201).body();
        service.awaitIdle();
        assertThat(reasonAt("11:00")).isEqualTo("CLOSED");
        admin.post(asAdmin + "/" + theirs.get("id").asString() + "/refresh", Map.of()).expect(202);
        admin.get(asAdmin + "/" + theirs.get("id").asString()).expect(200);
        admin.send("DELETE", asAdmin + "/" + theirs.get("id").asString(), null).expect(204);
        assertThat(reasonAt("11:00")).isEqualTo("free");
    }

    @Test
    void aProfessionalHasOnlySoMany() {
        for (int i = 0; i < 3; i++) {
            register("/" + i + ".ics").expect(201);
        }
        assertThat(register("/4.ics").expect(409).body().get("code").asString()).isEqualTo("too-many-calendars");
        me.send("DELETE", at(me.get(CALENDARS).body().get("items").get(0)), null).expect(204);
        register("/4.ics").expect(201);
        assertThat(me.get(CALENDARS + "?limit=2&page=2").expect(200).body().get("items").size()).isEqualTo(1);
    }

    @Test
    void theSameKeyRegistersOneCalendar() {
        Map<String, Object> body = ics(server.origin() + "/me.ics");
        JsonNode first = me.post(CALENDARS, body, "Idempotency-Key", "key-" + id).expect(201).body();

        assertThat(me.post(CALENDARS, body, "Idempotency-Key", "key-" + id).expect(201).body().get("id")).isEqualTo(first.get("id"));
        me.post(CALENDARS, ics(server.origin() + "/other.ics"), "Idempotency-Key", "key-" + id).expect(422);
        assertThat(me.get(CALENDARS).body().get("items").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"address":"https://calendar.example.com/"}                                                       | kind
            {"kind":"ics","address":"https://calendar.example.com/"}                                          | kind
            {"kind":"ICS"}                                                                                    | address
            {"kind":"ICS","address":"https://calendar.example.com/","user":"asha","password":"x"}             | user,password
            {"kind":"CALDAV","address":"https://calendar.example.com/"}                                       | user
            {"kind":"CALDAV","address":"https://calendar.example.com/","user":"asha"}                         | password
            {"kind":"CALDAV","address":"https://calendar.example.com/","user":"asha","password":"x","token":"y"} | token
            {"kind":"GOOGLE"}                                                                                 | address
            {"kind":"GOOGLE","address":"asha@example.com","password":"x"}                                     | password
            {"kind":"ICS","address":"https://calendar.example.com/","name":"a\\nb"}                           | name
            """)
    void whatIsWrongIsNamed(String body, String fields) {
        assertThat(me.post(CALENDARS, body).expect(400).errorFields()).containsExactly(fields.split(","));
    }

    // ---- steps

    private HoldfastApi.Answer register(String path) {
        return me.post(CALENDARS, ics(server.origin() + path));
    }

    private static Map<String, Object> ics(String address) {
        return new HashMap<>(Map.of("kind", "ICS", "name", "Private", "address", address));
    }

    private static String at(JsonNode calendar) {
        return CALENDARS + "/" + calendar.get("id").asString();
    }

    private JsonNode only() {
        JsonNode items = me.get(CALENDARS).expect(200).body().get("items");
        assertThat(items.size()).isEqualTo(1);
        return items.get(0);
    }

    private void readAgain() {
        service.clock().advance(Duration.ofSeconds(31));
        JsonNode asked = me.post(at(only()) + "/refresh", Map.of()).expect(202).body();
        assertThat(asked.get("nextRefreshAt").asString()).isLessThanOrEqualTo(service.clock().instant().toString());
        service.awaitIdle();
    }

    private String refusalAt(String start) {
        String booking = "b-" + UUID.randomUUID();
        service.hears(others.requested(booking, Neighbours.CONSULTATION, id, start));
        others.answers(booking, 1);
        return service.said("slot.rejected.v1", booking).getFirst().get("reason").asString();
    }

    private String reasonAt(String time) {
        return reasonOn("2026-12-01", time);
    }

    private String reasonOn(String date, String time) {
        return service.guest()
                .get("/api/v1/professionals/" + id + "/availability?offeringId=consultation-60&date=" + date)
                .expect(200)
                .body()
                .get("slots")
                .valueStream()
                .filter(slot -> slot.get("time").asString().equals(time))
                .findFirst()
                .map(slot -> slot.get("available").asBoolean() ? "free" : slot.get("reason").asString())
                .orElse("not listed");
    }
}
