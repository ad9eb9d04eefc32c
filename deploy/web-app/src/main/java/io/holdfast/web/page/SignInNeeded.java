package io.holdfast.web.page;

import java.io.Serial;

/** The page is for whoever is signed in; they are brought back after it. */
public final class SignInNeeded extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    SignInNeeded() {
        super("Nobody is signed in", null, false, false);
    }
}
