package io.holdfast.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.holdfast.defaults.privacy.Person;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.MovableClock;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is erased is told nothing any more, and what was told names them no more. */
class ErasureTest {

    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final MovableClock CLOCK = new MovableClock(NOW);
    private static final Mailbox MAILBOX = new Mailbox(CLOCK);
    private static ServiceUnderTest service;

    private final String id = UUID.randomUUID().toString();
    private final String job = UUID.randomUUID().toString();
    private final String client = "guest-" + id + "@example.com";
    private final String professional = "pro-" + id;

    @BeforeAll
    static void start() {
        service = ServiceUnderTest.of(NotificationService.class, "notification-service")
                .by(CLOCK)
                .withoutRedis()
                .with("spring.mail.port=" + MAILBOX.port)
                .start();
    }

    @AfterAll
    static void stop() {
        service.close();
        MAILBOX.close();
    }

    @BeforeEach
    void professionalIsKnown() {
        CLOCK.advance(Duration.ofMinutes(1));
        service.bean(JavaMailSenderImpl.class).setPort(MAILBOX.port);
        service.hears(
                "professional.registered.v1", "professionalId", professional, "email", professional + "@example.com",
                "zone", "Asia/Kolkata");
        service.awaitIdle();
    }

    @Test
    void whatWasToldNamesNobodyAndThatItWasToldIsKept() {
        confirmed();
        assertThat(stored()).anyMatch(json -> json.contains(client));

        erase(List.of(id));

        assertThat(stored()).noneMatch(json -> json.contains(client));
        assertThat(service.documents("notifications").stream()
                        .filter(told -> told.getString("bookingId").equals(id)))
                .isNotEmpty()
                .allSatisfy(told -> assertThat(told.toJson())
                        .contains("SENT", professional)
                        .doesNotContain("Nandini", "Lotus", "Ring twice", "Ravi", "1990-05-17", "+919812345678"));
        JsonNode said = service.said("person.part-handled.v1", job).getFirst();
        assertThat(said.at("/service").asString()).isEqualTo("notification-service");
        assertThat(said.toString()).contains("\"collection\":\"notifications\"").doesNotContain(client);
    }

    @Test
    void whatIsHeardLateIsToldToNobody() {
        erase(List.of(id));
        int mails = MAILBOX.store.mailsTo(client).size();

        confirmed();

        assertThat(MAILBOX.store.mailsTo(client)).hasSize(mails);
        assertThat(stored()).noneMatch(json -> json.contains(client));
    }

    @Test
    void whoWaitsIsFoundByTheirAddress() {
        String entry = "w-" + id;
        joined(entry);
        assertThat(stored()).anyMatch(json -> json.contains(client));

        Instant before = CLOCK.instant();
        CLOCK.advance(Duration.ofSeconds(1));
        erase(List.of());
        Instant after = CLOCK.instant();
        assertThat(stored()).noneMatch(json -> json.contains(client));

        // A second place of theirs, taken before and heard of now.
        CLOCK.set(before);
        joined(entry + "-2");
        assertThat(stored()).noneMatch(json -> json.contains(client));
        // And one that they take after.
        CLOCK.set(after);
        joined(entry + "-3");
        assertThat(stored()).anyMatch(json -> json.contains(client));
    }

    @Test
    void anExportShowsTheirOwnMessagesAndNobodysAddressBeside() {
        confirmed();
        hears("person.export-requested.v1", List.of(id));
        service.awaitIdle();

        JsonNode part = service.as("boss", "admin").get("/api/v1/admin/privacy/parts/" + job).expect(200).body();

        assertThat(part.at("/notifications").size()).isPositive();
        assertThat(part.toString()).contains(client).doesNotContain(professional + "@example.com");
        service.as("asha", "client").get("/api/v1/admin/privacy/parts/" + job).expect(403);
    }

    @Test
    void forWhomItWasIsForgottenAndWhoWasToldIsNot() {
        service.hears(
                "booking.confirmed.v1", "bookingId", id, "client.email", client, "client.name", "Nandini " + id,
                "client.subject", null, "professional.id", professional, "recipient.name", "Ravi-" + id,
                "recipient.phone", "+919812300077");
        service.awaitIdle();
        service.awaitIdle();
        assertThat(stored()).anyMatch(json -> json.contains("Ravi-" + id));

        hears("person.erasure-requested.v1", List.of(), "addressHashes", List.of(), "recipientOf", List.of(id));
        service.awaitIdle();
        CLOCK.advance(Duration.ofSeconds(31));
        service.awaitIdle();

        assertThat(stored()).noneMatch(json -> json.contains("Ravi-" + id)).noneMatch(json -> json.contains("+919812300077"));
        assertThat(stored()).anyMatch(json -> json.contains(client));
        assertThat(service.said("person.part-handled.v1", job).getFirst().at("/found/0/collection").asString())
                .isEqualTo("notifications");
    }

    private void confirmed() {
        service.hears(
                "booking.confirmed.v1", "bookingId", id, "client.email", client, "client.name", "Nandini " + id,
                "client.subject", null, "professional.id", professional);
        service.awaitIdle();
        service.awaitIdle();
    }

    private void joined(String entry) {
        service.hears(
                "waitlist.joined.v1", "entryId", entry, "client.email", client, "client.name", "Nandini " + id,
                "client.subject", null, "professionalId", professional);
        service.awaitIdle();
        service.awaitIdle();
    }

    private void erase(List<String> bookings) {
        hears("person.erasure-requested.v1", bookings);
        service.awaitIdle();
        CLOCK.advance(Duration.ofSeconds(41));
        service.awaitIdle();
        CLOCK.advance(Duration.ofSeconds(31));
        service.awaitIdle();
        assertThat(service.said("person.part-handled.v1", job)).hasSize(1);
    }

    private void hears(String type, List<String> bookings, Object... more) {
        var fields = new ArrayList<Object>(List.of(
                "jobId", job,
                "page", 1,
                "pages", 1,
                "subjects", List.of(),
                "addressHashes", List.of(Person.hashOf(client)),
                "phoneHashes", List.of(),
                "bookingIds", bookings,
                "recipientOf", List.of()));
        fields.addAll(Arrays.asList(more));
        service.hears(type, fields.toArray());
    }

    private static Stream<String> stored() {
        var mongo = service.bean(MongoOperations.class);
        return mongo.getCollectionNames().stream()
                .flatMap(name -> mongo.findAll(Document.class, name).stream())
                .map(Document::toJson);
    }
}
