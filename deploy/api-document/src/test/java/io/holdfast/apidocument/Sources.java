package io.holdfast.apidocument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The sources of what ships, in the tree that is built. */
final class Sources {

    static final Path ROOT = root();

    private static final List<String> SHIPPED = List.of(
            "booking-service", "availability-service", "payment-service", "matching-service", "notification-service",
            "scheduler-service", "platform-bom/messaging", "platform-bom/service-defaults", "deploy/gateway", "deploy/all-in-one");

    private Sources() {}

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("platform-bom"))) {
            here = here.getParent();
        }
        return here;
    }

    static List<Path> folders() {
        return SHIPPED.stream().map(module -> ROOT.resolve(module).resolve("src/main/java")).toList();
    }

    /** All Java files of what ships. */
    static List<Path> files() {
        return folders().stream().flatMap(Sources::javaIn).sorted().toList();
    }

    private static Stream<Path> javaIn(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
