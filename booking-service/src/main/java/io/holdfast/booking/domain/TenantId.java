package io.holdfast.booking.domain;

/** A business on the platform. */
public record TenantId(String value) {

    public TenantId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A tenant id is never blank.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
