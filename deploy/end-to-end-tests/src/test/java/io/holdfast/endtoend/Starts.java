package io.holdfast.endtoend;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Whole systems start one after the other, in the order in which they are asked for. A start takes all cores: of three
 * at once none would be ready before all are, and the tests that take longest would wait with the others.
 */
final class Starts {

    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock(true);

    private Starts() {}

    /** From when it is returned until it is closed, nobody else starts; open and close it in the same thread. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    static Turn awaitTurn() {
        ONE_AT_A_TIME.lock();
        return ONE_AT_A_TIME::unlock;
    }
}
