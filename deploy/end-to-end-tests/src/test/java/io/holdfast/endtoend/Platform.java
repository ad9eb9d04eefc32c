package io.holdfast.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import io.holdfast.embedded.FreePorts;
import io.holdfast.platform.EmbeddedPlatform;
import io.holdfast.platform.PlatformSettings;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import io.holdfast.testsupport.scenario.Slots;
import io.holdfast.testsupport.scenario.Slots.Slot;
import tools.jackson.databind.JsonNode;

/** One embedded platform for all functional tests of this JVM, and what they do with it, in their words. */
final class Platform {

    /** The one site that may frame what can be booked; a test puts a page there. */
    static final String OTHER_SITE = "http://127.0.0.1:" + FreePorts.next();

    private static Platform shared;

    final EmbeddedPlatform embedded;
    final HoldfastApi anybody;
    final HoldfastApi client;
    final HoldfastApi client2;
    final HoldfastApi admin;
    final HoldfastApi stranger;
    final Slots slots;

    private Platform(EmbeddedPlatform embedded) {
        this.embedded = embedded;
        this.anybody = HoldfastApi.at(embedded.url());
        this.client = anybody.as("client");
        this.client2 = anybody.as("client2");
        this.admin = anybody.as("admin");
        this.stranger = anybody.as("stranger");
        this.slots = new Slots(anybody);
    }

    static synchronized Platform running() {
        if (shared == null) {
            try (Starts.Turn turn = Starts.awaitTurn()) {
                // Of no consequence on the embedded server; on one given from outside, earlier runs stay apart.
                System.setProperty("HOLDFAST_DATABASE_PREFIX", "e2e-" + UUID.randomUUID().toString().substring(0, 8) + "-");
                // Calendars that a test serves on this machine, and looks at again and again.
                System.setProperty("HOLDFAST_CALENDARS_ALLOWED", "http://127.0.0.1");
                System.setProperty("HOLDFAST_CALENDARS_EVERY", "2s");
                System.setProperty("HOLDFAST_EMBED_SITES", OTHER_SITE);
                Path home = Files.createTempDirectory("holdfast-e2e");
                EmbeddedPlatform embedded = EmbeddedPlatform.start(new PlatformSettings(0, home), line -> {});
                Runtime.getRuntime().addShutdownHook(new Thread(embedded::close));
                shared = new Platform(embedded);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return shared;
    }

    static synchronized void end() {
        if (shared != null) {
            shared.embedded.close();
        }
    }

    /** The body of a request for a slot, by a signed-in client. */
    static Map<String, Object> request(Slot slot) {
        var body = new LinkedHashMap<String, Object>();
        body.put("offeringId", slot.offering());
        body.put("mode", "DIRECT");
        body.put("professionalId", slot.professional());
        body.put("start", slot.start());
        body.put("duration", 60);
        body.put("displayZone", "Asia/Kolkata");
        return body;
    }

    /** Somebody without an account, whom no other test knows, so that their mails can be counted. */
    static Map<String, Object> guestRequest(Slot slot, String email) {
        Map<String, Object> body = request(slot);
        body.put("client", HoldfastApi.guest("Gita Guest", email));
        return body;
    }

    static String freshEmail() {
        return "guest-" + UUID.randomUUID() + "@example.com";
    }

    /** Requests {@code slot} and waits until it can be paid. */
    Held hold(Slot slot) {
        return hold(slot, body -> {});
    }

    /** The same, with a request that {@code otherwise} changes. */
    Held hold(Slot slot, Consumer<Map<String, Object>> otherwise) {
        String email = freshEmail();
        Map<String, Object> body = guestRequest(slot, email);
        otherwise.accept(body);
        JsonNode booking = anybody.post("/api/v1/bookings", body, "Prefer", "wait=20")
                .expect(201)
                .body();
        return new Held(
                booking.get("id").asString(),
                booking.get("payment").get("orderId").asString(),
                booking.get("manageToken").asString(),
                email,
                slot);
    }

    /** A booking whose slot is held, and how its guest reaches it. */
    record Held(String id, String orderId, String manageToken, String email, Slot slot) {}

    JsonNode pay(String orderId, String outcome, String webhook) {
        return anybody.post("/demo/checkout", Map.of("orderId", orderId, "outcome", outcome, "webhook", webhook))
                .expect(200)
                .body();
    }

    JsonNode booking(Held held) {
        return bookingAnswer(held).expect(200).body();
    }

    Answer bookingAnswer(Held held) {
        return anybody.get("/api/v1/bookings/" + held.id(), "Holdfast-Manage-Token", held.manageToken());
    }

    JsonNode awaitStatus(Held held, String status) {
        return Eventually.see(
                held.id() + " becomes " + status, () -> booking(held), b -> status.equals(b.get("status").asString()));
    }

    void advance(String duration) {
        anybody.post("/demo/clock", Map.of("advance", duration)).expect(200);
    }

    List<JsonNode> mailsTo(String email) {
        return list(anybody.get("/demo/mailbox?channel=EMAIL&to=" + email).expect(200).body());
    }

    List<JsonNode> mails() {
        return list(anybody.get("/demo/mailbox?channel=EMAIL").expect(200).body());
    }

    /** The simulator's payments of one order. */
    List<JsonNode> payments(String orderId) {
        return list(ledger().get("payments")).stream()
                .filter(p -> orderId.equals(p.get("order_id").asString()))
                .toList();
    }

    List<JsonNode> refunds(String paymentId) {
        return list(ledger().get("refunds")).stream()
                .filter(r -> paymentId.equals(r.get("payment_id").asString()))
                .toList();
    }

    JsonNode ledger() {
        return anybody.get("/demo/ledger").expect(200).body();
    }

    static List<JsonNode> list(JsonNode array) {
        var items = new ArrayList<JsonNode>();
        array.forEach(items::add);
        return items;
    }
}
