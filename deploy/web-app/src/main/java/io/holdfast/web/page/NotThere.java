package io.holdfast.web.page;

import java.io.Serial;

/** There is no such page, or not for whoever asks. */
public final class NotThere extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public NotThere() {
        super("There is no such page", null, false, false);
    }
}
