package io.holdfast.servicetest;

import java.time.Instant;
import java.util.List;

import io.holdfast.defaults.imports.ImportAnswer;
import io.holdfast.defaults.imports.ImportPart;
import io.holdfast.defaults.imports.RowAnswer;

/** Answers for tests. */
public final class ImportAnswerMother {

    private ImportAnswerMother() {}

    /** One of every kind that there is. */
    public static ImportAnswer answer() {
        var part = new ImportPart("demo", "4f1c2a7e-96b1-4c0f-8f4e-0a6f3c1d2b58", 0, true);
        return ImportAnswer.give(
                        part,
                        List.of(
                                RowAnswer.of(2, RowAnswer.Status.CREATED),
                                RowAnswer.of(3, RowAnswer.Status.UPDATED),
                                RowAnswer.of(4, RowAnswer.Status.UNCHANGED),
                                RowAnswer.refused(5, List.of(new RowAnswer.Violation("zone", "is not known")))),
                        Instant.parse("2026-11-28T10:00:00Z"))
                .aggregate();
    }
}
