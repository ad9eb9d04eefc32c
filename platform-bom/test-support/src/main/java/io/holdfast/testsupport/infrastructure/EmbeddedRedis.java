package io.holdfast.testsupport.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/**
 * A real redis-server as a child process on loopback: the one on the PATH, else the one that comes as a Maven artifact.
 * It keeps nothing on disk, because nothing in Holdfast needs Redis to remember.
 */
public final class EmbeddedRedis implements AutoCloseable {
    private final Path directory;
    private final int port;
    private final Optional<Path> installed;
    private @Nullable ChildProcess server;

    EmbeddedRedis(Path directory, int port, Optional<Path> installed) {
        this.directory = directory;
        this.port = port == 0 ? FreePorts.next() : port;
        this.installed = installed;
    }

    /**
     * A server that is not started yet.
     *
     * @param directory holds its log and, where it comes from the Maven artifact, its executable
     * @param port 0 for any free one; it stays the same over restarts
     */
    public static EmbeddedRedis in(Path directory, int port) {
        return new EmbeddedRedis(directory, port, Executables.find("redis-server", System.getenv()));
    }

    /** Starts it, or starts it again empty; returns when it accepts connections. */
    public synchronized EmbeddedRedis start() {
        if (server == null || !server.isAlive()) {
            server = ServerProcess.start(
                    ChildProcess.of("redis-server", executable().toString(),
                                    "--bind", "127.0.0.1", "--port", Integer.toString(port),
                                    "--save", "", "--appendonly", "no", "--daemonize", "no", "--dir", directory.toString())
                            .logTo(directory.resolve("redis.log")),
                    "Ready to accept connections");
        }
        return this;
    }

    /** Ends it in order. What it knew is gone. */
    public synchronized void stop() {
        if (server != null) {
            server.stop();
        }
    }

    /** Ends it with SIGKILL. */
    public synchronized void kill() {
        if (server != null) {
            server.killHard();
        }
    }

    public synchronized boolean isAlive() {
        return server != null && server.isAlive();
    }

    /** The server's process id, for suites that stop it with a signal of their own. */
    public synchronized long pid() {
        if (server == null) {
            throw new IllegalStateException("Redis was never started");
        }
        return server.pid();
    }

    public int port() {
        return port;
    }

    /** For example {@code redis://127.0.0.1:6379}. */
    public String uri() {
        return "redis://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        stop();
    }

    private Path executable() {
        try {
            Files.createDirectories(directory);
            return installed.isPresent()
                    ? installed.get()
                    : ExecutableProvider.newJarResourceProvider(directory.toFile()).get().toPath().toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack redis-server into " + directory, e);
        }
    }
}
