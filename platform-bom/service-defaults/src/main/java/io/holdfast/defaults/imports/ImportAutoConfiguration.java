package io.holdfast.defaults.imports;

import io.holdfast.defaults.imports.ImportAnswer.Answered;
import io.holdfast.messaging.mongo.AggregateFactory;
import io.holdfast.messaging.mongo.AggregateMapping;
import io.holdfast.messaging.mongo.Aggregates;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** A service's part in imports; of each that has an {@link ImportAnswering}. */
@AutoConfiguration(
        afterName = {
            "io.holdfast.messaging.kafka.MessagingAutoConfiguration",
            "io.holdfast.defaults.store.StoreAutoConfiguration"
        })
@AutoConfigurationPackage(basePackageClasses = ImportAutoConfiguration.class)
@ConditionalOnBean({ImportAnswering.class, AggregateFactory.class})
class ImportAutoConfiguration {

    @Bean
    Aggregates<ImportAnswer, Answered, ImportAnswerDocument> importAnswerAggregates(
            AggregateFactory aggregates, ImportAnswering answering) {
        return aggregates.of(ImportAnswerDocument.class, new AggregateMapping<>(
                ImportAnswerDocument::toDomain,
                ImportAnswerDocument::of,
                answer -> answer.part().tenantId(),
                (answer, answered) -> ImportBodies.of(answering.eventType(), answer)));
    }

    @Bean
    ImportAnswers importAnswers(Aggregates<ImportAnswer, Answered, ImportAnswerDocument> importAnswerAggregates) {
        return new ImportAnswers(importAnswerAggregates);
    }
}
