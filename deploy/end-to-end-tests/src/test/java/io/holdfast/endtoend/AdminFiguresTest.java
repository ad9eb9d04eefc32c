package io.holdfast.endtoend;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

import io.holdfast.endtoend.Platform.Held;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

/** What an admin sees of the business as a whole, through the gateway, on the embedded platform. */
@OnPlatform
class AdminFiguresTest {

    private final Platform platform = Platform.running();
    private final HoldfastApi admin = platform.anybody.as("admin");

    @Test
    void aPaidBookingIsInTheFiguresTheExportsAndTheReport() throws Exception {
        Held held = platform.hold(platform.slots.free("dr-sarah-khan", "consultation-60"));
        platform.pay(held.orderId(), "success", "normal");
        JsonNode booking = platform.awaitStatus(held, "CONFIRMED");
        ZonedDateTime start = Instant.parse(booking.path("start").asString()).atZone(ZoneId.of("Asia/Kolkata"));
        String month = "month=" + start.getMonthValue() + "&year=" + start.getYear();

        JsonNode figures = Eventually.see("it is counted", () -> admin.get("/api/v1/admin/analytics?" + month).expect(200).body(),
                seen -> seen.path("confirmedBookings").asLong() > 0 && seen.at("/totalRevenue/amount").asLong() >= 150_000);
        assertThat(figures.at("/topService/name").asString()).isNotEmpty();
        assertThat(figures.path("bookingsByDay").valueStream()
                        .filter(day -> day.path("day").asString().equals(start.toLocalDate().toString()))
                        .mapToLong(day -> day.path("count").asLong()))
                .allMatch(count -> count > 0)
                .hasSize(1);
        assertThat(admin.get("/api/v1/admin/bookings/export.csv").expect(200).text()).contains(booking.path("number").asString());
        assertThat(admin.get("/api/v1/admin/payments/export.csv").expect(200).text()).contains(held.orderId());
        HttpResponse<byte[]> report = HttpClient.newHttpClient().send(
                admin.request("/api/v1/admin/reports/" + start.getYear() + "-" + "%02d".formatted(start.getMonthValue()) + ".pdf").build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(report.statusCode()).isEqualTo(200);
        assertThat(report.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(new String(report.body(), ISO_8859_1)).startsWith("%PDF-");
        admin.get("/api/v1/admin/reports/yesterday.pdf").expect(400);
    }

    @Test
    void everyPartOfThePlatformSaysHowItIs() {
        // What does not answer within seconds on a busy machine is down, until it does.
        var answer = Eventually.see(
                "all six services work", () -> admin.get("/api/v1/admin/system-health").expect(200),
                health -> health.body().path("services").valueStream()
                                .filter(service -> List.of("UP", "DEGRADED").contains(service.path("status").asString()))
                                .count()
                        == 6);
        JsonNode health = answer.body();

        assertThat(health.path("services")).hasSize(6);
        assertThat(health.path("components").valueStream().map(component -> component.path("name").asString()))
                .contains("active-bookings", "breakers", "broker", "cache", "loops", "mail", "matching", "provider", "store");
        JsonNode broker = health.path("components").valueStream()
                .filter(component -> component.path("name").asString().equals("broker"))
                .findFirst()
                .orElseThrow();
        assertThat(broker.at("/figures/brokers").asLong()).isOne();
        assertThat(health.at("/matching/enabled").asBoolean()).isTrue();
        assertThat(health.path("activeBookings").isNumber()).isTrue();
        assertThat(answer.text()).doesNotContain("127.0.0.1", "localhost", "://");
        platform.anybody.get("/api/v1/admin/system-health").expect(401);
        platform.anybody.as("client").get("/api/v1/admin/system-health").expect(403);
    }
}
