package io.holdfast.loadtests;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import io.holdfast.embedded.Servers;

/**
 * The document server and the broker that the embedded platform has, or those that the environment names, in a JVM of
 * their own.
 */
public final class Engines implements AutoCloseable {

    private static final String MARK = "engines: ";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChildJvm child;
    private final String mongodbUri;
    private final String kafka;

    private Engines(ChildJvm child, String mongodbUri, String kafka) {
        this.child = child;
        this.mongodbUri = mongodbUri;
        this.kafka = kafka;
    }

    /** Starts them in a child JVM; returns when they serve. */
    public static Engines start() throws InterruptedException {
        Path home = ChildJvm.temporaryHome("engines");
        ChildJvm.Started started = ChildJvm.start(
                Engines.class.getName(), home, List.of(home.toString()), Map.of(), MARK, PATIENCE, line -> {
                    if (line.startsWith("  ")) {
                        System.out.println(line);
                    }
                });
        String[] addresses = started.answer().split(" ", 2);
        return new Engines(started.child(), addresses[1], addresses[0]);
    }

    /** The child's side. */
    public static void main(String[] arguments) throws InterruptedException {
        QuietLogging.begin();
        Servers servers = Servers.in(Path.of(arguments[0]), step -> { }, System.err::println);
        String mongodb = servers.mongodbUri();
        String kafka = servers.kafkaBootstrap();
        Runtime.getRuntime().addShutdownHook(new Thread(servers::close));
        servers.describe().stream().limit(2).forEach(line -> System.out.println("  " + line));
        System.out.println(MARK + kafka + " " + mongodb);
        new CountDownLatch(1).await();
    }

    public String mongodbUri() {
        return mongodbUri;
    }

    public String kafka() {
        return kafka;
    }

    /** The processor time of the engines, from now on; of little use where they were found and not started. */
    public CpuTime cpuTime() {
        return CpuTime.of(child.pid());
    }

    @Override
    public void close() {
        child.close();
    }
}
