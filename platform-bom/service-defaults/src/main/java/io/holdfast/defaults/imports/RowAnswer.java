package io.holdfast.defaults.imports;

import java.util.List;

/**
 * What became of a row, or would.
 *
 * @param violations why it is refused; empty unless it is
 */
public record RowAnswer(int line, Status status, List<Violation> violations) {

    public RowAnswer {
        violations = List.copyOf(violations);
    }

    public enum Status {
        CREATED,
        UPDATED,
        UNCHANGED,
        REFUSED
    }

    /** @param field of the API */
    public record Violation(String field, String message) {}

    public static RowAnswer of(int line, Status status) {
        return new RowAnswer(line, status, List.of());
    }

    public static RowAnswer refused(int line, List<Violation> violations) {
        return new RowAnswer(line, Status.REFUSED, violations);
    }
}
