package io.holdfast.testsupport.infrastructure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;

/** The engines as containers. Testcontainers removes them when this JVM ends, however it ends. */
final class DockerEngines {
    private static final String MONGODB_IMAGE = "mongo:8";
    private static final String KAFKA_IMAGE = "apache/kafka:4.2.1";
    private static final String REDIS_IMAGE = "redis:7-alpine";
    private static final int REDIS_PORT = 6379;

    /** A container that runs. */
    record Started(String address, String found, GenericContainer<?> container) implements AutoCloseable {
        @Override
        public void close() {
            container.stop();
        }
    }

    private DockerEngines() {
    }

    /** Asks an engine only where there can be one: Testcontainers takes seconds to find out that there is none. */
    static boolean answers(Map<String, String> environment) {
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

    static Started mongodb() {
        MongoDBContainer container = new MongoDBContainer(MONGODB_IMAGE).withReplicaSet();
        container.start();
        return new Started(container.getConnectionString(), "container " + MONGODB_IMAGE, container);
    }

    static Started kafka() {
        KafkaContainer container = new KafkaContainer(KAFKA_IMAGE)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
                .withEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000");
        container.start();
        return new Started(container.getBootstrapServers(), "container " + KAFKA_IMAGE, container);
    }

    static Started redis() {
        GenericContainer<?> container = new GenericContainer<>(REDIS_IMAGE).withExposedPorts(REDIS_PORT);
        container.start();
        String uri = "redis://" + container.getHost() + ":" + container.getMappedPort(REDIS_PORT);
        return new Started(uri, "container " + REDIS_IMAGE, container);
    }
}
