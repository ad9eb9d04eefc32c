package io.holdfast.defaults.store;

import java.time.Duration;
import java.util.Optional;

import io.holdfast.messaging.Fitness;
import io.holdfast.messaging.LoopBean;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * The health check of the store: whether it answers this instance. Without it no message can have its effect here, but
 * perhaps on another.
 */
final class StoreFitness extends LoopBean implements Fitness {

    private static final Duration LOOK = Duration.ofSeconds(2);
    /** Longer than one call may take, so that a single connection that is lost makes nobody move. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final MongoOperations mongo;
    private volatile long answeredAt = System.nanoTime();

    StoreFitness(MongoOperations mongo) {
        super("store-watch", LOOK);
        this.mongo = mongo;
    }

    @Override
    public Optional<String> trouble() {
        Duration silence = Duration.ofNanos(System.nanoTime() - answeredAt);
        return isRunning() && silence.compareTo(PATIENCE) > 0
                ? Optional.of("The store has not answered for " + silence.toSeconds() + " s.")
                : Optional.empty();
    }

    @Override
    protected void goRound() {
        mongo.executeCommand(new Document("ping", 1));
        answeredAt = System.nanoTime();
    }

    @Override
    public void start() {
        answeredAt = System.nanoTime();
        super.start();
    }

    /** Before whoever asks it. */
    @Override
    public int getPhase() {
        return 0;
    }
}
