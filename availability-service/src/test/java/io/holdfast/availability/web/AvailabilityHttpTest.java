package io.holdfast.availability.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.holdfast.availability.Neighbours;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.HoldfastApi;
import org.apache.commons.codec.digest.DigestUtils;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class AvailabilityHttpTest {

    private static final String SARAH = "/api/v1/professionals/dr-sarah-khan";
    private static final String DAY = SARAH + "/availability?offeringId=consultation-60&date=";
    private static final String MONTH = SARAH + "/available-dates?offeringId=consultation-60&month=";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static ServiceUnderTest service;
    private static Neighbours others;

    @BeforeAll
    static void start() {
        service = Neighbours.seeded();
        others = new Neighbours(service);
    }

    @AfterAll
    static void stop() {
        service.close();
        HTTP.close();
    }

    @Test
    void aDayListsItsSlotsInTheProfessionalsZone() throws Exception {
        JsonNode day = get(DAY + "2026-12-01", 200);

        assertThat(day.path("date").stringValue()).isEqualTo("2026-12-01");
        assertThat(day.path("zone").stringValue()).isEqualTo("Asia/Kolkata");
        assertThat(day.path("duration").intValue()).isEqualTo(60);
        assertThat(day.path("slots").size()).isEqualTo(29);
        assertThat(day.path("slots").get(0).toString()).isEqualTo("""
                {"start":"2026-12-01T03:30:00Z","end":"2026-12-01T04:30:00Z","time":"09:00","available":true,"reason":null}\
                """);
        assertThat(get(DAY + "2026-12-01&duration=120", 200).path("slots").size()).isEqualTo(25);
    }

    // ---- prices

    @Test
    void eachDurationHasItsPriceWhateverIsAskedFor() throws Exception {
        service.hears("offering.published.v1", "offeringId", "by-the-hour", "durations", List.of(90, 20, 60), "price", null,
                "hourlyRate", Map.of("amount", 100_001, "currency", "INR"));
        service.hears("offering.published.v1", "offeringId", "by-whom", "durations", List.of(60, 30), "price", null, "hourlyRate", null);
        service.hears("professional.registered.v1", "professionalId", "dr-dear", "offeringIds", List.of("by-the-hour", "by-whom"),
                "hourlyRate", Map.of("amount", 7_777, "currency", "EUR"));
        service.awaitIdle();

        assertThat(get(DAY + "2026-12-01&duration=30", 200).path("prices").toString()).as("a fixed price").isEqualTo(
                prices(30, 150_000, 60, 150_000, 90, 150_000, 120, 150_000));
        assertThat(get(dearOn("by-the-hour"), 200).path("prices").toString()).as("rounded half up").isEqualTo(
                prices(20, 33_334, 60, 100_001, 90, 150_002));
        assertThat(get(dearOn("by-whom"), 200).path("prices").toString()).as("the professional's own rate").isEqualTo(
                prices(30, 3_889, 60, 7_777).replace("INR", "EUR"));

        service.hears("professional.updated.v1", "professionalId", "dr-dear", "offeringIds", List.of("by-whom"),
                "hourlyRate", Map.of("amount", 6_000, "currency", "EUR"));
        service.awaitIdle();
        assertThat(get(dearOn("by-whom"), 200).path("prices").toString()).isEqualTo(
                prices(30, 3_000, 60, 6_000).replace("INR", "EUR"));
    }

    private static String dearOn(String offering) {
        return "/api/v1/professionals/dr-dear/availability?date=2026-12-01&offeringId=" + offering;
    }

    private static String prices(int... durationsAndAmounts) {
        return IntStream.range(0, durationsAndAmounts.length / 2)
                .mapToObj(i -> "{\"duration\":%d,\"price\":{\"amount\":%d,\"currency\":\"INR\"}}"
                        .formatted(durationsAndAmounts[2 * i], durationsAndAmounts[2 * i + 1]))
                .collect(Collectors.joining(",", "[", "]"));
    }

    // ---- a booking that moves

    @Test
    void onesOwnBookingIsNoObstacleWhenItMoves() {
        String pro = others.newProfessional();
        paid("own-1", pro, "2026-12-02T04:30:00Z", "clientId", "asha");
        paid("own-2", pro, "2026-12-02T06:00:00Z", "clientId", "ravi");
        String day = "/api/v1/professionals/" + pro + "/availability?offeringId=consultation-60&date=2026-12-02";

        HoldfastApi asha = service.as("asha", "client");
        assertThat(taken(asha.get(day))).as("asked for a new one").containsExactly(
                "09:15", "09:30", "09:45", "10:00", "10:15", "10:30", "10:45", "11:00", "11:15", "11:30", "11:45", "12:00", "12:15");
        assertThat(taken(asha.get(day + "&for=own-1"))).as("asked for her own").containsExactly(
                "10:45", "11:00", "11:15", "11:30", "11:45", "12:00", "12:15");
        assertThat(taken(service.as(pro, "professional").get(day + "&for=own-1"))).hasSize(7);
        assertThat(taken(service.as("boss", "admin").get(day + "&for=own-1"))).hasSize(7);
    }

    @Test
    void whoseBookingMovesIsTheirsAloneToAskFor() {
        String pro = others.newProfessional();
        paid("theirs-1", pro, "2026-12-02T04:30:00Z", "clientId", "asha");
        paid("theirs-2", pro, "2026-12-02T06:00:00Z", "manageTokenHash", DigestUtils.sha256Hex("a-guests-token"));
        String day = "/api/v1/professionals/" + pro + "/availability?offeringId=consultation-60&date=2026-12-02&for=";

        service.guest().get(day + "theirs-1").expect(401);
        service.as("ravi", "client").get(day + "theirs-1").expect(404);
        service.as("dr-sarah-khan", "professional").get(day + "theirs-1").expect(404);
        service.as("asha", "professional").get(day + "theirs-2").expect(404);
        service.asOneOf("other", "boss", "admin").get(day + "theirs-1").expect(404);
        service.as("asha", "client").get(day + "nothing").expect(404);
        service.guest().get(day + "theirs-1", "Holdfast-Manage-Token", "a-guests-token").expect(404);
        service.guest().get(day + "theirs-2", "Holdfast-Manage-Token", "another-token").expect(404);
        assertThat(taken(service.guest().get(day + "theirs-2", "Holdfast-Manage-Token", "a-guests-token"))).hasSize(7);
    }

    @Test
    void whatHasEndedIsNobodysAnyMore() {
        String pro = others.newProfessional();
        paid("ended-1", pro, "2026-12-02T04:30:00Z", "clientId", "asha");
        String day = "/api/v1/professionals/" + pro + "/availability?offeringId=consultation-60&date=2026-12-02&for=ended-1";
        OutboxEntry confirmed = others.described("booking.confirmed.v1", "ended-1", pro, "2026-12-02T04:30:00Z", "client.subject", "asha");
        service.hears(confirmed);
        service.hears(others.cancelled("ended-1", pro, "2026-12-02T04:30:00Z", null));
        service.awaitIdle();
        service.hears(confirmed);
        service.awaitIdle();

        service.as("asha", "client").get(day).expect(404);
        assertThat(service.documents("known_bookings").stream()
                        .filter(known -> known.getString("bookingId").equals("ended-1"))
                        .map(Document::toJson)
                        .toList())
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("CANCELLED").doesNotContain("asha").doesNotContain("Asha");
    }

    private static void paid(String booking, String professional, String start, Object... owner) {
        service.hears(others.requested(booking, "consultation-60", professional, start));
        others.answers(booking, 1);
        service.hears(others.paidBy(booking, professional, start, owner));
        others.answers(booking, 2);
    }

    private static List<String> taken(HoldfastApi.Answer day) {
        return day.expect(200).body().path("slots").valueStream()
                .filter(slot -> !slot.path("available").booleanValue())
                .map(slot -> slot.path("time").stringValue())
                .toList();
    }

    @Test
    void whatThePlatformFindsAProfessionalForHasNoTimesOfOne() throws Exception {
        service.hears("offering.published.v1", "offeringId", "home-massage", "mode", "MATCH");
        String me = "/api/v1/professionals/dr-sarah-khan/";
        await().untilAsserted(() -> get(me + "availability?offeringId=home-massage&date=2026-12-01", 422));

        JsonNode problem = get(me + "availability?offeringId=home-massage&date=2026-12-01", 422);
        assertThat(problem.path("code").stringValue()).isEqualTo("mode-unavailable");
        assertThat(problem.path("detail").stringValue()).contains("cannot be booked");
        get(me + "available-dates?offeringId=home-massage&month=2026-12", 422);
        get(me + "availability/explain?offeringId=home-massage&start=2026-12-01T04:30:00Z", 422);
    }

    @Test
    void aHeldSlotIsListedAsHeldAndThenAsBooked() throws Exception {
        service.hears(others.requested("web-1", "consultation-60", "2026-12-02T04:30:00Z"));
        others.answers("web-1", 1);
        assertThat(reasonAt("2026-12-02", "10:00")).isEqualTo("HELD");
        assertThat(reasonAt("2026-12-02", "09:15")).isEqualTo("HELD");
        assertThat(reasonAt("2026-12-02", "09:00")).isNull();
        assertThat(reasonAt("2026-12-02", "11:00")).isNull();

        service.hears(others.paid("web-1", "2026-12-02T04:30:00Z"));
        others.answers("web-1", 2);
        assertThat(reasonAt("2026-12-02", "10:00")).isEqualTo("BOOKED");
    }

    @Test
    void noticeAndWindowAreSeenInTheList() throws Exception {
        assertThat(reasonAt("2026-11-23", "10:15")).isEqualTo("TOO_SOON");
        assertThat(reasonAt("2026-11-23", "10:30")).isNull();
        assertThat(reasonAt("2026-12-24", "10:00")).isEqualTo("TOO_FAR");
        assertThat(get(DAY + "2026-12-05", 200).path("slots").size()).as("a Saturday").isZero();
    }

    @Test
    void aMonthListsTheDatesWithSomethingFree() throws Exception {
        for (int hour = 9; hour < 17; hour++) {
            String id = "full-" + hour;
            String start = LocalDate.parse("2026-12-03").atTime(hour, 0)
                    .atZone(java.time.ZoneId.of("Asia/Kolkata")).toInstant().toString();
            service.hears(others.requested(id, "consultation-60", start));
            others.answers(id, 1);
        }

        JsonNode month = get(MONTH + "2026-12", 200);
        assertThat(month.path("zone").stringValue()).isEqualTo("Asia/Kolkata");
        assertThat(texts(month.path("availableDates")))
                .startsWith("2026-12-01", "2026-12-02", "2026-12-04", "2026-12-07").endsWith("2026-12-22", "2026-12-23");
        assertThat(texts(get(MONTH + "2026-11", 200).path("availableDates")))
                .containsExactly("2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30");
        assertThat(texts(get(MONTH + "2027-02", 200).path("availableDates"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /availability?offeringId=consultation-60                              | date
            /availability?offeringId=consultation-60&date=2026-02-30              | date
            /availability?offeringId=consultation-60&date=tomorrow                | date
            /availability?offeringId=consultation-60&date=%2B12026-12-01          | date
            /availability?date=2026-12-01                                         | offeringId
            /availability?offeringId=consultation-60&date=2026-12-01&duration=one | duration
            /available-dates?offeringId=consultation-60&month=2026-13             | month
            /available-dates?offeringId=consultation-60&month=2026-12-01          | month
            /available-dates?offeringId=consultation-60                           | month
            """)
    void badInputNamesItsField(String path, String field) throws Exception {
        JsonNode problem = get(SARAH + path, 400);

        assertThat(problem.path("errors").get(0).path("field").stringValue()).isEqualTo(field);
    }

    @Test
    void whoAndWhatIsUnknownIs404AlsoWhenItIsAnotherTenants() throws Exception {
        get("/api/v1/professionals/nobody/availability?offeringId=consultation-60&date=2026-12-01", 404);
        get(SARAH + "/availability?offeringId=nothing&date=2026-12-01", 404);
        get(SARAH + "/available-dates?offeringId=nothing&month=2026-12", 404);
        assertThat(send(DAY + "2026-12-01", "Holdfast-Tenant", "other").statusCode()).isEqualTo(404);
    }

    @Test
    void aDurationThatIsNotOfferedIsRefusedByTheRule() throws Exception {
        assertThat(get(DAY + "2026-12-01&duration=45", 422).path("code").stringValue())
                .isEqualTo("duration-not-offered");
        assertThat(get(MONTH + "2026-12&duration=45", 422).path("code").stringValue())
                .isEqualTo("duration-not-offered");
    }

    @Test
    void aRetiredOfferingIsGone() throws Exception {
        others.offering("short-lived", 1);
        await().until(() -> send(SARAH + "/availability?offeringId=short-lived&date=2026-12-01").statusCode() == 200);
        assertThat(get(SARAH + "/availability?offeringId=short-lived&date=2026-12-01", 200)
                        .path("slots").get(0).path("reason").stringValue())
                .as("the professional does not provide it").isEqualTo("CLOSED");
        service.hears("offering.retired.v1", "offeringId", "short-lived");

        await().until(() -> send(SARAH + "/availability?offeringId=short-lived&date=2026-12-01").statusCode() == 404);
    }

    @Test
    void onlyTheListingIsOpen() throws Exception {
        get("/api/v1/professionals/me/schedule", 401);
        assertThat(send(DAY + "2026-12-01", "Authorization", "Bearer forged").statusCode()).isEqualTo(401);
    }

    private static String reasonAt(String date, String time) throws Exception {
        for (JsonNode slot : get(DAY + date, 200).path("slots")) {
            if (slot.path("time").stringValue().equals(time)) {
                assertThat(slot.path("available").booleanValue()).isEqualTo(slot.path("reason").isNull());
                return slot.path("reason").isNull() ? null : slot.path("reason").stringValue();
            }
        }
        throw new AssertionError("No slot at " + time);
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(node -> texts.add(node.stringValue()));
        return texts;
    }

    private static JsonNode get(String path, int status) throws Exception {
        HttpResponse<String> answer = send(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static HttpResponse<String> send(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service.address() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
