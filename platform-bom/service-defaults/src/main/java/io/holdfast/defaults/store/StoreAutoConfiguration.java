package io.holdfast.defaults.store;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.mongodb.WriteConcern;
import org.bson.Document;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/** What a write means here: on a majority of the servers and in their journals before it is answered. */
@AutoConfiguration(after = DataMongoAutoConfiguration.class)
class StoreAutoConfiguration {

    private static final int SERVER_SELECTION_SECONDS = 5;

    /** Boot's own indicator says {@code hello}, which the embedded document server does not know. */
    @Bean
    @ConditionalOnBean(MongoOperations.class)
    HealthIndicator storeHealthIndicator(MongoOperations mongo) {
        return () -> {
            mongo.executeCommand(new Document("ping", 1));
            return Health.up().build();
        };
    }

    @Bean
    @ConditionalOnBean(MongoOperations.class)
    RetentionSweep retentionSweep(
            MongoOperations mongo, MongoMappingContext documents, Clock clock, Environment environment) {
        return new RetentionSweep(
                mongo,
                documents.getPersistentEntities(),
                clock,
                collection -> environment.getProperty("holdfast.retention." + collection, Duration.class));
    }

    @Bean
    MongoClientSettingsBuilderCustomizer durableWrites() {
        return settings -> settings
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                // A resent write is applied twice on some servers; the version decides, not the driver.
                .retryWrites(false)
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(SERVER_SELECTION_SECONDS, TimeUnit.SECONDS));
    }
}
