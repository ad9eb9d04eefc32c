package io.holdfast.testsupport.scenario;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Settles once, before the first test, what a JVM has only one of, so that test classes that run side by side do not
 * meet in it. JUnit finds this by {@code META-INF/services}, in every module with test-support.
 *
 * <ul>
 *   <li>Logging: each Spring Boot application sets up the JVM's one logging system anew when it starts, and two that
 *       start at once fail in the middle of it. So none does; tests log as {@code tests-logback.xml} says.
 *   <li>Waiting: {@code await()} waits as {@link Eventually} does. While Awaitility waits, it would also fail whoever
 *       waits for what <em>any</em> thread of the JVM throws, mostly another test's. {@link StandingClocks} do not stand for ever.
 * </ul>
 */
public final class TestsSideBySide implements LauncherSessionListener {

    private static final String LOGGING = "io/holdfast/testsupport/scenario/tests-logback.xml";

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        // A module that ships a configuration of its own (the embedded platform's) is tested with that one.
        if (getClass().getResource("/logback.xml") == null) {
            System.setProperty("logback.configurationFile", LOGGING);
        }
        Awaitility.setDefaultTimeout(Eventually.PATIENCE);
        Awaitility.setDefaultPollInterval(Eventually.LESS_AND_LESS_OFTEN);
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
        Awaitility.setDefaultConditionEvaluationListener(new StandingClocks());
    }
}
