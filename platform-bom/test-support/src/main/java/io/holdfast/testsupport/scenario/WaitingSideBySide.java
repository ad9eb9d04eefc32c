package io.holdfast.testsupport.scenario;

import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * While Awaitility waits, it fails whoever waits for what any thread of the JVM throws. Where test classes run side by
 * side, that is mostly another one's. JUnit finds this by {@code META-INF/services}, in every module with test-support.
 */
public final class WaitingSideBySide implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }
}
