package io.holdfast.messaging;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * The lifecycle of a service's relay and consumers: last to start, first to stop taking in. The relay goes on sending
 * until requests have ended.
 */
public final class Messaging implements SmartLifecycle, LoopOwner {

    private final EventTransport transport;
    private final Relay relay;
    private final List<Subscriptions> subscriptions;
    private final @Nullable DeadLetterReader deadLetters;
    // No part of readiness: nobody's booking waits for it.
    private final List<EventTransport.Consumption> beside = new CopyOnWriteArrayList<>();
    private final List<EventTransport.Consumption> running = new CopyOnWriteArrayList<>();
    private volatile boolean started;

    /** @param deadLetters null in all services but one */
    public Messaging(
            EventTransport transport,
            Relay relay,
            List<Subscriptions> subscriptions,
            @Nullable DeadLetterReader deadLetters) {
        this.transport = transport;
        this.relay = relay;
        this.subscriptions = List.copyOf(subscriptions);
        this.deadLetters = deadLetters;
    }

    @Override
    public void start() {
        relay.start();
        subscriptions.forEach(table -> running.add(transport.consume(table)));
        if (deadLetters != null) {
            beside.add(transport.consumeDeadLetters(deadLetters));
        }
        started = true;
    }

    @Override
    public void stop() {
        running.forEach(EventTransport.Consumption::close);
        running.clear();
        beside.forEach(EventTransport.Consumption::close);
        beside.clear();
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

    /** The groups in which it hears. */
    public List<String> groups() {
        return subscriptions.stream().map(Subscriptions::group).distinct().toList();
    }

    @Override
    public List<Heartbeat> heartbeats() {
        return Stream.concat(running.stream(), beside.stream()).flatMap(consumption -> consumption.heartbeats().stream()).toList();
    }
}
