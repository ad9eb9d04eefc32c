package io.holdfast.booking.imports;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A row as it came.
 *
 * @param line   of its file; of what came from another system than a file of rows the id there
 * @param values by {@link Columns}; what is empty is left out
 */
record Row(int line, Map<String, String> values) {

    Row {
        values = Map.copyOf(values);
    }

    @Nullable String get(String column) {
        return values.get(column);
    }
}
