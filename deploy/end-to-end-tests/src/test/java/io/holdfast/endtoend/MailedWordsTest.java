package io.holdfast.endtoend;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import io.holdfast.endtoend.Platform.Held;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.Slots.Slot;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What people read about their bookings: in the mailbox, in the calendar entry and on the receipt. */
@OnPlatform
class MailedWordsTest {

    private static final String SARAH = "dr-sarah-khan";
    private static final String SARAHS_MAIL = "sarah@holdfast.example";
    private static final String CONSULTATION = "consultation-60";
    private static final String ON_REQUEST = "clinic-intake";

    private final Platform platform = Platform.running();

    // ---- a booking that somebody has to accept

    @Test
    void aRequestThatWaitsTellsClientAndProfessionalUntilWhen() {
        Asked asked = ask();

        JsonNode client = onlyMail(asked.email(), asked.number());
        assertThat(client.get("subject").asString()).startsWith("Requested: Clinic intake on ");
        assertThat(client.get("text").asString()).contains("Answer by: ", "Asia/Kolkata", "Dr. Sarah Khan");
        JsonNode professional = onlyMail(SARAHS_MAIL, asked.number());
        assertThat(professional.get("subject").asString()).startsWith("Please answer: Clinic intake on ");
        assertThat(professional.get("text").asString())
                .contains("Answer by: ", "Asia/Kolkata", "Gita Guest", "/b/" + asked.id());
        assertThat(calendarsOf(client)).isEmpty();
        assertThat(client.get("invitation").isNull()).isTrue();
        assertThat(calendarsOf(professional)).isEmpty();
    }

    @Test
    void aDeclinedRequestReachesClientAndProfessional() {
        Asked asked = ask();
        as("professional").post(path(asked.id(), "decline"), Map.of("reason", "On leave that day")).expect(200);

        JsonNode client = mail(asked.email(), asked.number(), "Declined: ");
        assertThat(client.get("text").asString()).contains("Reason: On leave that day", "Refund: ");
        JsonNode professional = mail(SARAHS_MAIL, asked.number(), "Declined: ");
        assertThat(professional.get("text").asString()).contains("On leave that day", "Gita Guest");
    }

    @Test
    void aRequestThatNobodyAnsweredReachesClientAndProfessional() {
        Asked asked = ask();
        platform.advance("PT25H");
        Eventually.see("it is declined", () -> as("admin").get(path(asked.id())).expect(200).body(),
                b -> "DECLINED".equals(b.get("status").asString()));

        JsonNode client = mail(asked.email(), asked.number(), "Not confirmed: ");
        assertThat(client.get("text").asString()).contains("in time", "Refund: ");
        JsonNode professional = mail(SARAHS_MAIL, asked.number(), "Not answered: ");
        assertThat(professional.get("text").asString()).contains("did not answer in time");
    }

    @Test
    void aRequestThatIsTakenBackIsToldToTheProfessionalWhoWasAsked() {
        Asked asked = ask();
        onlyMail(SARAHS_MAIL, asked.number());
        as("admin").post(path(asked.id(), "cancel"), Map.of("reason", "Not needed any more")).expect(200);

        assertThat(calendarsOf(mail(SARAHS_MAIL, asked.number(), "Cancelled: "))).isEmpty();
    }

    // ---- a visit at the client's home

    @Test
    void aHomeVisitTellsTheProfessionalWhereForWhomAndWhatWasAnswered() {
        Map<String, Object> body = Platform.guestRequest(platform.slots.free(SARAH, CONSULTATION), Platform.freshEmail());
        body.put("address", Map.of(
                "street", "12 Lotus Marg, near the old well; second gate", "city", "मुंबई", "building", "B-7", "apartment", "42"));
        body.put("recipient", Map.of("name", "רונית כהן", "phone", "+919812345679"));
        body.put("notes", "Ring twice.\nThe dog is friendly.");
        body.put("intake", Map.of("birthDate", "1990-05-17", "allergies", "Nuts"));
        Held held = paid(body);
        String number = platform.booking(held).get("number").asString();

        JsonNode professional = onlyMail(SARAHS_MAIL, number);
        for (String form : List.of("text", "html")) {
            assertThat(professional.get(form).asString()).contains(
                    "12 Lotus Marg, near the old well; second gate, B-7, 42, मुंबई",
                    String.valueOf(((Map<?, ?>) body.get("client")).get("phone")),
                    "רונית כהן", "+919812345679", "Ring twice.", "The dog is friendly.",
                    "birthDate", "1990-05-17", "allergies", "Nuts");
        }
        JsonNode client = onlyMail(held.email(), number);
        assertThat(client.get("text").asString()).contains("12 Lotus Marg");
        assertThat(onlyMail("admin@holdfast.example", number).toString())
                .doesNotContain("Lotus Marg", "Nuts", "+919812345679");
        for (JsonNode mail : List.of(professional, client)) {
            assertThat(entry(mail).getLocation().getValue())
                    .isEqualTo("12 Lotus Marg, near the old well; second gate, B-7, 42, मुंबई");
            assertFolded(calendarsOf(mail).getFirst());
            assertThat(calendarsOf(mail)).as("the file, and not the invitation once more").hasSize(1);
            assertThat(mail.get("invitation").asString()).isEqualTo("REQUEST");
        }
    }

