package io.holdfast.booking.domain;

/** An offering's identity, unique within its tenant. */
public record OfferingId(String value) {

    public OfferingId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("An offering id is never blank.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
