package io.holdfast.razorpay.simulator;

import java.time.Duration;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Finds in the store what a crash left undone, at the start and then every so often. Everything younger than a moment
 * is left alone, since whoever made it is about to take it up.
 */
@Component
class Sweep implements SmartLifecycle {
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Orders orders;
    private final WebhookSender sender;
    private final Refunds refunds;
    private final DelayedTasks tasks;
    private final RealTime realTime;
    private volatile boolean running;

    Sweep(Orders orders, WebhookSender sender, Refunds refunds, DelayedTasks tasks, RealTime realTime) {
        this.orders = orders;
        this.sender = sender;
        this.refunds = refunds;
        this.tasks = tasks;
        this.realTime = realTime;
    }

    @Override
    public void start() {
        running = true;
        tasks.schedule(realTime.now(), this::takeUpWhatTheLastRunLeft);
    }

    private void takeUpWhatTheLastRunLeft() {
        var pause = SHORTEST_PAUSE;
        try {
            for (var order : orders.unfinished()) {
                sender.takeUp(order);
                refunds.takeUp(order);
            }
        } finally {
            next(pause);
        }
    }

    private void sweep(Duration lastPause) {
        var pause = SHORTEST_PAUSE;
        try {
            var longDue = realTime.now().minus(GRACE);
            var unfinished = orders.unfinished();
            for (var order : unfinished) {
                sender.takeUpOverdue(order, longDue);
                refunds.takeUpOverdue(order, longDue);
            }
            if (unfinished.isEmpty()) {
                pause = longer(lastPause);
            }
        } catch (DataAccessException storeAway) {
            pause = longer(lastPause);
            throw storeAway;
        } finally {
            next(pause);
        }
    }

    private void next(Duration pause) {
        if (running) {
            tasks.schedule(realTime.now().plus(pause), () -> sweep(pause));
        }
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the tasks that it schedules. */
    @Override
    public int getPhase() {
        return 1;
    }
}
