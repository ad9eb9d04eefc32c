package io.holdfast.razorpay.simulator;

import org.bson.Document;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** Spring Boot's own indicator says {@code hello}, which the embedded document server does not know. */
@Component
class StoreHealth extends AbstractHealthIndicator {
    private final MongoTemplate mongo;

    StoreHealth(MongoTemplate mongo) {
        super("The document store does not answer");
        this.mongo = mongo;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        mongo.executeCommand(new Document("ping", 1));
        health.up();
    }
}
