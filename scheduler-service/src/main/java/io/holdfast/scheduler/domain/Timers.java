package io.holdfast.scheduler.domain;

import java.util.Optional;
import java.util.function.Function;

/** All timers. A change and the event it causes are stored together or not at all. */
public interface Timers {

    /**
     * Decides on the timer as it is stored now, again when somebody else was faster. An empty decision stores nothing.
     *
     * @param decision gets the stored timer, or empty when there is none
     * @return what was stored, or empty
     */
    Optional<Timer> decide(TimerId id, Function<Optional<Timer>, Optional<Timer>> decision);
}
