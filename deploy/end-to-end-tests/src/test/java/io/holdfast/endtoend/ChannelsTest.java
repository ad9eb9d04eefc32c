package io.holdfast.endtoend;

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

    private Held confirmed() {
        Held held = platform.hold(platform.slots.free(SARAH, CONSULTATION));
        platform.pay(held.orderId(), "success", "normal");
        platform.awaitStatus(held, "CONFIRMED");
        return held;
    }

    private List<JsonNode> pushesTo(String subject, String bookingId) {
        return sent("PUSH", subject, bookingId);
    }

    private List<JsonNode> sent(String channel, String to, String bookingId) {
        String path = "/demo/mailbox?channel=" + channel + "&to=" + to.replace("+", "%2B");
        return Platform.list(platform.anybody.get(path).expect(200).body()).stream()
                .filter(message -> message.toString().contains(bookingId))
                .toList();
    }
}
