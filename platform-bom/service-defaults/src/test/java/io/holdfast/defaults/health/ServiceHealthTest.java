package io.holdfast.defaults.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.holdfast.defaults.health.HealthPart.State;
import io.holdfast.defaults.health.HealthPart.Status;
import io.holdfast.defaults.health.ServiceHealthResponse.Part;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** How a service is, whatever becomes of those who are asked. */
@Timeout(300)
class ServiceHealthTest {

    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    @Test
    void itIsAsWellAsItsWorstPart() throws InterruptedException {
        assertThat(look(part("a", () -> State.up(Map.of("lag", 3)))).status()).isEqualTo(Status.UP);
        assertThat(look(part("a", State::up), part("b", () -> State.degraded("Slow."))).status()).isEqualTo(Status.DEGRADED);
        ServiceHealthResponse down = look(part("b", () -> State.down("Gone.")), part("a", () -> State.degraded("Slow.")));

        assertThat(down.status()).isEqualTo(Status.DOWN);
        assertThat(down.parts()).extracting(Part::name).containsExactly("a", "b");
        assertThat(down.parts()).extracting(Part::detail).containsExactly("Slow.", "Gone.");
    }

    @Test
    void whoThrowsIsDownAndNobodyIsToldWhere() throws InterruptedException {
        ServiceHealthResponse health = look(part("store", () -> {
            throw new IllegalStateException("mongodb://10.0.0.7 is away");
        }));

        assertThat(health.parts().getFirst().status()).isEqualTo(Status.DOWN);
        assertThat(health.toString()).contains("Does not answer.").doesNotContain("10.0.0.7");
    }

    @Test
    void whoDoesNotAnswerHoldsNobodyUp() throws InterruptedException {
        var never = new CountDownLatch(1);
        try (var health = new ServiceHealth("a-service", List.of(part("cache", State::up), part("store", () -> {
                    awaitUninterruptibly(never);
                    return State.up();
                })), null, NOW, Duration.ofMillis(200))) {
            ServiceHealthResponse looked = health.look("demo");

            assertThat(looked.parts()).extracting(Part::status).containsExactly(Status.UP, Status.DOWN);
            assertThat(looked.parts().getLast().detail()).startsWith("Did not answer within");
        } finally {
            never.countDown();
        }
    }

    @Test
    void responseTimesAreThoseOfAllRequests() throws InterruptedException {
        var metrics = new SimpleMeterRegistry();
        metrics.timer("http.server.requests", "uri", "/a").record(Duration.ofMillis(10));
        metrics.timer("http.server.requests", "uri", "/b").record(Duration.ofMillis(30));
        try (var health = new ServiceHealth("a-service", List.of(), metrics, NOW, ServiceHealth.PATIENCE)) {
            var responses = health.look("demo").responses();

            assertThat(responses).isNotNull();
            assertThat(responses.count()).isEqualTo(2);
            assertThat(responses.meanMillis()).isEqualTo(20);
            assertThat(responses.maxMillis()).isEqualTo(30);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                // As a driver may that does not react to it.
                continue;
            }
        }
    }

    private static ServiceHealthResponse look(HealthPart... parts) throws InterruptedException {
        try (var health = new ServiceHealth("a-service", List.of(parts), null, NOW, ServiceHealth.PATIENCE)) {
            return health.look("demo");
        }
    }

    private interface Look {
        State look() throws Exception;
    }

    private static HealthPart part(String name, Look look) {
        return new HealthPart() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public State look(String tenant) throws Exception {
                return look.look();
            }
        };
    }
}
