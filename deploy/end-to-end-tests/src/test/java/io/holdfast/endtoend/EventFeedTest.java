package io.holdfast.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.holdfast.endtoend.Platform.Held;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The event feed and webhooks through the gateway, on the whole platform. */
@OnPlatform
class EventFeedTest {

    private static final String EVENTS = "/api/v1/admin/events";

    private final Platform platform = Platform.running();

    @Test
    void aPaidBookingIsInTheFeedStepByStepAndWithoutItsClient() {
        String begun = platform.admin.get(EVENTS + "?after=latest").expect(200).body().at("/pagination/next").asString();
        Held held = platform.hold(platform.slots.free("dr-sarah-khan", "consultation-60"));
        platform.pay(held.orderId(), "success", "normal");
        platform.awaitStatus(held, "CONFIRMED");

        List<JsonNode> events = Eventually.see("it is confirmed in the feed, too", () -> about(held, begun), found ->
                types(found).contains("booking.confirmed.v1") && types(found).contains("payment.captured.v1"));
        // Each service's events in its order; what two services say comes as it comes.
        assertThat(types(events)).filteredOn(type -> type.startsWith("booking.")).containsExactly(
                "booking.requested.v1", "booking.awaiting-payment.v1", "booking.paid.v1", "booking.confirmed.v1");
        assertThat(types(events)).filteredOn(type -> type.startsWith("payment."))
                .containsExactly("payment.order-created.v1", "payment.captured.v1");
        assertThat(events.toString()).doesNotContain(held.email(), "Gita Guest");
        assertThat(events).extracting(event -> event.get("id").asString()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "http://169.254.169.254/latest/meta-data, webhook-target-insecure",
        "https://169.254.169.254/latest/meta-data, webhook-target-private",
        "http://localhost:8080/, webhook-target-insecure",
        "https://127.0.0.1:8080/, webhook-target-private"
    })
    void webhooksLeadOutOnly(String url, String code) {
        JsonNode refused = platform.admin.post("/api/v1/admin/webhooks", Map.of("url", url, "types", List.of("*"))).expect(422).body();
        assertThat(refused.get("code").asString()).isEqualTo(code);
    }

    @Test
    void anApiKeyOpensWhatItsScopesSayInEveryService() {
        JsonNode created = platform.admin
                .post("/api/v1/admin/api-keys", Map.of("name", "Our books", "scopes", List.of("events:read", "bookings:read")))
                .expect(201)
                .body();
        HoldfastApi books = platform.anybody.with(created.get("key").asString());
        books.get(EVENTS).expect(200);
        books.get("/api/v1/admin/bookings?limit=1").expect(200);
        assertThat(books.get("/api/v1/admin/payments").expect(403).body().get("code").asString()).isEqualTo("scope-missing");
        books.post("/api/v1/admin/bookings", Map.of()).expect(403);
        books.get("/api/v1/admin/api-keys").expect(403);
        HoldfastApi.Answer unknown = platform.anybody.with("hf_nothing").get(EVENTS).expect(401);
        assertThat(unknown.body().get("code").asString()).isEqualTo("api-key-invalid");
        assertThat(unknown.header("WWW-Authenticate")).isEqualTo("Bearer");
        platform.anybody.with(created.get("key").asString()).get("/api/v1/offerings").expect(403);
    }

    private List<JsonNode> about(Held held, String after) {
        var found = new ArrayList<JsonNode>();
        String next = after;
        boolean more = true;
        while (more) {
            JsonNode page = platform.admin.get(EVENTS + "?limit=100&after=" + next).expect(200).body();
            page.get("items").forEach(event -> {
                if (event.get("subject").asString().equals(held.id())) {
                    found.add(event);
                }
            });
            next = page.at("/pagination/next").asString();
            more = page.at("/pagination/more").booleanValue();
        }
        return found;
    }

    private static List<String> types(List<JsonNode> events) {
        return events.stream().map(event -> event.get("type").asString()).toList();
    }
}
