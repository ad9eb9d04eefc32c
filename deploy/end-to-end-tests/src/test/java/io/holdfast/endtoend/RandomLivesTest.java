package io.holdfast.endtoend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import io.holdfast.testsupport.scenario.Slots.Slot;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many bookings live at once, each as its dice fall: clients, professionals, admins, payers and time do what they like,
 * and messages come twice, late and out of order. At rest the auditor must find nothing.
 *
 * <p>{@code -Dholdfast.e2e.lives=1000 -Dholdfast.e2e.seed=7}: how many, and which. The same seed gives the same people
 * the same wishes; how they interleave is up to the machine.
 */
@OnPlatform
class RandomLivesTest {

    private static final int LIVES = Integer.getInteger("holdfast.e2e.lives", 15);
    private static final long SEED = Long.getLong("holdfast.e2e.seed", 20_261_121L);
    private static final int AT_ONCE = 8;
    private static final int MOST_SLOTS = 200;
    private static final List<String> PROFESSIONALS = List.of("dr-sarah-khan", "dr-james-lee");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Done, refused by the state or by a rule, or not (any more) theirs. */
    private static final List<Integer> FINE = List.of(200, 201, 202, 404, 409, 422);

    private final Platform platform = Platform.running();
    private final Map<String, Guest> guests = new ConcurrentHashMap<>();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();

    private record Guest(String id, String manageToken, String orderId) {}

    private record Staff(HoldfastApi sarah, HoldfastApi james, HoldfastApi admin) {}

    @Test
    void whateverPeopleAndTimeDoTheAuditorFindsNothing() throws Exception {
        List<Slot> slots = slots();
        String kafka = platform.embedded
                .bean("booking-service", Environment.class)
                .getRequiredProperty("spring.kafka.bootstrap-servers");
        try (var echo = new Echo(kafka, SEED)) {
            together(life -> begin(new Random(SEED + life), slots, echo));
            platform.advance("PT16M");
            platform.advance("PT97H");
            together(life -> afterwards(new Random(SEED - life - 1)));
            System.out.println("Seed " + SEED + ": " + LIVES + " lives, " + guests.size() + " bookings, "
                    + echo.repeated() + " messages again");
        }

        assertThat(surprises).as("answers that nobody should get; seed %s", SEED).isEmpty();
        Eventually.see(
                "the auditor finds nothing; replay with -Dholdfast.e2e.seed=" + SEED + " -Dholdfast.e2e.lives=" + LIVES,
                PATIENCE,
                () -> Audit.of(platform.anybody, List.of("professional", "professional2"))
                        .only(guests.keySet())
                        .findings(List.of()),
                List::isEmpty);
    }

    private List<Slot> slots() {
        var slots = new ArrayList<Slot>();
        int wanted = Math.min(MOST_SLOTS, Math.max(10, LIVES * 2 / 3));
        for (int i = 0; i < wanted; i++) {
            slots.add(platform.slots.free(PROFESSIONALS.get(i % 2), "consultation-60"));
        }
        return slots;
    }

    @FunctionalInterface
    private interface Life {
        void live(int number);
    }

