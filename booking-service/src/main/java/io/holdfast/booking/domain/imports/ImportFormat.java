package io.holdfast.booking.domain.imports;

/** Where the rows come from. */
public enum ImportFormat {
    CSV,
    EASY_APPOINTMENTS_DUMP,
    EASY_APPOINTMENTS_API
}
