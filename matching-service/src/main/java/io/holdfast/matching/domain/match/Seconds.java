package io.holdfast.matching.domain.match;

/** Instants in 32 bits, in whole seconds since 2000: the platform knows none before, and none after 2100. */
final class Seconds {

    private static final long FIRST = 946_684_800;
    private static final long UNSIGNED = 0xFFFF_FFFFL;

    private Seconds() {}

    /** Neither 0 nor −1, which can so mean something else. */
    static int of(long epochSecond) {
        return (int) Math.clamp(epochSecond - FIRST, 1L, UNSIGNED - 1);
    }

    static long epoch(int seconds) {
        return FIRST + (seconds & UNSIGNED);
    }
}
