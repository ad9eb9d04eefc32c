package io.holdfast.testsupport.scenario;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.awaitility.Awaitility;
import org.awaitility.pollinterval.IterativePollInterval;
import org.awaitility.pollinterval.PollInterval;

/**
 * Waits for facts instead of for time. {@code await()} of Awaitility waits just so in every test ({@link TestsSideBySide}).
 */
public final class Eventually {

    /** Ends a hang and measures nothing: the machine may be busy with everything else. */
    public static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A look often costs several services work, which is then missing where the others are to get on. */
    static final PollInterval LESS_AND_LESS_OFTEN = IterativePollInterval.iterative(
            pause -> Duration.ofMillis(Math.min(pause.toMillis() * 3 / 2, 400)), Duration.ofMillis(25));

    private Eventually() {}

    /** Looks until what is found is as expected, and returns it; fails with {@code what} and the last thing seen. */
    public static <T> T see(String what, Supplier<T> look, Predicate<? super T> expected) {
        return see(what, PATIENCE, look, expected);
    }

    /** Like {@link #see(String, Supplier, Predicate)}, with a patience of one's own. */
    public static <T> T see(String what, Duration patience, Supplier<T> look, Predicate<? super T> expected) {
        return Awaitility.await(what)
                .atMost(patience)
                .pollInterval(LESS_AND_LESS_OFTEN)
                .pollDelay(Duration.ZERO)
                .until(look::get, expected::test);
    }
}
