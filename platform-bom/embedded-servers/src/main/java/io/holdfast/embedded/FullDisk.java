package io.holdfast.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a person is told when data cannot be written any more. */
public final class FullDisk {
    /** As systems say it: no space, over the quota, over the size a file may have. */
    private static final List<String> WORDS = List.of(
            "no space left", "not enough space", "disk quota exceeded", "file too large");

    private static final Logger log = LoggerFactory.getLogger(FullDisk.class);
    /** A broker's next segment and its indexes want more. */
    private static final long TOO_LITTLE = 4 * 1024 * 1024;

    private FullDisk() {
    }

    /** Whether a full disk is what is behind a failure. */
    public static boolean isBehind(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (WORDS.stream().anyMatch(message::contains)) {
                return true;
            }
        }
        return false;
    }

    /** One sentence for the person whose disk it is; {@code where} is a file or folder. */
    public static String sentence(String where, @Nullable Throwable failure) {
        return isBehind(failure)
                ? "The disk is full: " + where + " cannot be written any more. What was confirmed until now is kept; "
                        + "make room and start again."
                : where + " cannot be written any more: " + rootOf(failure) + ". What was confirmed until now is kept.";
    }

    /** The same when nobody kept the failure: whether there is room is looked at. */
    static String sentence(Path folder, @Nullable String message) {
        boolean full = false;
        try {
            full = Files.getFileStore(folder).getUsableSpace() < TOO_LITTLE;
        } catch (IOException e) {
            log.debug("The room at {} is not known", folder, e);
        }
        String reason = message == null ? "the broker gave up; its log says why" : message;
        return sentence(folder.toString(), new IOException(full ? WORDS.getFirst() : reason));
    }

    private static String rootOf(@Nullable Throwable failure) {
        Throwable root = failure;
        while (root != null && root.getCause() != null) {
            root = root.getCause();
        }
        return root == null || root.getMessage() == null
                ? "it failed without a reason"
                : root.getMessage().lines().findFirst().orElse("");
    }
}
