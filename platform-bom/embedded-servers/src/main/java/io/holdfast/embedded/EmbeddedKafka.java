package io.holdfast.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A real Kafka broker in this JVM: KRaft, one node that is broker and controller, loopback only. Its data outlives it:
 * the same directory can be started again, in this process or the next, also after a SIGKILL.
 *
 * <p>The broker logs much while it starts. {@code io/holdfast/embedded/quiet-logback.xml} can be
 * included in a logback configuration; elsewhere set {@code kafka}, {@code org.apache.kafka} and
 * {@code state.change.logger} to WARN.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final int NODE = 1;
    private static final String MIB = Integer.toString(1024 * 1024);

    // Kafka ends JVMs by static methods. While a broker starts, on its thread, that becomes an exception.
    private static final ThreadLocal<@Nullable Boolean> STARTING = new ThreadLocal<>();
    private static volatile Consumer<@Nullable String> toTell = message -> { };

    private final Path directory;
    private final IntSupplier freePorts;
    private final boolean chosenHere;
    private int port;
    private boolean attempted;
    private boolean bound;
    private @Nullable KafkaRaftServer server;

    private EmbeddedKafka(Path directory, int port, IntSupplier freePorts) {
        this.directory = directory;
        this.freePorts = freePorts;
        chosenHere = port == 0;
        this.port = chosenHere ? freePorts.getAsInt() : port;
    }

    /**
     * A broker that is not started yet.
     *
     * @param directory its data; formatted when empty, else taken up again
     * @param port 0 for any free one; it stays the same over restarts, once it has been bound
     */
    public static EmbeddedKafka in(Path directory, int port) {
        return new EmbeddedKafka(directory, port, FreePorts::next);
    }

    /** For tests, which choose what is found to be free. */
    static EmbeddedKafka in(Path directory, IntSupplier freePorts) {
        return new EmbeddedKafka(directory, 0, freePorts);
    }

    /**
     * Whom a broker of this JVM tells when it cannot go on, for example because its data cannot be written; told in one
     * sentence. By itself Kafka then halts the JVM without a word on the screen; that is done afterwards.
     */
    static void tellBeforeHalting(Path directory, Consumer<String> whenItFails) {
        toTell = message -> whenItFails.accept(FullDisk.sentence(directory, message));
    }

    private static void giveUp(int status, @Nullable String message) {
        if (STARTING.get() != null) {
            throw new IllegalStateException("Kafka gave up while it was starting");
        }
        if (status != 0) {
            toTell.accept(message);
        }
        Runtime.getRuntime().halt(status);
    }

    /** Starts it, or starts it again on the same port with the same data; returns when it serves requests. */
    public synchronized EmbeddedKafka start() {
        if (server != null) {
            return this;
        }
        format();
        server = FreePorts.bind(this::nextPort, any -> startOnce());
        bound = true;
        return this;
    }

    /** The one that was chosen first, and others only before anybody was told of it. */
    private int nextPort() {
        if (attempted && chosenHere && !bound) {
            port = freePorts.getAsInt();
        }
        attempted = true;
        return port;
    }

    private KafkaRaftServer startOnce() {
        int controllerPort = freePorts.getAsInt();
        Exit.setExitProcedure(EmbeddedKafka::giveUp);
        Exit.setHaltProcedure(EmbeddedKafka::giveUp);
        KafkaRaftServer starting =
                new KafkaRaftServer(KafkaConfig.fromProps(settings(controllerPort), false), Time.SYSTEM);
        STARTING.set(true);
        try {
            starting.startup();
            return starting;
        } catch (RuntimeException e) {
            starting.shutdown();
            starting.awaitShutdown();
            // The controller does not say why it gave up.
            boolean taken = FreePorts.isTaken(e) || FreePorts.isTaken(controllerPort);
            throw new IllegalStateException("Kafka did not start on port " + port + " in " + directory
                    + (taken ? ": Address already in use" : ""), e);
        } finally {
            STARTING.remove();
        }
    }

    /** Stops it in order; clients see their connections close and nothing listening. */
    public synchronized void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    public synchronized boolean isRunning() {
        return server != null;
    }

    public int port() {
        return port;
    }

    /** For example {@code 127.0.0.1:9092}. */
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        stop();
    }

    private void format() {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        try {
            Files.createDirectories(directory);
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot format " + directory + " for Kafka", e);
        }
    }

    private Properties settings(int controllerPort) {
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "CLIENTS");
        settings.put("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("listeners", "CLIENTS://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "CLIENTS://127.0.0.1:" + port);
        settings.put("log.dirs", directory.toString());

        settings.put("auto.create.topics.enable", "false");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "2");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // Suites that kill consumers choose a shorter session than the broker's default minimum of 6 s.
        settings.put("group.min.session.timeout.ms", "1000");

        // After a SIGKILL the controller still believes in the broker it knew and turns its successor away until this
        // session is over, so the default of 9 s would be part of every restart.
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("broker.session.timeout.ms", "3000");

        // A laptop with a hundred small partitions: the defaults would map 20 MiB of index for each of them and take
        // 128 MiB of heap for a cleaner that has next to nothing to compact.
        settings.put("log.segment.bytes", Integer.toString(64 * 1024 * 1024));
        settings.put("log.index.size.max.bytes", MIB);
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 * 1024 * 1024));
        settings.put("log.cleaner.io.buffer.size", Integer.toString(128 * 1024));
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        return settings;
    }
}
