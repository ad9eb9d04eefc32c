package io.holdfast.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CopiedFolderTest {

    private static final int BLOCK = 64 * 1024;

    @TempDir
    Path folder;

    /** A broker's index is a megabyte of which a few bytes are used. */
    @Test
    void whatHasHolesIsTheSameAgain() throws IOException {
        Path from = Files.createDirectories(folder.resolve("from/topic-0")).getParent();
        Files.createFile(from.resolve("empty"));
        Files.writeString(from.resolve("short"), "a few bytes");
        Files.write(from.resolve("topic-0/full"), new byte[] {1, 2, 3});
        withBytes(from.resolve("only-a-hole"), 3 * BLOCK);
        withBytes(from.resolve("hole-after"), 3 * BLOCK + 5, 7);
        withBytes(from.resolve("hole-before"), 2 * BLOCK + 1, 2 * BLOCK);
        withBytes(from.resolve("hole-between"), 4 * BLOCK, 0, 4 * BLOCK - 1);

        Path to = folder.resolve("to");
        CopiedFolder.copy(from, to);

        try (var files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(to.resolve(from.relativize(file))).hasSameBinaryContentAs(file);
            }
        }
    }

    @Test
    void aCopyIsNotPutOverAnother() throws IOException {
        Path from = Files.createDirectories(folder.resolve("from"));
        Files.writeString(from.resolve("file"), "new");
        Path to = Files.createDirectories(folder.resolve("to"));
        Files.writeString(to.resolve("file"), "old");

        assertThatThrownBy(() -> CopiedFolder.copy(from, to)).hasMessageContaining("Cannot copy");
        assertThat(to.resolve("file")).hasContent("old");
    }

    private static void withBytes(Path path, int length, int... set) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(length);
            for (int at : set) {
                file.seek(at);
                file.write(1);
            }
        }
    }
}
