package io.holdfast.endtoend;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;

import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import io.holdfast.testsupport.scenario.Slots.Slot;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients that do not trust their network send everything three times under one key; it happens once. */
@OnPlatform
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

    @Test
    void whatProfessionalsAndAdminsSendAgainHappensOnceToo() {
        var posts = List.<Runnable>of(
                this::accepted, this::declined, this::bookedByHand, this::blocked, this::offered, this::registered,
                this::refundedByHand);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            posts.stream().map(post -> CompletableFuture.runAsync(post, people)).toList()
                    .forEach(CompletableFuture::join);
        }
    }

    @Test
    void attendanceAndReviewHappenOnceToo() {
        JsonNode booking = accepted();
        String path = path(booking);
        Instant now = Instant.parse(platform.anybody.get("/demo/clock").body().get("now").asString());
        platform.advance(Duration.between(now, Instant.parse(booking.get("start").asString()).plusSeconds(60)).toString());
        String token = booking.get("manageToken").asString();
        Eventually.see("begun", () -> read(path, token), b -> b.get("status").asString().equals("IN_PROGRESS"));

        agreeing(200, key -> by("professional", path + "/no-show", Map.of(), key));
        agreeing(200, key -> by("professional", path + "/complete", Map.of(), key));
        agreeing(200, key -> command(path + "/review", Map.of("rating", 5, "text", "Well done"), key, token));

        JsonNode last = read(path, token);
        assertThat(times(last, "NO_SHOW")).isEqualTo(1);
        assertThat(times(last, "COMPLETED")).isEqualTo(1);
        assertThat(last.at("/review/rating").asInt()).isEqualTo(5);
    }

    private JsonNode accepted() {
        JsonNode booking = clinic();
        agreeing(200, key -> by("professional", path(booking) + "/confirm", Map.of(), key));
        assertThat(times(read(path(booking), booking.get("manageToken").asString()), "CONFIRMED")).isEqualTo(1);
        return booking;
    }

    private void declined() {
        JsonNode booking = clinic();
        agreeing(200, key -> by("professional", path(booking) + "/decline", Map.of("reason", "On leave"), key));
        assertThat(times(read(path(booking), booking.get("manageToken").asString()), "DECLINED")).isEqualTo(1);
    }

    private void bookedByHand() {
        Slot slot = free("dr-james-lee");
        Map<String, Object> body = Platform.guestRequest(slot, Platform.freshEmail());
        sameId(agreeing(201, key -> by("admin", "/api/v1/admin/bookings", body, key)));
    }

    private void blocked() {
        Slot slot = free("dr-james-lee");
        Instant start = Instant.parse(slot.start());
        var body = Map.of("start", slot.start(), "end", start.plusSeconds(1800).toString(), "note", "Dentist");
        sameId(agreeing(201, key -> by("professional2", "/api/v1/professionals/me/blocks", body, key)));
    }

    private void offered() {
        var body = Map.of(
                "name", "Evening talk", "confirmation", "INSTANT", "durations", List.of(60),
                "price", Map.of("amount", 50_000, "currency", "INR"));
        sameId(agreeing(201, key -> by("admin", "/api/v1/admin/offerings", body, key)));
    }

    private void registered() {
        var body = Map.of(
                "displayName", "Dr. New", "email", Platform.freshEmail(), "category", "Therapist",
                "hourlyRate", Map.of("amount", 100_000, "currency", "INR"), "zone", "Asia/Kolkata",
                "languages", List.of("en"), "offeringIds", List.of());
        sameId(agreeing(201, key -> by("admin", "/api/v1/admin/professionals", body, key)));
    }

    private void refundedByHand() {
        JsonNode booking = platform.anybody.post(
                        "/api/v1/bookings",
                        Platform.guestRequest(free("dr-james-lee"), Platform.freshEmail()),
                        "Prefer", "wait=20")
                .expect(201)
                .body();
        String order = booking.get("payment").get("orderId").asString();
        String payment = platform.pay(order, "success", "normal").get("razorpay_payment_id").asString();
        Eventually.see(
                "captured",
                () -> read(path(booking), booking.get("manageToken").asString()),
                b -> b.get("status").asString().equals("CONFIRMED"));
        var body = Map.of("amount", Map.of("amount", 10_000, "currency", "INR"), "reason", "Goodwill");
        String path = "/api/v1/admin/payments/" + payment + "/refunds";
        List<Answer> answers = again(UUID.randomUUID().toString(), key -> by("admin", path, body, key));
        assertThat(answers).allMatch(answer -> answer.status() / 100 == 2, "a refund that is on its way");
        Eventually.see("one refund", () -> platform.refunds(payment), refunds -> !refunds.isEmpty());
        assertThat(platform.refunds(payment)).hasSize(1);
    }

    /** A free booking that waits for the professional. */
    private JsonNode clinic() {
        return platform.anybody.post(
                        "/api/v1/bookings",
                        Platform.guestRequest(free("dr-sarah-khan", "clinic-intake"), Platform.freshEmail()),
                        "Prefer", "wait=20")
                .expect(201)
                .body();
    }

    private Slot free(String professional) {
        return free(professional, "consultation-60");
    }

    private Slot free(String professional, String offering) {
        return platform.slots.free(professional, offering);
    }

    /** Several at once under one key, and one more later: all get the same answer. */
    private List<Answer> agreeing(int status, Function<String, Answer> post) {
        String key = UUID.randomUUID().toString();
        var answers = new ArrayList<>(again(key, post));
        answers.add(post.apply(key));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).as(answer.text()).isEqualTo(status));
        return answers;
    }

    private static void sameId(List<Answer> answers) {
        assertThat(answers.stream().map(answer -> answer.body().get("id").asString()).distinct()).hasSize(1);
    }

    private static long times(JsonNode booking, String status) {
        return booking.get("statusHistory").valueStream()
                .filter(change -> change.get("status").asString().equals(status))
                .count();
    }

    private static String path(JsonNode booking) {
        return "/api/v1/bookings/" + booking.get("id").asString();
    }

    private Answer by(String person, String path, Map<String, ?> body, String key) {
        return platform.anybody.as(person).post(path, body, "Prefer", "wait=20", "Idempotency-Key", key);
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

    private static List<Answer> again(String key, Function<String, Answer> post) {
        return again(() -> post.apply(key));
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
