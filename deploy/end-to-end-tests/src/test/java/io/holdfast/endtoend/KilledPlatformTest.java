package io.holdfast.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.InTurn;
import io.holdfast.testsupport.scenario.Slots.Slot;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SIGKILL to the whole embedded platform, again and again, while guests book and pay. What was answered must be there,
 * what was begun must end, and the money, the calendar and the mails must agree with the bookings.
 *
 * <p>{@code -Dholdfast.e2e.durable=false} lets the document server commit in the background, as H2 does by itself: then
 * this test is expected to fail. {@code -Dholdfast.e2e.seed=…} repeats the moments of the kills, as far as the machine
 * does; {@code -Dholdfast.e2e.kills=10} (or any number) and {@code -Dholdfast.e2e.guests=…} make it longer or harder.
 */
@InTurn(2)
class KilledPlatformTest {

    private static final int KILLS = Integer.getInteger("holdfast.e2e.kills", 2);
    private static final int GUESTS = Integer.getInteger("holdfast.e2e.guests", 8);
    private static final long SEED = Long.getLong("holdfast.e2e.seed", new Random().nextLong(1_000_000));
    private static final boolean DURABLE = !"false".equals(System.getProperty("holdfast.e2e.durable"));
    private static final int EARLIEST_MS = 500;
    private static final int LATEST_MS = 3_000;
    private static final int LATEST_WHILE_STARTING_MS = 15_000;
    private static final int STARTS_KILLED_OF_TEN = 5;
    private static final Duration TO_COME_TO_REST = Duration.ofMinutes(4);
    private static final Map<String, String> PROFESSIONALS =
            Map.of("professional", "dr-sarah-khan", "professional2", "dr-james-lee");

    @Test
    void whatWasAnsweredIsThereAndWhatWasBegunEndsHoweverOftenThePlatformIsKilled() throws Exception {
        say("seed %d, %d kills, %d guests, durable %s", SEED, KILLS, GUESTS, DURABLE);
        var random = new Random(SEED);
        Path home = emptyFolder();
        // A document server given from outside keeps what earlier runs wrote; this run wants none of it.
        var environment = Map.of(
                "HOLDFAST_DOCUMENT_SERVER_DURABLE", Boolean.toString(DURABLE),
                "HOLDFAST_DATABASE_PREFIX", "kill-" + UUID.randomUUID().toString().substring(0, 8) + "-");
        try (var platform = new PlatformProcess(home, environment);
                ScheduledExecutorService executioner = Executors.newSingleThreadScheduledExecutor()) {
            platform.start();
            HoldfastApi api = HoldfastApi.at(platform.url());
            try (var load = new BookingLoad(api, platform::isReady, freeTimes(api, random))) {
                load.begin(GUESTS, SEED);
                boolean ready = true;
                for (int kill = 1; kill <= KILLS; kill++) {
                    int moment = ready
                            ? random.nextInt(EARLIEST_MS, LATEST_MS)
                            : random.nextInt(EARLIEST_MS, LATEST_WHILE_STARTING_MS);
                    executioner.schedule(platform::killHard, moment, TimeUnit.MILLISECONDS).get();
                    say("kill %d after %d ms %s: %s", kill, moment, ready ? "under load" : "of starting", load);
                    // What a kill left is taken up while starting: that is a moment to be killed at, too, at least once.
                    ready = kill == KILLS || (kill > 1 && random.nextInt(10) >= STARTS_KILLED_OF_TEN);
                    if (ready) {
                        platform.start();
                    } else {
                        platform.startWithoutWaiting();
                    }
                }
                load.finish();
                say("the load is over: %s", load);
                // Holds that nobody pays end now.
                api.post("/demo/clock", Map.of("advance", "PT16M")).expect(200);
                List<String> findings = findingsAtRest(api, load);

                findings.addAll(load.surprises());
                assertThat(findings).isEmpty();
            }
        }
        FileSystemUtils.deleteRecursively(home);
    }

    /** Waits until the auditor has nothing to say, and returns what is left when that takes too long. */
    private static List<String> findingsAtRest(HoldfastApi api, BookingLoad load) {
        List<String> findings = new ArrayList<>();
        try {
            Awaitility.await("rest").atMost(TO_COME_TO_REST).pollInterval(Duration.ofMillis(500)).until(() -> {
                var audit = Audit.of(api, PROFESSIONALS.keySet());
                int before = findings.size();
                findings.clear();
                findings.addAll(audit.findings(load.promises()));
                findings.addAll(FiguresAudit.findings(api.as("admin")));
                if (audit.size() != load.promises().size() + load.refused()) {
                    findings.add("One request, one booking: %d promised and %d refused make %d bookings"
                            .formatted(load.promises().size(), load.refused(), audit.size()));
                }
                if (findings.size() != before) {
                    say("%s; %d findings", audit, findings.size());
                }
                return findings.isEmpty();
            });
        } catch (ConditionTimeoutException e) {
            say("not at rest after %d s:\n  %s", TO_COME_TO_REST.toSeconds(), String.join("\n  ", findings));
        }
        return findings;
    }

    /** All half hours of the coming weeks, in random order. */
    static List<Slot> freeTimes(HoldfastApi api, Random random) {
        var times = new ArrayList<Slot>();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        for (String professional : PROFESSIONALS.values().stream().sorted().toList()) {
            for (YearMonth month : List.of(YearMonth.from(today), YearMonth.from(today).plusMonths(1))) {
                String of = "/api/v1/professionals/" + professional;
                String what = "offeringId=consultation-60&duration=" + BookingLoad.MINUTES;
                for (JsonNode date : api.get(of + "/available-dates?" + what + "&month=" + month)
                        .expect(200)
                        .body()
                        .get("availableDates")) {
                    LocalDate day = LocalDate.parse(date.asString());
                    JsonNode shown = api.get(of + "/availability?" + what + "&date=" + day).expect(200).body();
                    Platform.list(shown.get("slots")).stream()
                            .filter(slot -> slot.get("available").asBoolean() && day.isAfter(today.plusDays(1)))
                            // Bookings can begin at every quarter, but then they would overlap.
                            .filter(slot -> slot.get("time").asString().matches("\\d+:[03]0"))
                            .forEach(slot -> times.add(new Slot(
                                    professional, "consultation-60", day, slot.get("start").asString())));
                }
            }
        }
        Collections.shuffle(times, random);
        return times;
    }

    private static Path emptyFolder() throws IOException {
        Path home = Path.of("target", "killed-platform").toAbsolutePath();
        FileSystemUtils.deleteRecursively(home);
        return home;
    }

    private static void say(String what, Object... values) {
        System.out.println("KilledPlatformTest: " + what.formatted(values));
    }
}
