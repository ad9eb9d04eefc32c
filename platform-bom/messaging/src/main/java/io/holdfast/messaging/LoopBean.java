package io.holdfast.messaging;

import java.time.Duration;
import java.util.List;

import org.springframework.context.SmartLifecycle;

/** A bean that is one loop: it goes round from the service's start to its end. */
public abstract class LoopBean implements LoopOwner, SmartLifecycle {

    private final Heartbeat heartbeat;
    private final DaemonLoop loop;

    /** @param name for logs, health and metrics */
    protected LoopBean(String name, Duration pause) {
        heartbeat = new Heartbeat(name);
        loop = new DaemonLoop(heartbeat, pause, this::goRound);
    }

    /** One round. */
    protected abstract void goRound() throws Exception;

    /** Tells of what failed in a round and did not end it. */
    protected final void failed(Throwable failure) {
        heartbeat.failed(failure);
    }

    @Override
    public final List<Heartbeat> heartbeats() {
        return List.of(heartbeat);
    }

    @Override
    public void start() {
        loop.start();
    }

    @Override
    public final void stop() {
        loop.stop();
    }

    @Override
    public final boolean isRunning() {
        return loop.isRunning();
    }
}
