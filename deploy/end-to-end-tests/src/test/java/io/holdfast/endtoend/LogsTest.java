package io.holdfast.endtoend;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.holdfast.endtoend.Apart.Booked;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The log tells what happened to a booking, and to nobody whose it is or who provides it: not when all goes well, and not when it does
 * not. Nor do metrics.
 */
@OnServicesApart
class LogsTest {

    private static final String NAME = "Quirina Loglessova";
    private static final String PHONE = "+919876501234";
    private static final String NOTES = "afraid of xylophones";
    private static final String REASON = "my zeppelin has landed";
    private static final String STREET = "4711 Unwritten Row";
    /** How each token of somebody who is signed in begins. */
    private static final String TOKEN = "eyJ";

    private final Apart apart = Apart.running();

    @Test
    void whatHappensIsInTheLogAndWhoseItIsIsNot() {
        String email = "quirina." + Platform.freshEmail();
        var massages = new HomeMassages(apart, "unlogged");
        Booked booked = massages.book(client(email), STREET, NOTES);
        String order = apart.awaitOrder(booked);
        apart.simulator.post("/simulator/checkout", Map.of("orderId", order, "outcome", "failure")).expect(200);
        apart.pay(order);
        massages.accept(booked);
        apart.awaitStatus(booked, "CONFIRMED");
        refuse(email);
        apart.anybody.post("/api/v1/bookings/" + booked.id() + "/cancel", Map.of("reason", REASON),
                "Holdfast-Manage-Token", booked.manageToken(), "Prefer", "wait=10");
        apart.awaitStatus(booked, "CANCELLED");
        Eventually.see("the last mail", () -> apart.mailsAbout(booked), mails ->
                mails.stream().anyMatch(mail -> mail.to().equals(email) && mail.subject().toLowerCase(Locale.ROOT).contains("cancel")));

        for (String type : List.of(
                "booking.awaiting-payment.v1", "booking.awaiting-match.v1", "booking.confirmed.v1", "booking.cancelled.v1")) {
            assertThat(ServiceLogs.of("booking-service").stream().filter(line -> line.contains(type) && line.contains(booked.id())))
                    .as("one line for %s", type)
                    .hasSize(1);
        }
        assertThat(ServiceLogs.of("payment-service")).anyMatch(line -> line.contains("payment.failed.v1") && line.contains(booked.id()));
        List<String> secrets = List.of(email, NAME, "Loglessova", PHONE, PHONE.substring(3), NOTES, REASON, STREET, booked.manageToken(),
                massages.email(), massages.name(), TOKEN);
        assertThat(ServiceLogs.all()).isNotEmpty().allSatisfy(log -> assertThat(ServiceLogs.read(log)).as("%s", log)
                .noneMatch(line -> secrets.stream().anyMatch(line::contains)));
        assertThat(Stream.concat(Stream.of("gateway"), Apart.mortals().stream())).allSatisfy(service ->
                assertThat(apart.metricsOf(service)).as("metrics of %s", service).doesNotContain(secrets));
    }

    /** What is refused is not quoted either. */
    private void refuse(String email) {
        var client = Map.of("name", NAME, "email", email, "phone", "not " + PHONE, "surname", "Loglessova");
        apart.anybody.post("/api/v1/bookings", Map.of("client", client, "notes", NOTES)).expect(400);
        apart.anybody.get("/api/v1/bookings?q=Loglessova");
        apart.admin.get("/api/v1/admin/bookings?q=Loglessova");
        String cut = "{\"client\": {\"name\": \"" + NAME + "\", \"email\": ";
        apart.anybody.send("POST", "/api/v1/bookings", cut, "Content-Type", "application/json").expect(400);
    }

    private static Map<String, Object> client(String email) {
        var client = new LinkedHashMap<String, Object>(HoldfastApi.guest(NAME, email));
        client.put("phone", PHONE);
        return client;
    }
}
