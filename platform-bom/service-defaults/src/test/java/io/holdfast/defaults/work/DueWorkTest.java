package io.holdfast.defaults.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The clock stands still unless a test moves it, so whatever happens without moving it needed no further interval. */
class DueWorkTest {

    /** Passes only by the tests' clock. */
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final int MORE_THAN_TWO_PAGES = 2_500;

    private final StandingClock clock = new StandingClock(Instant.parse("2026-12-01T10:00:00Z"));
    private final Map<String, Instant> store = new ConcurrentHashMap<>();
    private final Queue<String> done = new ConcurrentLinkedQueue<>();
    private final AtomicInteger looks = new AtomicInteger();
    private DueWork work = working(this::finish);

    @AfterEach
    void stopWorking() {
        work.stop();
    }

    @Test
    void workThatIsDueIsDoneAtOnce() {
        store.put("now", clock.instant());
        store.put("overdue", clock.instant().minus(Duration.ofDays(3)));

        work.start();

        await().untilAsserted(() -> assertThat(done).containsExactlyInAnyOrder("now", "overdue"));
    }

    @Test
    void workThatIsSaidToBeStoredNeedsNoLook() {
        work.start();
        await().until(() -> looks.get() == 1);

        store.put("new", clock.instant());
        work.schedule("new", clock.instant());

        await().untilAsserted(() -> assertThat(done).containsExactly("new"));
        assertThat(looks).hasValue(1);
    }

    @Test
    void workOfAnotherInstanceIsFoundByTheNextLook() {
        work.start();
        await().until(() -> looks.get() == 1);

        store.put("theirs", clock.instant());
        clock.advance(INTERVAL);

        await().untilAsserted(() -> assertThat(done).containsExactly("theirs"));
    }

    /** Red without it: SchedulerSagaTest, where a clock went back and forth between two looks and then stood still. */
    @Test
    void clockThatStandsStillKeepsNoLookFromComing() {
        work = new DueWork("test", clock, Duration.ofMillis(20), 8, this::dueBefore, this::finish);
        work.start();
        await().until(() -> looks.get() >= 1);

        store.put("theirs", clock.instant());

        await().untilAsserted(() -> assertThat(done).containsExactly("theirs"));
    }

    @Test
    void nothingIsDoneEarly() {
        store.put("later", clock.instant().plusSeconds(30));
        work.tick();
        assertThat(done).isEmpty();

        clock.advance(Duration.ofSeconds(30).minusMillis(1));
        work.tick();
        assertThat(done).isEmpty();

        clock.advance(Duration.ofMillis(1));
        work.tick();
        assertThat(done).containsExactly("later");
    }

    @Test
    void whatIsNearIsDoneFromMemoryInOrder() {
        store.put("second", clock.instant().plusMillis(1_500));
        store.put("first", clock.instant().plusMillis(1_000));
        work.start();
        await().until(() -> looks.get() == 1);

        clock.advance(Duration.ofMillis(1_000));
        await().untilAsserted(() -> assertThat(done).containsExactly("first"));
        clock.advance(Duration.ofMillis(500));
        await().untilAsserted(() -> assertThat(done).containsExactly("first", "second"));
        assertThat(looks).hasValue(1);
    }

    @Test
    void jumpOfTheClockBringsWhatWasBeyondTheHorizon() {
        store.put("tomorrow", clock.instant().plus(Duration.ofHours(24)));
        work.start();
        await().until(() -> looks.get() == 1);
        work.schedule("tomorrow", store.get("tomorrow"));

        clock.advance(Duration.ofHours(24));

        await().untilAsserted(() -> assertThat(done).containsExactly("tomorrow"));
    }

