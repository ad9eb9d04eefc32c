package io.holdfast.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the services of {@link Apart} have logged. */
final class ServiceLogs {

    private static final Path FOLDER = Path.of("target", "apart");

    private ServiceLogs() {}

    static List<Path> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".log")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> of(String service) {
        return read(FOLDER.resolve(service + ".log"));
    }

    static List<String> read(Path log) {
        try {
            // Whatever was cut in the middle by a kill.
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
