package io.holdfast.gateway;

import java.time.Duration;

/** How much each caller may ask for within a minute. */
interface RequestLimit {

    /** Counts a request, if it is allowed. */
    Standing take(String caller);

    /**
     * Where a caller stands.
     *
     * @param allowed   whether they may go on; then it is counted
     * @param limit     how many they may make a minute
     * @param remaining how many of them are left
     * @param reset     until there are {@code limit} again; whole seconds, rounded up
     */
    record Standing(boolean allowed, int limit, int remaining, Duration reset) {}
}
