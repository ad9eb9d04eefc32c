package io.holdfast.defaults.signals;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Redis when it is there. A service starts and works without it: whoever uses Redis asks for the client each time and
 * has another way when there is none.
 */
public final class Redis implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Redis.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final String uri;
    private final List<Consumer<RedissonClient>> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable RedissonClient client;
    private final Thread connecting;

    /** @param uri {@code redis://host:port} or {@code rediss://user:password@host:port} */
    Redis(String uri) {
        this.uri = uri;
        this.connecting = Thread.ofVirtual().name("redis-connect").start(this::connect);
    }

    /** The client, or empty while Redis could not be reached since the start. */
    public Optional<RedissonClient> client() {
        return Optional.ofNullable(client);
    }

    /** Runs {@code listener} once there is a connection, now or later. Reconnecting is Redisson's own business. */
    public synchronized void whenConnected(Consumer<RedissonClient> listener) {
        RedissonClient connected = client;
        if (connected != null) {
            listener.accept(connected);
        } else {
            listeners.add(listener);
        }
    }

    private void connect() {
        boolean told = false;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                connected(Redisson.create(config()));
                return;
            } catch (RuntimeException e) {
                if (!told) {
                    log.warn("Redis is not there; going on without it until it is: {}", e.toString());
                    told = true;
                }
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void connected(RedissonClient connected) {
        client = connected;
        listeners.forEach(listener -> listener.accept(connected));
        listeners.clear();
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
                .setRetryAttempts(1);
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
        connecting.interrupt();
        RedissonClient connected = client;
        if (connected != null) {
            connected.shutdown(Duration.ZERO.toMillis(), 1_000, java.util.concurrent.TimeUnit.MILLISECONDS);
        }
    }
}
