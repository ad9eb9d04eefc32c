package io.holdfast.booking.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import io.holdfast.defaults.signals.Redis;
import org.apache.commons.codec.digest.DigestUtils;
import org.redisson.api.RFuture;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.springframework.stereotype.Component;

/**
 * Each client's latest bookings in a sorted set of Redis, by the time of our clock and not of Redis' own, so that the
 * embedded platform's clock can be moved. One script decides and counts, so that two instances cannot both take the
 * last place. Redis gets little time to answer: nobody's booking waits for a limit.
 */
@Component
class RecentBookings {

    private static final long TIMEOUT_MILLIS = 300;
    private static final long BACK_OFF_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final String ADMIT = """
            redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[1])
            if redis.call('ZSCORE', KEYS[1], ARGV[3]) then return '' end
            if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[4]) then
              return redis.call('ZRANGE', KEYS[1], -tonumber(ARGV[4]), -tonumber(ARGV[4]), 'WITHSCORES')[2]
            end
            redis.call('ZADD', KEYS[1], ARGV[2], ARGV[3])
            redis.call('PEXPIRE', KEYS[1], ARGV[5])
            return ''
            """;
    private static final String COUNTED = "return redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')";
    private static final String FORGET = "return tostring(redis.call('ZREM', KEYS[1], ARGV[1]))";

    private final Redis redis;
    private final AtomicLong backOffUntil = new AtomicLong(System.nanoTime());

    RecentBookings(Redis redis) {
        this.redis = redis;
    }

    /** A booking that is counted, and when it was asked for. */
    record Counted(String booking, Instant at) {}

    /** Redis is not there, or takes too long. */
    static final class RedisUnavailable extends Exception {
        RedisUnavailable(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Counts the booking, if there is room for it or it was counted before.
     *
     * @return the booking that has to leave the window first, by its time; empty when there was room
     */
    Optional<Instant> admit(String key, String booking, int most, Duration window, Instant now) throws RedisUnavailable {
        String answer = ask(script -> script.evalAsync(
                RScript.Mode.READ_WRITE,
                ADMIT,
                RScript.ReturnType.VALUE,
                List.of(nameOf(key)),
                String.valueOf(now.minus(window).toEpochMilli()),
                String.valueOf(now.toEpochMilli()),
                booking,
                String.valueOf(most),
                String.valueOf(window.multipliedBy(2).toMillis())));
        return answer.isEmpty() ? Optional.empty() : Optional.of(time(answer));
    }

    List<Counted> counted(String key) throws RedisUnavailable {
        List<String> flat = ask(script -> script.evalAsync(
                RScript.Mode.READ_ONLY, COUNTED, RScript.ReturnType.LIST, List.of(nameOf(key))));
        var counted = new ArrayList<Counted>();
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            counted.add(new Counted(flat.get(i), time(flat.get(i + 1))));
        }
        return counted;
    }

    void forget(String key, String booking) throws RedisUnavailable {
        this.<String>ask(script -> script.evalAsync(
                RScript.Mode.READ_WRITE, FORGET, RScript.ReturnType.VALUE, List.of(nameOf(key)), booking));
    }

    private <T> T ask(Function<RScript, RFuture<T>> question) throws RedisUnavailable {
        if (System.nanoTime() < backOffUntil.get()) {
            throw new RedisUnavailable("Redis did not answer a moment ago");
        }
        RedissonClient client = redis.client().orElseThrow(() -> new RedisUnavailable("Redis was not reached yet"));
        try {
            return question.apply(client.getScript(StringCodec.INSTANCE))
                    .toCompletableFuture()
                    .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            backOffUntil.set(System.nanoTime() + BACK_OFF_NANOS);
            throw new RedisUnavailable("Redis did not count: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisUnavailable("Interrupted while Redis counted");
        }
    }

    /** Hashed, because addresses of people have no business in Redis. */
    private static String nameOf(String key) {
        return "holdfast:booking-limit:" + DigestUtils.sha256Hex(key);
    }

    private static Instant time(String score) {
        return Instant.ofEpochMilli((long) Double.parseDouble(score));
    }
}
