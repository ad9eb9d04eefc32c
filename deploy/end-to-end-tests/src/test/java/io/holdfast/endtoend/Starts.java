package io.holdfast.endtoend;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Whole systems start one after the other, in the order in which they are asked for. A start takes all cores: of three
 * at once none would be ready before all are, and the tests that take longest would wait with the others.
 */
final class Starts {

    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock(true);

    private Starts() {}

    static <T> T alone(Supplier<T> start) {
        ONE_AT_A_TIME.lock();
        try {
            return start.get();
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }
}
