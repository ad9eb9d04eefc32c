package io.holdfast.apidocument;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What no controller says. */
final class Fixed {

    static final JsonNode PARTS = read("parts.yaml");

    /** Whole request bodies, by operation and name. */
    static final JsonNode EXAMPLES = read("examples.yaml");

    private Fixed() {}

    private static JsonNode read(String name) {
        try (InputStream file = Fixed.class.getResourceAsStream(name)) {
            return YAMLMapper.builder().build().readTree(Objects.requireNonNull(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
