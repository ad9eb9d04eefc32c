package io.holdfast.loadtests.saga;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.holdfast.loadtests.ChildJvm;
import io.holdfast.loadtests.CpuTime;
import io.holdfast.platform.Holdfast;
import org.jspecify.annotations.Nullable;

/** The embedded platform that is measured: a child of ours with an empty home, or one that runs already. */
final class Platform implements AutoCloseable {

    private static final String MARK = "Holdfast is ready on ";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final URI url;
    private final @Nullable ChildJvm child;
    private boolean left;

    private Platform(URI url, @Nullable ChildJvm child) {
        this.url = url;
        this.child = child;
    }

    static Platform running(String url) {
        return new Platform(URI.create(url), null);
    }

    /** Starts one as {@code deploy/run} does; returns when it is ready. */
    static Platform start() throws InterruptedException {
        return start(ChildJvm.temporaryHome("platform"));
    }

    /** Starts one on the data of an earlier one. */
    static Platform start(Path home) throws InterruptedException {
        ChildJvm.Started started = ChildJvm.start(
                Holdfast.class.getName(), home, List.of(),
                Map.of("HOLDFAST_PORT", "0", "HOLDFAST_HOME", home.toString(), "HOLDFAST_DEMO_WEEK", "false"), MARK, PATIENCE, line -> { });
        return new Platform(URI.create(started.answer()), started.child());
    }

    /** Stops it in order and keeps its data, on which another one can be started; closing it does nothing then. */
    Path leave() {
        if (child == null) {
            throw new IllegalStateException("Only what we started can be stopped");
        }
        left = true;
        return child.stop();
    }

    URI url() {
        return url;
    }

    /** Its processor time from now on; null where it is not our child. */
    @Nullable CpuTime cpuTime() {
        return child == null ? null : CpuTime.of(child.pid());
    }

    @Override
    public void close() {
        if (child != null && !left) {
            child.close();
        }
    }
}
