package io.holdfast.booking.web;

import java.time.Instant;
import java.util.Map;

import io.holdfast.booking.BookingInstance;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.data.mongodb.core.MongoOperations;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** One's bookings in one's own calendar program, at an address that nobody can guess and that can be taken back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedsHttpTest {

    private static final String BOOKINGS = "/api/v1/bookings";
    private static final String FEED = "/api/v1/me/feed";
    private static final String SARAH = "dr-sarah-khan";
    private static final Instant START = Instant.parse("2026-12-01T04:30:00Z");

    private BookingInstance service;

    @BeforeAll
    void start() {
        service = new BookingInstance();
        service.catalogue("clinic-intake", "INSTANT", 0, SARAH);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void aClientReadsWhatStandsAndAProfessionalWhatTheyProvide() {
        HoldfastApi asha = service.client("feed-asha");
        String id = confirmed(asha);
        String address = address(asha.post(FEED, "").expect(201));
        HoldfastApi sarah = service.as("demo", SARAH, Map.of(), "professional");
        String sarahs = address(sarah.post(FEED, "").expect(201));

        Answer feed = service.guest().get(address).expect(200);
        assertThat(feed.header("Content-Type")).isEqualTo("text/calendar;charset=UTF-8");
        assertThat(feed.text()).contains("UID:" + id + "@holdfast\r\n", "SUMMARY:Consultation: Dr Sarah Khan", "STATUS:CONFIRMED");
        assertThat(service.guest().get(sarahs).expect(200).text()).contains("UID:" + id, "SUMMARY:Consultation: Asha Rao");

        String another = confirmed(service.client("feed-ravi"));
        assertThat(service.guest().get(address).text()).doesNotContain(another);
        assertThat(service.guest().get(sarahs).text()).contains(another);
        asha.post(BOOKINGS + "/" + id + "/cancel", Map.of("reason", "Ill")).expect(200);
        assertThat(service.guest().get(address).text()).doesNotContain(id).contains("BEGIN:VCALENDAR");
    }

    @Test
    void whoHasReadItIsToldThatNothingChanged() {
        HoldfastApi client = service.client("feed-again");
        String id = confirmed(client);
        String address = address(client.post(FEED, "").expect(201));
        String etag = service.guest().get(address).expect(200).header("ETag");

        Answer same = service.guest().get(address, "If-None-Match", etag).expect(304);
        assertThat(same.text()).isEmpty();
        client.post(BOOKINGS + "/" + id + "/cancel", Map.of("reason", "Ill")).expect(200);
        assertThat(service.guest().get(address, "If-None-Match", etag).expect(200).header("ETag")).isNotEqualTo(etag);
    }

    @Test
    void anAddressIsMadeOnceShownToItsOwnerAndTakenBack() {
        HoldfastApi client = service.client("feed-owner");
        client.get(FEED).expect(404);
        client.send("DELETE", FEED, null).expect(404);
        JsonNode made = client.post(FEED, "").expect(201).body();
        assertThat(made.at("/url").asString()).matches("http://localhost:8080/api/v1/feeds/[A-Za-z0-9_-]{43}\\.ics");
        assertThat(made.at("/webcal").asString()).startsWith("webcal://localhost:8080/api/v1/feeds/");
        assertThat(client.post(FEED, "").expect(200).body()).isEqualTo(made);
        assertThat(client.get(FEED).expect(200).body()).isEqualTo(made);
        String address = address(client.get(FEED));
        String secret = address.substring(address.lastIndexOf('/') + 1).replace(".ics", "");
        assertThat(service.bean(MongoOperations.class).findAll(Document.class, "calendar_feeds"))
                .noneMatch(stored -> stored.toJson().contains(secret));

        client.send("DELETE", FEED, null).expect(204);

        service.guest().get(address).expect(404);
        assertThat(address(client.post(FEED, "").expect(201))).isNotEqualTo(address);
        service.guest().get(address).expect(404);
    }

    @Test
    void whoIsCalledTheSameInAnotherTenantIsSomebodyElse() {
        HoldfastApi here = service.client("feed-twin");
        String id = confirmed(here);
        String address = address(here.post(FEED, "").expect(201));
        HoldfastApi there = service.as("other", "feed-twin", Map.of(), "client");
        there.get(FEED).expect(404);

        String theirs = address(there.post(FEED, "").expect(201));
        assertThat(service.guest().get(theirs).expect(200).text()).contains("BEGIN:VCALENDAR").doesNotContain(id);
        there.send("DELETE", FEED, null).expect(204);

        assertThat(service.guest().get(address).expect(200).text()).contains(id);
    }

    @Test
    void whatIsNobodysAddressIsNothing() {
        service.guest().get("/api/v1/feeds/anything.ics").expect(404);
        service.guest().get("/api/v1/feeds/" + "x".repeat(5000) + ".ics").expect(404);
        service.guest().get(FEED).expect(401);
        service.guest().post(FEED, "").expect(401);
        service.admin().get(FEED).expect(403);
    }

    private static String address(Answer feed) {
        return feed.body().at("/url").asString().replace("http://localhost:8080", "");
    }

    private String confirmed(HoldfastApi by) {
        String id = by.post(BOOKINGS, Map.of(
                        "offeringId", "clinic-intake", "professionalId", SARAH, "start", START.toString(), "duration", 60))
                .expect(202).body().at("/id").asString();
        service.slotReserved(id, Instant.parse("2026-11-28T10:15:00Z"));
        service.slotBooked(id);
        await().until(() -> by.get(BOOKINGS + "/" + id).body().at("/status").asString().equals("CONFIRMED"));
        return id;
    }
}
