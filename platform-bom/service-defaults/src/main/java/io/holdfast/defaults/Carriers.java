package io.holdfast.defaults;

/**
 * The carriers: the platform threads that the JVM runs virtual threads on. By default there are as many as cores, and
 * a virtual thread that waits while a class is being loaded or initialised keeps its carrier. Such a one per core, with
 * the virtual thread that they wait for without a carrier, and the JVM stands still for good. The README tells how.
 */
public final class Carriers {

    private static final String PROPERTY = "jdk.virtualThreadScheduler.parallelism";
    /** More than requests come at once in the moment after a start, when most classes are used for the first time. */
    private static final int ENOUGH = 256;

    private Carriers() {}

    /**
     * Lets the JVM have as many as are needed, unless it was told a number by {@code -D}. To be called before the first
     * virtual thread is made: afterwards the number is fixed.
     */
    public static void provideEnough() {
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, Integer.toString(ENOUGH));
        }
    }
}
