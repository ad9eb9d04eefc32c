package io.holdfast.contracts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/** Where the catalogue, the schemas and the examples are read from; a seam so that tests can seed mistakes. */
interface ContractFiles {

    /** The text of the file at this path below the folder of {@code catalogue.yaml}, or null when there is none. */
    @Nullable String read(String path);

    /** The files shipped in this module's jar. */
    static ContractFiles shipped() {
        return beside(ContractFiles.class);
    }

    /** The files that lie in the package of this class. */
    static ContractFiles beside(Class<?> neighbour) {
        return path -> {
            try (InputStream in = neighbour.getResourceAsStream(path)) {
                return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read the contract file " + path, e);
            }
        };
    }
}
