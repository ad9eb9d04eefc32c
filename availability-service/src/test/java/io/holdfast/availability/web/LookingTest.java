package io.holdfast.availability.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.holdfast.availability.Neighbours;
import io.holdfast.availability.StoreReads;
import io.holdfast.availability.application.HoldSlot;
import io.holdfast.defaults.streams.LiveStreams;
import io.holdfast.embedded.EmbeddedRedis;
import io.holdfast.servicetest.ServiceUnderTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Looking at a calendar: how often the store is read, what Redis adds and what its loss takes, and live pages. */
class LookingTest {

    private static final String DAY = "/availability?offeringId=consultation-60&date=";
    private static final String MONTH = "/available-dates?offeringId=consultation-60&month=";
    private static final String NOWHERE = "redis://127.0.0.1:1";
    private static final String TEN = "2026-12-01T04:30:00Z";

    @TempDir
    static Path folder;

    private static EmbeddedRedis redis;
    private static final StoreReads READS = new StoreReads();
    private static ServiceUnderTest here;
    private static ServiceUnderTest there;
    private static Neighbours others;

    @BeforeAll
    static void startTwoInstances() {
        redis = EmbeddedRedis.in(folder, 0).start();
        here = READS.start(Neighbours.onMonday().redisAt(redis.uri()));
        there = new StoreReads().start(here.beside());
        others = new Neighbours(here);
        others.seed();
    }

    @AfterAll
    static void stop() {
        there.close();
        here.close();
        redis.close();
    }

    // ---- reads

    @Test
    void aDayAndAMonthWithThirtyBusyDaysAreOneReadEach() {
        String pro = others.newProfessional();
        IntStream.range(0, 23).mapToObj(LocalDate.parse("2026-12-01")::plusDays)
                .filter(date -> date.getDayOfWeek().getValue() <= 5)
                .forEach(date -> others.book(pro, date.atTime(10, 0).atZone(ZoneId.of("Asia/Kolkata")).toInstant().toString(), false));
        var blindReads = new StoreReads();
        try (ServiceUnderTest blind = blindReads.start(here.beside().redisAt(NOWHERE))) {
            int before = blindReads.ofDays();
            JsonNode month = blind.guest().get("/api/v1/professionals/" + pro + MONTH + "2026-12").expect(200).body();
            assertThat(blindReads.ofDays()).as("a month").isEqualTo(before + 1);
            blind.guest().get("/api/v1/professionals/" + pro + DAY + "2026-12-01").expect(200);
            assertThat(blindReads.ofDays()).as("a day").isEqualTo(before + 2);
            assertThat(month.get("availableDates").size()).isEqualTo(17);
        }
    }

    @Test
    void whatWasReadIsNotReadAgainAndEveryWriteIsSeenAtOnceOnBothInstances() {
        String pro = others.newProfessional();
        awaitKnown(here, READS, pro);

        String booking = others.book(pro, TEN, false);
        await().until(() -> reasonAt(there, pro, "10:00").equals("HELD"));
        here.hears(others.paid(booking, pro, TEN));
        await().until(() -> reasonAt(there, pro, "10:00").equals("BOOKED"));
        here.hears(others.cancelled(booking, pro, TEN, null));
        await().until(() -> reasonAt(there, pro, "10:00").equals("null"));
        here.as(pro, "professional").put("/api/v1/professionals/me/schedule",
                "{\"overrides\":[{\"date\":\"2026-12-01\",\"start\":\"12:00\",\"end\":\"13:00\"}]}").expect(200);
        assertThat(there.guest().get("/api/v1/professionals/" + pro + DAY + "2026-12-01").body().get("slots").size())
                .isEqualTo(1);
    }

    @Test
    void whatIsCachedIsJudgedByTheClockOfWhoeverReadsIt() {
        String pro = others.newProfessional();
        others.book(pro, TEN, false);
        awaitKnown(here, READS, pro);
        // What the hold's own event throws out of the cache may have been read into it just before.
        await().until(() -> {
            int reads = READS.ofDays();
            return reasonAt(here, pro, "10:00").equals("HELD") && READS.ofDays() == reads;
        });
        int before = READS.ofDays();

        here.clock().advance(Duration.ofMinutes(15));

        assertThat(reasonAt(here, pro, "10:00")).isEqualTo("null");
        assertThat(READS.ofDays()).isEqualTo(before);
    }

    @Test
    void redisStoppedOrGoneMakesNothingWrong() throws IOException, InterruptedException {
        var ownReads = new StoreReads();
        try (EmbeddedRedis own = EmbeddedRedis.in(Files.createTempDirectory(folder, "own"), 0).start();
                ServiceUnderTest service = ownReads.start(Neighbours.onMonday().redisAt(own.uri()))) {
            var itsOthers = new Neighbours(service);
            itsOthers.seed();
            String pro = itsOthers.newProfessional();
            awaitKnown(service, ownReads, pro);

            signal("STOP", own.pid());
            String booking = itsOthers.book(pro, TEN, false);
            assertThat(reasonAt(service, pro, "10:00")).as("it does not answer").isEqualTo("HELD");
            signal("CONT", own.pid());
            own.kill();
            service.hears(itsOthers.paid(booking, pro, TEN));
            itsOthers.answers(booking, 2);
            assertThat(reasonAt(service, pro, "10:00")).as("it is gone").isEqualTo("BOOKED");
            service.hears(itsOthers.cancelled(booking, pro, TEN, null));
            itsOthers.answers(booking, 3);
            assertThat(reasonAt(service, pro, "10:00")).isEqualTo("null");
            own.start();
            assertThat(reasonAt(service, pro, "10:00")).as("it came back empty").isEqualTo("null");
        }
    }

