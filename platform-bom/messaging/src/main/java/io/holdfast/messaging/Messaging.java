package io.holdfast.messaging;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.context.SmartLifecycle;

/** Starts and stops a service's part in the conversation: last to start, first to stop taking in. The relay goes on sending until requests have ended. */
public final class Messaging implements SmartLifecycle {

    private final EventTransport transport;
    private final Relay relay;
    private final List<Subscriptions> subscriptions;
    private final List<EventTransport.Consumption> running = new CopyOnWriteArrayList<>();
    private volatile boolean started;

    public Messaging(EventTransport transport, Relay relay, List<Subscriptions> subscriptions) {
        this.transport = transport;
        this.relay = relay;
        this.subscriptions = List.copyOf(subscriptions);
    }

    @Override
    public void start() {
        relay.start();
        subscriptions.forEach(table -> running.add(transport.consume(table)));
        started = true;
    }

    @Override
    public void stop() {
        running.forEach(EventTransport.Consumption::close);
        running.clear();
        started = false;
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    /** Whether the topics are there and every subscription reads its own; part of a service's readiness. */
    public boolean isConsuming() {
        return started && running.stream().allMatch(EventTransport.Consumption::isRunning);
    }
}
