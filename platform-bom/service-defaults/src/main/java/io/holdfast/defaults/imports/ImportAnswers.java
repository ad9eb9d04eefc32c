package io.holdfast.defaults.imports;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import io.holdfast.defaults.imports.ImportAnswer.Answered;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.mongo.Aggregates;

/**
 * A service's part in imports: what becomes of the rows that it owns is said once, and the same to whoever asks again. Of each
 * service that has an {@link ImportAnswering}.
 */
public final class ImportAnswers {

    private final Aggregates<ImportAnswer, Answered, ImportAnswerDocument> answers;

    ImportAnswers(Aggregates<ImportAnswer, Answered, ImportAnswerDocument> answers) {
        this.answers = answers;
    }

    /**
     * Answers a part, unless that was done: then the same is told again, where it may not have been heard.
     *
     * @param rows does what is asked for and says what became of it; may be asked again after a crash
     */
    public void answerOnce(ImportPart part, Supplier<List<RowAnswer>> rows, Instant now) {
        answers.decideOrCreate(ImportAnswerDocument.idOf(part), known -> known.isPresent()
                ? Decision.unchanged(known.get(), "it was answered before")
                : ImportAnswer.give(part, rows.get(), now));
    }
}
