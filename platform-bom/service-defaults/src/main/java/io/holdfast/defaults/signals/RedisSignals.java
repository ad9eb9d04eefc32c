package io.holdfast.defaults.signals;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signals over Redis publish/subscribe; within one instance they work without Redis too. */
final class RedisSignals implements Signals, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RedisSignals.class);
    private static final Duration LOOK_ANYWAY = Duration.ofMillis(500);

    private final Map<String, Set<CountDownLatch>> waiting = new ConcurrentHashMap<>();
    private final Redis redis;
    private final String channel;
    private final Duration lookAnyway;

    RedisSignals(Redis redis, String channel) {
        this(redis, channel, LOOK_ANYWAY);
    }

    /** @param lookAnyway after how long without a signal a waiting call looks by itself */
    RedisSignals(Redis redis, String channel, Duration lookAnyway) {
        this.redis = redis;
        this.channel = channel;
        this.lookAnyway = lookAnyway;
        redis.whenConnected(client -> topic(client).addListener(String.class, (name, id) -> wake(id)));
    }

    @Override
    public void changed(String id) {
        wake(id);
        redis.client().ifPresent(client -> publish(client, id));
    }

    private void publish(RedissonClient client, String id) {
        try {
            topic(client).publishAsync(id).exceptionally(failure -> {
                log.debug("Redis did not take a signal; waiting instances look by themselves: {}", failure.toString());
                return 0L;
            });
        } catch (RuntimeException e) {
            log.debug("Redis did not take a signal; waiting instances look by themselves", e);
        }
    }

    @Override
    public <T> Optional<T> await(String id, Duration patience, Supplier<Optional<T>> look) {
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
                latch.await(Math.min(left, lookAnyway.toNanos()), TimeUnit.NANOSECONDS);
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
