package io.holdfast.endtoend;

import java.util.concurrent.Semaphore;

/**
 * Whole systems start one after the other, in the order in which they are asked for. A start takes all cores: of three
 * at once none would be ready before all are, and the tests that take longest would wait with the others.
 */
final class Starts {

    private static final Semaphore ONE_AT_A_TIME = new Semaphore(1, true);

    /** From when it is returned until it is closed, by any thread, nobody else starts. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    private Starts() {}

    static Turn awaitTurn() {
        ONE_AT_A_TIME.acquireUninterruptibly();
        return ONE_AT_A_TIME::release;
    }
}
