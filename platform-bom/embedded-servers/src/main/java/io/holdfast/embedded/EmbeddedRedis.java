package io.holdfast.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntSupplier;

import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/**
 * A real redis-server as a child process on loopback: the one on the PATH, else the one that comes as a Maven artifact.
 * It keeps nothing on disk, because nothing in Holdfast needs Redis to remember.
 */
public final class EmbeddedRedis implements AutoCloseable {
    private final Path directory;
    private final IntSupplier freePorts;
    private final boolean chosenHere;
    private final Optional<Path> installed;
    private int port;
    private boolean attempted;
    private @Nullable ChildProcess server;

    EmbeddedRedis(Path directory, int port, Optional<Path> installed) {
        this(directory, port, installed, FreePorts::next);
    }

    /** For tests, which choose what is found to be free. */
    EmbeddedRedis(Path directory, int port, Optional<Path> installed, IntSupplier freePorts) {
        this.directory = directory;
        this.freePorts = freePorts;
        chosenHere = port == 0;
        this.port = chosenHere ? freePorts.getAsInt() : port;
        this.installed = installed;
    }

    /**
     * A server that is not started yet.
     *
     * @param directory holds its log and, where it comes from the Maven artifact, its executable
     * @param port 0 for any free one; it stays the same over restarts, once it has been bound
     */
    public static EmbeddedRedis in(Path directory, int port) {
        return new EmbeddedRedis(directory, port, Executables.find("redis-server", System.getenv()));
    }

    /** Starts it, or starts it again empty; returns when it accepts connections. */
    public synchronized EmbeddedRedis start() {
        if (server == null || !server.isAlive()) {
            server = FreePorts.bind(this::nextPort, this::startOn);
        }
        return this;
    }

    /** The one that was chosen first, and others only before anybody was told of it. */
    private int nextPort() {
        if (attempted && chosenHere && server == null) {
            port = freePorts.getAsInt();
        }
        attempted = true;
        return port;
    }

    private ChildProcess startOn(int free) {
        return ServerProcess.start(
                ChildProcess.of("redis-server", executable().toString(),
                                "--bind", "127.0.0.1", "--port", Integer.toString(free),
                                "--save", "", "--appendonly", "no", "--daemonize", "no", "--dir", directory.toString())
                        .logTo(directory.resolve("redis.log")),
                "Ready to accept connections");
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
