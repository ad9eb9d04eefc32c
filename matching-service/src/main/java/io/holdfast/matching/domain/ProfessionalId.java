package io.holdfast.matching.domain;

import java.util.Optional;
import java.util.regex.Pattern;

/** Chosen by an admin or generated; unique within a tenant. It is also the {@code sub} of the professional's tokens. */
public record ProfessionalId(TenantId tenantId, String value) {

    // In the API's paths it means whoever asks.
    private static final String RESERVED = "me";
    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9-]{1,60}");

    public ProfessionalId {
        if (!isAllowed(value)) {
            throw new IllegalArgumentException("Not a professional's id: " + value);
        }
    }

    /** Empty when nobody can have this id. */
    public static Optional<ProfessionalId> of(String tenantId, String value) {
        return isAllowed(value) ? Optional.of(new ProfessionalId(new TenantId(tenantId), value)) : Optional.empty();
    }

    /** Whether {@code value} is 1–60 of {@code a–z}, {@code 0–9} and {@code -}, and not {@code me}. */
    public static boolean isAllowed(String value) {
        return ALLOWED.matcher(value).matches() && !value.equals(RESERVED);
    }
}
