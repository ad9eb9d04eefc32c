package io.holdfast.booking.domain.imports;

public record ImportId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
