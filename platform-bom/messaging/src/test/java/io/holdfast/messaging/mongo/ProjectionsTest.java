package io.holdfast.messaging.mongo;

import java.util.Optional;
import java.util.UUID;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is remembered of a projection, on a real document server. */
class ProjectionsTest {

    @org.springframework.data.mongodb.core.mapping.Document("prices")
    record Price(@Id String id, @Version @Nullable Long version, long sequence, int amount) {}

    private MongoClient client;
    private MongoTemplate mongo;

    @BeforeEach
    void prepare() {
        client = MongoClients.create(Infrastructure.forTests().mongodbUri());
        String database = "projections-" + UUID.randomUUID().toString().substring(0, 8);
        mongo = new MongoTemplate(new SimpleMongoClientDatabaseFactory(client, database));
    }

    @AfterEach
    void takeDown() {
        mongo.getDb().drop();
        client.close();
    }

    @Test
    void whatIsProjectedHereIsSeenAtOnce() {
        Projections<Price> prices = Projections.remembering(mongo, Price.class);
        for (int amount = 1; amount <= 20; amount++) {
            project(prices, amount);
            assertThat(prices.find("a")).map(Price::amount).contains(amount);
        }
    }

    @Test
    void whatAnotherInstanceProjectsIsSeenSoon() {
        Projections<Price> here = Projections.remembering(mongo, Price.class);
        Projections<Price> there = Projections.remembering(mongo, Price.class);
        project(here, 1);
        assertThat(here.find("a")).map(Price::amount).contains(1);

        project(there, 2);

        await().until(() -> here.find("a").map(Price::amount).equals(Optional.of(2)));
    }

    @Test
    void whatIsNotThereIsNotRemembered() {
        Projections<Price> here = Projections.remembering(mongo, Price.class);
        assertThat(here.find("a")).isEmpty();

        project(Projections.remembering(mongo, Price.class), 1);

        assertThat(here.find("a")).map(Price::amount).contains(1);
    }

    @Test
    void olderNewsThanWhatIsKnownIsDropped() {
        Projections<Price> prices = Projections.remembering(mongo, Price.class);
        project(prices, 2);

        project(prices, 1);

        assertThat(prices.find("a")).map(Price::amount).contains(2);
    }

    /** With the amount as the sequence of the event that says it. */
    private static void project(Projections<Price> prices, int amount) {
        prices.project("a", amount, Price::sequence, known ->
                Optional.of(new Price("a", known.map(Price::version).orElse(null), amount, amount)));
    }
}
