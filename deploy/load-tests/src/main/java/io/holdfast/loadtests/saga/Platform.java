package io.holdfast.loadtests.saga;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.holdfast.embedded.FreePorts;
import io.holdfast.loadtests.ChildJvm;
import io.holdfast.loadtests.CpuTime;
import io.holdfast.platform.Holdfast;
import org.jspecify.annotations.Nullable;

/**
 * The embedded platform that is measured: a child of ours with an empty home, or one that runs already. Ours has the world
 * outside, payments and mail, in a JVM of its own.
 */
final class Platform implements AutoCloseable {

    private static final String MARK = "Holdfast is ready on ";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern DOCUMENT_SERVER = Pattern.compile("Document server: (mongodb://127\\.0\\.0\\.1:\\d+)");

    private final URI url;
    private final @Nullable ChildJvm child;
    private final @Nullable World world;
    private final @Nullable Path home;
    private boolean left;

    private Platform(URI url, @Nullable ChildJvm child, @Nullable World world, @Nullable Path home) {
        this.url = url;
        this.child = child;
        this.world = world;
        this.home = home;
    }

    static Platform running(String url) {
        return new Platform(URI.create(url), null, null, null);
    }

    /** Starts one as {@code deploy/run} does; returns when it is ready. */
    static Platform start() throws IOException, InterruptedException {
        return start(ChildJvm.temporaryHome("platform"));
    }

    /** Starts one on the data of an earlier one. */
    static Platform start(Path home) throws IOException, InterruptedException {
        int port = FreePorts.next();
        World.giveSecrets(home);
        World world = World.start(URI.create("http://localhost:" + port));
        try {
            var environment = new HashMap<>(world.environment());
            environment.put("HOLDFAST_PORT", String.valueOf(port));
            environment.put("HOLDFAST_HOME", home.toString());
            // Nobody's bookings but ours.
            environment.put("HOLDFAST_DEMO_WEEK", "false");
            ChildJvm.Started started = ChildJvm.start(
                    Holdfast.class.getName(), home, List.of(), environment, MARK, PATIENCE, line -> { });
            return new Platform(URI.create(started.answer()), started.child(), world, home);
        } catch (RuntimeException | InterruptedException e) {
            world.close();
            throw e;
        }
    }

    /** Stops it in order and keeps its data, on which another one can be started; closing it does nothing then. */
    Path leave() {
        if (child == null) {
            throw new IllegalStateException("Only what we started can be stopped");
        }
        left = true;
        closeWorld();
        return child.stop();
    }

    URI url() {
        return url;
    }

    /** Its processor time from now on; null where it is not our child. */
    @Nullable CpuTime cpuTime() {
        return child == null ? null : CpuTime.of(child.pid());
    }

    /** What plays the world; null where it is not our child. */
    @Nullable World world() {
        return world;
    }

    /** Where its documents are, as its log says; null where it is not our child. */
    @Nullable String documentServer() throws IOException {
        if (home == null) {
            return null;
        }
        String log = Files.readString(home.resolve("logs").resolve("holdfast.log"));
        Matcher matcher = DOCUMENT_SERVER.matcher(log);
        String last = null;
        while (matcher.find()) {
            last = matcher.group(1);
        }
        return last;
    }

    private void closeWorld() {
        if (world != null) {
            world.close();
        }
    }

    @Override
    public void close() {
        if (child != null && !left) {
            child.close();
            closeWorld();
        }
    }
}
