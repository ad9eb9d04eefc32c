package io.holdfast.loadtests;

/** Warnings only, on the console: what is printed here are figures. */
public final class QuietLogging {

    private QuietLogging() {}

    /** To be called before anything logs. */
    public static void begin() {
        System.setProperty("logback.configurationFile", "io/holdfast/loadtests/logback.xml");
        // Each Spring context would set logging up anew.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    }
}