    private void together(Life life) throws Exception {
        var places = new Semaphore(AT_ONCE);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<?>>();
            for (int i = 0; i < LIVES; i++) {
                int number = i;
                all.add(people.submit(() -> {
                    places.acquireUninterruptibly();
                    try {
                        life.live(number);
                    } finally {
                        places.release();
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    private void begin(Random random, List<Slot> slots, Echo echo) {
        Slot slot = slots.get(random.nextInt(slots.size()));
        Map<String, Object> body = Platform.guestRequest(slot, Platform.freshEmail());
        if (random.nextInt(5) == 0) {
            body.put("offeringId", "clinic-intake");
        }
        Answer answer = fine(platform.anybody.post("/api/v1/bookings", body, "Prefer", "wait=20"));
        if (answer.status() == 409) {
            // What is refused before it is stored is no booking.
            JsonNode rejected = answer.body().path("bookingId");
            if (rejected.isString()) {
                echo.about(rejected.asString());
            }
            return;
        }
        JsonNode booking = answer.body();
        var guest = new Guest(
                booking.get("id").asString(),
                booking.get("manageToken").asString(),
                booking.at("/payment/orderId").asString(""));
        guests.put(guest.id(), guest);
        echo.about(guest.id());
        Staff staff = staff();
        for (int steps = 2 + random.nextInt(6); steps > 0; steps--) {
            step(random, guest, staff, slots);
        }
    }

    private void step(Random random, Guest guest, Staff staff, List<Slot> slots) {
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> pay(random, guest);
            case 4 -> cancel(random, guest, staff);
            case 5, 6, 7 -> reschedule(random, guest, staff, slots.get(random.nextInt(slots.size())));
            case 8 -> provider(random, guest, staff, "confirm", Map.of());
            case 9 -> provider(random, guest, staff, random.nextBoolean() ? "no-show" : "complete", Map.of());
            case 10 -> provider(random, guest, staff, "decline", Map.of("reason", "On leave"));
            default -> platform.advance("PT" + (1 + random.nextInt(90)) + "S");
        }
    }

    private void afterwards(Random random) {
        var all = guests.keySet().stream().sorted().toList();
        if (all.isEmpty()) {
            return;
        }
        Guest guest = guests.get(all.get(random.nextInt(all.size())));
        Staff staff = staff();
        provider(random, guest, staff, random.nextBoolean() ? "no-show" : "complete", Map.of());
        byGuest(guest, "review", Map.of("rating", 1 + random.nextInt(5), "text", "As it was"));
        cancel(random, guest, staff);
    }

    private void pay(Random random, Guest guest) {
        if (guest.orderId().isEmpty()) {
            return;
        }
        String outcome = random.nextInt(4) == 0 ? "failure" : "success";
        String webhook = List.of("normal", "normal", "duplicate", "late").get(random.nextInt(4));
        fine(platform.anybody.post(
                "/demo/checkout", Map.of("orderId", guest.orderId(), "outcome", outcome, "webhook", webhook)));
    }

    private void cancel(Random random, Guest guest, Staff staff) {
        var body = Map.of("reason", "Ill");
        switch (random.nextInt(4)) {
            case 0 -> provider(random, guest, staff, "cancel", body);
            case 1 -> fine(staff.admin().post(path(guest, "cancel"), body));
            default -> byGuest(guest, "cancel", body);
        }
    }

    private void reschedule(Random random, Guest guest, Staff staff, Slot to) {
        Map<String, String> body = Map.of("start", to.start(), "professionalId", to.professional());
        String wait = random.nextBoolean() ? "wait=10" : "respond-async";
        Answer answer = random.nextInt(5) == 0
                ? staff.admin().post(path(guest, "reschedule"), body, "Prefer", wait)
                : platform.anybody.post(
                        path(guest, "reschedule"), body, "Prefer", wait, "Holdfast-Manage-Token", guest.manageToken());
        fine(answer);
    }

    private void provider(Random random, Guest guest, Staff staff, String command, Map<String, ?> body) {
        HoldfastApi professional = random.nextBoolean() ? staff.sarah() : staff.james();
        fine(professional.post(path(guest, command), body));
    }

    private void byGuest(Guest guest, String command, Map<String, ?> body) {
        fine(platform.anybody.post(path(guest, command), body, "Holdfast-Manage-Token", guest.manageToken()));
    }

    private Staff staff() {
        return new Staff(
                platform.anybody.as("professional"), platform.anybody.as("professional2"), platform.anybody.as("admin"));
    }

    private Answer fine(Answer answer) {
        if (!FINE.contains(answer.status())) {
            surprises.add(answer.toString());
        }
        return answer;
    }

    private static String path(Guest guest, String command) {
        return "/api/v1/bookings/" + guest.id() + "/" + command;
    }
}
