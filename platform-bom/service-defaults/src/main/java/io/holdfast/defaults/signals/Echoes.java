package io.holdfast.defaults.signals;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Signals that this instance has sent and that Redis will bring back to it. Whoever waits here was woken when they were sent, and
 * would look into the store a second time. One that Redis has lost is no longer expected after a second; within it one of
 * another instance about the same is taken for it, and whoever waits finds out by looking anyway.
 */
final class Echoes {

    private static final Duration LONGEST = Duration.ofSeconds(1);
    /** Beyond it echoes are heard as others' signals are. */
    private static final int MOST = 10_000;

    private final Map<String, Expected> byId = new ConcurrentHashMap<>();
    private volatile long prunedAt = System.nanoTime();

    /** @param since when the last of them was sent, by {@link System#nanoTime} */
    private record Expected(int times, long since) {

        boolean isOver() {
            return System.nanoTime() - since > LONGEST.toNanos();
        }
    }

    void expect(String id) {
        if (byId.size() >= MOST && System.nanoTime() - prunedAt > LONGEST.toNanos()) {
            prunedAt = System.nanoTime();
            byId.values().removeIf(Expected::isOver);
        }
        if (byId.size() < MOST) {
            byId.compute(id, (same, known) ->
                    new Expected(known == null || known.isOver() ? 1 : known.times() + 1, System.nanoTime()));
        }
    }

    /** Whether what was heard is one of ours, which is expected once less from now on. */
    boolean take(String id) {
        boolean[] ours = {false};
        byId.computeIfPresent(id, (same, known) -> {
            ours[0] = !known.isOver();
            return ours[0] && known.times() > 1 ? new Expected(known.times() - 1, known.since()) : null;
        });
        return ours[0];
    }
}
