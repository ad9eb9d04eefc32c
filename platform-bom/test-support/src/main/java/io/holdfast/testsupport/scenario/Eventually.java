package io.holdfast.testsupport.scenario;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.awaitility.Awaitility;

/** Waits for facts instead of for time. */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(25);

    private Eventually() {}

    /** Looks until what is found is as expected, and returns it; fails with {@code what} and the last thing seen. */
    public static <T> T see(String what, Supplier<T> look, Predicate<? super T> expected) {
        return see(what, PATIENCE, look, expected);
    }

    /** Like {@link #see(String, Supplier, Predicate)}, with a patience of one's own. */
    public static <T> T see(String what, Duration patience, Supplier<T> look, Predicate<? super T> expected) {
        return Awaitility.await(what)
                .atMost(patience)
                .pollInterval(LOOK)
                .pollDelay(Duration.ZERO)
                .until(look::get, expected::test);
    }
}
