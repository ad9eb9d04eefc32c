package io.holdfast.endtoend;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import io.holdfast.embedded.ChildProcess;
import io.holdfast.embedded.FreePorts;
import io.holdfast.embedded.Jvm;
import io.holdfast.platform.Holdfast;

/** The embedded platform as a JVM of its own, as {@code deploy/run} starts it, so that it can be killed. */
final class PlatformProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(240);
    /** With those of other tests before it, each of which may take that long. */
    static final Duration LONGEST_START = PATIENCE.multipliedBy(4);
    private static final String READY = "Holdfast is ready on ";
    /** POSIX counts in blocks of 512 bytes; a shell that counts in kilobytes allows twice as much. */
    private static final int BLOCKS_IN_A_MEGABYTE = 2 * 1024;

    private final Path home;
    private final Map<String, String> environment;
    private final int port = FreePorts.next();
    private ChildProcess process;
    private volatile boolean ready;
    private Queue<String> said = new ConcurrentLinkedQueue<>();

    PlatformProcess(Path home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    String url() {
        return "http://localhost:" + port;
    }

    /** Starts it, or starts it again on the same home and port; returns when it says that it is ready. */
    void start() {
        start(command());
    }

    /** The same where no file can become larger than so many megabytes. */
    void start(int largestFile) {
        var limited = new ArrayList<>(List.of(
                "sh", "-c", "ulimit -f " + largestFile * BLOCKS_IN_A_MEGABYTE + "; exec \"$@\"", "sh"));
        limited.addAll(command());
        start(limited);
    }

    private void start(List<String> command) {
        try (Starts.Turn turn = Starts.awaitTurn()) {
            startAndWait(command);
        }
    }

    private void startAndWait(List<String> command) {
        said = new ConcurrentLinkedQueue<>();
        var started = new CompletableFuture<Void>();
        ChildProcess starting = launch(command, line -> {
            said.add(line);
            if (line.startsWith(READY)) {
                started.complete(null);
            }
        });
        Thread.ofVirtual().start(() -> {
            if (starting.awaitEnd(PATIENCE)) {
                started.completeExceptionally(new IllegalStateException("The platform ended"));
            }
        });
        try {
            started.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            ready = true;
        } catch (TimeoutException e) {
            String threads = Jvm.threadsOf(starting, home.resolve("logs"));
            starting.killHard();
            throw notReady(said, "\nIts threads:\n" + threads, e);
        } catch (ExecutionException e) {
            throw notReady(said, "", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the platform was starting", e);
        }
    }

    private AssertionError notReady(Collection<String> said, String more, Exception cause) {
        return new AssertionError("The platform did not get ready; it said:\n" + String.join("\n", said)
                + "\nIts log: " + home.resolve("logs").resolve("holdfast.log") + more, cause);
    }

    /** Starts it again, for somebody who kills it before it is ready. */
    void startWithoutWaiting() {
        launch(command(), line -> {});
    }

    private ChildProcess launch(List<String> command, Consumer<String> onLine) {
        ChildProcess.Builder builder = ChildProcess.of("holdfast", command)
                .environment("HOLDFAST_HOME", home.toString())
                .environment("HOLDFAST_PORT", Integer.toString(port))
                // What is counted here begins with nothing; a test that wants the week says so.
                .environment("HOLDFAST_DEMO_WEEK", "false")
                .onLine(onLine);
        environment.forEach(builder::environment);
        process = builder.start();
        return process;
    }

    /** Whether it has said that it is ready and was not killed since. */
    boolean isReady() {
        return ready;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it ends by itself. */
    boolean awaitEnd(Duration patience) {
        return process.awaitEnd(patience);
    }

    /** What it has printed since it was started. */
    List<String> said() {
        return List.copyOf(said);
    }

    /** SIGKILL, as a power cut or the kernel's out-of-memory killer would do. */
    void killHard() {
        ready = false;
        process.killHard();
    }

    /** Without a farewell: nothing of it is needed any more. */
    @Override
    public void close() {
        if (process != null) {
            process.killHard();
        }
    }

    private static List<String> command() {
        return Jvm.command(
                List.of(
                        "-Xms256m",
                        "-Xmn160m",
                        "-Xmx1g",
                        // It grows while the contexts start, and each step would be a full collection.
                        "-XX:MetaspaceSize=256m",
                        "--enable-native-access=ALL-UNNAMED"),
                Holdfast.class);
    }
}
