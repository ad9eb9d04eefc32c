package io.holdfast.loadtests;

import java.util.Map;

/** What all that {@code deploy/load-tests/run} starts have in common. */
public final class Benchmark {

    private static final int MISTAKE = 2;

    private Benchmark() {}

    /** Measures and prints. */
    @FunctionalInterface
    public interface Body {
        void run(Options options) throws Exception;
    }

    /**
     * Runs one with what stands on the command line; a mistake there is told in a sentence, and the exit code says so.
     *
     * @param defaults as {@link Options#read} wants them
     */
    public static void run(String[] arguments, Map<String, String> defaults, Body body) throws Exception {
        QuietLogging.begin();
        try {
            body.run(Options.read(arguments, defaults));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(MISTAKE);
        }
    }
}
