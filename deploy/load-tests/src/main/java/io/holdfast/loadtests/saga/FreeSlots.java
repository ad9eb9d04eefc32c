package io.holdfast.loadtests.saga;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import tools.jackson.databind.JsonNode;

/** Slots that can all be booked: of as many newly registered professionals as it takes, none touching another. */
final class FreeSlots {

    static final String OFFERING = "consultation-60";
    static final int MINUTES = 60;

    private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);
    // Always the same order, so that two runs meet the same calendar days in the same order.
    private static final long SHUFFLE = 7;

    private final Api api;

    FreeSlots(Api api) {
        this.api = api;
    }

    record Slot(String professionalId, Instant start) {}

    /** At least {@code count} slots, shuffled: neighbours are seldom of one calendar day, as with real clients. */
    List<Slot> find(int count) throws IOException, InterruptedException {
        String token = api.get("/demo/tokens/admin", Map.of()).expect(200).path("token").stringValue();
        JsonNode rules = api.get("/api/v1/offerings/" + OFFERING, Map.of()).expect(200).path("rules");
        Duration apart = Duration.ofMinutes(
                rules.path("bufferBeforeMinutes").intValue(0) + rules.path("bufferAfterMinutes").intValue(0));
        String run = UUID.randomUUID().toString().substring(0, 8);
        var slots = new ArrayList<Slot>();
        for (int number = 1; slots.size() < count; number++) {
            List<Slot> more = slotsOf(register("load-" + run + "-" + number, token), apart);
            if (more.isEmpty()) {
                throw new IllegalStateException("A new professional has no free slot");
            }
            slots.addAll(more);
        }
        Collections.shuffle(slots, new Random(SHUFFLE));
        return slots;
    }

    private String register(String id, String token) throws IOException, InterruptedException {
        var professional = Map.of(
                "id", id,
                "displayName", "Dr. Load " + id.substring(id.lastIndexOf('-') + 1),
                "email", id + "@holdfast.example",
                "category", "Therapist",
                "hourlyRate", Map.of("amount", 150_000, "currency", "INR"),
                "zone", ZONE.getId(),
                "languages", List.of("en"),
                "offeringIds", List.of(OFFERING));
        Api.Answer answer = api.put(
                "/api/v1/admin/professionals/" + id, professional, Map.of("Authorization", "Bearer " + token));
        if (answer.status() / 100 != 2) {
            answer.expect(200);
        }
        return id;
    }

    private List<Slot> slotsOf(String professional, Duration apart) throws IOException, InterruptedException {
        var slots = new ArrayList<Slot>();
        YearMonth month = YearMonth.from(Instant.now().atZone(ZONE));
        for (YearMonth asked : List.of(month, month.plusMonths(1))) {
            JsonNode dates = known("/api/v1/professionals/" + professional + "/available-dates?offeringId=" + OFFERING
                    + "&duration=" + MINUTES + "&month=" + asked).path("availableDates");
            for (JsonNode date : dates) {
                Instant free = Instant.MIN;
                JsonNode day = known("/api/v1/professionals/" + professional + "/availability?offeringId=" + OFFERING
                        + "&duration=" + MINUTES + "&date=" + date.stringValue());
                for (JsonNode slot : day.path("slots")) {
                    Instant start = Instant.parse(slot.path("start").stringValue());
                    if (slot.path("available").booleanValue(false) && !start.isBefore(free)) {
                        slots.add(new Slot(professional, start));
                        free = start.plus(Duration.ofMinutes(MINUTES)).plus(apart);
                    }
                }
            }
        }
        return slots;
    }

    /** The professional reaches availability-service by an event, so it may be unknown there for a moment. */
    private JsonNode known(String path) throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Api.Answer answer = api.get(path, Map.of());
            if (answer.status() != 404 || System.nanoTime() > giveUp) {
                return answer.expect(200);
            }
            Thread.sleep(PAUSE);
        }
    }
}
