package io.holdfast.defaults.signals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.holdfast.embedded.EmbeddedRedis;
import io.holdfast.testsupport.scenario.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two instances of a service and a real Redis. */
class RedisSignalsTest {

    /** So long that only a signal can wake anybody. */
    private static final Duration NEVER = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private final String channel = "test:" + UUID.randomUUID();
    private final AtomicReference<String> store = new AtomicReference<>();
    private final CountDownLatch looked = new CountDownLatch(1);
    private ExecutorService requests;
    private EmbeddedRedis server;

    @BeforeEach
    void prepare() {
        requests = Executors.newVirtualThreadPerTaskExecutor();
        server = EmbeddedRedis.in(folder, 0);
    }

    @AfterEach
    void stop() {
        requests.shutdownNow();
        server.close();
    }

    private CompletableFuture<Optional<String>> waiting(RedisSignals signals, Duration patience) {
        return CompletableFuture.supplyAsync(
                () -> signals.await("booking-1", patience, () -> {
                    var found = Optional.ofNullable(store.get());
                    looked.countDown();
                    return found;
                }),
                requests);
    }

    private static void untilHeard(RedisSignals from, CompletableFuture<?> by) {
        // A listener is there some time after the connection is.
        await().until(() -> {
            from.changed("booking-1");
            return by.isDone();
        });
    }

    @Test
    void aChangeOnOneInstanceWakesWhoWaitsOnAnother() throws Exception {
        server.start();
        try (var one = new Redis(server.uri());
                var two = new Redis(server.uri());
                var here = new RedisSignals(one, channel, NEVER);
                var there = new RedisSignals(two, channel, NEVER)) {
            await().until(() -> one.client().isPresent() && two.client().isPresent());
            var answer = waiting(here, NEVER);
            looked.await();
            store.set("CONFIRMED");
            there.changed("booking-2");
            assertThat(answer).isNotDone();
            untilHeard(there, answer);
            assertThat(answer.join()).hasValue("CONFIRMED");
        }
    }

    @Test
    void withoutRedisAtTheStartOneInstanceWakesItselfAndLaterTheOthersToo() throws Exception {
        try (var one = new Redis(server.uri());
                var two = new Redis(server.uri());
                var here = new RedisSignals(one, channel, NEVER);
                var there = new RedisSignals(two, channel, NEVER)) {
            var answer = waiting(here, NEVER);
            looked.await();
            assertThat(one.client()).isEmpty();
            store.set("CONFIRMED");
            here.changed("booking-1");
            assertThat(answer).succeedsWithin(Eventually.PATIENCE).isEqualTo(Optional.of("CONFIRMED"));

            store.set(null);
            var second = waiting(here, NEVER);
            server.start();
            store.set("COMPLETED");
            await().until(() -> two.client().isPresent());
            untilHeard(there, second);
        }
    }

    @Test
    void whenRedisDiesTheAnswerIsFoundByLooking() throws Exception {
        server.start();
        try (var one = new Redis(server.uri());
                var two = new Redis(server.uri());
                var here = new RedisSignals(one, channel, Duration.ofMillis(50));
                var there = new RedisSignals(two, channel)) {
            await().until(() -> one.client().isPresent() && two.client().isPresent());
            var answer = waiting(here, NEVER);
            looked.await();
            server.kill();
            store.set("CONFIRMED");
            there.changed("booking-1");
            assertThat(answer).succeedsWithin(Eventually.PATIENCE).isEqualTo(Optional.of("CONFIRMED"));
        }
    }

    @Test
    void signalsGoOnAfterRedisWasStartedAgain() throws Exception {
        server.start();
        try (var one = new Redis(server.uri());
                var two = new Redis(server.uri());
                var here = new RedisSignals(one, channel, NEVER);
                var there = new RedisSignals(two, channel, NEVER)) {
            await().until(() -> one.client().isPresent() && two.client().isPresent());
            server.kill();
            server.start();
            var answer = waiting(here, NEVER);
            looked.await();
            store.set("CONFIRMED");
            untilHeard(there, answer);
        }
    }

    @Test
    void whoWatchesLooksByItselfOnlyWhileSignalsDoNotCome() throws Exception {
        server.start();
        var looks = new AtomicInteger();
        try (var one = new Redis(server.uri());
                var here = new RedisSignals(one, channel, Duration.ofMillis(10), Duration.ofMillis(500))) {
            requests.submit(() -> here.watch("booking-1", NEVER, () -> {
                looks.incrementAndGet();
                return Optional.empty();
            }));
            // While Redis is there it comes to rest; it would look a hundred times a second.
            await().pollInterval(Duration.ofMillis(400)).until(() -> looks.getAndSet(0) == 0);
            here.changed("booking-1");
            await().until(() -> looks.get() > 0);
            server.kill();
            await().until(() -> looks.get() > 50);
            server.start();
            await().pollInterval(Duration.ofMillis(400)).until(() -> looks.getAndSet(0) == 0);
        }
    }

    @Test
    void eachLossIsLoggedAndCountedOnceAndSoIsEachReturn() {
        var lines = new ListAppender<ILoggingEvent>();
        lines.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        lines.start();
        List<Logger> loggers = Stream.of("io.holdfast.defaults.signals", "org.redisson")
                .map(name -> (Logger) LoggerFactory.getLogger(name))
                .toList();
        loggers.forEach(logger -> logger.addAppender(lines));
        server.start();
        try (var redis = new Redis(server.uri())) {
            await().until(() -> redis.client().isPresent());
            assertThat(redis.losses()).isZero();

            server.kill();
            await().until(() -> redis.losses() == 1);
            // Whoever uses it meanwhile says nothing more.
            var signals = new RedisSignals(redis, channel);
            await().during(Duration.ofSeconds(6)).until(() -> {
                signals.changed("booking-1");
                return redis.losses() == 1;
            });
            server.start();
            await().until(() -> said(lines).size() == 2);
            server.kill();
            await().until(() -> redis.losses() == 2);

            assertThat(said(lines)).satisfiesExactly(
                    lost -> assertThat(lost).startsWith("WARN").contains("is not there"),
                    back -> assertThat(back).startsWith("INFO").contains("is there again"),
                    lost -> assertThat(lost).startsWith("WARN").contains("is not there"));
        } finally {
            loggers.forEach(logger -> logger.detachAppender(lines));
        }
    }

    private List<String> said(ListAppender<ILoggingEvent> lines) {
        return List.copyOf(lines.list).stream()
                // The level that service-defaults.yml gives Redisson.
                .filter(line -> !line.getLoggerName().startsWith("org.redisson") || line.getLevel().isGreaterOrEqual(Level.WARN))
                .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                .filter(line -> line.contains(":" + server.port()))
                .toList();
    }

    @Test
    void patienceEnds() {
        try (var none = new Redis(server.uri());
                var signals = new RedisSignals(none, channel, Duration.ofMillis(10))) {
            assertThat(waiting(signals, Duration.ofMillis(50))).succeedsWithin(Eventually.PATIENCE).isEqualTo(Optional.empty());
        }
    }
}
