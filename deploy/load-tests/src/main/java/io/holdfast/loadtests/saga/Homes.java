package io.holdfast.loadtests.saga;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.holdfast.loadtests.ChildJvm;

/** Folders of platforms that are not running. */
final class Homes {

    private Homes() {}

    static Path copy(Path home) throws IOException {
        Path copy = ChildJvm.temporaryHome("platform");
        for (Path file : files(home)) {
            Path target = copy.resolve(home.relativize(file).toString());
            if (Files.isDirectory(file)) {
                Files.createDirectories(target);
            } else {
                Files.copy(file, target);
            }
        }
        return copy;
    }

    static void remove(Path home) throws IOException {
        for (Path file : files(home).stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.deleteIfExists(file);
        }
    }

    private static List<Path> files(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.toList();
        }
    }
}
