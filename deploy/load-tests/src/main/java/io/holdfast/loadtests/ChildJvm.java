package io.holdfast.loadtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import io.holdfast.embedded.ChildProcess;
import org.springframework.util.FileSystemUtils;

/**
 * Another JVM with this one's classes and a folder of its own, so that its processor time is not mixed with ours. It
 * goes when we go, and its folder with it.
 */
public final class ChildJvm implements AutoCloseable {

    private final ChildProcess process;
    private final Path home;

    private ChildJvm(ChildProcess process, Path home) {
        this.process = process;
        this.home = home;
    }

    /**
     * Starts {@code main} and waits for the line that begins with {@code mark}.
     *
     * @param home exists; removed when this is closed
     * @param lines receives each line that the child prints
     * @throws IllegalStateException with the child's last words when it ends, or is silent for longer than that
     */
    public static Started start(
            String main, Path home, List<String> arguments, Map<String, String> environment, String mark,
            Duration patience, Consumer<String> lines) throws InterruptedException {
        return start(main, home, List.of(), arguments, environment, mark, patience, lines);
    }

    /** @param options of the JVM, over those that all have */
    public static Started start(
            String main, Path home, List<String> options, List<String> arguments, Map<String, String> environment, String mark,
            Duration patience, Consumer<String> lines) throws InterruptedException {
        var said = new ArrayList<String>();
        var answer = new CompletableFuture<String>();
        ChildProcess.Builder builder = ChildProcess.of(main, command(main, options, arguments)).onLine(line -> {
            if (line.startsWith(mark)) {
                answer.complete(line.substring(mark.length()).strip());
            }
            synchronized (said) {
                said.add(line);
            }
            lines.accept(line);
        });
        environment.forEach(builder::environment);
        var child = new ChildJvm(builder.start(), home);
        long giveUp = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return new Started(child, answer.get(100, TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                if (!child.process.isAlive() || System.nanoTime() > giveUp) {
                    // Its folder stays: the log there may say more.
                    child.process.stop();
                    synchronized (said) {
                        throw new IllegalStateException(main + " did not get ready:\n"
                                + String.join("\n", said.subList(Math.max(0, said.size() - 20), said.size())), e);
                    }
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** @param answer what the child said after the mark */
    public record Started(ChildJvm child, String answer) {}

    /** An empty folder of its own. */
    public static Path temporaryHome(String name) {
        try {
            return Files.createTempDirectory("holdfast-" + name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary folder", e);
        }
    }

    private static List<String> command(String main, List<String> options, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmOptions.LIKE_DEPLOY_RUN);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(arguments);
        return command;
    }

    public long pid() {
        return process.pid();
    }

    /** Ends it in order and keeps its folder, which is then the caller's to remove. */
    public Path stop() {
        process.stop();
        return home;
    }

    /** SIGKILL: it has no time for any last word. Its folder goes when this is closed. */
    public void kill() {
        process.killHard();
    }

    @Override
    public void close() {
        stop();
        try {
            FileSystemUtils.deleteRecursively(home);
        } catch (IOException e) {
            System.err.println("Some of " + home + " is left: " + e.getMessage());
        }
    }
}
