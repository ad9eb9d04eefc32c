package io.holdfast.testsupport.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.holdfast.embedded.Servers;

/**
 * The servers that tests use: named by the environment, in Docker where an engine answers, on the PATH, or embedded.
 *
 * <p>What is found may be shared with others and may hold data: tests choose database, topic and key names nobody else
 * uses.
 */
public final class Infrastructure {

    private Infrastructure() {}

    /** What all tests of this JVM share; keeps nothing and stops with the JVM. The document server is in memory. */
    public static Servers forTests() {
        return Shared.SERVERS;
    }

    private static final class Shared {
        static final Servers SERVERS = start();

        private static Servers start() {
            Path folder = temporaryFolder();
            Servers shared = Servers.forgetful(folder, new DockerEngines());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                shared.close();
                TemporaryFolders.delete(folder);
            }, "infrastructure-stop"));
            return shared;
        }

        private static Path temporaryFolder() {
            try {
                return Files.createTempDirectory("holdfast-");
            } catch (IOException e) {
                throw new UncheckedIOException("No temporary folder", e);
            }
        }
    }
}
