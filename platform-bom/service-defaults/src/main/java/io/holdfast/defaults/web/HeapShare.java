package io.holdfast.defaults.web;

/** A part of the largest heap that this JVM may have, for things of which each takes about as much. */
enum HeapShare {
    QUARTER(4), HALF(2);

    /** However small the heap. */
    private static final int LEAST = 64;

    private final int divisor;

    HeapShare(int divisor) {
        this.divisor = divisor;
    }

    /** How many of so many bytes each it has room for, at least 64. */
    int roomFor(int bytes) {
        return (int) Math.clamp(Runtime.getRuntime().maxMemory() / divisor / bytes, LEAST, Integer.MAX_VALUE);
    }
}
