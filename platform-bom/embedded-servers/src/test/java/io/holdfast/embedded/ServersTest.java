package io.holdfast.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ServersTest {
    @TempDir
    private Path home;

    @Test
    void explicitAddressesAreUsedAsTheyAreAndDescribedWithoutSecrets() {
        String uri = "mongodb://user:p%40ss@db-1:27017,db-2/?authSource=admin&tls=true";
        try (Servers servers = platform(Map.of(
                "HOLDFAST_MONGODB_URI", uri, "HOLDFAST_KAFKA", "broker:9092",
                "HOLDFAST_REDIS_URI", "redis://:secret@cache:6379"))) {
            assertThat(servers.mongodbUri()).isEqualTo(uri);
            assertThat(servers.kafkaBootstrap()).isEqualTo("broker:9092");
            assertThat(servers.redisUri()).isEqualTo("redis://:secret@cache:6379");
            assertThat(servers.embeddedKafka()).isEmpty();
            assertThat(servers.describe()).containsExactly(
                    "Document server: mongodb://***@db-1:27017,db-2/?***, given by HOLDFAST_MONGODB_URI",
                    "Kafka: broker:9092, given by HOLDFAST_KAFKA",
                    "Redis: redis://***@cache:6379, given by HOLDFAST_REDIS_URI");
            assertThat(home).isEmptyDirectory();
        }
    }

    @Test
    void onlyWhatIsAskedForIsStarted() {
        try (Servers servers = platform(Map.of())) {
            assertThat(servers.redisUri()).startsWith("redis://127.0.0.1:");
            assertThat(servers.describe())
                    .contains("Document server: not needed yet", "Kafka: not needed yet")
                    .anyMatch(line -> line.startsWith("Redis: redis://127.0.0.1:"));
            assertThat(servers.embeddedRedis()).hasValueSatisfying(redis -> assertThat(redis.isAlive()).isTrue());
        }
    }

    @Test
    void whatWasStartedIsStopped() {
        Servers servers = platform(Map.of());
        servers.redisUri();
        EmbeddedRedis redis = servers.embeddedRedis().orElseThrow();

        servers.close();

        assertThat(redis.isAlive()).isFalse();
    }

    @Test
    void mongodOnThePathIsPreferredToTheEmbeddedServer() throws Exception {
        try (Servers servers = platform(Map.of("PATH", folderWithMongod().toString()))) {
            assertThat(servers.mongodbUri()).startsWith("mongodb://127.0.0.1:");
            assertThat(servers.describe().getFirst()).contains("bin/mongod on " + home.resolve("mongod"));
        }
    }

    @Test
    void dataOfTheEmbeddedServerIsNotLeftBehindWhenAMongodAppears() throws Exception {
        try (Servers servers = platform(Map.of())) {
            servers.mongodbUri();
        }
        try (Servers servers = platform(Map.of("PATH", folderWithMongod().toString()))) {
            servers.mongodbUri();
            assertThat(servers.describe().getFirst()).contains("embedded document server on " + home);
        }
    }

    @Test
    void dataOfAMongodThatIsGoneIsNotReplacedByAnEmptyServer() throws Exception {
        try (Servers servers = platform(Map.of("PATH", folderWithMongod().toString()))) {
            servers.mongodbUri();
        }
        try (Servers servers = platform(Map.of())) {
            assertThatThrownBy(servers::mongodbUri).hasMessageContaining("no longer on the PATH");
        }
    }

    @Test
    void whatCanBeHadElsewhereIsNotStartedHere() {
        Servers.Elsewhere docker = (environment, part) -> Optional.of(new Servers.Server("elsewhere:1", "a container", () -> { }));
        try (Servers servers = new Servers(Map.of("HOLDFAST_KAFKA", "broker:9092"), home, false, docker, step -> { }, sentence -> { })) {
            assertThat(servers.kafkaBootstrap()).isEqualTo("broker:9092");
            assertThat(servers.redisUri()).isEqualTo("elsewhere:1");
            assertThat(servers.embeddedRedis()).isEmpty();
        }
    }

    private Servers platform(Map<String, String> environment) {
        return new Servers(environment, home, true, Servers.Elsewhere.NOWHERE, step -> { }, sentence -> { });
    }

    /** A mongod that says it is ready and does nothing else: what is tested is who is asked, not MongoDB. */
    private Path folderWithMongod() throws Exception {
        Path folder = Files.createDirectories(home.resolve("bin"));
        Path mongod = folder.resolve("mongod");
        Files.writeString(mongod, "#!/bin/sh\necho Waiting for connections\nexec sleep 300\n");
        Files.setPosixFilePermissions(mongod, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }
}