    @Test
    void failureIsTriedAgainAfterTheInterval() {
        var tries = new AtomicInteger();
        work = working(id -> {
            if (tries.incrementAndGet() < 3) {
                throw new IllegalStateException("The bank is closed.");
            }
            finish(id);
        });
        store.put("stubborn", clock.instant());
        work.start();
        for (int i = 1; i < 3; i++) {
            int failures = i;
            await().until(() -> tries.get() == failures);
            clock.advance(INTERVAL);
        }

        await().untilAsserted(() -> assertThat(done).containsExactly("stubborn"));
        assertThat(tries).hasValue(3);
    }

    @Test
    void looksGoOnAfterTheStoreWasAway() {
        var away = new AtomicInteger(1);
        work = new DueWork("test", clock, INTERVAL, 8, (horizon, limit) -> {
            if (away.getAndDecrement() > 0) {
                throw new IllegalStateException("The store is away.");
            }
            return dueBefore(horizon, limit);
        }, this::finish);
        store.put("patient", clock.instant());

        work.start();

        await().untilAsserted(() -> assertThat(done).containsExactly("patient"));
    }

    @Test
    void moreThanOnePageIsDoneWithoutWaitingForTheInterval() {
        fill(MORE_THAN_TWO_PAGES, clock.instant());

        work.start();

        await().untilAsserted(() -> assertThat(done).hasSize(MORE_THAN_TWO_PAGES));
        assertThat(done).doesNotHaveDuplicates();
    }

    @Test
    void jumpOfTheClockOntoMoreThanOnePageIsDoneWithoutWaitingForTheInterval() {
        fill(MORE_THAN_TWO_PAGES, clock.instant().plus(Duration.ofHours(24)));
        work.start();
        await().until(() -> looks.get() == 1);

        clock.advance(Duration.ofHours(24));

        await().untilAsserted(() -> assertThat(done).hasSize(MORE_THAN_TWO_PAGES));
    }

    @Test
    void moreThanOnePageWithinTheHorizonIsDoneWhenItIsDue() {
        Instant soon = clock.instant().plusSeconds(1);
        fill(MORE_THAN_TWO_PAGES, soon);
        work.start();
        await().until(() -> looks.get() == 1);

        clock.advance(Duration.ofSeconds(1));

        await().untilAsserted(() -> assertThat(done).hasSize(MORE_THAN_TWO_PAGES));
    }

    @Test
    void pagesOfFailuresDoNotHoldUpTheRest() {
        work = working(id -> {
            if (id.startsWith("early")) {
                throw new IllegalStateException("Never.");
            }
            finish(id);
        });
        for (int i = 0; i < MORE_THAN_TWO_PAGES; i++) {
            store.put("early-" + i, clock.instant().minusSeconds(60));
        }
        store.put("late", clock.instant());

        work.start();

        await().untilAsserted(() -> assertThat(done).containsExactly("late"));
    }

    @Test
    void errorInTheWorkIsTriedAgainAsAFailureIs() {
        var tries = new AtomicInteger();
        work = working(id -> {
            if (tries.incrementAndGet() == 1) {
                throw new NoClassDefFoundError("a bug of ours");
            }
            finish(id);
        });
        store.put("broken", clock.instant());

        work.tick();
        assertThat(done).isEmpty();
        clock.advance(INTERVAL);
        work.tick();

        assertThat(done).containsExactly("broken");
    }

    @Test
    void errorWhileLookingDoesNotEndTheLoop() {
        var looks = new AtomicInteger();
        work = new DueWork("test", clock, INTERVAL, 8, (horizon, limit) -> {
            if (looks.incrementAndGet() == 1) {
                throw new StackOverflowError("a bug of ours");
            }
            return dueBefore(horizon, limit);
        }, this::finish);
        store.put("due", clock.instant());

        work.start();

        await().untilAsserted(() -> assertThat(done).containsExactly("due"));
    }

    @Test
    void pagesThatBringNothingNewDoNotSpin() {
        work = working(id -> {});
        fill(MORE_THAN_TWO_PAGES, clock.instant());

        work.tick();

        assertThat(looks).hasValue(2);
    }

