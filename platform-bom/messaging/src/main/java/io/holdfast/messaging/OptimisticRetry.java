package io.holdfast.messaging;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;

/** Load, decide, save; when somebody else was faster, load and decide again. */
public final class OptimisticRetry {

    private static final int TRIES = 8;
    private static final int FIRST_PAUSE_MILLIS = 4;

    private OptimisticRetry() {}

    /**
     * Runs {@code attempt}, again when it lost a race, with a growing random pause.
     *
     * @param attempt loads what it decides on, so that each try sees what the winner wrote
     * @throws OptimisticLockingFailureException or {@link DuplicateKeyException} when it lost each of a few races
     */
    public static <T> T decide(Supplier<T> attempt) {
        for (int tries = 1; ; tries++) {
            try {
                return attempt.get();
            } catch (OptimisticLockingFailureException | DuplicateKeyException lostRace) {
                if (tries == TRIES) {
                    throw lostRace;
                }
                pause(ThreadLocalRandom.current().nextLong(1, (long) FIRST_PAUSE_MILLIS << tries));
            }
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RetryLater("Stopped while deciding again.", e);
        }
    }
}
