package io.holdfast.embedded;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    @Test
    void aPortThatIsTakenBeforeItIsBoundIsChosenAgain() throws Exception {
        try (ServerSocket somebody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int free = FreePorts.next();
            Iterator<Integer> found = List.of(somebody.getLocalPort(), free).iterator();
            try (EmbeddedRedis redis = new EmbeddedRedis(folder, 0, Optional.empty(), found::next).start();
                    RedisClient client = RedisClient.create(redis.uri())) {
                assertThat(redis.port()).isEqualTo(free);
                assertThat(client.ping()).isEqualTo("PONG");
            }
        }
    }

    @Test
    void aGivenPortThatIsTakenIsSaid() throws Exception {
        try (ServerSocket somebody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                EmbeddedRedis redis = EmbeddedRedis.in(folder, somebody.getLocalPort())) {
            assertThatThrownBy(redis::start).hasMessageContaining("Address already in use");
        }
    }
}
