package io.holdfast.availability.imports;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import io.holdfast.availability.domain.imports.ImportAnswer;
import io.holdfast.availability.domain.imports.ImportAnswer.Answered;
import io.holdfast.availability.domain.imports.ImportAnswers;
import io.holdfast.availability.domain.imports.ImportPart;
import io.holdfast.availability.domain.imports.RowAnswer;
import io.holdfast.availability.events.ImportBodies;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.mongo.AggregateFactory;
import io.holdfast.messaging.mongo.AggregateMapping;
import io.holdfast.messaging.mongo.Aggregates;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

@Component
class MongoImportAnswers implements ImportAnswers {

    private final Aggregates<ImportAnswer, Answered, ImportAnswerDocument> answers;

    MongoImportAnswers(Aggregates<ImportAnswer, Answered, ImportAnswerDocument> answers) {
        this.answers = answers;
    }

    @Bean
    static Aggregates<ImportAnswer, Answered, ImportAnswerDocument> importAnswers(AggregateFactory aggregates) {
        return aggregates.of(ImportAnswerDocument.class, new AggregateMapping<>(
                ImportAnswerDocument::toDomain,
                ImportAnswerDocument::of,
                answer -> answer.part().tenant().value(),
                (answer, answered) -> ImportBodies.of(answer)));
    }

    @Override
    public void answerOnce(ImportPart part, Supplier<List<RowAnswer>> rows, Instant now) {
        answers.decideOrCreate(ImportAnswerDocument.idOf(part), known -> known.isPresent()
                ? Decision.unchanged(known.get(), "it was answered before")
                : ImportAnswer.give(part, rows.get(), now));
    }
}
