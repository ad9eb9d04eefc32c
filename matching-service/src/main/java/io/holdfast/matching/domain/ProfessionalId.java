package io.holdfast.matching.domain;

import java.util.regex.Pattern;

/** Chosen by an admin or generated; unique within a tenant. */
public record ProfessionalId(String tenantId, String value) {

    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9-]{1,60}");

    public ProfessionalId {
        if (!isAllowed(value)) {
            throw new IllegalArgumentException("Not a professional's id: " + value);
        }
    }

    /** Whether {@code value} is 1–60 of {@code a–z}, {@code 0–9} and {@code -}. */
    public static boolean isAllowed(String value) {
        return ALLOWED.matcher(value).matches();
    }
}
