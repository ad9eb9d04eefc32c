package io.holdfast.defaults.signals;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signals over Redis publish/subscribe; within one instance they work without Redis too. */
final class RedisSignals implements Signals, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RedisSignals.class);
    private static final Duration LOOK_ANYWAY = Duration.ofMillis(500);
    private static final Duration BETWEEN_BEATS = Duration.ofSeconds(5);

    private final Map<String, Set<CountDownLatch>> waiting = new ConcurrentHashMap<>();
    private final Redis redis;
    private final String channel;
    private final Duration lookAnyway;
    private final Duration betweenBeats;
    private final String pulse = "pulse of " + UUID.randomUUID();
    private final AtomicLong lastBeat;
    private final Echoes echoes = new Echoes();
    private volatile @Nullable Long heard;

    RedisSignals(Redis redis, String channel) {
        this(redis, channel, LOOK_ANYWAY, BETWEEN_BEATS);
    }

    /** @param lookAnyway after how long without a signal a waiting call looks by itself */
    RedisSignals(Redis redis, String channel, Duration lookAnyway) {
        this(redis, channel, lookAnyway, BETWEEN_BEATS);
    }

    /** @param betweenBeats how often it is tried whether signals come, while somebody watches */
    RedisSignals(Redis redis, String channel, Duration lookAnyway, Duration betweenBeats) {
        this.redis = redis;
        this.channel = channel;
        this.lookAnyway = lookAnyway;
        this.betweenBeats = betweenBeats;
        this.lastBeat = new AtomicLong(System.nanoTime() - betweenBeats.toNanos());
        redis.whenConnected(client -> topic(client).addListener(String.class, (name, id) -> heard(id)));
    }

    @Override
    public void changed(String id) {
        wake(id);
        redis.client().ifPresent(client -> publish(client, id));
    }

    private void publish(RedissonClient client, String id) {
        echoes.expect(id);
        try {
            topic(client).publishAsync(id).exceptionally(failure -> {
                log.debug("Redis did not take a signal; waiting instances look by themselves: {}", failure.toString());
                echoes.take(id);
                return 0L;
            });
        } catch (RuntimeException e) {
            log.debug("Redis did not take a signal; waiting instances look by themselves", e);
            echoes.take(id);
        }
    }

    @Override
    public <T> Optional<T> await(String id, Duration patience, Supplier<Optional<T>> look) {
        return await(id, patience, look, (latch, end) ->
                latch.await(Math.min(end - System.nanoTime(), lookAnyway.toNanos()), TimeUnit.NANOSECONDS));
    }

    @Override
    public <T> Optional<T> watch(String id, Duration patience, Supplier<Optional<T>> look) {
        return await(id, patience, look, this::whileSignalsCome);
    }

    /** Until the signal, or the end; or, when nothing shows that signals come, for as long as somebody waits who looks. */
    private void whileSignalsCome(CountDownLatch signal, long end) throws InterruptedException {
        while (true) {
            beat();
            long left = end - System.nanoTime();
            boolean theyCome = signalsCome();
            Duration pause = theyCome ? betweenBeats : lookAnyway;
            if (left <= 0
                    || signal.await(Math.min(left, pause.toNanos()), TimeUnit.NANOSECONDS)
                    || !theyCome
                    || !signalsCome()) {
                return;
            }
        }
    }

    /** Sends a signal to ourselves, through Redis, as long as somebody watches; so it shows whether they come. */
    private void beat() {
        long now = System.nanoTime();
        long last = lastBeat.get();
        if (now - last >= betweenBeats.toNanos() && lastBeat.compareAndSet(last, now)) {
            redis.client().ifPresent(client -> publish(client, pulse));
        }
    }

    private boolean signalsCome() {
        Long at = heard;
        return at != null && System.nanoTime() - at < betweenBeats.multipliedBy(3).toNanos();
    }

    private void heard(String id) {
        boolean ours = echoes.take(id);
        if (id.equals(pulse)) {
            heard = System.nanoTime();
        } else if (!ours) {
            wake(id);
        }
    }

    /** How somebody waits between two looks. */
    private interface Pause {
        void until(CountDownLatch signal, long endNanos) throws InterruptedException;
    }

    private <T> Optional<T> await(String id, Duration patience, Supplier<Optional<T>> look, Pause pause) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            var latch = new CountDownLatch(1);
            // Listening begins before looking, so that no change falls between.
            waiting.compute(id, (k, latches) -> {
                Set<CountDownLatch> listening = latches == null ? ConcurrentHashMap.newKeySet() : latches;
                listening.add(latch);
                return listening;
            });
            try {
                Optional<T> found = look.get();
                long left = end - System.nanoTime();
                if (found.isPresent() || left <= 0) {
                    return found;
                }
                pause.until(latch, end);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return look.get();
            } finally {
                waiting.computeIfPresent(id, (k, latches) -> {
                    latches.remove(latch);
                    return latches.isEmpty() ? null : latches;
                });
            }
        }
    }

    private void wake(String id) {
        waiting.getOrDefault(id, Set.of()).forEach(CountDownLatch::countDown);
    }

    private RTopic topic(RedissonClient client) {
        return client.getTopic(channel, StringCodec.INSTANCE);
    }

    @Override
    public void close() {
        waiting.values().forEach(latches -> latches.forEach(CountDownLatch::countDown));
    }
}
