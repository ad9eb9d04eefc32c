package io.holdfast.endtoend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Nobody is booked over their own calendar: a professional's other calendar, through the gateway, on the whole platform. */
@OnPlatform
class BusyCalendarTest {

    private static final String PROFESSIONAL = "dr-with-a-private-life";
    private static final String OFFERING = "talk-with-who-is-busy";
    private static final String CALENDARS = "/api/v1/professionals/me/busy-calendars";
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final Platform platform = Platform.running();

    private static HttpServer calendars;
    private static volatile String file = calendar();

    @BeforeAll
    static void somebodyWithACalendar() throws IOException {
        calendars = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        calendars.createContext("/private.ics", exchange -> {
            byte[] body = file.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        calendars.start();
        platform.admin.put("/api/v1/admin/offerings/" + OFFERING, Map.of(
                        "name", "A talk", "confirmation", "INSTANT", "durations", List.of(60),
                        "price", Map.of("amount", 0, "currency", "INR")))
                .expect(200);
        platform.admin.put("/api/v1/admin/professionals/" + PROFESSIONAL, Map.of(
                        "displayName", "Dr. Busy", "email", "busy@holdfast.example", "category", "Therapist",
                        "hourlyRate", Map.of("amount", 0, "currency", "INR"), "zone", "Asia/Kolkata", "languages", List.of("en"),
                        "offeringIds", List.of(OFFERING)))
                .expect(201);
        Eventually.see(
                "it is sold",
                BusyCalendarTest::slots,
                slots -> !slots.isEmpty() && slots.values().stream().allMatch("free"::equals));
    }

    @AfterAll
    static void stop() {
        calendars.stop(0);
    }

    @Test
    void whatAnotherCalendarHasIsClosedAndABookingStays() {
        List<String> starts = List.copyOf(slots().keySet());
        String booked = starts.getFirst();
        String busy = starts.getLast();
        JsonNode booking = Eventually.see(
                        "booking-service knows who provides it", () -> book(booked), answer -> answer.status() == 201)
                .body();
        assertThat(booking.get("status").asString()).isEqualTo("CONFIRMED");
        file = calendar(event(booked), event(busy));

        HoldfastApi professional = platform.anybody.as(PROFESSIONAL);
        String address = "http://127.0.0.1:" + calendars.getAddress().getPort() + "/private.ics";
        JsonNode registered = professional.post(CALENDARS, Map.of("kind", "ICS", "name", "Private", "address", address))
                .expect(201)
                .body();
        String calendar = CALENDARS + "/" + registered.get("id").asString();
        assertThat(registered.toString()).doesNotContain("private.ics");

        Eventually.see("its times are closed", BusyCalendarTest::slots, slots -> slots.get(busy).equals("CLOSED"));
        assertThat(book(busy).expect(409).text()).doesNotContain("Nobody's business");
        assertThat(booking(booking).get("status").asString()).as("it was there before").isEqualTo("CONFIRMED");
        JsonNode agenda = Eventually.see(
                "the agenda shows the conflict",
                () -> professional.get("/api/v1/professionals/me/agenda?from=" + date() + "&to=" + date()).expect(200).body(),
                body -> body.get("busy").size() == 2 && body.get("reservations").get(0).has("conflicts"));
        assertThat(agenda.get("reservations").size()).isEqualTo(1);
        assertThat(agenda.toString()).doesNotContain("Nobody's business");
        JsonNode read = professional.get(calendar).expect(200).body();
        assertThat(read.get("status").asString()).isEqualTo("OK");
        assertThat(read.get("conflicts").size()).isEqualTo(1);
        assertThat(read.get("conflicts").get(0).get("bookingId").asString()).isEqualTo(booking.get("id").asString());
        assertThat(platform.admin.get("/api/v1/admin/professionals/" + PROFESSIONAL + "/busy-calendars").expect(200)
                        .body().get("items").size())
                .isEqualTo(1);

        file = calendar();
        Eventually.see("its times are free again", BusyCalendarTest::slots, slots -> slots.get(busy).equals("free"));
        assertThat(slots().get(booked)).isEqualTo("BOOKED");
        assertThat(professional.get(calendar).expect(200).body().get("conflicts").isEmpty()).isTrue();
        book(busy).expect(201);

        professional.send("DELETE", calendar, null).expect(204);
        professional.get(calendar).expect(404);
    }

    private static JsonNode booking(JsonNode booked) {
        return platform.anybody
                .get("/api/v1/bookings/" + booked.get("id").asString(), "Holdfast-Manage-Token", booked.get("manageToken").asString())
                .expect(200)
                .body();
    }

    private static HoldfastApi.Answer book(String start) {
        var body = new LinkedHashMap<String, Object>();
        body.put("offeringId", OFFERING);
        body.put("mode", "DIRECT");
        body.put("professionalId", PROFESSIONAL);
        body.put("start", start);
        body.put("duration", 60);
        body.put("client", HoldfastApi.guest("Gita Guest", Platform.freshEmail()));
        return platform.anybody.post("/api/v1/bookings", body, "Prefer", "wait=20");
    }

    /** By their start: {@code free}, or why not. */
    private static Map<String, String> slots() {
        return platform.anybody
                .get("/api/v1/professionals/" + PROFESSIONAL + "/availability?offeringId=" + OFFERING + "&date=" + date())
                .body()
                .path("slots")
                .valueStream()
                .collect(Collectors.toMap(
                        slot -> slot.get("start").asString(),
                        slot -> slot.get("available").asBoolean() ? "free" : slot.get("reason").asString(),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    /** A working day that is still to come, whatever time it is. */
    private static LocalDate date() {
        return LocalDate.ofInstant(platform.embedded.clock().instant(), ZoneId.of("Asia/Kolkata"))
                .plusDays(5)
                .with(TemporalAdjusters.nextOrSame(DayOfWeek.WEDNESDAY));
    }

    private static String calendar(String... events) {
        return Stream.of(events)
                .collect(Collectors.joining(
                        "", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//test//EN\r\n", "END:VCALENDAR\r\n"));
    }

    private static String event(String start) {
        return String.join(
                "\r\n", "BEGIN:VEVENT", "UID:" + start, "SUMMARY:Nobody's business", "DTSTART:" + UTC.format(Instant.parse(start)),
                "DTEND:" + UTC.format(Instant.parse(start).plus(Duration.ofHours(1))), "END:VEVENT", "");
    }
}
