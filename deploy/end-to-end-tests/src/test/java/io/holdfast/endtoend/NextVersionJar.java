package io.holdfast.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.holdfast.endtoend.next.NextVersion;
import org.springframework.util.FileSystemUtils;

/**
 * Makes version N+1 of a service out of version N as it is laid out: the same, but its {@code messaging} says more
 * ({@code io.holdfast.endtoend.next}) and its catalogue knows an event type that version N has never heard of.
 */
final class NextVersionJar {

    private static final String NEXT = "io/holdfast/endtoend/next/";
    private static final String IMPORTS = "/META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports";
    private static final String CONTRACTS = "/io/holdfast/contracts/";

    private NextVersionJar() {}

    /** @param jar laid out, its libraries in {@code lib} beside it */
    static Path of(Path jar) {
        Path from = jar.toAbsolutePath().getParent();
        Path folder = from.resolveSibling(from.getFileName() + "-next");
        try {
            FileSystemUtils.deleteRecursively(folder);
            Files.createDirectories(folder.resolve("lib"));
            try (Stream<Path> libraries = Files.list(from.resolve("lib"))) {
                for (Path library : libraries.toList()) {
                    Path same = folder.resolve("lib").resolve(library.getFileName());
                    String name = library.getFileName().toString();
                    if (name.startsWith("messaging-") || name.startsWith("event-contracts-")) {
                        Files.copy(library, same);
                        change(same, name.startsWith("messaging-"));
                    } else {
                        Files.createSymbolicLink(same, library);
                    }
                }
            }
            return Files.copy(jar, folder.resolve(jar.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void change(Path library, boolean messaging) throws IOException {
        try (FileSystem inside = FileSystems.newFileSystem(library)) {
            if (messaging) {
                Files.createDirectories(inside.getPath(NEXT));
                for (String type : List.of("NextVersion", "NextVersion$1", "NextWords")) {
                    try (InputStream code = NextVersionJar.class.getResourceAsStream("/" + NEXT + type + ".class")) {
                        Files.copy(code, inside.getPath(NEXT + type + ".class"));
                    }
                }
                append(inside.getPath(IMPORTS), "\nio.holdfast.endtoend.next.NextVersion\n");
            } else {
                append(inside.getPath(CONTRACTS + "catalogue.yaml"), """

                          - type: %s
                            topic: bookings
                            summary: Something that only the next version says.
                            consumers: {}
                        """.formatted(NextVersion.UNKNOWN_TYPE));
                Path known = inside.getPath(CONTRACTS + "events/booking.requested.v1");
                Path unknown = Files.createDirectories(inside.getPath(CONTRACTS + "events/" + NextVersion.UNKNOWN_TYPE));
                Files.copy(known.resolve("schema.json"), unknown.resolve("schema.json"));
                Files.copy(known.resolve("examples.json"), unknown.resolve("examples.json"));
            }
        }
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, Files.readString(file, StandardCharsets.UTF_8) + text);
    }
}
