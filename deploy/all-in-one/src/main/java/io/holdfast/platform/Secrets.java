package io.holdfast.platform;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

/** The platform's own secrets, made at the first start and readable by their owner only. */
final class Secrets {

    private static final int BYTES = 32;

    private final Path file;
    private final Properties values = new Properties();

    Secrets(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                values.load(reader);
            } catch (IOException e) {
                throw Holdfast.unreadable(file, e);
            }
        }
    }

    /** The secret of this name; the same at every start. */
    String get(String name) {
        String known = values.getProperty(name);
        if (known == null) {
            var random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            known = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            keep(name, known);
        }
        return known;
    }

    /** Keeps a secret that somebody else made. */
    void keep(String name, String value) {
        values.setProperty(name, value);
        var text = new StringWriter();
        try {
            values.store(text, "Holdfast's embedded platform: keep to yourself");
            if (!Files.exists(file)) {
                createPrivately();
            }
            Files.writeString(file, text.toString());
        } catch (IOException e) {
            throw Holdfast.unreadable(file, e);
        }
    }

    @Nullable String find(String name) {
        return values.getProperty(name);
    }

    private void createPrivately() throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }
}
