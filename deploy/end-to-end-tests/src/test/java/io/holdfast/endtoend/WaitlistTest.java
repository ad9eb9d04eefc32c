package io.holdfast.endtoend;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.holdfast.endtoend.Platform.Held;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.Slots.Slot;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** A slot that is given back goes to who waits for it, one after the other, through the gateway and all services. */
@OnPlatform
class WaitlistTest {

    private static final String WAITLIST = "/api/v1/waitlist";
    private static final String PROFESSIONAL = "dr-sarah-khan";

    private final Platform platform = Platform.running();

    @Test
    void whatIsGivenBackIsHeldForTheNextInTurnUntilSomebodyTakesItAndPays() {
        Slot slot = platform.slots.free(PROFESSIONAL, "consultation-60");
        Held held = platform.hold(slot);
        Waiting passes = join(slot);
        Waiting silent = join(slot);
        Waiting takes = join(slot);
        assertThat(mailTo(passes, "On the waitlist: ").get("text").asString()).contains("/w/" + passes.id(), passes.token());
        platform.anybody
                .post("/api/v1/bookings/" + held.id() + "/cancel", Map.of("reason", "Ill"), "Holdfast-Manage-Token", held.manageToken())
                .expect(200);

        awaitStatus(passes, "OFFERED");
        assertThat(mailTo(passes, "Your turn: ").get("text").asString()).contains("/w/" + passes.id(), passes.token());
        assertThat(platform.slots.isFree(slot)).as("it is kept for them").isFalse();
        assertThat(place(silent).get("place").asInt()).isEqualTo(2);
        answer(passes, "pass");

        awaitStatus(silent, "OFFERED");
        platform.advance("PT31M");
        awaitStatus(silent, "EXPIRED");
        mailTo(silent, "Not booked: ");

        JsonNode offered = awaitStatus(takes, "OFFERED");
        JsonNode accepted = answer(takes, "accept");
        assertThat(accepted.get("bookingId").asString()).isEqualTo(offered.get("offer").get("bookingId").asString());
        var booking = new Held(
                accepted.get("bookingId").asString(), "", accepted.get("manageToken").asString(), takes.email(), slot);
        JsonNode payable = Eventually.see("it can be paid", () -> platform.bookingAnswer(booking), answer ->
                        answer.status() == 200 && !answer.body().path("payment").path("orderId").asString("").isEmpty())
                .body();
        assertThat(payable.get("start").asString()).isEqualTo(slot.start());
        platform.pay(payable.get("payment").get("orderId").asString(), "success", "normal");
        platform.awaitStatus(booking, "CONFIRMED");
        assertThat(platform.slots.isFree(slot)).isFalse();
        for (Waiting gone : List.of(passes, silent)) {
            assertThat(platform.anybody
                            .post(WAITLIST + "/" + gone.id() + "/accept", Map.of(), "Holdfast-Manage-Token", gone.token())
                            .status())
                    .isEqualTo(409);
        }
    }

    /** A guest who waits, and how they reach their place. */
    private record Waiting(String id, String token, String email) {}

    private Waiting join(Slot slot) {
        String email = Platform.freshEmail();
        var body = new LinkedHashMap<String, Object>();
        body.put("offeringId", slot.offering());
        body.put("professionalId", slot.professional());
        body.put("date", slot.day().toString());
        body.put("start", slot.start());
        body.put("client", HoldfastApi.guest("Wanda Waiting", email));
        JsonNode joined = platform.anybody.post(WAITLIST, body).expect(201).body();
        return new Waiting(joined.get("id").asString(), joined.get("manageToken").asString(), email);
    }

    private JsonNode place(Waiting guest) {
        return platform.anybody.get(WAITLIST + "/" + guest.id(), "Holdfast-Manage-Token", guest.token()).expect(200).body();
    }

    private JsonNode answer(Waiting guest, String how) {
        return platform.anybody
                .post(WAITLIST + "/" + guest.id() + "/" + how, Map.of(), "Holdfast-Manage-Token", guest.token())
                .expect(200)
                .body();
    }

    private JsonNode awaitStatus(Waiting guest, String status) {
        return Eventually.see(guest.id() + " is " + status, () -> place(guest), p -> status.equals(p.get("status").asString()));
    }

    private JsonNode mailTo(Waiting guest, String subject) {
        return Eventually.see(
                        subject + " to " + guest.email(),
                        () -> platform.mailsTo(guest.email()).stream()
                                .filter(mail -> mail.get("subject").asString().startsWith(subject))
                                .toList(),
                        mails -> mails.size() == 1)
                .getFirst();
    }
}
