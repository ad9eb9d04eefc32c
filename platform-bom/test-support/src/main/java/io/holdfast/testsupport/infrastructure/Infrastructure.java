package io.holdfast.testsupport.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The document server, Kafka and Redis: found or started, each by itself and only when first asked for.
 *
 * <p>Looked for in this order: an explicit address in the environment ({@value #MONGODB_VARIABLE},
 * {@value #KAFKA_VARIABLE}, {@value #REDIS_VARIABLE}), which is used as it is; Docker, in tests and where an engine
 * answers; {@code mongod} or {@code redis-server} on the PATH; the embedded servers.
 *
 * <p>What is found may be shared with others and may hold data: tests choose database, topic and key names nobody else
 * uses.
 */
public final class Infrastructure implements AutoCloseable {
    /** For example {@code mongodb://user:password@host/?authSource=admin&tls=true}. */
    public static final String MONGODB_VARIABLE = "HOLDFAST_MONGODB_URI";
    /** For example {@code broker-1:9092,broker-2:9092}. */
    public static final String KAFKA_VARIABLE = "HOLDFAST_KAFKA";
    /** For example {@code redis://host:6379}. */
    public static final String REDIS_VARIABLE = "HOLDFAST_REDIS_URI";

    private static final Logger log = LoggerFactory.getLogger(Infrastructure.class);

    private final Map<String, String> environment;
    private final Path home;
    private final Ports ports;
    private final boolean forTests;
    private final @Nullable Consumer<String> whenDataCannotBeKept;

    private @Nullable Engine documents;
    private @Nullable Engine kafka;
    private @Nullable Engine redis;
    private @Nullable EmbeddedKafka embeddedKafka;
    private @Nullable EmbeddedRedis embeddedRedis;

    /** Ports for what is started here; 0 for any free one. */
    public record Ports(int documentServer, int kafka, int redis) {
        public static final Ports ANY = new Ports(0, 0, 0);
    }

    /** One part, running. */
    private record Engine(String address, String found, AutoCloseable whatToStop) {
        static Engine given(String address, String variable) {
            return new Engine(address, "given by " + variable, () -> { });
        }
    }

    private static final class Shared {
        static final Infrastructure INSTANCE = startShared();

        private static Infrastructure startShared() {
            Path folder = temporaryFolder();
            Infrastructure shared = new Infrastructure(System.getenv(), folder, Ports.ANY, true);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                shared.close();
                TemporaryFolders.delete(folder);
            }, "infrastructure-stop"));
            return shared;
        }

        private static Path temporaryFolder() {
            try {
                return Files.createTempDirectory("holdfast-");
            } catch (IOException e) {
                throw new UncheckedIOException("No temporary folder", e);
            }
        }
    }

    Infrastructure(Map<String, String> environment, Path home, Ports ports, boolean forTests) {
        this(environment, home, ports, forTests, null);
    }

    private Infrastructure(Map<String, String> environment, Path home, Ports ports, boolean forTests,
            @Nullable Consumer<String> whenDataCannotBeKept) {
        this.whenDataCannotBeKept = whenDataCannotBeKept;
        this.environment = environment;
        this.home = home;
        this.ports = ports;
        this.forTests = forTests;
    }

    /** What all tests of this JVM share; keeps nothing and stops with the JVM. The document server is in memory. */
    public static Infrastructure forTests() {
        return Shared.INSTANCE;
    }

    /** What the embedded platform runs on: data in {@code home}, which the next start takes up again; no Docker. */
    public static Infrastructure embedded(Path home, Ports ports) {
        return new Infrastructure(System.getenv(), home.toAbsolutePath(), ports, false);
    }

    /**
     * The same for somebody who ends when data cannot be kept any more, for example because the disk is full.
     *
     * @param whenDataCannotBeKept told why in one sentence, on any thread; from then on nothing is acknowledged
     */
    public static Infrastructure embedded(Path home, Ports ports, Consumer<String> whenDataCannotBeKept) {
        return new Infrastructure(System.getenv(), home.toAbsolutePath(), ports, false, whenDataCannotBeKept);
    }

    /** Finds or starts the document server. */
    public synchronized String mongodbUri() {
        if (documents == null) {
            documents = announced("Document server", findDocumentServer());
        }
        return documents.address();
    }

    /** Finds or starts Kafka: {@code host:port}, or several separated by commas. */
    public synchronized String kafkaBootstrap() {
        if (kafka == null) {
            kafka = announced("Kafka", findKafka());
        }
        return kafka.address();
    }

    /** Finds or starts Redis: {@code redis://host:port}. */
    public synchronized String redisUri() {
        if (redis == null) {
            redis = announced("Redis", findRedis());
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
        return List.of(line("Document server", documents), line("Kafka", kafka), line("Redis", redis));
    }

    /** Stops what was started here, and nothing that was found. It can be used again afterwards. */
    @Override
    public synchronized void close() {
        List<Engine> running = new ArrayList<>();
        for (@Nullable Engine engine : new @Nullable Engine[] {kafka, redis, documents}) {
            if (engine != null) {
                running.add(engine);
            }
        }
        kafka = null;
        redis = null;
        documents = null;
        embeddedKafka = null;
        embeddedRedis = null;
        for (Engine engine : running) {
            try {
                engine.whatToStop().close();
            } catch (Exception e) {
                log.warn("Could not stop {}", engine.found(), e);
            }
        }
    }

    private Engine findDocumentServer() {
        String given = given(MONGODB_VARIABLE);
        if (given != null) {
            return Engine.given(given, MONGODB_VARIABLE);
        }
        if (docker()) {
            DockerEngines.Started started = DockerEngines.mongodb();
            return new Engine(started.address(), started.found(), started);
        }
        Path documentFile = home.resolve("documents").resolve("holdfast.mv.db");
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
        if (forTests) {
            EmbeddedDocumentServer server = EmbeddedDocumentServer.inMemory(ports.documentServer());
            return new Engine(server.uri(), "embedded document server, in memory", server);
        }
        EmbeddedDocumentServer server = EmbeddedDocumentServer.onFile(documentFile, ports.documentServer(),
                whenDataCannotBeKept == null ? sentence -> { } : whenDataCannotBeKept);
        String kept = mongod.isPresent() ? " (a mongod is on the PATH, but the data is here)" : "";
        return new Engine(server.uri(), "embedded document server on " + documentFile + kept, server);
    }

    private Engine startMongod(Path mongod, Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep documents in " + folder, e);
        }
        IntSupplier free = ports.documentServer() == 0 ? FreePorts::next : ports::documentServer;
        return FreePorts.bind(free, port -> {
            ChildProcess server = ServerProcess.start(
                    ChildProcess.of("mongod", mongod.toString(), "--dbpath", folder.toString(),
                                    "--bind_ip", "127.0.0.1", "--port", Integer.toString(port))
                            .logTo(home.resolve("mongod.log")),
                    "aiting for connections");
            return new Engine("mongodb://127.0.0.1:" + port, mongod + " on " + folder, server);
        });
    }

    private Engine findKafka() {
        String given = given(KAFKA_VARIABLE);
        if (given != null) {
            return Engine.given(given, KAFKA_VARIABLE);
        }
        if (docker()) {
            DockerEngines.Started started = DockerEngines.kafka();
            return new Engine(started.address(), started.found(), started);
        }
        Path folder = home.resolve("kafka");
        if (whenDataCannotBeKept != null) {
            EmbeddedKafka.tellBeforeHalting(folder, whenDataCannotBeKept);
        }
        EmbeddedKafka broker = EmbeddedKafka.in(folder, ports.kafka()).start();
        embeddedKafka = broker;
        return new Engine(broker.bootstrap(), "broker in this JVM on " + folder, broker);
    }

    private Engine findRedis() {
        String given = given(REDIS_VARIABLE);
        if (given != null) {
            return Engine.given(given, REDIS_VARIABLE);
        }
        if (docker()) {
            DockerEngines.Started started = DockerEngines.redis();
            return new Engine(started.address(), started.found(), started);
        }
        Optional<Path> installed = Executables.find("redis-server", environment);
        EmbeddedRedis server = new EmbeddedRedis(home.resolve("redis"), ports.redis(), installed).start();
        embeddedRedis = server;
        String found = installed.map(Path::toString).orElse("redis-server from the Maven artifact");
        return new Engine(server.uri(), found + ", pid " + server.pid(), server);
    }

    private boolean docker() {
        return forTests && DockerEngines.answers(environment);
    }

    private @Nullable String given(String variable) {
        String value = environment.get(variable);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static Engine announced(String part, Engine engine) {
        log.info("{}", line(part, engine));
        return engine;
    }

    private static String line(String part, @Nullable Engine engine) {
        return engine == null
                ? part + ": not needed yet"
                : part + ": " + withoutPassword(engine.address()) + ", " + engine.found();
    }

    /** Everything between scheme and host goes, and every query parameter: both may hold a secret. */
    static String withoutPassword(String address) {
        return address.replaceFirst("^([a-z0-9+]+://).*@", "$1***@").replaceFirst("\\?.*$", "?***");
    }
}
