package io.holdfast.messaging;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Effects of messages that nobody waits for, gathered for a while and then done together, in the order in which they came. A
 * message is done, and its offset committed, once all that it has added is; so a crash brings back what was only gathered, and
 * doing it twice must be doing it once.
 *
 * @param <T> one effect
 */
public final class Gathering<T> {

    private static final int MOST_TOGETHER = 1_000;

    private final Action<T> action;
    private final Lock lock = new ReentrantLock();
    // At most as many as a consumer has messages in hand. Guarded by the lock.
    private final Deque<Effect<T>> gathered = new ArrayDeque<>();

    /** Does several at once, in this order; when it throws, all of them may be done again. */
    @FunctionalInterface
    public interface Action<T> {
        void perform(List<T> all);
    }

    private record Effect<T>(T what, Deferral message, CompletableFuture<Void> stored) {}

    Gathering(Action<T> action) {
        this.action = action;
    }

    /** Does it soon, where this thread handles a message, and else at once. */
    public void add(T what) {
        Deferral message = Deferral.current();
        if (message == null) {
            action.perform(List.of(what));
            return;
        }
        var effect = new Effect<>(what, message, new CompletableFuture<Void>());
        message.add(effect.stored());
        lock.lock();
        try {
            gathered.addLast(effect);
        } finally {
            lock.unlock();
        }
    }

    /** Does what is gathered; what cannot be done now and may be later stays where it is. */
    void flush() {
        for (List<Effect<T>> together = take(); !together.isEmpty(); together = take()) {
            if (!isDone(together)) {
                oneByOne(together);
            }
        }
    }

    private List<Effect<T>> take() {
        lock.lock();
        try {
            var taken = new ArrayList<Effect<T>>();
            while (taken.size() < MOST_TOGETHER && !gathered.isEmpty()) {
                Effect<T> next = gathered.removeFirst();
                if (!next.message().isCancelled()) {
                    taken.add(next);
                }
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void putBack(List<Effect<T>> taken) {
        lock.lock();
        try {
            taken.reversed().forEach(gathered::addFirst);
        } finally {
            lock.unlock();
        }
    }

    /** False for what is to be tried one by one, which shows about which of them it is. */
    private boolean isDone(List<Effect<T>> together) {
        try {
            action.perform(together.stream().map(Effect::what).toList());
        } catch (Throwable e) {
            if (Dispatcher.mayPass(e)) {
                putBack(together);
                throw e;
            }
            if (together.size() > 1) {
                return false;
            }
            // Its message is handled once more, by which it is retried or parked as any other.
            together.getFirst().stored().completeExceptionally(e);
            return true;
        }
        together.forEach(effect -> effect.stored().complete(null));
        return true;
    }

    private void oneByOne(List<Effect<T>> together) {
        for (int i = 0; i < together.size(); i++) {
            try {
                isDone(List.of(together.get(i)));
            } catch (Throwable e) {
                putBack(together.subList(i + 1, together.size()));
                throw e;
            }
        }
    }
}
