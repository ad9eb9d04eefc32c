package io.holdfast.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.holdfast.endtoend.Platform.Held;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import io.holdfast.testsupport.scenario.Slots.Slot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is malformed, forged, too much or somebody else's gets its problem+json and changes nothing. */
@OnPlatform
class HostileInputTest {

    private static final String BOOKINGS = "/api/v1/bookings";

    private final Platform platform = Platform.running();
    private Slot slot;
    private long bookingsBefore;

    @BeforeEach
    void remember() {
        slot = platform.slots.free("dr-james-lee", "consultation-60");
        bookingsBefore = bookings();
    }

    @AfterEach
    void nothingHasChanged() {
        assertThat(bookings()).isEqualTo(bookingsBefore);
        assertThat(platform.slots.isFree(slot)).isTrue();
    }

    @Test
    void malformedJson() {
        problem(platform.client.send("POST", BOOKINGS, "{\"offeringId\": \"consultation-60\","), 400);
        problem(platform.client.send("POST", BOOKINGS, "[]"), 400);
        problem(platform.client.send("POST", BOOKINGS, "null"), 400);
        problem(platform.client.send("POST", BOOKINGS, ""), 400);
    }

    @Test
    void unknownField() {
        Map<String, Object> body = Platform.request(slot);
        body.put("discount", 100);

        Answer answer = problem(platform.client.post(BOOKINGS, body), 400);

        assertThat(answer.body().get("errors").get(0).get("field").asString()).isEqualTo("discount");
    }

    @Test
    void wrongTypes() {
        for (var wrong : Map.<String, Object>of(
                        "duration", "sixty", "start", "tomorrow", "professionalId", Map.of("a", 1), "mode", "TELEPATHY")
                .entrySet()) {
            Map<String, Object> body = Platform.request(slot);
            body.put(wrong.getKey(), wrong.getValue());

            Answer answer = problem(platform.client.post(BOOKINGS, body), 400);

            assertThat(answer.body().get("errors").get(0).get("field").asString()).isEqualTo(wrong.getKey());
        }
    }

    @Test
    void missingAndForgedTokens() {
        problem(platform.anybody.get(BOOKINGS), 401);
        problem(platform.anybody.with("nonsense").post(BOOKINGS, Platform.request(slot)), 401);
        problem(platform.anybody.with(unsigned()).post(BOOKINGS, Platform.request(slot)), 401);
        String genuine = platform.anybody.get("/demo/tokens/client").body().get("token").asString();
        String[] parts = genuine.split("\\.");
        String asAdmin = new String(Base64.getUrlDecoder().decode(parts[1])).replace("\"client\"", "\"admin\"");
        String forged = parts[0] + "." + base64(asAdmin) + "." + parts[2];
        problem(platform.anybody.with(forged).get("/api/v1/admin/offerings"), 401);
        problem(platform.client.put("/api/v1/admin/offerings/consultation-60", Map.of()), 403);
    }

    @Test
    void anotherTenantsIds() {
        Held held = platform.hold(platform.slots.free("dr-sarah-khan", "consultation-60"));

        problem(platform.stranger.get(BOOKINGS + "/" + held.id()), 404);
        problem(platform.client2.get(BOOKINGS + "/" + held.id()), 404);
        problem(platform.stranger.get("/api/v1/payments?bookingId=" + held.id()), 404);
        problem(platform.stranger.post(BOOKINGS, Platform.request(slot)), 422);
        Held other = platform.hold(platform.slots.free("dr-sarah-khan", "consultation-60"));
        problem(platform.anybody.get(BOOKINGS + "/" + held.id(), "Holdfast-Manage-Token", other.manageToken()), 404);
    }

    @Test
    void aBodyOfFiveMegabytes() {
        Map<String, Object> body = Platform.request(slot);
        body.put("notes", "x".repeat(5 * 1024 * 1024));

        problem(platform.client.post(BOOKINGS, body), 413);
        problem(platform.anybody.send("POST", "/api/v1/webhooks/razorpay", "x".repeat(5 * 1024 * 1024)), 413);
    }

