package io.holdfast.defaults.imports;

import java.time.Instant;
import java.util.List;

import io.holdfast.messaging.aggregates.Decision;

/** The answer about a part of an import. It is given once; whoever asks again is told the same. */
public record ImportAnswer(ImportPart part, List<RowAnswer> rows, Instant at) {

    public ImportAnswer {
        rows = List.copyOf(rows);
    }

    /** It is known what became of the rows. */
    public record Answered() {}

    public static Decision<ImportAnswer, Answered> give(ImportPart part, List<RowAnswer> rows, Instant at) {
        return Decision.changed(new ImportAnswer(part, rows, at), new Answered());
    }
}
