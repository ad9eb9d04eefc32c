package io.holdfast.endtoend;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import io.holdfast.endtoend.Platform.Held;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The audit log through the gateway, on the whole platform: what admins do in any service, and nobody else's doings. */
@OnPlatform
class AuditLogTest {

    private static final String AUDIT = "/api/v1/admin/audit";

    private final Platform platform = Platform.running();

    @Test
    void whatAnAdminDoesInEachServiceIsFoundAndWhatOthersDoIsNot() {
        HoldfastApi admin = platform.admin;
        Held held = platform.hold(platform.slots.free("dr-sarah-khan", "consultation-60"));
        platform.pay(held.orderId(), "success", "normal");
        platform.awaitStatus(held, "CONFIRMED");
        String payment = platform.payments(held.orderId()).getFirst().get("id").asString();

        // Five actions in four services, one of them refused.
        admin.post("/api/v1/admin/payments/" + payment + "/refunds", refund(999_999_999)).expect(422);
        admin.post("/api/v1/bookings/" + held.id() + "/cancel", Map.of("reason", "The room is flooded", "refundPercentage", 100))
                .expect(200);
        String coupon = "AUDIT" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        admin.post("/api/v1/admin/coupons", Map.of("code", coupon, "percent", 10)).expect(201);
        JsonNode doctor = admin.get("/api/v1/admin/professionals/dr-james-lee").expect(200).body();
        admin.put("/api/v1/admin/professionals/dr-james-lee", doctor).expect(200);
        String webhook = admin.post(
                        "/api/v1/admin/webhooks", Map.of("url", "https://8.8.8.8/hook", "types", List.of("*"), "active", false))
                .expect(201)
                .body()
                .get("id")
                .asString();

        assertThat(found(payment, "POST /api/v1/admin/payments/{paymentId}/refunds"))
                .isEqualTo("payment-service REFUSED refund-exceeds-payment []");
        assertThat(found(held.id(), "POST /api/v1/bookings/{id}/cancel"))
                .isEqualTo("booking-service DONE null [\"cancellation-refund\"]");
        assertThat(found(coupon, "POST /api/v1/admin/coupons")).isEqualTo("booking-service DONE null []");
        assertThat(found("dr-james-lee", "PUT /api/v1/admin/professionals/{id}"))
                .isEqualTo("matching-service DONE null []");
        assertThat(found(webhook, "POST /api/v1/admin/webhooks")).isEqualTo("notification-service DONE null []");
        assertThat(admin.get(AUDIT + "?limit=100").expect(200).text())
                .doesNotContain("The room is flooded", held.email(), "Gita Guest", "8.8.8.8");
    }

    @Test
    void whatAnApiKeyTriesBeyondItsScopesIsInItAsRefused() {
        JsonNode key = platform.admin
                .post("/api/v1/admin/api-keys", Map.of("name", "Our books", "scopes", List.of("bookings:read")))
                .expect(201)
                .body();
        String id = key.get("id").asString();
        platform.anybody.with(key.get("key").asString()).post("/api/v1/admin/bookings", Map.of()).expect(403);

        JsonNode tried = Eventually.see(
                        "what the key tried is in the audit log",
                        () -> Platform.list(platform.admin.get(AUDIT + "?actor=api-key:" + id).expect(200).body().get("items")),
                        found -> !found.isEmpty() && found.getFirst().get("outcome").asString().equals("REFUSED"))
                .getFirst();
        assertThat(tried.get("apiKeyId").asString()).isEqualTo(id);
        assertThat(tried.get("action").asString()).isEqualTo("POST /api/v1/admin/bookings");
        assertThat(tried.get("code").asString()).isEqualTo("scope-missing");
        assertThat(found(id, "POST /api/v1/admin/api-keys")).isEqualTo("notification-service DONE null []");
        assertThat(tried.toString()).doesNotContain(key.get("key").asString());
    }

    @Test
    void whatClientsAndProfessionalsDoIsNotInIt() {
        Held held = platform.hold(platform.slots.free("dr-sarah-khan", "consultation-60"));
        String booking = "/api/v1/bookings/" + held.id();
        platform.anybody.send("POST", booking + "/release", null, "Holdfast-Manage-Token", held.manageToken()).expect(200);
        JsonNode wishes = platform.client.get("/api/v1/me/notifications").expect(200).body();
        platform.client.put("/api/v1/me/notifications", wishes).expect(200);
        HoldfastApi professional = platform.anybody.as("professional");
        JsonNode schedule = professional.get("/api/v1/professionals/me/schedule").expect(200).body();
        professional.put("/api/v1/professionals/me/schedule", schedule).expect(200);
        professional.post("/api/v1/admin/coupons", Map.of()).expect(403);
        // What comes after it in the same service is there, so that it would be, too.
        platform.admin.put("/api/v1/admin/bookings/" + held.id() + "/status", Map.of("status", "CONFIRMED")).expect(409);

        assertThat(found(held.id(), "PUT /api/v1/admin/bookings/{id}/status"))
                .isEqualTo("booking-service REFUSED illegal-transition []");
        assertThat(entries(held.id())).hasSize(1);
        assertThat(actors()).isNotEmpty().doesNotContain(subjectOf("client"), subjectOf("professional"));
        platform.client.get(AUDIT).expect(403);
        professional.get(AUDIT).expect(403);
    }

    /** The latest of these actions on a subject, once it has ended. */
    private String found(String subject, String action) {
        JsonNode entry = Eventually.see(
                        action + " of " + subject + " is in the audit log",
                        () -> entries(subject).stream().filter(found -> found.get("action").asString().equals(action)).toList(),
                        found -> !found.isEmpty() && !found.getFirst().get("outcome").asString().equals("ATTEMPTED"))
                .getFirst();
        return entry.get("service").asString() + " " + entry.get("outcome").asString() + " "
                + (entry.get("code").isNull() ? "null" : entry.get("code").asString()) + " " + entry.get("overrides");
    }

    private List<JsonNode> entries(String subject) {
        return Platform.list(platform.admin.get(AUDIT + "?subject=" + subject).expect(200).body().get("items"));
    }

    private String subjectOf(String person) {
        return platform.anybody.get("/demo/tokens/" + person).expect(200).body().get("sub").asString();
    }

    private List<String> actors() {
        return Platform.list(platform.admin.get(AUDIT + "?limit=100").expect(200).body().get("items")).stream()
                .map(entry -> entry.get("actor").asString())
                .distinct()
                .toList();
    }

    private static Map<String, Object> refund(long amount) {
        return Map.of("amount", Map.of("amount", amount, "currency", "INR"), "reason", "A test");
    }
}
