package io.holdfast.testsupport.infrastructure;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedRedisTest {
    @TempDir
    private Path folder;

    @Test
    void comesBackEmptyOnTheSamePortAfterItWasKilled() {
        try (EmbeddedRedis redis = EmbeddedRedis.in(folder, 0).start()) {
            try (RedisClient client = RedisClient.create(redis.uri())) {
                client.set("key", "value");
                assertThat(client.get("key")).isEqualTo("value");
            }

            redis.kill();
            assertThat(redis.isAlive()).isFalse();
            redis.start();

            try (RedisClient client = RedisClient.create(redis.uri())) {
                assertThat(client.get("key")).isNull();
            }
        }
    }
}
