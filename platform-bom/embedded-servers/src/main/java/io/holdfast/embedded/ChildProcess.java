package io.holdfast.embedded;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A child process that never outlives us, not even when we are killed with SIGKILL and no shutdown hook runs.
 *
 * <p>A small shell stands between: it holds the read end of a pipe whose only write end is ours. When that end closes,
 * for whatever reason, the shell kills the child by its process id. Needs a POSIX {@code sh}.
 */
public final class ChildProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    // Processes that the child started and left behind can keep its output open.
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    // The guard ignores the signals a terminal sends to the whole group, else Ctrl-C would remove it before its work is
    // done. The child says its own pid and then becomes the command, so that the pid is the command's and comes first.
    private static final String WRAPPER = """
            exec 3<&0 0</dev/null
            trap : HUP INT TERM
            sh -c 'echo "$$"; exec "$@"' sh "$@" 3<&- &
            child=$!
            ( trap '' HUP INT TERM QUIT; read -r closed; kill -9 "$child" ) <&3 >/dev/null 2>&1 3<&- &
            guard=$!
            exec 3<&-
            while :; do
              wait "$child"; status=$?
              kill -0 "$child" 2>/dev/null || break
            done
            kill -9 "$guard" 2>/dev/null
            exit "$status"
            """;

    private final String name;
    private final Process wrapper;
    private final ProcessHandle child;
    private final Thread output;

    private ChildProcess(String name, Process wrapper, ProcessHandle child, Thread output) {
        this.name = name;
        this.wrapper = wrapper;
        this.child = child;
        this.output = output;
    }

    /** How to start a child; immutable once {@link #start()} has been called. */
    public static final class Builder {
        private final String name;
        private final List<String> command;
        private final Map<String, String> environment = new HashMap<>();
        private Consumer<String> lines = line -> { };
        private @Nullable Path log;
        private @Nullable Path directory;
        private boolean inherits = true;

        private Builder(String name, List<String> command) {
            this.name = name;
            this.command = List.copyOf(command);
        }

        /** Receives every line of standard output and standard error, on a thread of its own. */
        public Builder onLine(Consumer<String> consumer) {
            lines = consumer;
            return this;
        }

        /** Appends standard output and standard error to this file. */
        public Builder logTo(Path file) {
            log = file;
            return this;
        }

        /** The working directory; ours if not given. */
        public Builder directory(Path path) {
            directory = path;
            return this;
        }

        /** Adds one variable to the environment that the child inherits. */
        public Builder environment(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        /** Gives the child only the variables named here, as a container would have them, and {@code PATH}. */
        public Builder inheritNothing() {
            inherits = false;
            return this;
        }

        /**
         * Starts the child.
         *
         * @throws UncheckedIOException if no shell can be started or the log file cannot be written
         */
        public ChildProcess start() {
            List<String> wrapped = new ArrayList<>(List.of("sh", "-c", WRAPPER, "sh"));
            wrapped.addAll(command);
            ProcessBuilder builder = new ProcessBuilder(wrapped).redirectErrorStream(true);
            if (!inherits) {
                builder.environment().keySet().retainAll(Set.of("PATH"));
            }
            builder.environment().putAll(environment);
            try {
                if (directory != null) {
                    builder.directory(Files.createDirectories(directory).toFile());
                }
                BufferedWriter file = log == null ? null : openLog(log);
                Process wrapper = builder.start();
                BufferedReader reader = new BufferedReader(new InputStreamReader(wrapper.getInputStream(), UTF_8));
                String pid = reader.readLine();
                if (pid == null) {
                    throw new IOException(name + " ended before it began, status " + wrapper.waitFor());
                }
                ProcessHandle child = ProcessHandle.of(Long.parseLong(pid.strip())).orElse(wrapper.toHandle());
                Consumer<String> consumer = lines;
                Thread output = Thread.ofPlatform().daemon().name(name + "-output")
                        .start(() -> pump(reader, file, consumer));
                return new ChildProcess(name, wrapper, child, output);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot start " + name, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while starting " + name, e);
            }
        }

        private static BufferedWriter openLog(Path file) throws IOException {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            return Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    /** A child that runs {@code command}; {@code name} appears in messages and thread names. */
    public static Builder of(String name, List<String> command) {
        return new Builder(name, command);
    }

    /** A child that runs {@code command}; {@code name} appears in messages and thread names. */
    public static Builder of(String name, String... command) {
        return new Builder(name, List.of(command));
    }

    /** The process id of the command itself, not of the shell around it. */
    public long pid() {
        return child.pid();
    }

    public boolean isAlive() {
        return wrapper.isAlive() || child.isAlive();
    }

    /** SIGKILL to the command itself; returns when it is gone. */
    public void killHard() {
        child.destroyForcibly();
        awaitEnd(PATIENCE);
    }

    /** SIGTERM; does not wait for what comes of it. */
    public void terminate() {
        child.destroy();
    }

    /** SIGTERM; after ten seconds SIGKILL. Returns when the child is gone. */
    public void stop() {
        terminate();
        if (!awaitEnd(PATIENCE)) {
            killHard();
        }
    }

    /** Waits for the child to end by itself; false if it has not within {@code patience}. */
    public boolean awaitEnd(Duration patience) {
        try {
            if (!wrapper.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
            output.join(LAST_WORDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How it ended: its exit code, or 128 and the signal; asked when it has ended. */
    public int exitCode() {
        return wrapper.exitValue();
    }

    /** The same as {@link #stop()}. */
    @Override
    public void close() {
        stop();
    }

    @Override
    public String toString() {
        return name + " (pid " + pid() + ")";
    }

    private static void pump(BufferedReader reader, @Nullable BufferedWriter file, Consumer<String> consumer) {
        try (reader; BufferedWriter log = file) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (log != null) {
                    log.write(line);
                    log.newLine();
                    log.flush();
                }
                consumer.accept(line);
            }
        } catch (IOException e) {
            consumer.accept("Output ended: " + e.getMessage());
        }
    }
}
