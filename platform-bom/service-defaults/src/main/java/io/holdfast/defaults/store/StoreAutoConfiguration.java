package io.holdfast.defaults.store;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.mongodb.WriteConcern;
import io.holdfast.defaults.work.DueWorkFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.bson.Document;
import org.springframework.beans.factory.ObjectProvider;
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

/**
 * Write concern and time limits of the document store. A write is on a majority of the servers and in their journals
 * before it is answered. And how long anybody waits for the store, whichever service, whichever call: about ten
 * seconds, so that a firewall that forgets connections or a server that is frozen cannot stop a loop. What an address
 * says about time limits is overruled.
 */
@AutoConfiguration(after = DataMongoAutoConfiguration.class)
class StoreAutoConfiguration {

    private static final int SERVER_SELECTION_SECONDS = 5;
    private static final int CONNECT_SECONDS = 5;
    private static final int ANSWER_SECONDS = 10;
    // While one call waits in vain, the others that were lost with its connection grow too old to be used again.
    private static final int LONGEST_IDLE_SECONDS = ANSWER_SECONDS;
    private static final int LOOK_AT_SERVERS_SECONDS = 5;

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
    @ConditionalOnBean(MongoOperations.class)
    DueWorkFactory dueWorkFactory(Clock clock, MongoOperations mongo, ObjectProvider<MeterRegistry> metrics) {
        return new DueWorkFactory(clock, mongo, metrics.getIfAvailable(CompositeMeterRegistry::new));
    }

    @Bean
    @ConditionalOnBean(MongoOperations.class)
    StoreFitness storeFitness(MongoOperations mongo) {
        return new StoreFitness(mongo);
    }

    /**
     * The driver's limits and not its overall {@code timeoutMS}: that one is also sent to the server and would end the
     * building of an index over many documents, at each start anew.
     */
    @Bean
    MongoClientSettingsBuilderCustomizer timeLimits() {
        return settings -> settings
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(SERVER_SELECTION_SECONDS, TimeUnit.SECONDS))
                .applyToServerSettings(
                        server -> server.heartbeatFrequency(LOOK_AT_SERVERS_SECONDS, TimeUnit.SECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                        .readTimeout(ANSWER_SECONDS, TimeUnit.SECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxWaitTime(ANSWER_SECONDS, TimeUnit.SECONDS)
                        .maxConnectionIdleTime(LONGEST_IDLE_SECONDS, TimeUnit.SECONDS));
    }

    @Bean
    MongoClientSettingsBuilderCustomizer durableWrites() {
        return settings -> settings
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                // A resent write is applied twice on some servers; the version decides, not the driver.
                .retryWrites(false);
    }
}
