package io.holdfast.defaults.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.MovableClock;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

import static org.assertj.core.api.Assertions.assertThat;

class RetentionSweepTest {

    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    private static final int MORE_THAN_A_BATCH = 450;

    private final MovableClock clock = new MovableClock(NOW);
    private MongoClient client;
    private MongoTemplate mongo;
    private RetentionSweep sweep;

    @org.springframework.data.mongodb.core.mapping.Document("letters")
    @DataRetention(since = "answeredAt", period = "P30D", why = "seeded")
    record Letter(@Id String id, @Nullable Instant answeredAt) {}

    @org.springframework.data.mongodb.core.mapping.Document("deeds")
    @Permanent(why = "seeded")
    record Deed(@Id String id, Instant answeredAt) {}

    @BeforeEach
    void connect() {
        client = MongoClients.create(Infrastructure.forTests().mongodbUri());
        String database = "retention-" + UUID.randomUUID().toString().substring(0, 8);
        mongo = new MongoTemplate(new SimpleMongoClientDatabaseFactory(client, database));
        sweep = sweep(null);
    }

    @AfterEach
    void disconnect() {
        sweep.stop();
        mongo.getDb().drop();
        client.close();
    }

    @Test
    void whatIsOlderThanItsPeriodGoesByOurClockAndTheRestStays() {
        mongo.insert(new Letter("old", NOW.minus(Duration.ofDays(30)).minusMillis(1)));
        mongo.insert(new Letter("young", NOW.minus(Duration.ofDays(30))));
        mongo.insert(new Letter("unanswered", null));
        mongo.insert(new Deed("deed", NOW.minus(Duration.ofDays(3_000))));

        sweep.sweep();
        assertThat(ids("letters")).containsExactlyInAnyOrder("young", "unanswered");
        assertThat(ids("deeds")).containsExactly("deed");

        clock.advance(Duration.ofDays(1));
        sweep.sweep();
        assertThat(ids("letters")).containsExactly("unanswered");
    }

    @Test
    void whatStillHasSomethingToSayStaysUntilItIsSent() {
        Date longAgo = Date.from(NOW.minus(Duration.ofDays(99)));
        mongo.getCollection("letters").insertOne(new Document("_id", "unsent")
                .append("answeredAt", longAgo)
                .append("outbox", new Document("unsent", List.of(new Document("eventId", "e").append("at", longAgo)))));
        mongo.getCollection("letters").insertOne(new Document("_id", "sent")
                .append("answeredAt", longAgo)
                .append("outbox", new Document("unsent", List.of())));

        sweep.sweep();

        assertThat(ids("letters")).containsExactly("unsent");
    }

    @Test
    void aBacklogGoesInBatches() {
        for (int i = 0; i < MORE_THAN_A_BATCH; i++) {
            mongo.insert(new Letter("l" + i, NOW.minus(Duration.ofDays(31))));
        }

        sweep.sweep();

        assertThat(ids("letters")).isEmpty();
    }

    @Test
    void theDeploymentMayChooseAnotherPeriod() {
        mongo.insert(new Letter("a week old", NOW.minus(Duration.ofDays(8))));

        sweep(Duration.ofDays(7)).sweep();

        assertThat(ids("letters")).isEmpty();
    }

    @Test
    void itComesAgainOfItself() {
        sweep.start();
        mongo.insert(new Letter("l", NOW.minus(Duration.ofDays(30))));

        clock.advance(Duration.ofHours(1));

        Eventually.see("the letter deleted", () -> ids("letters"), List::isEmpty);
    }

    private RetentionSweep sweep(@Nullable Duration period) {
        var documents = new MongoMappingContext();
        documents.setSimpleTypeHolder(new MongoCustomConversions(List.of()).getSimpleTypeHolder());
        documents.setInitialEntitySet(Set.of(Letter.class, Deed.class));
        documents.afterPropertiesSet();
        return new RetentionSweep(mongo, documents.getPersistentEntities(), clock, collection -> period);
    }

    private List<String> ids(String collection) {
        return mongo.getCollection(collection).find().map(found -> found.getString("_id")).into(new ArrayList<>());
    }
}
