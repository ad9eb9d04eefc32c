package io.holdfast.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.holdfast.embedded.ChildProcess;
import io.holdfast.embedded.FreePorts;
import io.holdfast.embedded.Jvm;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import org.awaitility.core.ConditionTimeoutException;

/** One service in a JVM of its own, started from its runnable jar as its image would be. */
final class ServiceProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final Duration TO_LAY_OUT = Duration.ofMinutes(2);
    private static final int LAST_WORDS = 60;
    /** By the jar that was built: where it is laid out. */
    private static final Map<Path, Path> LAID_OUT = new ConcurrentHashMap<>();

    private final ComposeFile.Service service;
    private final Map<String, String> environment;
    private final Path jar;
    private final Path log;
    private final int port;
    private final HoldfastApi management;
    private final List<String> jvmOptions;
    private final UnaryOperator<Path> version;
    private volatile ChildProcess process;

    /** @param environment all that it gets */
    ServiceProcess(ComposeFile.Service service, Map<String, String> environment, Path repository) {
        this(service, environment, repository, List.of(), UnaryOperator.identity());
    }

    private ServiceProcess(
            ComposeFile.Service service, Map<String, String> environment, Path repository, List<String> jvmOptions,
            UnaryOperator<Path> version) {
        this.service = service;
        this.environment = environment;
        this.jvmOptions = jvmOptions;
        this.version = version;
        this.jar = runnableJar(repository.resolve(service.module()));
        this.log = Path.of("target", "apart", service.name() + ".log");
        this.port = Integer.parseInt(environment.get(service.portVariable()));
        this.management = HoldfastApi.at("http://127.0.0.1:"
                + environment.getOrDefault(ComposeFile.MANAGEMENT_PORT, environment.get(service.portVariable())));
    }

    /** Another process of the same service, not started yet, on a port of its own and with a log under {@code name}. */
    ServiceProcess another(String name, Path repository) {
        return another(name, repository, Map.of(), List.of());
    }

    /** The same, where some of its environment is different and its JVM has further options. */
    ServiceProcess another(String name, Path repository, Map<String, String> different, List<String> options) {
        return another(name, repository, different, options, UnaryOperator.identity());
    }

    /** The same of another version, which is made of the jar as it is laid out. */
    ServiceProcess another(
            String name, Path repository, Map<String, String> different, List<String> options, UnaryOperator<Path> version) {
        var other = new LinkedHashMap<>(environment);
        other.put(service.portVariable(), Integer.toString(FreePorts.next()));
        other.computeIfPresent(ComposeFile.MANAGEMENT_PORT, (variable, port) -> Integer.toString(FreePorts.next()));
        other.putAll(different);
        return new ServiceProcess(
                new ComposeFile.Service(name, service.module(), service.environment()), other, repository, options,
                version);
    }

    /** Starts it and does not wait. */
    void start() {
        start(Map.of());
    }

    /** Starts it, this time with {@code more} in its environment, and does not wait. */
    void start(Map<String, String> more) {
        var options = new ArrayList<>(List.of("-Xms192m", "-Xmn96m", "-Xmx256m", "-XX:MetaspaceSize=128m"));
        options.addAll(jvmOptions);
        Path laidOut = version.apply(laidOut());
        var builder = ChildProcess.of(service.name(), Jvm.jar(options, laidOut))
                .inheritNothing()
                .logTo(log);
        environment.forEach(builder::environment);
        more.forEach(builder::environment);
        process = builder.start();
    }

    int port() {
        return port;
    }

    /** The variables that say where it listens. */
    Map<String, String> ports() {
        var ports = new LinkedHashMap<>(environment);
        ports.keySet().retainAll(Set.of(service.portVariable(), ComposeFile.MANAGEMENT_PORT));
        return ports;
    }

    /** Its jar, with its libraries beside it. */
    Path laidOut() {
        return LAID_OUT.computeIfAbsent(jar, ServiceProcess::layOut);
    }

    /** Where it answers {@code /actuator}. */
    HoldfastApi management() {
        return management;
    }

    /** Waits until it says that it can work. */
    void awaitReady() {
        try {
            Eventually.see(service.name() + " is ready", PATIENCE, this::isStarted, ready -> ready);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    service.name() + " did not get ready; its threads:\n" + Jvm.threadsOf(process, log.resolveSibling("threads")), e);
        }
    }

    /** SIGKILL; returns when it is gone. */
    void killHard() {
        process.killHard();
    }

    /** Without a farewell: nothing of it is needed any more. */
    @Override
    public void close() {
        if (process != null) {
            process.killHard();
        }
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Whether it says that it can work; not while it starts, and not when it is dead. */
    boolean isReady() {
        try {
            return isAlive() && management.get("/actuator/health/readiness").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** What it has taken of the processor since it was started. */
    Duration cpuTime() {
        return ProcessHandle.of(process.pid()).flatMap(one -> one.info().totalCpuDuration()).orElse(Duration.ZERO);
    }

    /** SIGTERM; answers how long it took to end. @throws AssertionError when it did not within {@code patience} */
    Duration stopGently(Duration patience) {
        long began = System.nanoTime();
        process.terminate();
        if (!process.awaitEnd(patience)) {
            throw new AssertionError(service.name() + " did not end within " + patience + " after SIGTERM");
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private boolean isStarted() {
        if (!process.isAlive()) {
            throw new AssertionError(
                    service.name() + " ended while starting; " + log.toAbsolutePath() + " ends with\n" + lastWords());
        }
        return isReady();
    }

    /** Whether it ends by itself. */
    boolean awaitEnd(Duration patience) {
        return process.awaitEnd(patience);
    }

    /** All that it has printed. */
    String said() throws IOException {
        return Files.readString(log);
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    /** As deploy/Dockerfile does it; a jar of jars would take twice the processor time to start. */
    private static Path layOut(Path jar) {
        Path folder = Path.of("target", "apart", "jars", jar.getFileName().toString());
        ChildProcess extraction = ChildProcess.of("extract " + jar.getFileName(), Jvm.jar(
                        List.of("-Djarmode=tools"), jar, "extract", "--destination", folder.toString()))
                .start();
        Path laidOut = folder.resolve(jar.getFileName());
        if (!extraction.awaitEnd(TO_LAY_OUT) || !Files.exists(laidOut)) {
            extraction.killHard();
            throw new AssertionError(jar + " could not be laid out in " + folder.toAbsolutePath());
        }
        return laidOut;
    }

    private static Path runnableJar(Path module) {
        Path target = module.resolve("target");
        if (Files.isDirectory(target)) {
            try (Stream<Path> files = Files.list(target)) {
                List<Path> jars = files.filter(file -> file.toString().endsWith("-app.jar")).toList();
                if (jars.size() == 1) {
                    return jars.getFirst();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new AssertionError("There is no runnable jar in " + target.normalize()
                + ". This test starts the services as they are shipped: run `mvn verify`, or `mvn package` first.");
    }
}
