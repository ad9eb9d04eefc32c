package io.holdfast.messaging;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Looks for what somebody may have heard of before a projection has it, and again for a while: whatever is gathered
 * ({@link Gathering}) comes late, and "not yet" is not "no".
 */
public final class AwaitProjection {

    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private AwaitProjection() {}

    /** What is found within two seconds; empty for what is not there at all. */
    public static <T> Optional<T> find(Supplier<Optional<T>> look) {
        long end = System.nanoTime() + LONGEST.toNanos();
        Optional<T> found = look.get();
        try {
            while (found.isEmpty() && System.nanoTime() < end) {
                Thread.sleep(BETWEEN_LOOKS);
                found = look.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return found;
    }
}
