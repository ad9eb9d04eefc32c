package io.holdfast.web.signin;

/**
 * Somebody whom everybody may be on the embedded platform.
 *
 * @param id   by which it gives out tokens
 * @param role of the texts {@code signin.role.*}
 */
public record Person(String id, String name, String role) {}
