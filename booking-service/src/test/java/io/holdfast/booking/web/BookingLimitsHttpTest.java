package io.holdfast.booking.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.holdfast.booking.BookingInstance;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.booking.SentMessage;
import io.holdfast.booking.domain.booking.SentMessages;
import io.holdfast.defaults.store.RetentionSweep;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Who may ask for how much, what may be held unpaid, and how long what was refused is remembered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BookingLimitsHttpTest {

    private static final String BOOKINGS = "/api/v1/bookings";
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final Instant START = Instant.parse("2026-12-01T04:30:00Z");
    private static final Instant HOLD_UNTIL = NOW.plusSeconds(900);

    private BookingInstance service;

    @BeforeAll
    void start() {
        service = new BookingInstance(request -> "prove it".equals(request.notes()) && !"42".equals(request.origin().proof())
                ? Optional.of("Please solve the puzzle first.")
                : Optional.empty());
        for (String professional : List.of("dr-sarah-khan", "dr-mailbox", "dr-phone", "dr-address", "dr-busy")) {
            service.catalogue("consultation-60", "INSTANT", 150_000, professional);
        }
        service.as("strict", "boss", Map.of(), "admin").put("/api/v1/admin/offerings/consultation-60", Map.of(
                        "name", "Consultation", "confirmation", "INSTANT",
                        "hourlyRate", Map.of("amount", 150_000, "currency", "INR")))
                .expect(200);
        service.professional("strict", "dr-mailbox", List.of("consultation-60"));
        await().until(() -> guest("dr-mailbox", "a@example.com", null, Map.of("duration", 17), "Holdfast-Tenant", "strict")
                .text().contains("duration-not-offered"));
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @BeforeEach
    void today() {
        service.clock.set(NOW);
    }

    @Test
    void oneMailboxIsOneClientHoweverItIsWritten() {
        for (String email : List.of("a+1@example.com", "A+2@example.com", "a@EXAMPLE.com", "a+x+y@example.com", "a+@example.com")) {
            guest("dr-mailbox", email, null, Map.of(), "Holdfast-Tenant", "strict").expect(202);
        }
        assertThat(guest("dr-mailbox", "a+6@example.com", null, Map.of(), "Holdfast-Tenant", "strict").expect(429)
                        .header("Retry-After"))
                .isNotNull();
        guest("dr-mailbox", "a.b@example.com", null, Map.of(), "Holdfast-Tenant", "strict").expect(202);

        for (String email : List.of("as.ha@gmail.com", "asha@googlemail.com", "a.s.h.a+1@gmail.com", "ASHA@gmail.com", "asha@gmail.com")) {
            guest("dr-mailbox", email, null, Map.of(), "Holdfast-Tenant", "strict").expect(202);
        }
        guest("dr-mailbox", "ash.a+spa@gmail.com", null, Map.of(), "Holdfast-Tenant", "strict").expect(429);
    }

    @Test
    void onePhoneHoldsOnlySoMuchUnpaid() {
        var held = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            held.add(held(guest("dr-phone", "family-" + i + "@example.com", "+91 98123-00001", Map.of())));
        }
        Answer tooMany = guest("dr-phone", "family-3@example.com", "098123 00001", Map.of()).expect(429);
        assertThat(Integer.parseInt(tooMany.header("Retry-After"))).isBetween(1, 900);
        guest("dr-phone", "neighbour@example.com", "+919812300002", Map.of()).expect(202);

        service.orderCreated(held.getFirst());
        service.captured(held.getFirst());
        awaitStatus(held.getFirst(), "CONFIRMING");
        guest("dr-phone", "family-3@example.com", "+919812300001", Map.of()).expect(202);
    }

    @Test
    void oneAddressHoldsOnlySoMuchUnpaid() {
        for (int i = 0; i < 4; i++) {
            held(from("203.0.113.7", "dr-address", "one-" + i + "@example.com"));
        }
        from("203.0.113.7", "dr-address", "one-4@example.com").expect(429);
        from("203.0.113.8", "dr-address", "two@example.com").expect(202);
        from("not an address", "dr-address", "three@example.com").expect(202);

        for (int i = 0; i < 4; i++) {
            held(from("2001:db8:1:2::" + (i + 1), "dr-address", "six-" + i + "@example.com"));
        }
        from("2001:db8:1:2:ffff::9", "dr-address", "six-5@example.com").expect(429);
        from("2001:db8:1:3::1", "dr-address", "six-6@example.com").expect(202);
    }

    @Test
    void aProfessionalsTimeIsNotHeldAwayByPeopleWhoDoNotPay() {
        var held = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            held.add(held(guest("dr-busy", "crowd-" + i + "@example.com", null, Map.of(
                    "start", START.plus(Duration.ofHours(i)).toString()))));
        }
        assertThat(guest("dr-busy", "crowd-40@example.com", null, Map.of()).expect(429).body().at("/detail").asString())
                .contains("nobody has paid for");
        guest("dr-sarah-khan", "crowd-40@example.com", null, Map.of()).expect(202);

        service.clock.set(HOLD_UNTIL);
        service.timer("hold.timed-out.v1", held.getFirst(), HOLD_UNTIL);
        awaitStatus(held.getFirst(), "EXPIRED");
        guest("dr-busy", "crowd-40@example.com", null, Map.of()).expect(202);
    }

    @Test
    void whoHasNotMetTheChallengeDoesNotBook() {
        JsonNode problem = guest("dr-sarah-khan", "robot@example.com", null, Map.of("notes", "prove it")).expect(422).body();

        assertThat(problem.at("/code").asString()).isEqualTo("challenge-unmet");
        assertThat(problem.at("/detail").asString()).isEqualTo("Please solve the puzzle first.");
        guest("dr-sarah-khan", "person@example.com", null, Map.of("notes", "prove it"), "Holdfast-Challenge", "42").expect(202);
    }

    @Test
    void whatWasRefusedIsForgottenAfterThirtyDaysAndNothingElseIs() {
        String rejected = idOf(guest("dr-sarah-khan", "r@example.com", null, Map.of()));
        service.slotRejected(rejected, "BOOKED");
        awaitStatus(rejected, "REJECTED");
        String expired = held(guest("dr-sarah-khan", "e@example.com", null, Map.of()));
        String paidLate = held(guest("dr-sarah-khan", "l@example.com", null, Map.of()));
        String cancelled = held(guest("dr-sarah-khan", "c@example.com", null, Map.of()));
        service.admin().post(BOOKINGS + "/" + cancelled + "/cancel", Map.of("reason", "Never mind")).expect(200);
        String confirmed = held(guest("dr-sarah-khan", "p@example.com", null, Map.of()));
        service.captured(confirmed);
        awaitStatus(confirmed, "CONFIRMING");
        service.slotBooked(confirmed);
        awaitStatus(confirmed, "CONFIRMED");
        service.clock.set(HOLD_UNTIL);
        for (String id : List.of(expired, paidLate)) {
            service.timer("hold.timed-out.v1", id, HOLD_UNTIL);
            awaitStatus(id, "EXPIRED");
        }
        List.of(expired, confirmed).forEach(this::mailed);
        await().until(() -> List.of(expired, confirmed).stream().noneMatch(id -> mailsAbout(id).isEmpty()));
        service.captured(paidLate);
        await().until(() -> get(paidLate).at("/payment/captures").size() == 1);

        service.clock.set(NOW.plus(Duration.ofDays(29)));
        service.bean(RetentionSweep.class).sweep();
        assertThat(List.of(rejected, expired, paidLate, cancelled, confirmed)).allMatch(this::isThere);

        service.clock.set(HOLD_UNTIL.plus(Duration.ofDays(30)).plusSeconds(1));
        // What waits to be sent keeps its document, so it may take another round.
        await().until(() -> {
            service.bean(RetentionSweep.class).sweep();
            return List.of(rejected, expired, cancelled).stream().noneMatch(this::isThere);
        });
        assertThat(List.of(paidLate, confirmed)).allMatch(this::isThere);
        await().until(() -> {
            service.bean(RetentionSweep.class).sweep();
            return mailsAbout(expired).isEmpty();
        });
        assertThat(mailsAbout(confirmed)).hasSize(1);
    }

    private void mailed(String id) {
        service.tell("notification.sent.v1", id, Map.of(
                "notificationId", id + ":1:ANY",
                "bookingId", id,
                "revision", 1,
                "kind", "ANY",
                "deliveries", List.of(
                        Map.of("recipient", "CLIENT", "channel", "EMAIL", "status", "SENT", "at", NOW.toString()))));
    }

    private List<SentMessage> mailsAbout(String id) {
        return service.bean(SentMessages.class).of(new TenantId("demo"), new BookingId(id));
    }

    // ---- how

    private Answer from(String address, String professional, String email) {
        return guest(professional, email, null, Map.of(), "Holdfast-Client-Address", address);
    }

    private Answer guest(
            String professional, String email, String phone, Map<String, Object> otherwise, String... headers) {
        var client = new HashMap<>(Map.of("name", "Guest", "email", email));
        if (phone != null) {
            client.put("phone", phone);
        }
        var body = new HashMap<String, Object>(Map.of(
                "offeringId", "consultation-60", "professionalId", professional, "start", START.toString(), "client", client));
        body.putAll(otherwise);
        return service.guest().post(BOOKINGS, body, headers);
    }

    private String held(Answer answer) {
        String id = idOf(answer);
        service.slotReserved(id, HOLD_UNTIL);
        awaitStatus(id, "PENDING_PAYMENT");
        return id;
    }

    private static String idOf(Answer answer) {
        return answer.expect(202).body().at("/id").asString();
    }

    private void awaitStatus(String id, String status) {
        await().until(() -> get(id).at("/status").asString().equals(status));
    }

    private boolean isThere(String id) {
        return service.admin().get(BOOKINGS + "/" + id).status() == 200;
    }

    private JsonNode get(String id) {
        return service.admin().get(BOOKINGS + "/" + id).expect(200).body();
    }
}
