package io.holdfast.booking.domain.imports;

/**
 * A chunk of rows of a kind, and whether it is to be checked or written.
 *
 * @param chunk the first is 0
 */
public record ImportStep(boolean writes, RowKind kind, int chunk) {}