    @Test
    void theFetchedEntryIsTheMailedOneAndNeverGoesBack() {
        Held held = paid(Platform.guestRequest(platform.slots.free(SARAH, CONSULTATION), Platform.freshEmail()));
        String number = platform.booking(held).get("number").asString();
        VEvent mailed = entry(onlyMail(held.email(), number));
        String fetchedText = fetched(held);
        VEvent fetched = entry(fetchedText);

        assertFolded(fetchedText);
        assertThat(fetched.getUid().getValue()).isEqualTo(mailed.getUid().getValue());
        assertThat(fetched.getSummary().getValue()).isEqualTo(mailed.getSummary().getValue());
        assertThat(fetched.getDescription().getValue()).isEqualTo(mailed.getDescription().getValue());
        assertThat(fetched.getLocation().getValue()).isEqualTo(mailed.getLocation().getValue());
        assertThat(fetched.getOrganizer().getEmail()).isEqualTo(mailed.getOrganizer().getEmail());
        assertThat(fetched.getSequence().getValue()).isEqualTo(mailed.getSequence().getValue());

        platform.anybody
                .post(path(held.id(), "cancel"), Map.of("reason", "Ill"), "Holdfast-Manage-Token", held.manageToken())
                .expect(200);
        JsonNode cancellation = mail(held.email(), number, "Cancelled: ");
        assertThat(cancellation.get("invitation").asString()).isEqualTo("CANCEL");
        VEvent cancel = entry(cancellation);
        VEvent after = entry(fetched(held));
        assertThat(after.getSequence().getValue()).isGreaterThanOrEqualTo(cancel.getSequence().getValue());
        assertThat(after.getStatus().isCancelled()).isTrue();
        assertThat(after.getSummary().getValue()).isEqualTo(cancel.getSummary().getValue());
        assertThat(after.getOrganizer().getEmail()).isEqualTo(cancel.getOrganizer().getEmail());
        assertThat(after.getLocation().getValue()).isEqualTo(mailed.getLocation().getValue());
    }

    private static void assertFolded(String calendar) {
        assertThat(calendar.lines()).allSatisfy(line ->
                assertThat(line.getBytes(StandardCharsets.UTF_8).length).as(line).isLessThanOrEqualTo(75));
    }

    private String fetched(Held held) {
        return platform.anybody
                .get(path(held.id(), "calendar.ics"), "Holdfast-Manage-Token", held.manageToken())
                .expect(200)
                .text();
    }

    private static VEvent entry(JsonNode mail) {
        return entry(calendarsOf(mail).getFirst());
    }

    private static VEvent entry(String text) {
        ICalendar calendar = Biweekly.parse(text).first();
        return calendar.getEvents().getFirst();
    }

    private static List<String> calendarsOf(JsonNode mail) {
        return Platform.list(mail.get("attachments")).stream()
                .filter(a -> a.get("contentType").asString().startsWith("text/calendar"))
                .map(a -> a.get("content").asString())
                .toList();
    }

    /** A request for the free offering that the professional has to accept. */
    private Asked ask() {
        Slot slot = platform.slots.free(SARAH, ON_REQUEST);
        String email = Platform.freshEmail();
        JsonNode booking = platform.anybody
                .post("/api/v1/bookings", Platform.guestRequest(slot, email), "Prefer", "wait=20")
                .expect(201)
                .body();
        assertThat(booking.get("status").asString()).isEqualTo("PENDING_CONFIRMATION");
        return new Asked(booking.get("id").asString(), booking.get("number").asString(), email);
    }

    private record Asked(String id, String number, String email) {}

    private Held paid(Map<String, Object> body) {
        JsonNode booking = platform.anybody.post("/api/v1/bookings", body, "Prefer", "wait=20").expect(201).body();
        var held = new Held(
                booking.get("id").asString(),
                booking.get("payment").get("orderId").asString(),
                booking.get("manageToken").asString(),
                ((Map<?, ?>) new HashMap<>(body).get("client")).get("email").toString(),
                null);
        platform.pay(held.orderId(), "success", "normal");
        platform.awaitStatus(held, "CONFIRMED");
        return held;
    }

    private JsonNode onlyMail(String to, String number) {
        List<JsonNode> mails = mailsAbout(to, number, "");
        assertThat(mails).hasSize(1);
        return mails.getFirst();
    }

    private JsonNode mail(String to, String number, String subject) {
        List<JsonNode> mails = mailsAbout(to, number, subject);
        assertThat(mails).hasSize(1);
        return mails.getFirst();
    }

    /** Mail that is kept back for an earlier one is looked at again a second later. */
    private List<JsonNode> mailsAbout(String to, String number, String subject) {
        return Eventually.see(
                "a mail '" + subject + "' to " + to + " about " + number,
                () -> platform.mailsTo(to).stream()
                        .filter(mail -> mail.get("subject").asString().contains(number))
                        .filter(mail -> mail.get("subject").asString().startsWith(subject))
                        .toList(),
                found -> !found.isEmpty());
    }

    /** A fresh token each time: the clock may have been moved past the last one's end. */
    private HoldfastApi as(String person) {
        return platform.anybody.as(person);
    }

    private static String path(String id) {
        return "/api/v1/bookings/" + id;
    }

    private static String path(String id, String page) {
        return path(id) + "/" + page;
    }
}
