package io.holdfast.matching.avatars;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/** Why a file does not become somebody's picture. */
final class UnusablePicture extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;

    private UnusablePicture(String code, String detail, @Nullable Throwable cause) {
        super(detail, cause);
        this.code = code;
    }

    static UnusablePicture unreadable(@Nullable Throwable cause) {
        return new UnusablePicture("picture-unreadable", "The file is no JPEG or PNG that can be read.", cause);
    }

    static UnusablePicture size(int width, int height) {
        return new UnusablePicture(
                "picture-dimensions",
                "The picture has %d by %d pixels; each side must have %d to %d, and all together at most %d million."
                        .formatted(
                                width, height, SquarePicture.LEAST_SIDE, SquarePicture.MOST_SIDE, SquarePicture.MOST_PIXELS / 1_000_000),
                null);
    }

    /** Of the problem. */
    String code() {
        return code;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
