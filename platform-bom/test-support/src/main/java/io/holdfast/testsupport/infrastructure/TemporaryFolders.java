package io.holdfast.testsupport.infrastructure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folders that live as long as a test run. */
final class TemporaryFolders {
    private static final Logger log = LoggerFactory.getLogger(TemporaryFolders.class);

    private TemporaryFolders() {
    }

    /** Deletes as much as it can: what is left in a temporary folder is no reason to fail a test run. */
    static void delete(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            log.info("{} could not be deleted: {}", folder, e.toString());
        }
    }
}
