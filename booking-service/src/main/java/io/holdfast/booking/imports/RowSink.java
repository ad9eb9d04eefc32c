package io.holdfast.booking.imports;

import io.holdfast.booking.domain.imports.RowKind;

/** Takes rows as they are read. */
@FunctionalInterface
interface RowSink {

    void add(RowKind kind, Row row);
}
