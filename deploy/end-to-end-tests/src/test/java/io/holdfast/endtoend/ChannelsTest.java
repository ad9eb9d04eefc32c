package io.holdfast.endtoend;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import io.holdfast.endtoend.Platform.Held;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Mail, text messages and pushes through the gateway: what people want, what they do without, and what bounces. */
@OnPlatform
class ChannelsTest {

    private static final String SARAH = "dr-sarah-khan";
    private static final String CONSULTATION = "consultation-60";
    private static final String PREFERENCES = "/api/v1/me/notifications";

    private final Platform platform = Platform.running();

    @Test
    void theProfessionalsBrowserShowsANewBooking() {
        Held held = confirmed();

        JsonNode push = Eventually.see("it is shown", () -> pushesTo(SARAH, held.id()), pushes -> !pushes.isEmpty()).getFirst();
        assertThat(push.get("subject").asString()).startsWith("New booking: ");
        assertThat(push.get("text").asString()).contains("Asia/Kolkata", "Gita Guest");
        assertThat(push.get("link").asString()).contains(held.id());
    }

    @Test
    void aClientWhoWantsTextMessagesGetsThem() {
        JsonNode before = platform.client2.get(PREFERENCES).expect(200).body();
        platform.client2.put(PREFERENCES, Map.of("channels", Map.of("essential", List.of("EMAIL", "SMS")))).expect(200);
        try {
            Map<String, Object> body = Platform.request(platform.slots.free(SARAH, CONSULTATION));
            JsonNode booking = platform.client2.post("/api/v1/bookings", body, "Prefer", "wait=20").expect(201).body();
            platform.pay(booking.get("payment").get("orderId").asString(), "success", "normal");

            JsonNode text = Eventually.see(
                            "it is sent",
                            () -> sent("SMS", "+919823456789", booking.get("id").asString()),
                            texts -> !texts.isEmpty())
                    .getFirst();
            assertThat(text.get("text").asString()).startsWith("Confirmed: ").contains("Asia/Kolkata");
        } finally {
            platform.client2.put(PREFERENCES, Map.of("channels", Map.of())).expect(200);
        }
        assertThat(platform.client2.get(PREFERENCES).expect(200).body().get("channels")).isEqualTo(before.get("channels"));
    }

    /** An hour before, by mail and push. The mail says how to do without; the push stays. */
    @Test
    void aClientIsRemindedAsTheMatrixSaysAndDoesWithoutMailsByOneClick() {
        JsonNode booking = bookedByAsha();
        String id = booking.get("id").asString();
        until(Instant.parse(booking.get("start").asString()).minus(Duration.ofMinutes(59)));

        // It leads to the meeting, so it is known by its number.
        String number = booking.get("number").asString();
        JsonNode push = Eventually.see("it is shown", () -> sent("PUSH", "client-asha", number), some -> !some.isEmpty()).getFirst();
        assertThat(push.get("text").asString()).contains("Dr. Sarah Khan");
        assertThat(push.get("link").asString()).isEqualTo(booking.get("meetingUrl").asString());
        JsonNode mail = Eventually.see("it is mailed", () -> remindersOf(id), some -> !some.isEmpty()).getFirst();
        assertThat(mail.get("headers").get("List-Unsubscribe-Post").asString()).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(sent("SMS", "+919812345678", id)).isEmpty();
        assertThat(sent("EMAIL", "asha@example.com", id))
                .filteredOn(each -> each.get("subject").asString().startsWith("Confirmed: "))
                .singleElement()
                .satisfies(confirmation -> assertThat(confirmation.get("headers").isEmpty()).isTrue());

        String link = mail.get("headers").get("List-Unsubscribe").asString();
        String path = URI.create(link.substring(1, link.length() - 1)).getPath();
        assertThat(platform.anybody.get(path).expect(200).text()).contains("<form");
        try {
            platform.anybody.send("POST", path, null).expect(204);
            platform.anybody.send("POST", path, null).expect(204);
            assertThat(channels(platform.client, "reminders")).isEqualTo("[\"PUSH\"]");
            JsonNode next = bookedByAsha();
            until(Instant.parse(next.get("start").asString()).minus(Duration.ofMinutes(59)));
            Eventually.see(
                    "the push comes all the same",
                    () -> sent("PUSH", "client-asha", next.get("number").asString()),
                    some -> !some.isEmpty());
            assertThat(remindersOf(next.get("id").asString())).isEmpty();
        } finally {
            platform.client.put(PREFERENCES, Map.of()).expect(200);
        }
        assertThat(channels(platform.client, "reminders")).isEqualTo("[\"EMAIL\",\"PUSH\"]");
    }

