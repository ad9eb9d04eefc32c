package io.holdfast.defaults.imports;

import java.util.List;

import io.holdfast.contracts.Wire;
import io.holdfast.contracts.WireType;
import io.holdfast.messaging.WireEvent;
import org.jspecify.annotations.Nullable;

/** The body of {@code import.profiles-answered} and {@code import.schedules-answered}, each of which one service says. */
public final class ImportBodies {

    private ImportBodies() {}

    /** @param eventType as which the service says it */
    public static WireEvent of(String eventType, ImportAnswer answer) {
        return new WireEvent(eventType, answer.part().importId(), RowsAnswered.of(answer));
    }

    record RowsAnswered(
            String importId,
            @Wire(value = "Which part of the import it is.", min = 0) int chunk,
            @Wire("Whether nothing was written.") boolean dryRun,
            @Wire(max = 100) List<RowAnswerBody> answers) {

        static RowsAnswered of(ImportAnswer answer) {
            return new RowsAnswered(
                    answer.part().importId(), answer.part().chunk(), answer.part().dryRun(),
                    answer.rows().stream().map(RowAnswerBody::of).toList());
        }
    }

    /** A published version gains no values. */
    enum Status { CREATED, UPDATED, UNCHANGED, REFUSED }

    record RowAnswerBody(
            @Wire(min = 0) int line,
            @Wire("What became of it, or would.") Status status,
            @Nullable @Wire("Why it is refused; absent unless it is.") List<ViolationBody> violations) {

        static RowAnswerBody of(RowAnswer row) {
            return new RowAnswerBody(
                    row.line(),
                    switch (row.status()) {
                        case CREATED -> Status.CREATED;
                        case UPDATED -> Status.UPDATED;
                        case UNCHANGED -> Status.UNCHANGED;
                        case REFUSED -> Status.REFUSED;
                    },
                    row.violations().isEmpty() ? null : row.violations().stream().map(ViolationBody::of).toList());
        }
    }

    record ViolationBody(
            @Wire(value = "Empty where it is about the whole row.", type = WireType.TEXT_OR_NONE) String field, String message) {

        static ViolationBody of(RowAnswer.Violation violation) {
            return new ViolationBody(violation.field(), violation.message());
        }
    }
}
