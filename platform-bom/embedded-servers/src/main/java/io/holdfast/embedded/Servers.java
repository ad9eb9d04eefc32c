package io.holdfast.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The document server, Kafka and Redis: found or started, each by itself and only when first asked for.
 *
 * <p>Looked for in this order: an explicit address in the environment ({@value #MONGODB_VARIABLE},
 * {@value #KAFKA_VARIABLE}, {@value #REDIS_VARIABLE}), which is used as it is; {@link Elsewhere}, for tests; {@code mongod}
 * or {@code redis-server} on the PATH; the embedded servers.
 */
public final class Servers implements AutoCloseable {
    /** For example {@code mongodb://user:password@host/?authSource=admin&tls=true}. */
    public static final String MONGODB_VARIABLE = "HOLDFAST_MONGODB_URI";
    /** For example {@code broker-1:9092,broker-2:9092}. */
    public static final String KAFKA_VARIABLE = "HOLDFAST_KAFKA";
    /** For example {@code redis://host:6379}. */
    public static final String REDIS_VARIABLE = "HOLDFAST_REDIS_URI";

    private static final Logger log = LoggerFactory.getLogger(Servers.class);
    private static final String DOCUMENTS = "documents";
    private static final String KAFKA = "kafka";

    private final Map<String, String> environment;
    private final Path home;
    private final boolean keepsDocuments;
    private final Elsewhere elsewhere;
    private final Consumer<String> progress;
    private final Consumer<String> whenDataCannotBeKept;

    private @Nullable Server documents;
    private @Nullable Server kafka;
    private @Nullable Server redis;
    private @Nullable EmbeddedKafka embeddedKafka;
    private @Nullable EmbeddedRedis embeddedRedis;

    /**
     * One part, running.
     *
     * @param address as its clients are given it
     * @param found how it came to be, in a few words
     */
    public record Server(String address, String found, AutoCloseable whatToStop) {
        static Server given(String address, String variable) {
            return new Server(address, "given by " + variable, () -> { });
        }
    }

    /** Where a server may be had before this machine is looked at; asked only for what is needed. */
    public interface Elsewhere {
        Elsewhere NOWHERE = (environment, part) -> Optional.empty();

        /** The part, running, if it can be had there. */
        Optional<Server> find(Map<String, String> environment, Part part);
    }

    /** What Holdfast needs. */
    public enum Part {
        DOCUMENT_SERVER("Document server"),
        KAFKA("Kafka"),
        REDIS("Redis");

        private final String inWords;

        Part(String inWords) {
            this.inWords = inWords;
        }
    }

    Servers(Map<String, String> environment, Path home, boolean keepsDocuments, Elsewhere elsewhere,
            Consumer<String> progress, Consumer<String> whenDataCannotBeKept) {
        this.environment = environment;
        this.home = home.toAbsolutePath();
        this.keepsDocuments = keepsDocuments;
        this.elsewhere = elsewhere;
        this.progress = progress;
        this.whenDataCannotBeKept = whenDataCannotBeKept;
    }

    /**
     * Those of an installation: data in {@code home}, which the next start takes up again.
     *
     * @param progress told in a few words what takes its time
     * @param whenDataCannotBeKept told why in one sentence, on any thread, for example that the disk is full; from then
     *     on nothing is acknowledged
     */
    public static Servers in(Path home, Consumer<String> progress, Consumer<String> whenDataCannotBeKept) {
        return new Servers(System.getenv(), home, true, Elsewhere.NOWHERE, progress, whenDataCannotBeKept);
    }

    /** Those of tests: an embedded document server is in memory; {@code home} is theirs and may be deleted afterwards. */
    public static Servers forgetful(Path home, Elsewhere elsewhere) {
        return new Servers(System.getenv(), home, false, elsewhere, step -> { }, sentence -> { });
    }

    /** Finds or starts the document server. */
    public synchronized String mongodbUri() {
        if (documents == null) {
            documents = find(Part.DOCUMENT_SERVER, MONGODB_VARIABLE, this::findDocumentServer);
        }
        return documents.address();
    }

    /** Finds or starts Kafka: {@code host:port}, or several separated by commas. */
    public synchronized String kafkaBootstrap() {
        if (kafka == null) {
            kafka = find(Part.KAFKA, KAFKA_VARIABLE, this::startKafka);
        }
        return kafka.address();
    }

    /** Finds or starts Redis: {@code redis://host:port}. */
    public synchronized String redisUri() {
        if (redis == null) {
            redis = find(Part.REDIS, REDIS_VARIABLE, this::startRedis);
        }
        return redis.address();
    }

    /** The broker in this JVM, started; empty where Kafka was found elsewhere. A suite may stop and start it. */
    public synchronized Optional<EmbeddedKafka> embeddedKafka() {
        kafkaBootstrap();
        return Optional.ofNullable(embeddedKafka);
    }

    /** The Redis server we started ourselves, running; empty where it was found elsewhere. A suite may kill it. */
    public synchronized Optional<EmbeddedRedis> embeddedRedis() {
        redisUri();
        return Optional.ofNullable(embeddedRedis);
    }

    /** What was found and where, one line for each part; passwords are masked. */
    public synchronized List<String> describe() {
        return List.of(line(Part.DOCUMENT_SERVER, documents), line(Part.KAFKA, kafka), line(Part.REDIS, redis));
    }

    /**
     * Copies what the embedded servers keep, in one moment of the store: events are in the copy of the topics unless they are still in
     * the outbox of their document, and no group has read further than what is stored. So that moment can be gone back to.
     *
     * @param to a folder that is not there yet; it then is what {@link #in} takes for {@code home}
     * @throws IllegalStateException when store or topics are not embedded ones and are backed up by their own tools
     */
    public void backUp(Path to) {
        EmbeddedDocumentServer store;
        synchronized (this) {
            if (documents == null || !(documents.whatToStop() instanceof EmbeddedDocumentServer embedded) || embeddedKafka == null) {
                throw new IllegalStateException("Store and topics are not both embedded here, and are backed up by their own tools");
            }
            store = embedded;
        }
        store.whileAtRest(() -> {
            CopiedFolder.copy(home.resolve(DOCUMENTS), to.resolve(DOCUMENTS));
            CopiedFolder.copy(home.resolve(KAFKA), to.resolve(KAFKA));
        });
    }

    /** Stops what was started here, and nothing that was found. It can be used again afterwards. */
    @Override
    public synchronized void close() {
        List<Server> running = new ArrayList<>();
        for (@Nullable Server server : new @Nullable Server[] {kafka, redis, documents}) {
            if (server != null) {
                running.add(server);
            }
        }
        kafka = null;
        redis = null;
        documents = null;
        embeddedKafka = null;
        embeddedRedis = null;
        for (Server server : running) {
            try {
                server.whatToStop().close();
            } catch (Exception e) {
                log.warn("Could not stop {}", server.found(), e);
            }
        }
    }

    private Server findDocumentServer() {
        Path documentFile = home.resolve(DOCUMENTS).resolve("holdfast.mv.db");
        Path mongodFolder = home.resolve("mongod");
        Optional<Path> mongod = Executables.find("mongod", environment);
        if (mongod.isPresent() && !Files.exists(documentFile)) {
            return startMongod(mongod.get(), mongodFolder);
        }
        if (Files.exists(mongodFolder)) {
            // Starting empty beside somebody's data would look like having lost it.
            throw new IllegalStateException(
                    "The data in " + mongodFolder + " was written by a mongod that is no longer on the PATH");
        }
        if (!keepsDocuments) {
            EmbeddedDocumentServer server = EmbeddedDocumentServer.inMemory(0);
            return new Server(server.uri(), "embedded document server, in memory", server);
        }
        EmbeddedDocumentServer server = EmbeddedDocumentServer.onFile(documentFile, 0, progress, whenDataCannotBeKept);
        String kept = mongod.isPresent() ? " (a mongod is on the PATH, but the data is here)" : "";
        return new Server(server.uri(), "embedded document server on " + documentFile + kept, server);
    }

    private Server startMongod(Path mongod, Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep documents in " + folder, e);
        }
        return FreePorts.bind(FreePorts::next, port -> {
            ChildProcess server = ServerProcess.start(
                    ChildProcess.of("mongod", mongod.toString(), "--dbpath", folder.toString(),
                                    "--bind_ip", "127.0.0.1", "--port", Integer.toString(port))
                            .logTo(home.resolve("mongod.log")),
                    "aiting for connections");
            return new Server("mongodb://127.0.0.1:" + port, mongod + " on " + folder, server);
        });
    }

    private Server startKafka() {
        Path folder = home.resolve(KAFKA);
        if (keepsDocuments) {
            EmbeddedKafka.tellBeforeHalting(folder, whenDataCannotBeKept);
        }
        EmbeddedKafka broker = EmbeddedKafka.in(folder, 0).start();
        embeddedKafka = broker;
        return new Server(broker.bootstrap(), "broker in this JVM on " + folder, broker);
    }

    private Server startRedis() {
        Optional<Path> installed = Executables.find("redis-server", environment);
        EmbeddedRedis server = new EmbeddedRedis(home.resolve("redis"), 0, installed).start();
        embeddedRedis = server;
        String found = installed.map(Path::toString).orElse("redis-server from the Maven artifact");
        return new Server(server.uri(), found + ", pid " + server.pid(), server);
    }

    private Server find(Part part, String variable, Supplier<Server> here) {
        String given = environment.getOrDefault(variable, "").strip();
        Server found = given.isEmpty()
                ? elsewhere.find(environment, part).orElseGet(here)
                : Server.given(given, variable);
        log.info("{}", line(part, found));
        return found;
    }

    private static String line(Part part, @Nullable Server server) {
        return server == null
                ? part.inWords + ": not needed yet"
                : part.inWords + ": " + withoutPassword(server.address()) + ", " + server.found();
    }

    /** Everything between scheme and host goes, and every query parameter: both may hold a secret. */
    static String withoutPassword(String address) {
        return address.replaceFirst("^([a-z0-9+]+://).*@", "$1***@").replaceFirst("\\?.*$", "?***");
    }
}
