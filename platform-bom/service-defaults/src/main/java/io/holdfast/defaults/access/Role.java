package io.holdfast.defaults.access;

/** What a token's {@code roles} claim can say. */
public enum Role {
    CLIENT,
    PROFESSIONAL,
    ADMIN;

    /** As written in the claim. */
    public String claim() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
