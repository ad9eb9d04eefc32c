package io.holdfast.endtoend;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import io.holdfast.testsupport.scenario.InTurn;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A crowd waits for a fifth as many slots that are cancelled; they accept, pass or say nothing by the dice, and the whole embedded
 * platform is killed between the cancellations and the offers, or between offers and answers, or both. Each slot is offered to one
 * at a time, in turn, and ends as somebody's confirmed booking, or nobody waits any more.
 *
 * <p>{@code -Dholdfast.e2e.seed=…} repeats the answers and the moments of the kills; {@code -Dholdfast.e2e.kills=5} (then
 * fifty people wait, or as {@code -Dholdfast.e2e.waiting=…} says) makes it longer.
 */
@InTurn(0)
class KilledWaitlistTest {

    private static final int KILLS = Integer.getInteger("holdfast.e2e.kills", 1);
    private static final long SEED = Long.getLong("holdfast.e2e.seed", new Random().nextLong(1_000_000));
    private static final int PEOPLE = Integer.getInteger("holdfast.e2e.waiting", KILLS > 1 ? 50 : 20);
    private static final int SLOTS = Math.max(2, PEOPLE / 5);
    private static final int MINUTES = 30;
    private static final int LATEST_KILL_MS = 400;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String PROFESSIONAL = "dr-james-lee";
    private static final String WAITLIST = "/api/v1/waitlist";

    private final Random dice = new Random(SEED);
    private final List<Waiting> people = new ArrayList<>();
    /** By start, who has it. */
    private final Map<Instant, Waiting> taken = new TreeMap<>();

    private LocalDate date = LocalDate.MIN;
    private Set<Instant> starts = Set.of();
    private boolean nobodyWaits;
    private int kills;
    private PlatformProcess platform;
    private HoldfastApi api;

    private record Waiting(String id, String token) {}

    @Test
    void eachCancelledSlotIsOfferedToOneAtATimeAndNoneIsLostHoweverOftenThePlatformIsKilled() throws Exception {
        say("seed %d, %d kills", SEED, KILLS);
        Path home = Path.of("target", "killed-waitlist").toAbsolutePath();
        FileSystemUtils.deleteRecursively(home);
        var environment =
                Map.of("HOLDFAST_DATABASE_PREFIX", "wait-" + UUID.randomUUID().toString().substring(0, 8) + "-");
        try (var process = new PlatformProcess(home, environment)) {
            platform = process;
            platform.start();
            api = HoldfastApi.at(platform.url());
            Map<String, String> booked = bookADay();
            for (int turn = 0; turn < PEOPLE; turn++) {
                people.add(join(turn));
            }
            booked.forEach((id, token) -> api.post(
                            "/api/v1/bookings/" + id + "/cancel", Map.of("reason", "Ill"), "Holdfast-Manage-Token", token)
                    .expect(200));
            if (KILLS > 1 || dice.nextBoolean()) {
                killMeanwhile(() -> {});
            }
            while (true) {
                Map<Instant, Waiting> offered = awaitOffers();
                if (offered.isEmpty()) {
                    break;
                }
                answer(offered);
            }
            requireRightEnds();
        }
        FileSystemUtils.deleteRecursively(home);
    }

    /** One day's first slots, each by a guest of its own; by booking, its manage token. */
    private Map<String, String> bookADay() {
        var bookings = new LinkedHashMap<String, String>();
        for (Instant start : aDay()) {
            var body = new LinkedHashMap<String, Object>();
            body.put("offeringId", "consultation-60");
            body.put("mode", "DIRECT");
            body.put("professionalId", PROFESSIONAL);
            body.put("start", start.toString());
            body.put("duration", MINUTES);
            body.put("client", HoldfastApi.guest("Gita Guest", Platform.freshEmail()));
            JsonNode booking = api.post("/api/v1/bookings", body, "Prefer", "wait=20").expect(201).body();
            bookings.put(booking.get("id").asString(), booking.get("manageToken").asString());
        }
        return bookings;
    }

