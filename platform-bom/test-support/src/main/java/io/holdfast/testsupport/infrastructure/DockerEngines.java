package io.holdfast.testsupport.infrastructure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.holdfast.embedded.Servers;
import io.holdfast.embedded.Servers.Part;
import io.holdfast.embedded.Servers.Server;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;

/** The engines as containers. Testcontainers removes them when this JVM ends, however it ends. */
final class DockerEngines implements Servers.Elsewhere {
    private static final String MONGODB_IMAGE = "mongo:8";
    private static final String KAFKA_IMAGE = "apache/kafka:4.2.1";
    private static final String REDIS_IMAGE = "redis:7-alpine";
    private static final int REDIS_PORT = 6379;

    @Override
    public Optional<Server> find(Map<String, String> environment, Part part) {
        if (!answers(environment)) {
            return Optional.empty();
        }
        return Optional.of(switch (part) {
            case DOCUMENT_SERVER -> mongodb();
            case KAFKA -> kafka();
            case REDIS -> redis();
        });
    }

    /** Asks an engine only where there can be one: Testcontainers takes seconds to find out that there is none. */
    private static boolean answers(Map<String, String> environment) {
        boolean canBeThere = !environment.getOrDefault("DOCKER_HOST", "").isBlank()
                || !environment.getOrDefault("TESTCONTAINERS_HOST_OVERRIDE", "").isBlank()
                || sockets(environment).anyMatch(Files::exists);
        return canBeThere && DockerClientFactory.instance().isDockerAvailable();
    }

    private static Stream<Path> sockets(Map<String, String> environment) {
        Path user = Path.of(environment.getOrDefault("HOME", "/"));
        Path runtime = Path.of(environment.getOrDefault("XDG_RUNTIME_DIR", "/run"));
        return Stream.of(Path.of("/var/run/docker.sock"), runtime.resolve("docker.sock"),
                user.resolve(".docker/run/docker.sock"), user.resolve(".docker/desktop/docker.sock"));
    }

    private static Server mongodb() {
        MongoDBContainer container = new MongoDBContainer(MONGODB_IMAGE).withReplicaSet();
        container.start();
        return new Server(container.getConnectionString(), "container " + MONGODB_IMAGE, container::stop);
    }

    private static Server kafka() {
        KafkaContainer container = new KafkaContainer(KAFKA_IMAGE)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
                .withEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000");
        container.start();
        return new Server(container.getBootstrapServers(), "container " + KAFKA_IMAGE, container::stop);
    }

    private static Server redis() {
        GenericContainer<?> container = new GenericContainer<>(REDIS_IMAGE).withExposedPorts(REDIS_PORT);
        container.start();
        String uri = "redis://" + container.getHost() + ":" + container.getMappedPort(REDIS_PORT);
        return new Server(uri, "container " + REDIS_IMAGE, container::stop);
    }
}
