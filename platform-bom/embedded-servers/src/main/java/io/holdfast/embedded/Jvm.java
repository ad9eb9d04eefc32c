package io.holdfast.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Other JVMs, of the same JDK as this one. */
public final class Jvm {

    /** The program. */
    public static final String JAVA = tool("java");

    /** For a JVM that lives for one test: what makes long runs fast would only make its start slow. */
    private static final List<String> SHORT_LIVED = List.of(
            "-XX:TieredStopAtLevel=1",
            // With that compiler alone the JVM has 48 MB for compiled code, and collects all garbage as they fill.
            "-XX:ReservedCodeCacheSize=128m",
            "-XX:+UseSerialGC",
            // Touching memory for the first time is dear, page by page dearest (a tenth of a start). Linux only.
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UseTransparentHugePages",
            "-Xlog:pagesize=off",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-BytecodeVerificationRemote",
            // As wherever Holdfast is started: a JVM without memory would go on with threads missing.
            "-XX:+ExitOnOutOfMemoryError");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Jvm() {
    }

    /** The command line of a short-lived JVM with this one's classes. */
    public static List<String> command(Class<?> main, String... arguments) {
        return command(List.of("-Xmx512m"), main, arguments);
    }

    /** The command line of a short-lived JVM with this one's classes and further {@code options}. */
    public static List<String> command(Collection<String> options, Class<?> main, String... arguments) {
        return command(options, List.of("-cp", System.getProperty("java.class.path"), main.getName()), arguments);
    }

    /** The command line of a short-lived JVM that runs a jar. */
    public static List<String> jar(Collection<String> options, Path jar, String... arguments) {
        return command(options, List.of("-jar", jar.toString()), arguments);
    }

    private static List<String> command(Collection<String> options, List<String> what, String... arguments) {
        return Stream.of(List.of(JAVA), SHORT_LIVED, options, what, List.of(arguments)).flatMap(Collection::stream).toList();
    }

    /**
     * What the threads of a JVM that does not get on are doing: here the main thread and the carriers of virtual
     * threads, in the folder all of them and the virtual threads, too.
     */
    public static String threadsOf(ChildProcess jvm, Path folder) {
        String pid = Long.toString(jvm.pid());
        try {
            Path all = Files.createDirectories(folder.toAbsolutePath()).resolve("threads-" + pid + ".txt");
            Path virtual = all.resolveSibling("virtual-threads-" + pid + ".json");
            String printed = output(tool("jcmd"), pid, "Thread.print", "-l");
            Files.writeString(all, printed);
            output(tool("jcmd"), pid, "Thread.dump_to_file", "-overwrite", "-format=json", virtual.toString());
            return mainAndCarriers(printed) + "\nAll threads: " + all + " and " + virtual;
        } catch (IOException e) {
            return "(its threads could not be asked: " + e.getMessage() + ")";
        }
    }

    private static String mainAndCarriers(String printed) {
        return Stream.of(printed.split("\n\n"))
                .filter(thread -> thread.startsWith("\"main\"")
                        || (thread.startsWith("\"ForkJoinPool-1-worker-") && !thread.contains("awaitWork")))
                .collect(Collectors.joining("\n\n"));
    }

    private static String output(String... command) {
        var lines = new ConcurrentLinkedQueue<String>();
        try (ChildProcess tool = ChildProcess.of(command[0], command).onLine(lines::add).start()) {
            if (!tool.awaitEnd(PATIENCE)) {
                lines.add("(no more within " + PATIENCE.toSeconds() + " s)");
            }
        }
        return String.join("\n", lines);
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