    private Set<Instant> aDay() {
        LocalDate today = LocalDate.parse(api.get("/demo/clock").expect(200).body().get("now").asString().substring(0, 10));
        String of = "/api/v1/professionals/" + PROFESSIONAL;
        String what = "offeringId=consultation-60&duration=" + MINUTES;
        for (YearMonth month : List.of(YearMonth.from(today), YearMonth.from(today).plusMonths(1))) {
            for (JsonNode sold : api.get(of + "/available-dates?" + what + "&month=" + month).expect(200).body().get("availableDates")) {
                LocalDate day = LocalDate.parse(sold.asString());
                List<Instant> free = Platform.list(
                                api.get(of + "/availability?" + what + "&date=" + day).expect(200).body().get("slots")).stream()
                        .filter(slot -> slot.get("available").asBoolean() && slot.get("time").asString().matches("\\d+:[03]0"))
                        .map(slot -> Instant.parse(slot.get("start").asString()))
                        .limit(SLOTS)
                        .toList();
                if (day.isAfter(today.plusDays(3)) && free.size() == SLOTS) {
                    date = day;
                    starts = new TreeSet<>(free);
                    return starts;
                }
            }
        }
        throw new AssertionError("No day has " + SLOTS + " free slots.");
    }

    private Waiting join(int turn) {
        JsonNode joined = api.post(WAITLIST, Map.of(
                        "offeringId", "consultation-60", "professionalId", PROFESSIONAL, "date", date.toString(), "duration", MINUTES,
                        "client", HoldfastApi.guest("Wanda Waiting", Platform.freshEmail())))
                .expect(201)
                .body();
        assertThat(joined.get("place").asInt()).isEqualTo(turn + 1);
        return new Waiting(joined.get("id").asString(), joined.get("manageToken").asString());
    }

    /** By start, who is offered it, once every slot is somebody's or nobody waits. */
    private Map<Instant, Waiting> awaitOffers() {
        return Eventually.see("every free slot is offered, seed " + SEED, PATIENCE, this::offers, offered -> {
            var accounted = new HashSet<>(taken.keySet());
            accounted.addAll(offered.keySet());
            return accounted.equals(starts) || nobodyWaits;
        });
    }

    private Map<Instant, Waiting> offers() {
        var offered = new TreeMap<Instant, Waiting>();
        boolean somebodyWaits = false;
        for (Waiting guest : people) {
            JsonNode place = place(guest);
            String status = place.get("status").asString();
            somebodyWaits |= status.equals("WAITING");
            if (status.equals("OFFERED")) {
                Instant start = Instant.parse(place.get("offer").get("start").asString());
                assertThat(starts).contains(start);
                assertThat(offered.put(start, guest)).as("one at a time for " + start + ", seed " + SEED).isNull();
                assertThat(taken).as("offered although taken, seed " + SEED).doesNotContainKey(start);
            }
        }
        nobodyWaits = !somebodyWaits;
        return offered;
    }

    private JsonNode place(Waiting guest) {
        return api.get(WAITLIST + "/" + guest.id(), "Holdfast-Manage-Token", guest.token()).expect(200).body();
    }

    /** By the dice: accept, pass, or nothing; who says nothing is waited for by the platform's clock. */
    private void answer(Map<Instant, Waiting> offered) {
        var answers = new TreeMap<Instant, String>();
        var dies = List.of("accept", "accept", "pass", "pass", "nothing");
        offered.forEach((start, guest) -> answers.put(start, dies.get(dice.nextInt(dies.size()))));
        killMeanwhile(() -> offered.forEach((start, guest) -> {
            if (!answers.get(start).equals("nothing")) {
                api.post(WAITLIST + "/" + guest.id() + "/" + answers.get(start), Map.of(), "Holdfast-Manage-Token", guest.token());
            }
        }));
        // Whoever was not answered because the platform died asks again, as people do.
        offered.forEach((start, guest) -> {
            if (answers.get(start).equals("accept")) {
                JsonNode accepted = send(guest, "accept");
                pay(accepted.get("bookingId").asString(), accepted.get("manageToken").asString());
                taken.put(start, guest);
            } else if (answers.get(start).equals("pass")) {
                assertThat(send(guest, "pass").get("status").asString()).isEqualTo("PASSED");
            }
        });
        if (answers.containsValue("nothing")) {
            api.post("/demo/clock", Map.of("advance", "PT31M")).expect(200);
            offered.forEach((start, guest) -> {
                if (answers.get(start).equals("nothing")) {
                    Eventually.see("silence is over", PATIENCE, () -> place(guest).get("status").asString(), "EXPIRED"::equals);
                }
            });
        }
        say("%d taken, %s", taken.size(), answers.values());
    }

