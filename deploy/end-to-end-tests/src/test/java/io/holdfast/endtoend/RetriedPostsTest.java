package io.holdfast.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import io.holdfast.testsupport.scenario.Slots.Slot;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients that do not trust their network send everything three times under one key; it happens once. */
class RetriedPostsTest {

    private static final int GUESTS = Integer.getInteger("holdfast.e2e.retried", 6);
    private static final int TIMES = 3;

    private final Platform platform = Platform.running();

    @Test
    void everyPostHasOneEffectHoweverOftenItIsSent() {
        var slots = new ArrayList<Slot>();
        for (int i = 0; i < 2 * GUESTS; i++) {
            slots.add(platform.slots.free(i % 2 == 0 ? "dr-sarah-khan" : "dr-james-lee", "consultation-60"));
        }
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var lives = new ArrayList<CompletableFuture<Void>>();
            for (int i = 0; i < GUESTS; i++) {
                Slot first = slots.get(2 * i);
                Slot second = slots.get(2 * i + 1);
                lives.add(CompletableFuture.runAsync(() -> live(first, second), people));
            }
            lives.forEach(CompletableFuture::join);
        }
    }

    private void live(Slot first, Slot second) {
        Map<String, Object> request = Platform.guestRequest(first, Platform.freshEmail());
        String key = UUID.randomUUID().toString();
        List<Answer> created = again(() -> platform.anybody.post(
                "/api/v1/bookings", request, "Prefer", "wait=20", "Idempotency-Key", key));
        assertThat(created).allMatch(answer -> answer.status() == 201);
        assertThat(created.stream().map(answer -> answer.body().get("id").asString()).distinct()).hasSize(1);
        JsonNode booking = created.getFirst().body();
        String path = "/api/v1/bookings/" + booking.get("id").asString();
        String token = booking.get("manageToken").asString();
        String order = booking.get("payment").get("orderId").asString();
        platform.pay(order, "success", "duplicate");
        Eventually.see("confirmed", () -> read(path, token), b -> b.get("status").asString().equals("CONFIRMED"));

        var move = Map.of("start", second.start(), "professionalId", second.professional());
        List<Answer> moved = again(() -> command(path + "/reschedule", move, key + "-move", token));
        assertThat(moved).allMatch(answer -> answer.status() == 200);
        assertThat(moved.stream().map(answer -> answer.body().get("revision").asInt()).distinct()).containsExactly(2);

        List<Answer> cancelled = again(() -> command(path + "/cancel", Map.of("reason", "Ill"), key + "-cancel", token));
        assertThat(cancelled).allMatch(answer -> answer.status() == 200);
        command(path + "/cancel", Map.of("reason", "Well"), key + "-cancel", token).expect(422);

        JsonNode last = Eventually.see(
                "refunded", () -> read(path, token), b -> b.at("/payment/status").asString().equals("REFUNDED"));
        assertThat(last.get("statusHistory").valueStream()
                        .filter(change -> change.get("status").asString().equals("CANCELLED")))
                .hasSize(1);
        assertThat(platform.payments(order)).hasSize(1);
        assertThat(platform.refunds(platform.payments(order).getFirst().get("id").asString())).hasSize(1);
        Eventually.see("both times are free", () -> platform.slots.isFree(first) && platform.slots.isFree(second), f -> f);
    }

    private Answer command(String path, Map<String, ?> body, String key, String token) {
        return platform.anybody.post(
                path, body, "Prefer", "wait=20", "Idempotency-Key", key, "Holdfast-Manage-Token", token);
    }

    private JsonNode read(String path, String token) {
        return platform.anybody.get(path, "Holdfast-Manage-Token", token).expect(200).body();
    }

    private static List<Answer> again(Supplier<Answer> post) {
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = new ArrayList<CompletableFuture<Answer>>();
            for (int i = 0; i < TIMES; i++) {
                sent.add(CompletableFuture.supplyAsync(post, senders));
            }
            return sent.stream().map(CompletableFuture::join).toList();
        }
    }
}
