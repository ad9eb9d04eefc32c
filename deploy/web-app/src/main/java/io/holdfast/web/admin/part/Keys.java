package io.holdfast.web.admin.part;

import java.util.UUID;

import io.holdfast.web.page.Form;

/** Idempotency keys: one stands in each form that makes something, so that a second click is the same request. */
public final class Keys {

    private Keys() {}

    public static String of(Form form) {
        return form.value("key").matches("[A-Za-z0-9-]{8,64}") ? form.value("key") : UUID.randomUUID().toString();
    }
}