    // ---- live pages

    @Test
    void aHoldMadeOnOneInstanceShowsOnAPageServedByTheOther() throws Exception {
        String pro = others.newProfessional();
        try (var page = new Page(there, pro)) {
            assertThat(reasonAt(page.next(), "10:00")).isEqualTo("null");

            others.book(pro, TEN, false);
            assertThat(reasonAt(page.next(), "10:00")).isEqualTo("HELD");
            there.clock().advance(Duration.ofMinutes(15));
            assertThat(reasonAt(page.next(), "10:00")).as("it has lapsed, by the clock there").isEqualTo("null");
            here.as(pro, "professional").put("/api/v1/professionals/me/schedule",
                    "{\"overrides\":[{\"date\":\"2026-12-01\",\"closed\":true}]}").expect(200);
        }
    }

    @Test
    void aPageIsLiveWithoutRedisToo() throws Exception {
        try (ServiceUnderTest one = here.beside().redisAt(NOWHERE).start();
                ServiceUnderTest two = here.beside().redisAt(NOWHERE).start()) {
            String pro = others.newProfessional();
            try (var page = new Page(two, pro); var another = new Page(two, pro)) {
                page.next();
                another.next();
                one.bean(HoldSlot.class).hold(
                        Neighbours.request("b-" + pro, "consultation-60", pro, Instant.parse(TEN)),
                        one.clock().instant());
                assertThat(reasonAt(page.next(), "10:00")).isEqualTo("HELD");
                assertThat(reasonAt(another.next(), "10:00")).isEqualTo("HELD");
            }
        }
    }

    @Test
    void aStreamOfNothingIsAnErrorAndAStoppingInstanceEndsItsStreams() throws Exception {
        String pro = others.newProfessional();
        String stream = "/api/v1/professionals/" + pro + "/availability/stream?offeringId=consultation-60";
        assertThat(here.guest().get(stream + "&date=2026-13-01").expect(400).body().get("errors").get(0).get("field")
                        .asString()).isEqualTo("date");
        here.guest().get(stream + "&date=2026-12-01&duration=45").expect(422);
        here.guest().get(stream.replace(pro, "nobody") + "&date=2026-12-01").expect(404);

        ServiceUnderTest third = here.beside().start();
        var page = new Page(third, pro);
        page.next();
        third.close();
        page.ended.get(2, TimeUnit.MINUTES);
        page.close();
    }

    @Test
    void whoLeavesIsForgotten() throws Exception {
        String pro = others.newProfessional();
        try (var page = new Page(here, pro)) {
            page.next();
            assertThat(here.bean(LiveStreams.class).watches(pro)).isTrue();
        }
        // What is sent next finds nobody there, or at the latest what comes after it.
        for (int change = 0; here.bean(LiveStreams.class).watches(pro) && change < 20; change++) {
            String hours = "{\"overrides\":[{\"date\":\"2026-12-01\",\"start\":\"%02d:00\",\"end\":\"23:00\"}]}".formatted(change);
            here.as(pro, "professional").put("/api/v1/professionals/me/schedule", hours).expect(200);
        }
        await().until(() -> !here.bean(LiveStreams.class).watches(pro));
    }

    /** A browser that has a day's page open. */
    private static final class Page implements AutoCloseable {

        private final HttpClient http = HttpClient.newHttpClient();
        private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
        final CompletableFuture<Void> ended;

        Page(ServiceUnderTest service, String professional) throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(URI.create(service.address() + "/api/v1/professionals/" + professional
                    + "/availability/stream?offeringId=consultation-60&date=2026-12-01")).build();
            var response = http.send(request, HttpResponse.BodyHandlers.ofLines());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
            ended = CompletableFuture.runAsync(() -> response.body().forEach(events::add), task -> Thread.ofVirtual().start(task));
        }

        JsonNode next() throws InterruptedException {
            boolean named = false;
            long patience = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
            while (true) {
                // Heartbeats come in between and do not count.
                String line = events.poll(patience - System.nanoTime(), TimeUnit.NANOSECONDS);
                assertThat(line).as("the next event").isNotNull();
                named |= line.equals("event:slots");
                if (named && line.startsWith("data:")) {
                    return JsonMapper.shared().readTree(line.substring("data:".length()));
                }
            }
        }

        @Override
        public void close() {
            http.shutdownNow();
        }
    }

    private static String reasonAt(ServiceUnderTest service, String professional, String time) {
        return reasonAt(service.guest().get("/api/v1/professionals/" + professional + DAY + "2026-12-01").expect(200).body(), time);
    }

    private static String reasonAt(JsonNode day, String time) {
        for (JsonNode slot : day.get("slots")) {
            if (slot.get("time").asString().equals(time)) {
                return slot.get("reason").isNull() ? "null" : slot.get("reason").asString();
            }
        }
        throw new AssertionError("No slot at " + time + " in " + day);
    }

    /** Redis is told without anybody waiting for it. */
    private static void awaitKnown(ServiceUnderTest service, StoreReads itsReads, String professional) {
        await().until(() -> {
            int before = itsReads.ofDays();
            reasonAt(service, professional, "10:00");
            return itsReads.ofDays() == before;
        });
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start().waitFor()).isZero();
    }
}
