package io.holdfast.messaging;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.context.SmartLifecycle;

/** A service's {@link Gathering}s and the loop that does what they have gathered. */
public final class Gatherings implements SmartLifecycle, LoopOwner {

    private final Heartbeat heartbeat = new Heartbeat("gathered");
    private final DaemonLoop loop;
    private final List<Gathering<?>> all = new CopyOnWriteArrayList<>();

    /** @param interval for how long is gathered */
    public Gatherings(Duration interval) {
        this.loop = new DaemonLoop(heartbeat, interval, this::flush);
    }

    /** @param action see there what it must be able to do */
    public <T> Gathering<T> of(Gathering.Action<T> action) {
        var gathering = new Gathering<>(action);
        all.add(gathering);
        return gathering;
    }

    /** Does all that is gathered now. */
    public void flush() {
        for (Gathering<?> gathering : all) {
            try {
                gathering.flush();
            } catch (Throwable e) {
                // The others are done all the same.
                heartbeat.failed(e);
            }
        }
    }

    @Override
    public List<Heartbeat> heartbeats() {
        return List.of(heartbeat);
    }

    @Override
    public void start() {
        loop.start();
    }

    /** What is gathered and not done comes again, since nobody has committed its messages. */
    @Override
    public void stop() {
        loop.stop();
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }

    /** Starts before messages come and stops after they do. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 4_096;
    }
}
