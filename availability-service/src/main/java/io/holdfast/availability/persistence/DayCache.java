package io.holdfast.availability.persistence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.holdfast.availability.domain.CalendarDay;
import io.holdfast.availability.domain.DayId;
import io.holdfast.defaults.signals.Redis;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RFuture;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A cache of calendar days in Redis, for listing. It keeps what is reserved, never an answer: holds lapse and notice runs
 * out by the clock of whoever reads. Each write puts the day it wrote, and an older version never replaces a newer one,
 * so a day is behind only where Redis lost a write, and then for less than a minute. Holding never looks here.
 *
 * <p>Redis may be empty, slow or gone: then this finds nothing, at once after the first few times, and the store is read.
 */
@Component
class DayCache {

    private static final Logger log = LoggerFactory.getLogger(DayCache.class);

    // Nothing may be seen that is a minute old; the rest of the minute is for a command that Redis takes late.
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(55);
    private static final Duration TIMEOUT = Duration.ofMillis(100);
    private static final Duration OPEN_CIRCUIT = Duration.ofSeconds(5);

    /** KEYS: days. ARGV: milliseconds to live, then for each day its version and its value. */
    private static final String PUT_NEWER = """
            for i, key in ipairs(KEYS) do
              local known = redis.call('get', key)
              local version = known and tonumber(string.match(known, '^[^|]*')) or -2
              if tonumber(ARGV[2 * i]) >= version then
                redis.call('set', key, ARGV[2 * i] .. '|' .. ARGV[2 * i + 1], 'px', ARGV[1])
              end
            end
            return #KEYS
            """;

    private final Redis redis;
    private final JsonMapper json;
    private final String prefix;
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "day-cache",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(6)
                    .minimumNumberOfCalls(3)
                    .failureRateThreshold(50)
                    .waitDurationInOpenState(OPEN_CIRCUIT)
                    .permittedNumberOfCallsInHalfOpenState(1)
                    .build());

    /** @param database names the keys, so that deployments that share a Redis do not share days */
    DayCache(Redis redis, JsonMapper json, @Value("${spring.mongodb.database}") String database) {
        this.redis = redis;
        this.json = json;
        this.prefix = "holdfast:" + database + ":day:";
    }

    /** Those of {@code ids} that are known; never fails and never waits long. */
    Map<DayId, CalendarDay> get(List<DayId> ids) {
        var byKey = new HashMap<String, DayId>();
        ids.forEach(id -> byKey.put(prefix + id.value(), id));
        Map<String, String> values = await(send(client -> client.getBuckets(StringCodec.INSTANCE)
                .<String>getAsync(byKey.keySet().toArray(String[]::new))));
        var days = new HashMap<DayId, CalendarDay>();
        values.forEach((key, value) -> {
            DayId id = byKey.get(key);
            if (id != null) {
                read(id, value, days);
            }
        });
        return days;
    }

    /** Makes these known, as far as nothing newer is; never fails and never waits. */
    void put(List<MongoCalendarDays.StoredDay> days) {
        var keys = new ArrayList<Object>();
        var values = new ArrayList<Object>();
        values.add(String.valueOf(TIME_TO_LIVE.toMillis()));
        for (MongoCalendarDays.StoredDay day : days) {
            keys.add(prefix + day.day().id().value());
            values.add(String.valueOf(day.version()));
            values.add(json.writeValueAsString(CachedDay.of(day.day())));
        }
        send(client -> client.getScript(StringCodec.INSTANCE)
                .<Long>evalAsync(RScript.Mode.READ_WRITE, PUT_NEWER, RScript.ReturnType.LONG, keys, values.toArray()));
    }

    private void read(DayId id, String value, Map<DayId, CalendarDay> days) {
        try {
            CachedDay cached = json.readValue(value.substring(value.indexOf('|') + 1), CachedDay.class);
            days.put(id, cached.toDomain(id));
        } catch (JacksonException | IllegalArgumentException e) {
            // Of another version of this service, while one replaces the other.
            log.debug("{} is not understood and is read from the store", id, e);
        }
    }

    private Map<String, String> await(CompletableFuture<Map<String, String>> answer) {
        try {
            return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Counted as a failure when Redisson gives up, which is later than anybody here can wait.
            breaker.onError(TIMEOUT.toNanos(), TimeUnit.NANOSECONDS, e);
            return Map.of();
        } catch (ExecutionException e) {
            log.debug("Redis did not answer; the store does instead: {}", e.toString());
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    /** Sends a command and counts what becomes of it; fails at once when Redis is not there or left alone for a while. */
    private <T> CompletableFuture<T> send(Function<RedissonClient, RFuture<T>> command) {
        try {
            return redis.client()
                    .map(client -> breaker.executeCompletionStage(() -> command.apply(client)).toCompletableFuture())
                    .orElseGet(() -> CompletableFuture.failedFuture(new IllegalStateException("Redis is not there")));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * What of a day can keep somebody away, now or while it is cached.
     *
     * @param busy null where an older version of this service has put it
     */
    record CachedDay(
            List<CalendarDayDocument.ReservationPart> reservations, List<BlockPart> blocks, @Nullable List<BusyPart> busy) {

        static CachedDay of(CalendarDay day) {
            return new CachedDay(
                    day.reservations().stream()
                            .filter(r -> !r.hasEnded())
                            .map(CalendarDayDocument.ReservationPart::of)
                            .toList(),
                    // The note is the professional's own.
                    day.blocks().stream().map(b -> new BlockPart(b.id(), b.slot().start(), b.slot().end(), "")).toList(),
                    day.busy().stream().map(BusyPart::of).toList());
        }

        CalendarDay toDomain(DayId id) {
            return new CalendarDay(
                    id,
                    reservations.stream().map(CalendarDayDocument.ReservationPart::toDomain).toList(),
                    blocks.stream().map(BlockPart::toDomain).toList(),
                    busy == null ? List.of() : busy.stream().map(BusyPart::toDomain).toList(),
                    0);
        }
    }
}
