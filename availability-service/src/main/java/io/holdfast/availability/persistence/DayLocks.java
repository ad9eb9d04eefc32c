package io.holdfast.availability.persistence;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A lock for each document, striped: this instance's writers of it queue up instead of racing each other through the store.
 * It spares retries and decides nothing: between instances the document's version does.
 */
final class DayLocks {

    private static final int STRIPES = 256;

    private final Lock[] stripes = new Lock[STRIPES];

    DayLocks() {
        for (int i = 0; i < STRIPES; i++) {
            // Fair, so that a crowd for one slot is served in the order in which it came.
            stripes[i] = new ReentrantLock(true);
        }
    }

    <T> T holding(String id, Supplier<T> work) {
        Lock lock = stripes[Math.floorMod(id.hashCode(), STRIPES)];
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
