package io.holdfast.defaults.streams;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.holdfast.defaults.web.Problem;

/** The limits on open streams, in all and for each caller. Holds one entry per caller with an open stream. */
final class StreamPlaces {

    private static final Duration TRY_AGAIN = Duration.ofSeconds(10);

    private final int perInstance;
    private final Map<String, Integer> open = new HashMap<>();
    private int all;

    StreamPlaces(int perInstance) {
        this.perInstance = perInstance;
    }

    /** @throws Problem when the caller, or everybody together, has as many as there may be */
    synchronized void take(String caller, int perCaller) {
        int theirs = open.getOrDefault(caller, 0);
        if (theirs >= perCaller) {
            throw Problem.tooMany("You have " + theirs + " live pages open already. Please close some.", TRY_AGAIN)
                    .with("code", "too-many-streams");
        }
        if (all >= perInstance) {
            throw Problem.unavailable("Too many live pages are open just now. Please try again.", TRY_AGAIN);
        }
        open.put(caller, theirs + 1);
        all++;
    }

    synchronized void giveBack(String caller) {
        open.computeIfPresent(caller, (name, theirs) -> theirs == 1 ? null : theirs - 1);
        all--;
    }

    synchronized int all() {
        return all;
    }
}
