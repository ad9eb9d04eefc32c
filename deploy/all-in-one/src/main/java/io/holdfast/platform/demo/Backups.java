package io.holdfast.platform.demo;

import java.nio.file.Path;

/** Backups of the embedded platform, made while it works. */
@FunctionalInterface
public interface Backups {

    /**
     * Copies store and topics as they are in one moment.
     *
     * @param name of the folder
     * @return where the copy is
     * @throws IllegalStateException when there is one of that name, or store and topics are not embedded ones
     */
    Path make(String name);
}