    private JsonNode send(Waiting guest, String answer) {
        Answer sent = api.post(WAITLIST + "/" + guest.id() + "/" + answer, Map.of(), "Holdfast-Manage-Token", guest.token());
        return sent.expect(200).body();
    }

    /** Before the clock moves, or the hold would end as any other does. */
    private void pay(String bookingId, String token) {
        JsonNode payable = Eventually.see(
                "the booking that comes of it can be paid, seed " + SEED, PATIENCE,
                () -> api.get("/api/v1/bookings/" + bookingId, "Holdfast-Manage-Token", token),
                answer -> answer.status() == 200 && !answer.body().path("payment").path("orderId").asString("").isEmpty()).body();
        api.post("/demo/checkout", Map.of(
                        "orderId", payable.get("payment").get("orderId").asString(), "outcome", "success", "webhook", "normal"))
                .expect(200);
        Eventually.see(
                "it is confirmed, seed " + SEED, PATIENCE,
                () -> api.get("/api/v1/bookings/" + bookingId, "Holdfast-Manage-Token", token).expect(200).body().get("status").asString(),
                "CONFIRMED"::equals);
    }

    /** While {@code what} is done, or right after what was done before: kills, and starts again; as often as it is to be. */
    private void killMeanwhile(Runnable what) {
        if (kills == KILLS) {
            what.run();
            return;
        }
        kills++;
        int moment = dice.nextInt(LATEST_KILL_MS);
        try (ScheduledExecutorService executioner = Executors.newSingleThreadScheduledExecutor()) {
            executioner.schedule(platform::killHard, moment, TimeUnit.MILLISECONDS);
            what.run();
        } catch (UncheckedIOException e) {
            say("cut off: %s", e.getMessage());
        }
        say("kill %d after %d ms", kills, moment);
        platform.start();
    }

    private void requireRightEnds() {
        List<String> statuses = people.stream().map(guest -> place(guest).get("status").asString()).toList();
        say("seed %d: %d taken, %s", SEED, taken.size(), statuses);
        assertThat(statuses).doesNotContain("OFFERED");
        assertThat(statuses.stream().filter("ACCEPTED"::equals).count()).isEqualTo(taken.size());
        if (statuses.contains("WAITING")) {
            assertThat(taken.keySet()).as("no slot is lost, seed " + SEED).isEqualTo(starts);
        }
        int firstWhoWaits = statuses.contains("WAITING") ? statuses.indexOf("WAITING") : PEOPLE;
        assertThat(statuses.subList(firstWhoWaits, PEOPLE)).as("in turn: nobody before who came earlier, seed " + SEED)
                .allMatch("WAITING"::equals);
        taken.forEach((start, guest) -> {
            String bookingId = place(guest).get("bookingId").asString();
            JsonNode booking = api.as("admin").get("/api/v1/bookings/" + bookingId).expect(200).body();
            assertThat(booking.get("status").asString()).isEqualTo("CONFIRMED");
            assertThat(Instant.parse(booking.get("start").asString())).isEqualTo(start);
        });
        assertThat(kills).isEqualTo(KILLS);
    }

    private static void say(String what, Object... values) {
        System.out.println("KilledWaitlistTest: " + what.formatted(values));
    }
}
