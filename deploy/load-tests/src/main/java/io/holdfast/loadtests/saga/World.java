package io.holdfast.loadtests.saga;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.holdfast.loadtests.ChildJvm;
import io.holdfast.loadtests.CpuTime;
import io.holdfast.platform.WorldApart;

/** Payment simulator and mail sink in a child JVM of their own; the platform is told where they are. */
final class World implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String KEY = "load-test-key-secret-0123456789";
    private static final String WEBHOOK = "load-test-webhook-secret-0123456789";

    private final ChildJvm child;
    private final String payments;
    private final String mailPort;
    private final URI mails;

    private World(ChildJvm child, String payments, String mailPort, URI mails) {
        this.child = child;
        this.payments = payments;
        this.mailPort = mailPort;
        this.mails = mails;
    }

    /** @param platform its address, where webhooks go */
    static World start(URI platform) throws InterruptedException {
        ChildJvm.Started started = ChildJvm.start(
                WorldApart.class.getName(), ChildJvm.temporaryHome("world"), List.of(platform.toString(), KEY, WEBHOOK), Map.of(),
                WorldApart.MARK, PATIENCE, line -> { });
        String[] parts = started.answer().split(" ");
        return new World(started.child(), parts[0], parts[1], URI.create(parts[2]));
    }

    /** The platform's side of the secrets, before its first start. */
    static void giveSecrets(Path home) throws IOException {
        Path file = home.resolve("secrets.properties");
        if (!Files.exists(file)) {
            Files.writeString(file, "razorpay-key=" + KEY + "\nrazorpay-webhook=" + WEBHOOK + "\n");
        }
    }

    /** For the platform's environment. */
    Map<String, String> environment() {
        return Map.of(WorldApart.PAYMENTS, payments, WorldApart.MAIL, mailPort);
    }

    int mails() throws IOException, InterruptedException {
        return new Api(mails).get("/", Map.of()).expect(200).intValue();
    }

    CpuTime cpuTime() {
        return CpuTime.of(child.pid());
    }

    @Override
    public void close() {
        child.close();
    }
}
