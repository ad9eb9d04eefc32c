package io.holdfast.messaging.mongo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.holdfast.messaging.Gatherings;
import io.holdfast.messaging.Heartbeat;
import io.holdfast.messaging.KeyedExecutor;
import io.holdfast.messaging.RawEvent;
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

/** Changes that are gathered, on a real document server. */
class GatheredProjectionsTest {

    @org.springframework.data.mongodb.core.mapping.Document("words")
    record Words(@Id String id, @Version @Nullable Long version, List<String> said) {

        static Function<Optional<Words>, Optional<Words>> saying(String id, String word) {
            return known -> {
                List<String> before = known.map(Words::said).orElse(List.of());
                if (before.contains(word)) {
                    return known;
                }
                var after = new ArrayList<>(before);
                after.add(word);
                return Optional.of(new Words(id, known.map(Words::version).orElse(null), after));
            };
        }
    }

    private GatheredProjections<Words> words;
    private final Gatherings gatherings = new Gatherings(Duration.ofHours(1));
    private final List<String> handled = new CopyOnWriteArrayList<>();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final Map<String, Function<Optional<Words>, Optional<Words>>> changes = new ConcurrentHashMap<>();
    private final KeyedExecutor executor = new KeyedExecutor(
            message -> {
                String id = message.origin().substring(0, 1);
                words.project(id, changes.getOrDefault(message.origin(), Words.saying(id, message.origin().substring(2))));
                handled.add(message.origin());
                return true;
            },
            Duration.ofMillis(10),
            new Heartbeat("handlers-test"));
    private MongoClient client;
    private MongoTemplate mongo;

    @BeforeEach
    void prepare() {
        client = MongoClients.create(Infrastructure.forTests().mongodbUri());
        String database = "gathered-" + UUID.randomUUID().toString().substring(0, 8);
        mongo = new MongoTemplate(new SimpleMongoClientDatabaseFactory(client, database));
        words = new GatheredProjections<>(mongo, gatherings, Words.class);
    }

    @AfterEach
    void takeDown() throws InterruptedException {
        KeyedExecutor.stopAll(List.of(executor), Duration.ofSeconds(1));
        mongo.getDb().drop();
        client.close();
    }

    @Test
    void allThatIsSaidOfADocumentIsOneWrite() {
        hear("a one", "b one", "a two");

        assertThat(words.find("a")).contains(new Words("a", 0L, List.of("one", "two")));
        assertThat(words.find("b")).contains(new Words("b", 0L, List.of("one")));
        hear("a three", "b two");
        assertThat(words.find("a")).contains(new Words("a", 1L, List.of("one", "two", "three")));
    }

    @Test
    void whatIsKnownIsNotWrittenAgain() {
        hear("a one", "b one");

        hear("a one", "b one");

        assertThat(words.find("a")).contains(new Words("a", 0L, List.of("one")));
    }

    @Test
    void whereSomebodyElseIsFasterNothingIsLost() {
        hear("a one");
        changes.put("a mine", known -> {
            if (known.orElseThrow().said().size() == 1) {
                mongo.save(new Words("a", 0L, List.of("one", "theirs")));
                mongo.save(new Words("b", null, List.of("theirs")));
            }
            return Words.saying("a", "mine").apply(known);
        });

        hear("a mine", "b mine");

        assertThat(words.find("a")).contains(new Words("a", 2L, List.of("one", "theirs", "mine")));
        assertThat(words.find("b")).contains(new Words("b", 1L, List.of("theirs", "mine")));
    }

    @Test
    void outsideOfAMessageItIsWrittenAtOnce() {
        words.project("a", Words.saying("a", "one"));

        assertThat(words.find("a")).contains(new Words("a", 0L, List.of("one")));
    }

    /** Gathers all of them, and then does what is gathered. */
    private void hear(String... said) {
        int before = handled.size();
        for (String each : said) {
            executor.add("key", new RawEvent(Map.of(), "key", new byte[0], each), () -> done.add(each));
        }
        await().until(() -> handled.size() == before + said.length);
        gatherings.flush();
        // The last one may have been handled and not yet be waiting for its effect.
        await().until(() -> done.size() == before + said.length);
    }
}
