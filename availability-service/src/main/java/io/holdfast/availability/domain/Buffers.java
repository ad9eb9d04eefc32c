package io.holdfast.availability.domain;

import java.time.Duration;

/** The buffer times that a professional needs around each reservation; nothing else may be reserved in it. */
public record Buffers(Duration before, Duration after) {

    public static final Buffers NONE = new Buffers(Duration.ZERO, Duration.ZERO);

    public Buffers {
        if (before.isNegative() || after.isNegative()) {
            throw new IllegalArgumentException("A buffer is not negative");
        }
    }

    public static Buffers ofMinutes(int before, int after) {
        return new Buffers(Duration.ofMinutes(before), Duration.ofMinutes(after));
    }

    /** The longer of each: who must clean up and travel does both in the same pause. */
    Buffers longerOf(Buffers other) {
        return new Buffers(longer(before, other.before), longer(after, other.after));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
