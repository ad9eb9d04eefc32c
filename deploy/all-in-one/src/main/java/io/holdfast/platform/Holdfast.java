package io.holdfast.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import io.holdfast.embedded.FullDisk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@code deploy/run} starts: the embedded platform, until somebody presses Ctrl-C. */
public final class Holdfast {

    private static final AtomicBoolean givingUp = new AtomicBoolean();

    private Holdfast() {}

    public static void main(String[] arguments) throws InterruptedException {
        long began = System.nanoTime();
        PlatformSettings settings;
        try {
            settings = PlatformSettings.fromEnvironment(System.getenv());
            Files.createDirectories(settings.home());
        } catch (IllegalArgumentException e) {
            refuse(String.valueOf(e.getMessage()));
            return;
        } catch (IOException e) {
            refuse("The folder " + System.getenv("HOLDFAST_HOME") + " cannot be used for Holdfast's data: " + e.getMessage());
            return;
        }
        // Otherwise SLF4J tells the user how it started.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.setProperty("holdfast.log", logFile(settings.home()).toString());
        Logger log = LoggerFactory.getLogger(Holdfast.class);
        var stopped = new CountDownLatch(1);
        try {
            EmbeddedPlatform platform = EmbeddedPlatform.start(settings, Holdfast::say, Holdfast::giveUp);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                say("Stopping…");
                platform.close();
                say("Stopped. Your data is in " + settings.home() + ".");
                if (Boolean.getBoolean("holdfast.remembers-classes")) {
                    // The JVM does so after this hook, and the user should know why the prompt takes its time.
                    say("Remembering what was loaded, so that the next start is faster; a few seconds, only this once…");
                }
                stopped.countDown();
            }, "holdfast-stop"));
            greet(platform, (System.nanoTime() - began) / 1_000_000_000.0);
            stopped.await();
        } catch (CannotStart e) {
            refuse(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            log.error("Holdfast could not start", e);
            if (FullDisk.isBehind(e)) {
                refuse(FullDisk.sentence(settings.home().toString(), e));
            }
            refuse("Holdfast could not start: " + e.getMessage() + "\n  The log says more: " + logFile(settings.home()));
        }
    }

    private static Path logFile(Path home) {
        return home.resolve("logs").resolve("holdfast.log");
    }

    private static void greet(EmbeddedPlatform platform, double seconds) {
        String url = platform.url();
        say("""

                Holdfast is ready on %1$s

                Started in %2$.1f s. Money and mail are simulated here; nothing leaves this machine.
                Open it in a browser, or try:
                  curl %1$s/api/v1/offerings
                  curl "%1$s/api/v1/professionals?offeringId=consultation-60"
                  curl %1$s/demo/tokens/client          a token for Asha, who books
                  curl %1$s/demo/mailbox                the mails that were sent
                The README has a tour of five minutes. Data: %3$s. Log: %4$s
                Press Ctrl-C to stop."""
                .formatted(url, seconds, platform.home(), logFile(platform.home())));
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static void refuse(String why) {
        System.err.println(why);
        System.exit(1);
    }

    /** As a kill -9 would: nothing more can be kept, and stopping in order would wait for what cannot be written. */
    private static void giveUp(String why) {
        if (givingUp.compareAndSet(false, true)) {
            System.err.println(why);
            Runtime.getRuntime().halt(1);
        }
    }

    static UncheckedIOException unreadable(Path file, IOException cause) {
        return new UncheckedIOException("Cannot use " + file, cause);
    }
}
