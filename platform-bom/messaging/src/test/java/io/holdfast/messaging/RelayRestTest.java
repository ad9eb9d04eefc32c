package io.holdfast.messaging;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How often a relay looks for what was left behind. */
class RelayRestTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration NEVER = Duration.ofHours(1);

    private final Left left = new Left();
    private final Refusing broker = new Refusing();

    @Test
    void whatCouldNotBeSentIsLookedForSoonHoweverSeldomTheSweepIs() {
        try (Relay relay = new Relay(broker, Clock.systemUTC(), NEVER)) {
            relay.register(left);
            relay.start();
            await().atMost(PATIENCE).until(this::isQuiet);
            int looks = left.looks.get();

            broker.refusals.set(1);
            left.unsent.add(event());
            relay.committed(left, "b-1", new Outbox(1, List.copyOf(left.unsent)));

            await().atMost(PATIENCE).until(() -> broker.sent.contains("e-1") && left.unsent.isEmpty());
            assertThat(left.looks).hasValueGreaterThan(looks);
        }
    }

    /** So long without a look that it cannot be one that comes every second. */
    private boolean isQuiet() {
        return System.nanoTime() - left.lookedAt > Duration.ofSeconds(3).toNanos();
    }

    private static OutboxEntry event() {
        // Old enough to be left behind.
        Instant at = Instant.now().minusSeconds(60);
        return new OutboxEntry("e-1", "reached.v1", "test", "b-1", "demo", at, 1, "c-1", null, null, null, "{}");
    }

    private static final class Left implements OutboxSource {

        private final List<OutboxEntry> unsent = new CopyOnWriteArrayList<>();
        private final AtomicInteger looks = new AtomicInteger();
        private volatile long lookedAt = System.nanoTime();

        @Override
        public String name() {
            return "left";
        }

        @Override
        public List<Pending> findUnsent(Instant cutoff, int limit) {
            looks.incrementAndGet();
            lookedAt = System.nanoTime();
            return unsent.isEmpty() ? List.of() : List.of(new Pending("b-1", List.copyOf(unsent)));
        }

        @Override
        public void remove(Map<String, ? extends Collection<String>> eventIdsByDocument) {
            unsent.clear();
        }
    }

    private static final class Refusing implements EventTransport {

        private final AtomicInteger refusals = new AtomicInteger();
        private final List<String> sent = new CopyOnWriteArrayList<>();

        @Override
        public CompletableFuture<Void> send(OutboxEntry event) {
            if (refusals.getAndDecrement() > 0) {
                return CompletableFuture.failedFuture(new IllegalStateException("away"));
            }
            sent.add(event.eventId());
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public Consumption consume(Subscriptions subscriptions) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Consumption consumeDeadLetters(DeadLetterReader reader) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<Void> replay(String group, RawEvent message, Map<String, String> headers) {
            throw new UnsupportedOperationException();
        }
    }
}