    /** One hand, which has its hands full while the rest becomes due. */
    @Test
    void whatBecomesDueMeanwhileIsDoneTogetherAndOneByOneWhenThatFails() {
        var mayBegin = new CountDownLatch(1);
        var together = new ConcurrentLinkedQueue<Integer>();
        work = new DueWork("test", clock, INTERVAL, 1, 10, this::dueBefore, new DueWork.Action() {
            @Override
            public void perform(String id) throws Exception {
                assertThat(mayBegin.await(2, TimeUnit.MINUTES)).isTrue();
                if (!id.equals("work-7")) {
                    finish(id);
                }
            }

            @Override
            public void performAll(List<String> ids) {
                together.add(ids.size());
                if (ids.contains("work-7")) {
                    throw new IllegalStateException("One of them is broken.");
                }
                ids.forEach(DueWorkTest.this::finish);
            }
        });
        store.put("first", clock.instant());
        work.start();
        await().until(() -> looks.get() == 1);
        fill(25, clock.instant());
        store.keySet().stream().filter(id -> id.startsWith("work")).forEach(id -> work.schedule(id, clock.instant()));
        mayBegin.countDown();

        await().untilAsserted(() -> assertThat(done).hasSize(25).doesNotContain("work-7"));
        assertThat(together).allMatch(size -> size <= 10).anyMatch(size -> size > 1);
    }

    @Test
    void sameWorkIsInOneHandAtATime() throws InterruptedException {
        var begun = new AtomicInteger();
        var mayEnd = new CountDownLatch(1);
        work = working(id -> {
            begun.incrementAndGet();
            assertThat(mayEnd.await(2, TimeUnit.MINUTES)).isTrue();
            finish(id);
        });
        store.put("once", clock.instant());
        work.start();
        await().until(() -> begun.get() == 1);

        work.schedule("once", clock.instant().minusMillis(1));
        store.put("other", clock.instant());
        work.schedule("other", clock.instant());
        await().until(() -> begun.get() == 2);
        mayEnd.countDown();

        await().untilAsserted(() -> assertThat(done).containsExactlyInAnyOrder("once", "other"));
    }

    @Test
    void afterStoppingNothingBeginsAndStartingTakesItUpAgain() {
        work.start();
        await().until(() -> looks.get() == 1);
        work.stop();
        assertThat(work.isRunning()).isFalse();

        store.put("meanwhile", clock.instant());
        work.schedule("meanwhile", clock.instant());
        assertThat(done).isEmpty();

        clock.advance(INTERVAL);
        work.start();
        await().untilAsserted(() -> assertThat(done).containsExactly("meanwhile"));
    }

    @Test
    void stoppingWaitsForWhatIsInHand() {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        work = working(id -> {
            begun.countDown();
            mayEnd.await();
            finish(id);
        });
        store.put("slow", clock.instant());
        work.start();
        await().until(() -> begun.getCount() == 0);

        Thread stopping = Thread.startVirtualThread(work::stop);
        await().until(() -> !work.isRunning());
        mayEnd.countDown();

        await().until(() -> !stopping.isAlive());
        assertThat(done).containsExactly("slow");
    }

    private DueWork working(DueWork.Action action) {
        return new DueWork("test", clock, INTERVAL, 8, this::dueBefore, action);
    }

    private void fill(int count, Instant at) {
        for (int i = 0; i < count; i++) {
            store.put("work-" + i, at);
        }
    }

    private void finish(String id) {
        store.remove(id);
        done.add(id);
    }

    private List<DueWork.Due> dueBefore(Instant horizon, int limit) {
        List<DueWork.Due> page = store.entrySet().stream()
                .filter(entry -> entry.getValue().isBefore(horizon))
                .map(entry -> new DueWork.Due(entry.getKey(), entry.getValue()))
                .sorted()
                .limit(limit)
                .toList();
        looks.incrementAndGet();
        return page;
    }

    private static final class StandingClock extends Clock {

        private volatile Instant now;

        StandingClock(Instant now) {
            this.now = now;
        }

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
