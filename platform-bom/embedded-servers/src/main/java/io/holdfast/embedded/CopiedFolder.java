package io.holdfast.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * A copy of a folder in which somebody works: what is renamed or deleted meanwhile was on its way out, and is left out. Files keep
 * their holes: most of what a broker with many partitions has is index that is not used yet.
 */
final class CopiedFolder {

    private static final int BLOCK = 64 * 1024;
    private static final ByteBuffer ZEROS = ByteBuffer.allocate(BLOCK).asReadOnlyBuffer();

    private CopiedFolder() {}

    static void copy(Path from, Path to) {
        ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
        try {
            Files.walkFileTree(from, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                    Files.createDirectories(to.resolve(from.relativize(folder)));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    try {
                        copyFile(file, to.resolve(from.relativize(file)), block);
                    } catch (NoSuchFileException e) {
                        return visitFileFailed(file, e);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    if (e instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw e;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy " + from + " to " + to, e);
        }
    }

    private static void copyFile(Path from, Path to, ByteBuffer block) throws IOException {
        try (var source = FileChannel.open(from, READ); var target = FileChannel.open(to, CREATE_NEW, WRITE)) {
            long at = 0;
            while (source.read(block.clear(), at) > 0) {
                int length = block.flip().remaining();
                if (!isZero(block)) {
                    target.write(block, at);
                }
                at += length;
            }
            if (target.size() < at) {
                // It ends with a hole.
                target.write(ByteBuffer.allocate(1), at - 1);
            }
        }
    }

    private static boolean isZero(ByteBuffer block) {
        return block.mismatch(ZEROS.duplicate().limit(block.remaining())) < 0;
    }
}
