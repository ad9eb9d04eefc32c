package io.holdfast.booking.domain;

/** A professional's identity, unique within their tenant, and the {@code sub} of their token. */
public record ProfessionalId(String value) {

    public ProfessionalId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A professional id is never blank.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