    @Test
    void quietHoursHoldAPushBackAndNotTheMail() {
        HoldfastApi sarah = platform.anybody.as("professional");
        LocalTime now = platformTime().atZone(ZoneOffset.UTC).toLocalTime().truncatedTo(ChronoUnit.MINUTES);
        sarah.put(PREFERENCES, Map.of("quietHours", Map.of(
                        "from", now.minusMinutes(5).toString(), "to", now.plusMinutes(30).toString(), "zone", "UTC")))
                .expect(200);
        try {
            Held held = confirmed();
            Eventually.see("the mail is there", () -> sent("EMAIL", "sarah@holdfast.example", held.id()), some -> !some.isEmpty());
            assertThat(pushesTo(SARAH, held.id())).isEmpty();
            platform.advance("PT31M");
            Eventually.see("it is shown", () -> pushesTo(SARAH, held.id()), some -> some.size() == 1);
        } finally {
            sarah.put(PREFERENCES, Map.of()).expect(200);
        }
    }

    @Test
    void afterABounceTheAddressGetsNoMailAndTheAdminSeesIt() {
        Held held = platform.hold(platform.slots.free(SARAH, CONSULTATION));
        platform.anybody.post("/demo/bounces", Map.of("to", held.email(), "kind", "hard")).expect(204);
        platform.pay(held.orderId(), "success", "normal");
        platform.awaitStatus(held, "CONFIRMED");
        Eventually.see("the professional is told", () -> pushesTo(SARAH, held.id()), pushes -> !pushes.isEmpty());

        JsonNode suppressions = platform.admin.get("/api/v1/admin/suppressions?limit=100").expect(200).body().get("items");
        assertThat(Platform.list(suppressions)).anySatisfy(each -> {
            assertThat(each.get("address").asString()).isEqualTo(held.email());
            assertThat(each.get("cause").asString()).isEqualTo("HARD_BOUNCE");
        });
        assertThat(platform.mailsTo(held.email())).isEmpty();
    }

    @Test
    void nobodyElseSignsForTheMailProvider() {
        HoldfastApi anybody = platform.anybody;
        var bounce = Map.of("type", "email.bounced", "data", Map.of("to", "victim@example.com", "bounce", Map.of("type", "Permanent")));

        anybody.post(
                        "/api/v1/webhooks/mail", bounce,
                        "webhook-id", "m1", "webhook-timestamp", "1764540000", "webhook-signature", "v1,AAAA")
                .expect(400);
        anybody.get("/api/v1/unsubscribe/forged").expect(404);
        anybody.post("/api/v1/unsubscribe/forged", Map.of()).expect(404);
    }

    private JsonNode bookedByAsha() {
        Map<String, Object> body = Platform.request(platform.slots.free(SARAH, CONSULTATION));
        JsonNode booking = platform.client.post("/api/v1/bookings", body, "Prefer", "wait=20").expect(201).body();
        platform.pay(booking.get("payment").get("orderId").asString(), "success", "normal");
        return Eventually.see(
                "it is confirmed",
                () -> platform.client.get("/api/v1/bookings/" + booking.get("id").asString()).expect(200).body(),
                seen -> "CONFIRMED".equals(seen.get("status").asString()));
    }

    private Instant platformTime() {
        return Instant.parse(platform.anybody.get("/demo/clock").expect(200).body().get("now").asString());
    }

    private void until(Instant then) {
        platform.advance(Duration.between(platformTime(), then).toString());
    }

    /** Mails that can be done without; of others there are a confirmation, at most. */
    private List<JsonNode> remindersOf(String bookingId) {
        return sent("EMAIL", "asha@example.com", bookingId).stream()
                .filter(mail -> mail.get("headers").has("List-Unsubscribe"))
                .toList();
    }

    private static String channels(HoldfastApi who, String group) {
        return who.get(PREFERENCES).expect(200).body().get("channels").get(group).toString();
    }

    private Held confirmed() {
        Held held = platform.hold(platform.slots.free(SARAH, CONSULTATION));
        platform.pay(held.orderId(), "success", "normal");
        platform.awaitStatus(held, "CONFIRMED");
        return held;
    }

    private List<JsonNode> pushesTo(String subject, String bookingId) {
        return sent("PUSH", subject, bookingId);
    }

    private List<JsonNode> sent(String channel, String to, String words) {
        String path = "/demo/mailbox?channel=" + channel + "&to=" + to.replace("+", "%2B");
        return Platform.list(platform.anybody.get(path).expect(200).body()).stream()
                .filter(message -> message.toString().contains(words))
                .toList();
    }
}
