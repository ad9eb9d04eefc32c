package io.holdfast.defaults.privacy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import io.holdfast.defaults.work.DueWork;
import io.holdfast.defaults.work.DueWorkFactory;
import io.holdfast.messaging.mongo.AggregateFactory;
import io.holdfast.messaging.mongo.AggregateMapping;
import io.holdfast.messaging.mongo.Aggregates;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.mongodb.core.MongoOperations;

/** A service's part in jobs about a person; of each that has {@link PersonalRecords}. */
@AutoConfiguration(
        afterName = {
            "io.holdfast.messaging.kafka.MessagingAutoConfiguration",
            "io.holdfast.defaults.store.StoreAutoConfiguration"
        })
@AutoConfigurationPackage(basePackageClasses = PrivacyAutoConfiguration.class)
@ConditionalOnBean({PersonalRecords.class, AggregateFactory.class})
@Import(PersonPartController.class)
class PrivacyAutoConfiguration {

    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final int AT_ONCE = 2;

    @Bean
    ErasedBookings erasedBookings(MongoOperations mongo) {
        return new ErasedBookings(mongo);
    }

    @Bean
    PersonReader personReader(MongoOperations mongo) {
        return new PersonReader(mongo);
    }

    @Bean
    Aggregates<PersonTask, PersonTask.Handled, PersonTaskDocument> personTasks(
            AggregateFactory aggregates, @Value("${spring.application.name}") String service) {
        return aggregates.of(PersonTaskDocument.class, new AggregateMapping<>(
                PersonTaskDocument::toDomain,
                PersonTaskDocument::of,
                task -> task.person().tenantId(),
                (task, event) -> PersonBodies.handled(service, task.person().jobId(), task.person().page(), event.found())));
    }

    @Bean
    PersonRequests personRequests(
            Aggregates<PersonTask, PersonTask.Handled, PersonTaskDocument> personTasks,
            List<PersonalRecords> all,
            PersonReader reader,
            ErasedBookings erased,
            Clock clock) {
        return new PersonRequests(personTasks, all, reader, erased, clock);
    }

    @Bean
    DueWork personWork(
            DueWorkFactory work,
            Aggregates<PersonTask, PersonTask.Handled, PersonTaskDocument> personTasks,
            PersonRequests requests) {
        return work.named("person-tasks", LOOK, AT_ONCE).of(personTasks, "dueAt", PersonTask::dueAt, requests::perform);
    }
}
