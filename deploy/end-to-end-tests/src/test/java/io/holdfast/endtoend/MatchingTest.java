package io.holdfast.endtoend;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The platform finds the professional, through the gateway and all services: who is asked, who comes, and if nobody does. */
@OnPlatform
class MatchingTest {

    private static final String PROPOSALS = "/api/v1/professionals/me/proposals";
    private static final String HOME_MASSAGE = "home-massage";
    private static final long PRICE = 20_000;
    private static final ZoneId ISRAEL = ZoneId.of("Asia/Jerusalem");
    private static final Map<String, String> THERAPISTS = Map.of(
            "maya-cohen", "maya@holdfast.example",
            "daniel-mizrahi", "daniel@holdfast.example",
            "yael-levi", "yael@holdfast.example");

    private final Platform platform = Platform.running();

    @Test
    void whenTwoHaveDeclinedTheThirdComesAndEverybodyIsTold() {
        Wanted wanted = paid(LocalTime.of(10, 0));
        assertThat(mailTo(wanted.email(), "We are looking for somebody for you: Massage at home", wanted).get("text").asString())
                .contains("ILS 200.00", "t=" + wanted.manageToken());

        Asked first = nextAsked(wanted, Set.of());
        first.decline();
        Asked second = nextAsked(wanted, Set.of(first.who()));
        second.decline();
        Asked third = nextAsked(wanted, Set.of(first.who(), second.who()));
        JsonNode accepted = third.accept();

        assertThat(accepted.get("booking").get("id").asString()).isEqualTo(wanted.id());
        assertThat(accepted.get("booking").get("address").get("street").asString()).isEqualTo("12 Dizengoff Street");
        JsonNode confirmed = awaitStatus(wanted, "CONFIRMED");
        assertThat(confirmed.get("professional").get("id").asString()).isEqualTo(third.who());
        assertThat(Platform.list(confirmed.get("statusHistory")).stream().map(step -> step.get("status").asString()))
                .containsExactly("REQUESTED", "PENDING_PAYMENT", "PENDING_MATCH", "CONFIRMED");
        for (String therapist : THERAPISTS.keySet()) {
            assertThat(mailTo(THERAPISTS.get(therapist), "Would you take it? Massage at home", wanted).get("text").asString())
                    .contains("Tel Aviv", "/pro/requests#" + wanted.id())
                    .doesNotContain("Gita Guest", "Dizengoff", wanted.manageToken());
        }
        mailTo(wanted.email(), "Confirmed: Massage at home", wanted);
        assertThat(mailTo(THERAPISTS.get(third.who()), "New booking: Massage at home", wanted).get("text").asString())
                .contains("Gita Guest", "12 Dizengoff Street");
        mailTo("admin@holdfast.example", "New booking ", wanted);
        assertThat(Stream.of(first, second)
                        .flatMap(declined -> platform.mailsTo(THERAPISTS.get(declined.who())).stream())
                        .filter(mail -> mail.toString().contains(wanted.number()))
                        .map(mail -> mail.get("subject").asString()))
                .hasSize(2)
                .allMatch(subject -> subject.startsWith("Would you take it? "));
        assertThat(third.answer("accept")).as("again").isEqualTo(200);
        assertThat(first.answer("accept")).as("who has declined").isEqualTo(409);
        assertThat(refunds(wanted)).isEmpty();
    }

    @Test
    void whenNobodyAnswersEverythingGoesBackAndTheClientIsToldWhy() {
        Wanted wanted = paid(LocalTime.of(13, 0));
        Asked asked = nextAsked(wanted, Set.of());

        platform.advance("PT76M");

        JsonNode cancelled = awaitStatus(wanted, "CANCELLED");
        assertThat(cancelled.get("cancellation").get("refundPercentage").asInt()).isEqualTo(100);
        List<JsonNode> refunds = Eventually.see(
                "a refund in the ledger",
                () -> refunds(wanted),
                found -> !found.isEmpty() && "processed".equals(found.getFirst().get("status").asString()));
        assertThat(refunds).hasSize(1);
        assertThat(refunds.getFirst().get("amount").asLong()).isEqualTo(PRICE);
        assertThat(mailTo(wanted.email(), "Cancelled: Massage at home", wanted).get("text").asString())
                .contains("Nobody ", "ILS 200.00 (100 % of what was paid)");
        mailTo(wanted.email(), "Refunded: Massage at home", wanted);
        assertThat(asked.answer("accept")).as("too late").isEqualTo(409);
        assertThat(booking(wanted).get("status").asString()).isEqualTo("CANCELLED");
    }

