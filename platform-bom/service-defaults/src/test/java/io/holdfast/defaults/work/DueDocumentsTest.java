package io.holdfast.defaults.work;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;

import static org.assertj.core.api.Assertions.assertThat;

/** What somebody's hand, an older version or a broken disk left in a collection of work. */
class DueDocumentsTest {

    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

    private final MongoClient client = MongoClients.create(Infrastructure.forTests().mongodbUri());
    private final MongoTemplate mongo = new MongoTemplate(client, "due-" + UUID.randomUUID().toString().substring(0, 8));

    @org.springframework.data.mongodb.core.mapping.Document("errands")
    record Errand(@Id String id, Kind kind, Instant dueAt) {
        enum Kind {
            BUY,
            SELL
        }
    }

    @AfterEach
    void drop() {
        mongo.getDb().drop();
        client.close();
    }

    @Test
    void whatCannotBeReadKeepsNobodyElseFromBeingFound() {
        mongo.indexOps(Errand.class).createIndex(new Index().on("dueAt", Sort.Direction.ASC).sparse());
        var errands = mongo.getDb().getCollection("errands");
        errands.insertOne(new Document("_id", "unknown-constant").append("kind", "STEAL").append("dueAt", at(-3)));
        errands.insertOne(new Document("_id", new ObjectId()).append("kind", "BUY").append("dueAt", at(-3)));
        errands.insertOne(new Document("_id", "text").append("kind", "BUY").append("dueAt", "2026-12-01T09:00:00Z"));
        errands.insertOne(new Document("_id", "number").append("kind", "BUY").append("dueAt", 5));
        errands.insertOne(new Document("_id", "list").append("kind", "BUY").append("dueAt", List.of(at(-2))));
        errands.insertOne(new Document("_id", "never").append("kind", "BUY").append("dueAt", null));
        mongo.insert(new Errand("good", Errand.Kind.SELL, NOW.minusSeconds(1)));
        mongo.insert(new Errand("later", Errand.Kind.SELL, NOW.plusSeconds(1)));

        List<DueWork.Due> due = new DueDocuments(mongo, Errand.class, "dueAt").dueBefore(NOW, 10);

        // Its own action says that the first one cannot be read, and the others go on.
        assertThat(due).extracting(DueWork.Due::id).containsExactly("unknown-constant", "good");
    }

    private static Date at(int seconds) {
        return Date.from(NOW.plusSeconds(seconds));
    }
}
