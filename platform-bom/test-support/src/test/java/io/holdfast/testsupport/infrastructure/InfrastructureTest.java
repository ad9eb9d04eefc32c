package io.holdfast.testsupport.infrastructure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.holdfast.testsupport.infrastructure.Infrastructure.Ports;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InfrastructureTest {
    @TempDir
    private Path home;

    @Test
    void explicitAddressesAreUsedAsTheyAreAndDescribedWithoutSecrets() {
        String uri = "mongodb://user:p%40ss@db-1:27017,db-2/?authSource=admin&tls=true";
        try (Infrastructure infrastructure = platform(Map.of(
                "HOLDFAST_MONGODB_URI", uri, "HOLDFAST_KAFKA", "broker:9092",
                "HOLDFAST_REDIS_URI", "redis://:secret@cache:6379"))) {
            assertThat(infrastructure.mongodbUri()).isEqualTo(uri);
            assertThat(infrastructure.kafkaBootstrap()).isEqualTo("broker:9092");
            assertThat(infrastructure.redisUri()).isEqualTo("redis://:secret@cache:6379");
            assertThat(infrastructure.embeddedKafka()).isEmpty();
            assertThat(infrastructure.describe()).containsExactly(
                    "Document server: mongodb://***@db-1:27017,db-2/?***, given by HOLDFAST_MONGODB_URI",
                    "Kafka: broker:9092, given by HOLDFAST_KAFKA",
                    "Redis: redis://***@cache:6379, given by HOLDFAST_REDIS_URI");
            assertThat(home).isEmptyDirectory();
        }
    }

    @Test
    void onlyWhatIsAskedForIsStarted() {
        try (Infrastructure infrastructure = platform(Map.of())) {
            assertThat(infrastructure.redisUri()).startsWith("redis://127.0.0.1:");
            assertThat(infrastructure.describe())
                    .contains("Document server: not needed yet", "Kafka: not needed yet")
                    .anyMatch(line -> line.startsWith("Redis: redis://127.0.0.1:"));
            assertThat(infrastructure.embeddedRedis()).hasValueSatisfying(redis -> assertThat(redis.isAlive()).isTrue());
        }
    }

    @Test
    void whatWasStartedIsStopped() {
        Infrastructure infrastructure = platform(Map.of());
        infrastructure.redisUri();
        EmbeddedRedis redis = infrastructure.embeddedRedis().orElseThrow();

        infrastructure.close();

        assertThat(redis.isAlive()).isFalse();
    }

    @Test
    void mongodOnThePathIsPreferredToTheEmbeddedServer() throws Exception {
        try (Infrastructure infrastructure = platform(Map.of("PATH", folderWithMongod().toString()))) {
            assertThat(infrastructure.mongodbUri()).startsWith("mongodb://127.0.0.1:");
            assertThat(infrastructure.describe().getFirst()).contains("bin/mongod on " + home.resolve("mongod"));
        }
    }

    @Test
    void dataOfTheEmbeddedServerIsNotLeftBehindWhenAMongodAppears() throws Exception {
        try (Infrastructure infrastructure = platform(Map.of())) {
            infrastructure.mongodbUri();
        }
        try (Infrastructure infrastructure = platform(Map.of("PATH", folderWithMongod().toString()))) {
            infrastructure.mongodbUri();
            assertThat(infrastructure.describe().getFirst()).contains("embedded document server on " + home);
        }
    }

    @Test
    void dataOfAMongodThatIsGoneIsNotReplacedByAnEmptyServer() throws Exception {
        try (Infrastructure infrastructure = platform(Map.of("PATH", folderWithMongod().toString()))) {
            infrastructure.mongodbUri();
        }
        try (Infrastructure infrastructure = platform(Map.of())) {
            assertThatThrownBy(infrastructure::mongodbUri).hasMessageContaining("no longer on the PATH");
        }
    }

    @Test
    void testsShareOneInfrastructure() {
        assertThat(Infrastructure.forTests()).isSameAs(Infrastructure.forTests());
        assertThat(Infrastructure.forTests().redisUri()).isEqualTo(Infrastructure.forTests().redisUri());
    }

    private Infrastructure platform(Map<String, String> environment) {
        return new Infrastructure(environment, home, Ports.ANY, false);
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
