package io.holdfast.web.page;

import java.util.UUID;

/** Idempotency keys: one stands in each form that makes something, so that a second click is the same request. */
public final class Keys {

    private Keys() {}

    /** For a form that is shown. */
    public static String fresh() {
        return UUID.randomUUID().toString();
    }

    /** That of a form that was sent. */
    public static String of(Form form) {
        return of(form.value("key"));
    }

    /** What was sent as one; another where it is none. */
    public static String of(String sent) {
        return sent.matches("[A-Za-z0-9-]{8,64}") ? sent : fresh();
    }
}
