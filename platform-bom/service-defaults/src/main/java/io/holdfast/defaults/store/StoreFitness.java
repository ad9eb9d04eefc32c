package io.holdfast.defaults.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.holdfast.messaging.DaemonLoop;
import io.holdfast.messaging.Fitness;
import io.holdfast.messaging.Heartbeat;
import io.holdfast.messaging.LoopOwner;
import org.bson.Document;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * The health check of the store: whether it answers this instance. Without it no message can have its effect here, but
 * perhaps on another.
 */
final class StoreFitness implements Fitness, LoopOwner, SmartLifecycle {

    private static final Duration LOOK = Duration.ofSeconds(2);
    /** Longer than one call may take, so that a single connection that is lost makes nobody move. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final MongoOperations mongo;
    private final Heartbeat heartbeat = new Heartbeat("store-watch");
    private final DaemonLoop loop = new DaemonLoop(heartbeat, LOOK, this::look);
    private volatile long answeredAt = System.nanoTime();

    StoreFitness(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public Optional<String> trouble() {
        Duration silence = Duration.ofNanos(System.nanoTime() - answeredAt);
        return loop.isRunning() && silence.compareTo(PATIENCE) > 0
                ? Optional.of("The store has not answered for " + silence.toSeconds() + " s.")
                : Optional.empty();
    }

    private void look() {
        mongo.executeCommand(new Document("ping", 1));
        answeredAt = System.nanoTime();
    }

    @Override
    public List<Heartbeat> heartbeats() {
        return List.of(heartbeat);
    }

    @Override
    public void start() {
        answeredAt = System.nanoTime();
        loop.start();
    }

    @Override
    public void stop() {
        loop.stop();
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }

    /** Before whoever asks it. */
    @Override
    public int getPhase() {
        return 0;
    }
}
