package io.holdfast.booking.domain.imports;

/**
 * Why a row is refused.
 *
 * @param line    of its file, the heading being 1; of what came from another system the id there
 * @param field   the column; empty where it is about the whole row
 * @param message what is wrong, in the words of the API
 */
public record RowViolation(RowKind kind, int line, String field, String message) {}