    /** A guest's booking for which somebody is looked for. */
    private record Wanted(String id, String number, String orderId, String manageToken, String email) {}

    private Wanted paid(LocalTime at) {
        String email = Platform.freshEmail();
        var body = new LinkedHashMap<String, Object>();
        body.put("offeringId", HOME_MASSAGE);
        body.put("mode", "MATCH");
        body.put("start", aWorkday(at).toString());
        body.put("duration", 60);
        body.put("displayZone", ISRAEL.getId());
        body.put("client", HoldfastApi.guest("Gita Guest", email));
        body.put("address", Map.of("street", "12 Dizengoff Street", "city", "Tel Aviv"));
        JsonNode booked = platform.anybody.post("/api/v1/bookings", body, "Prefer", "wait=20").expect(201).body();
        String id = booked.get("id").asString();
        String token = booked.get("manageToken").asString();
        JsonNode payable = Eventually.see(
                "it can be paid", () -> booking(id, token), b -> !b.path("payment").path("orderId").asString("").isEmpty());
        var wanted = new Wanted(
                id, payable.get("number").asString(), payable.get("payment").get("orderId").asString(), token, email);
        platform.pay(wanted.orderId(), "success", "normal");
        return wanted;
    }

    /** At least three days from now by the platform's clock, so that no deadline is in the way. */
    private Instant aWorkday(LocalTime at) {
        LocalDate day = LocalDate.ofInstant(
                        Instant.parse(platform.anybody.get("/demo/clock").expect(200).body().get("now").asString()), ISRAEL)
                .plusDays(3);
        while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            day = day.plusDays(1);
        }
        return day.atTime(at).atZone(ISRAEL).toInstant();
    }

    /** Somebody who is asked and has not answered, and is none of {@code others}. */
    private Asked nextAsked(Wanted wanted, Set<String> others) {
        var left = new HashSet<>(THERAPISTS.keySet());
        left.removeAll(others);
        return Objects.requireNonNull(Eventually.see(
                "somebody is asked",
                () -> left.stream().flatMap(who -> pending(who, wanted).stream()).findFirst().orElse(null),
                Objects::nonNull));
    }

    private List<Asked> pending(String who, Wanted wanted) {
        return Platform.list(as(who).get(PROPOSALS + "?status=PENDING&limit=100").expect(200).body().get("items")).stream()
                .map(proposal -> proposal.get("id").asString())
                .filter(id -> id.startsWith(wanted.id() + "."))
                .map(id -> new Asked(who, id))
                .toList();
    }

    /** A professional who is asked. */
    private final class Asked {

        private final String who;
        private final String proposal;

        private Asked(String who, String proposal) {
            this.who = who;
            this.proposal = proposal;
        }

        String who() {
            return who;
        }

        void decline() {
            as(who).post(PROPOSALS + "/" + proposal + "/decline", Map.of("reason", "Too far")).expect(200);
        }

        JsonNode accept() {
            return as(who).post(PROPOSALS + "/" + proposal + "/accept", Map.of(), "Prefer", "wait=20").expect(200).body();
        }

        int answer(String how) {
            return as(who).post(PROPOSALS + "/" + proposal + "/" + how, Map.of()).status();
        }
    }

    private JsonNode awaitStatus(Wanted wanted, String status) {
        return Eventually.see(
                wanted.id() + " becomes " + status, () -> booking(wanted), b -> status.equals(b.get("status").asString()));
    }

    private JsonNode booking(Wanted wanted) {
        return booking(wanted.id(), wanted.manageToken());
    }

    private JsonNode booking(String id, String token) {
        return platform.anybody.get("/api/v1/bookings/" + id, "Holdfast-Manage-Token", token).expect(200).body();
    }

    private List<JsonNode> refunds(Wanted wanted) {
        return platform.payments(wanted.orderId()).stream()
                .flatMap(payment -> platform.refunds(payment.get("id").asString()).stream())
                .toList();
    }

    private JsonNode mailTo(String email, String subject, Wanted about) {
        return Eventually.see(
                        subject + " to " + email,
                        () -> platform.mailsTo(email).stream()
                                .filter(mail -> mail.get("subject").asString().startsWith(subject)
                                        && mail.get("subject").asString().contains(about.number()))
                                .toList(),
                        mails -> !mails.isEmpty())
                .getFirst();
    }

    /** A fresh token each time: the clock may have been moved past the last one's end. */
    private HoldfastApi as(String person) {
        return platform.anybody.as(person);
    }
}
