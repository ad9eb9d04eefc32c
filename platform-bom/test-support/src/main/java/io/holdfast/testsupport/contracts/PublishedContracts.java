package io.holdfast.testsupport.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** The files of event-contracts in the source tree, where approved contracts are written. */
final class PublishedContracts {

    /** Set by the profile approve-contracts. */
    static final boolean APPROVING = Boolean.getBoolean("holdfast.contracts.approve");

    private static final Path EVENTS =
            Path.of("platform-bom", "event-contracts", "src", "main", "resources", "io", "holdfast", "contracts", "events");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final ObjectWriter PRETTY = JSON.writer().with(new DefaultPrettyPrinter()
            .withSeparators(Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private final Path events;

    private PublishedContracts(Path events) {
        this.events = events;
    }

    /** Of the source tree in which the test runs. */
    static PublishedContracts find() {
        Path start = Path.of("").toAbsolutePath();
        for (Path root = start; root != null; root = root.getParent()) {
            if (Files.isDirectory(root.resolve(EVENTS))) {
                return new PublishedContracts(root.resolve(EVENTS));
            }
        }
        throw new IllegalStateException("No " + EVENTS + " above " + start);
    }

    JsonNode schemaOf(String type) {
        return read(file(type, "schema.json"));
    }

    JsonNode examplesOf(String type) {
        return read(file(type, "examples.json"));
    }

    void write(String type, JsonNode schema, JsonNode examples) {
        write(file(type, "schema.json"), schema);
        write(file(type, "examples.json"), examples);
    }

    private Path file(String type, String name) {
        return events.resolve(type).resolve(name);
    }

    private static JsonNode read(Path file) {
        try {
            return Files.exists(file) ? JSON.readTree(Files.readString(file)) : JSON.missingNode();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static void write(Path file, JsonNode content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, PRETTY.writeValueAsString(content) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
