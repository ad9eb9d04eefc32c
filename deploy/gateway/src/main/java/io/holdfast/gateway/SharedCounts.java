package io.holdfast.gateway;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import io.holdfast.defaults.signals.Redis;
import org.apache.commons.codec.digest.DigestUtils;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Counts in Redis, which all instances of the gateway share. One script decides and counts, by Redis' own time, so that two
 * instances cannot both take the last place. A caller's count is one small key that ends with its minute.
 *
 * <p>Redis gets little time to answer, and is left alone for a while when it did not: nobody's request waits for a limit.
 */
@Component
class SharedCounts {

    private static final Logger log = LoggerFactory.getLogger(SharedCounts.class);
    private static final long BACK_OFF_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Answers whether it was counted, how many there are then, and in how many milliseconds the minute is over. */
    private static final String TAKE = """
            local count = tonumber(redis.call('GET', KEYS[1]) or '0')
            local allowed = count < tonumber(ARGV[1])
            if allowed then count = redis.call('INCR', KEYS[1]) end
            local left = redis.call('PTTL', KEYS[1])
            if left < 0 then
              redis.call('PEXPIRE', KEYS[1], ARGV[2])
              left = ARGV[2]
            end
            return (allowed and '1' or '0') .. ' ' .. count .. ' ' .. left
            """;

    private final Optional<Redis> redis;
    private final Duration countedWithin;
    private final AtomicLong backOffUntil = new AtomicLong(System.nanoTime());
    private final AtomicLong failures = new AtomicLong();

    SharedCounts(ObjectProvider<Redis> redis, CallerSettings settings) {
        this.redis = Optional.ofNullable(redis.getIfAvailable());
        this.countedWithin = settings.countedWithin();
    }

    /** @param leftMillis until the caller's count begins anew */
    record Count(boolean taken, int count, long leftMillis) {}

    /**
     * Counts a request of a caller, if there is room for it.
     *
     * @param counted what is counted
     * @return empty when Redis is not there, or takes too long
     */
    Optional<Count> take(String counted, String caller, int most, long windowMillis) {
        if (System.nanoTime() - backOffUntil.get() < 0) {
            return Optional.empty();
        }
        return redis.flatMap(Redis::client).flatMap(client -> ask(client, nameOf(counted, caller), most, windowMillis));
    }

    /** How often Redis did not count what it was asked to. */
    long failures() {
        return failures.get();
    }

    private Optional<Count> ask(RedissonClient client, String key, int most, long windowMillis) {
        try {
            String answer = client.getScript(StringCodec.INSTANCE)
                    .<String>evalAsync(
                            RScript.Mode.READ_WRITE,
                            TAKE,
                            RScript.ReturnType.VALUE,
                            List.of(key),
                            String.valueOf(most),
                            String.valueOf(windowMillis))
                    .toCompletableFuture()
                    .get(countedWithin.toMillis(), TimeUnit.MILLISECONDS);
            String[] parts = answer.split(" ");
            return Optional.of(new Count(parts[0].equals("1"), Integer.parseInt(parts[1]), Long.parseLong(parts[2])));
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            failures.incrementAndGet();
            backOffUntil.set(System.nanoTime() + BACK_OFF_NANOS);
            log.debug("Redis did not count; this instance does for a while", e);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Hashed, because addresses and names of people have no business in Redis. */
    private static String nameOf(String counted, String caller) {
        return "holdfast:request-limit:" + DigestUtils.sha256Hex(counted + " " + caller);
    }
}
