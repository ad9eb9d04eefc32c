package io.holdfast.defaults.signals;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Change notifications between instances: wakes whoever waits for a document to change, on this one and on the others.
 * A signal says only "look again": whoever wakes reads the store and decides on that, and looks now and then without
 * any signal.
 */
public interface Signals {

    /** Says that the document with this id was changed. Never blocks and never fails. */
    void changed(String id);

    /**
     * Waits until {@code look} finds something, at most {@code patience}. Holds only the calling (virtual) thread.
     *
     * @param look reads the store
     * @return what it found, or empty when time ran out
     */
    <T> Optional<T> await(String id, Duration patience, Supplier<Optional<T>> look);

    /**
     * The same for somebody who watches for long: looks at the beginning, when there is a signal and at the end, and in
     * between only while signals of other instances do not come.
     */
    default <T> Optional<T> watch(String id, Duration patience, Supplier<Optional<T>> look) {
        return await(id, patience, look);
    }
}
