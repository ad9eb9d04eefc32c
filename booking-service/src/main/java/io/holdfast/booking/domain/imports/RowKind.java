package io.holdfast.booking.domain.imports;

/** What a row is, in the order in which rows are written: each may speak of those before it. */
public enum RowKind {
    OFFERINGS,
    PROFESSIONALS,
    CONTACTS,
    BOOKINGS
}