    @Test
    void forgedWebhooks() {
        Held held = platform.hold(platform.slots.free("dr-sarah-khan", "consultation-60"));
        String body = """
                {"event":"payment.captured","payload":{"payment":{"entity":{"id":"pay_forged","order_id":"%s",
                "amount":150000,"currency":"INR","status":"captured"}}}}"""
                .formatted(held.orderId());

        problem(platform.anybody.send("POST", "/api/v1/webhooks/razorpay", body), 400);
        problem(
                platform.anybody.send(
                        "POST", "/api/v1/webhooks/razorpay", body, "X-Razorpay-Signature", "00".repeat(32)),
                400);
        var verify = new LinkedHashMap<String, String>();
        verify.put("razorpay_order_id", held.orderId());
        verify.put("razorpay_payment_id", "pay_forged");
        verify.put("razorpay_signature", "00".repeat(32));
        problem(platform.anybody.post("/api/v1/payments/verify", verify), 400);
        assertThat(platform.booking(held).get("status").asString()).isEqualTo("PENDING_PAYMENT");
    }

    @Test
    void unknownPathsAndMethods() {
        problem(platform.anybody.get("/api/v1/nothing-here"), 404);
        problem(platform.client.send("DELETE", BOOKINGS, null), 405);
        problem(platform.client.send("POST", BOOKINGS, "a=b", "Content-Type", "application/x-www-form-urlencoded"), 415);
    }

    @Test
    void endlessAndImpossibleValues() {
        for (var wrong : Map.<String, Object>of(
                        "client", HoldfastApi.guest("Gita", "a" + ".a".repeat(5_000) + "@example.com"),
                        "start", "+1000000000-12-31T23:59:00Z")
                .entrySet()) {
            Map<String, Object> body = Platform.request(slot);
            body.put(wrong.getKey(), wrong.getValue());

            problem(platform.anybody.post(BOOKINGS, body), 400);
        }
        Map<String, Object> manual = Platform.guestRequest(slot, Platform.freshEmail());
        manual.put("start", slot.start().replaceFirst("^20", "120"));
        problem(platform.admin.post("/api/v1/admin/bookings", manual), 400);
    }

    @Test
    void anAnswerThatIsNotAccepted() {
        problem(platform.client.post(BOOKINGS, Platform.request(slot), "Accept", "text/csv"), 406);
    }

    @Test
    void bytesThatNoClientSends() throws IOException {
        var raw = new RawHttp(platform.embedded.url());
        for (String request : List.of(
                "GET /api/v1/offerings/%00 HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /api/v1/offerings?page=1|2 HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /api/v1/offerings?page=% HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /api/v1/offerings HTTP/1.1\r\nHost: h\r\nExpect: x\r\n\r\n",
                "POST /api/v1/bookings HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{\"na")) {
            RawHttp.Answer answer = raw.send(request.getBytes(StandardCharsets.UTF_8), false);
            assertThat(answer.status()).as(request).isBetween(400, 499);
            assertThat(answer.first("Content-Type")).as(request).startsWith("application/problem+json");
            assertThat(answer.all("X-Request-Id")).as(request).hasSize(1);
        }
        String telephone = "GET /api/v1/offerings HTTP/1.1\r\nHost: h\r\nUser-Agent: iPhone X\u0280\r\n\r\n";
        assertThat(raw.send(telephone.getBytes(StandardCharsets.UTF_8), false).status()).isEqualTo(200);
    }

    @Test
    void aTokenIsNoHindranceWhereNoneIsAsked() {
        for (String path : List.of("/demo/clock", "/demo/tokens/client", "/demo/mailbox?to=nobody@example.com", "/api/v1/offerings")) {
            platform.client.get(path).expect(200);
            assertThat(platform.client.send("HEAD", path, null).status()).isEqualTo(200);
        }
    }

    @Test
    void everyProfessionalHasAToken() {
        platform.anybody.as("yael-levi").get("/api/v1/professionals/me").expect(200);
        for (String nobody : List.of("nobody", "me", "Yael", "..%2f..", "x".repeat(61))) {
            problem(platform.anybody.get("/demo/tokens/" + nobody), nobody.contains("%") ? 400 : 404);
        }
    }

    private Answer problem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body().get("status").asInt()).isEqualTo(status);
        assertThat(answer.headers("X-Request-Id")).hasSize(1);
        assertThat(answer.text()).doesNotContain("Exception", "io.holdfast", "127.0.0.1", "springframework");
        return answer;
    }

    private long bookings() {
        // All that Dr. Lee is assigned: no other test books him.
        return platform.anybody.as("professional2").get(BOOKINGS + "?limit=1").expect(200).body().get("pagination").get("total").asLong();
    }

    private static String unsigned() {
        return base64("{\"alg\":\"none\"}") + "."
                + base64("{\"sub\":\"client-asha\",\"tenant\":\"demo\",\"roles\":[\"admin\"],\"exp\":4102444800}") + ".";
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes());
    }
}
