package io.holdfast.web.signin;

import org.jspecify.annotations.Nullable;

/**
 * Somebody whom everybody may be on the embedded platform.
 *
 * @param id   by which it gives out tokens
 * @param role    of the texts {@code signin.role.*}
 * @param picture null where there is none
 */
public record Person(String id, String name, String role, @Nullable String picture) {}
