package io.holdfast.loadtests;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

import com.sun.management.OperatingSystemMXBean;

/** How the JVMs that are measured run: as {@code deploy/run} starts the platform, else the figures would be others. */
final class JvmOptions {

    private static final int FIRST_WITH_UNSAFE_WARNING = 23;
    private static final int FIRST_WITH_COMPACT_HEADERS = 25;
    private static final long LEAST_HEAP_MEGABYTES = 1_500;

    static final List<String> LIKE_DEPLOY_RUN = likeDeployRun();

    private JvmOptions() {}

    private static List<String> likeDeployRun() {
        var options = new ArrayList<>(List.of(
                "-Xmx" + heapMegabytes() + "m", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        if (Runtime.version().feature() >= FIRST_WITH_UNSAFE_WARNING) {
            options.add("--sun-misc-unsafe-memory-access=allow");
        }
        if (Runtime.version().feature() >= FIRST_WITH_COMPACT_HEADERS) {
            options.add("-XX:+UseCompactObjectHeaders");
        }
        return List.copyOf(options);
    }

    /** As {@code heap_megabytes} of {@code deploy/jdk.sh}. */
    private static long heapMegabytes() {
        long all = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return Math.max(LEAST_HEAP_MEGABYTES, all / 4_000_000);
    }
}
