package io.holdfast.booking.domain.imports;

import java.util.List;

/**
 * What another service says of a professional's row.
 *
 * @param violations empty unless it is refused
 */
public record RowAnswer(int line, RowStatus status, List<RowViolation> violations) {

    public RowAnswer {
        violations = List.copyOf(violations);
    }
}
