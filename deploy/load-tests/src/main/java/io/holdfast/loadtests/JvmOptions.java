package io.holdfast.loadtests;

import java.util.ArrayList;
import java.util.List;

/** How the JVMs that are measured run: as {@code deploy/run} starts the platform, else the figures would be others. */
final class JvmOptions {

    private static final int FIRST_WITH_UNSAFE_WARNING = 23;

    static final List<String> LIKE_DEPLOY_RUN = likeDeployRun();

    private JvmOptions() {}

    private static List<String> likeDeployRun() {
        var options = new ArrayList<>(List.of(
                "-Xmx1500m", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        if (Runtime.version().feature() >= FIRST_WITH_UNSAFE_WARNING) {
            options.add("--sun-misc-unsafe-memory-access=allow");
        }
        return List.copyOf(options);
    }
}
