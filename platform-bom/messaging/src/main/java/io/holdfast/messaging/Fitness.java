package io.holdfast.messaging;

import java.util.Optional;

/**
 * A health check of this instance for its consumers: whether it can do its work. One that cannot lets its partitions
 * go, so that others take over.
 */
@FunctionalInterface
public interface Fitness {

    Fitness ALWAYS_WELL = Optional::empty;

    /** What keeps this instance from its work, in one sentence; empty while it is well. */
    Optional<String> trouble();
}
