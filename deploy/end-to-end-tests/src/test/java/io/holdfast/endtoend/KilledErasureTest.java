package io.holdfast.endtoend;

import java.util.List;
import java.util.Map;

import io.holdfast.endtoend.Apart.Booked;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.InTurn;
import org.bson.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SIGKILL to one service while a person is erased: it takes up what it left, and all is erased.
 *
 * <p>{@code -Dholdfast.e2e.services=all} does it to both, by default it is the one that has most of what is to be erased.
 */
@InTurn(1)
@OnServicesApart
class KilledErasureTest {

    private static final String ERASURES = "/api/v1/admin/privacy/erasures";
    private static final String PROFESSIONAL = "dr-james-lee";

    private final Apart apart = Apart.running();

    /** Who owns the job, and who has most of what is to be erased. */
    static List<String> service() {
        return Apart.EACH_SERVICE ? List.of("booking-service", "notification-service") : List.of("notification-service");
    }

    @ParameterizedTest
    @MethodSource("service")
    void whoIsErasedIsGoneAlthoughThatServiceWasKilled(String service) {
        Booked booked = apart.hold(PROFESSIONAL);
        apart.pay(apart.awaitOrder(booked));
        apart.awaitStatus(booked, "CONFIRMED");
        Eventually.see("three mails", () -> apart.mailsAbout(booked), mails -> mails.size() >= 3);

        JsonNode asked = apart.admin
                .post(ERASURES, Map.of("email", booked.email(), "cancelLive", true))
                .expect(202)
                .body();
        apart.killHard(service);
        apart.restart(service);

        String id = asked.get("id").asString();
        Eventually.see("all is erased", () -> apart.admin.get(ERASURES + "/" + id), answer ->
                answer.status() == 200 && answer.body().get("status").asString().equals("DONE"));
        assertThat(apart.stored("booking-service", "bookings").stream().map(Document::toJson))
                .noneMatch(json -> json.contains(booked.email()))
                .anyMatch(json -> json.contains(booked.number()) && json.contains("CANCELLED"));
        assertThat(apart.stored("booking-service", "contacts").stream().map(Document::toJson))
                .noneMatch(json -> json.contains(booked.email()));
        assertThat(apart.stored("notification-service", "notifications").stream().map(Document::toJson))
                .noneMatch(json -> json.contains(booked.email()));
        assertThat(apart.stored("availability-service", "known_bookings").stream().map(Document::toJson))
                .noneMatch(json -> json.contains("clientName") && json.contains(booked.number()));
    }
}
