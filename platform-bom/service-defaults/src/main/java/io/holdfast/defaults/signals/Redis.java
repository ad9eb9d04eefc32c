package io.holdfast.defaults.signals;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.holdfast.messaging.DaemonLoop;
import io.holdfast.messaging.Heartbeat;
import io.holdfast.messaging.LoopOwner;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Redis connection, which may be absent. A service starts and works without it: whoever uses Redis asks for the
 * client each time and has another way when there is none.
 */
public final class Redis implements LoopOwner, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Redis.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final long PING_SECONDS = 5;
    private static final String WATCHED_KEY = "holdfast:watch";
    // Connecting alone may take half a minute.
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(2);

    private final String uri;
    private final CompletableFuture<RedissonClient> connected = new CompletableFuture<>();
    private final Heartbeat heartbeat = new Heartbeat("redis-watch", LONGEST_ROUND);
    private final DaemonLoop watch = new DaemonLoop(heartbeat, PAUSE, this::look);
    private final AtomicLong losses = new AtomicLong();
    private volatile boolean away;
    private volatile boolean closed;

    /** @param uri {@code redis://host:port} or {@code rediss://user:password@host:port} */
    Redis(String uri) {
        this.uri = uri;
        watch.start();
    }

    /** The client, or empty while Redis could not be reached since the start. */
    public Optional<RedissonClient> client() {
        return Optional.ofNullable(connected.getNow(null));
    }

    /**
     * Runs {@code listener} on another thread once there is a connection, again until it went through. Reconnecting is
     * Redisson's own business.
     */
    public void whenConnected(Consumer<RedissonClient> listener) {
        connected.thenAcceptAsync(
                client -> untilItWorks("Redis did not take a listener", () -> listener.accept(client)),
                task -> Thread.ofVirtual().name("redis-listen").start(task));
    }

    /** How often Redis was found to be away, the start included; once for each time, however long. */
    public long losses() {
        return losses.get();
    }

    @Override
    public List<Heartbeat> heartbeats() {
        return List.of(heartbeat);
    }

    /** Connects, and from then on asks whether Redis is still there: nobody else would say that it is gone. */
    private void look() {
        try {
            RedissonClient client = connected.getNow(null);
            if (client == null) {
                connect();
            } else {
                // Any command will do; this one finds nothing and takes a connection as everybody's commands do.
                client.getBucket(WATCHED_KEY).isExistsAsync().toCompletableFuture().get(PING_SECONDS, TimeUnit.SECONDS);
            }
            isThere();
        } catch (Throwable e) {
            isAway(e);
        }
    }

    private void connect() {
        RedissonClient client = Redisson.create(config());
        connected.complete(client);
        if (closed) {
            client.shutdown();
        }
    }

    private void isAway(Throwable why) {
        if (away || closed) {
            log.debug("Redis is still away", why);
            return;
        }
        away = true;
        losses.incrementAndGet();
        log.warn("Redis at {} is not there; going on without it until it is: {}", withoutCredentials(), why.toString());
    }

    private void isThere() {
        if (away) {
            away = false;
            log.info("Redis at {} is there again", withoutCredentials());
        }
    }

    private void untilItWorks(String trouble, Runnable attempt) {
        boolean told = false;
        while (!closed) {
            try {
                attempt.run();
                return;
            } catch (RuntimeException e) {
                if (!told) {
                    log.warn("{}: {}", trouble, e.toString());
                    told = true;
                }
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Config config() {
        var config = new Config();
        config.setThreads(2);
        config.setNettyThreads(2);
        var server = config.useSingleServer()
                .setAddress(withoutCredentials())
                .setConnectionMinimumIdleSize(1)
                .setConnectionPoolSize(16)
                .setSubscriptionConnectionMinimumIdleSize(1)
                .setTimeout(1_000)
                .setRetryAttempts(1)
                // Redisson's timer ticks by it; its default is a random one, down to every millisecond.
                .setRetryDelay(new ConstantDelay(Duration.ofMillis(500)));
        String credentials = URI.create(uri).getUserInfo();
        if (credentials != null) {
            String[] parts = credentials.split(":", 2);
            if (!parts[0].isEmpty()) {
                config.setUsername(parts[0]);
            }
            if (parts.length == 2) {
                config.setPassword(parts[1]);
            }
        }
        server.setDatabase(0);
        return config;
    }

    private String withoutCredentials() {
        URI address = URI.create(uri);
        return address.getScheme() + "://" + address.getHost() + ":" + (address.getPort() < 0 ? 6379 : address.getPort());
    }

    @Override
    public void close() {
        closed = true;
        watch.stop();
        client().ifPresent(client -> client.shutdown(0, 1_000, TimeUnit.MILLISECONDS));
    }
}
