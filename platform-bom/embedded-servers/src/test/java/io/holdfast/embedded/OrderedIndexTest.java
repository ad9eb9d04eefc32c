package io.holdfast.embedded;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoQueryException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Declared indexes change what a query costs, and never what it answers. {@code -Dholdfast.index.seeds=…} looks at more documents. */
class OrderedIndexTest {
    /** As many as there are ways to declare indexes. */
    private static final int SEEDS = Integer.getInteger("holdfast.index.seeds", 6);
    private static final int WRITES = 400;
    private static final int QUERIES = 700;

    @TempDir
    private Path folder;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, SEEDS);
    }

    /** The same documents and changes in a collection with indexes and in one without; then the same questions. */
    @ParameterizedTest
    @MethodSource("seeds")
    void theIndexedAnswerIsTheScannedAnswer(long seed) {
        try (EmbeddedDocumentServer server = EmbeddedDocumentServer.inMemory(0, new Scans(false));
                MongoClient client = MongoClients.create(server.uri())) {
            var indexed = client.getDatabase("test").getCollection("indexed");
            var scanned = client.getDatabase("test").getCollection("scanned");
            var some = new RandomDocuments(new Random(seed), seed % 2 == 0);
            if (seed % 3 != 0) {
                some.declareIndexes(indexed);
            }
            for (int write = 0; write < WRITES; write++) {
                some.change(List.of(indexed, scanned));
            }
            // Also when there were documents before.
            some.declareIndexes(indexed);
            int found = 0;
            for (int query = 0; query < QUERIES; query++) {
                if (query % 10 == 0) {
                    some.change(List.of(indexed, scanned));
                }
                found += some.ask(indexed, scanned);
            }
            assertThat(found).as("queries that found something").isGreaterThan(QUERIES / 4);
            assertThat(server.scans()).as("the other one scanned").anyMatch(line -> line.startsWith("test.scanned"));
        }
    }

    @Test
    void aQueryWithoutAnIndexIsNamedWithoutItsValuesAndRefusedWhenAsked() {
        try (EmbeddedDocumentServer server = EmbeddedDocumentServer.inMemory(0, new Scans(true));
                MongoClient client = MongoClients.create(server.uri())) {
            var bookings = client.getDatabase("test").getCollection("bookings");
            bookings.insertMany(List.of(
                    new Document("_id", "b-1").append("client", "asha").append("dueAt", 5),
                    new Document("_id", "b-2").append("client", "ben")));

            assertThatThrownBy(() -> bookings.find(Filters.eq("client", "asha")).first())
                    .isInstanceOf(MongoCommandException.class)
                    .hasMessageContaining("No declared index answers this query");
            assertThatThrownBy(() -> bookings.countDocuments(Filters.lt("dueAt", 9)))
                    .hasMessageContaining("No declared index");
            assertThat(server.scans()).hasSize(2).allSatisfy(line -> assertThat(line)
                    .startsWith("test.bookings ").doesNotContain("asha").doesNotContain("9"));

            bookings.createIndex(Indexes.ascending("client"));
            bookings.createIndex(Indexes.ascending("dueAt"), new IndexOptions().sparse(true));
            assertThat(bookings.find(Filters.eq("client", "asha")).first()).containsEntry("_id", "b-1");
            assertThat(bookings.countDocuments(Filters.lt("dueAt", 9))).isOne();
            assertThat(bookings.find(Filters.and(Filters.eq("_id", "b-2"), Filters.eq("note", null)))).hasSize(1);
            assertThat(bookings.find(Filters.and(Filters.gte("_id", "b-1"), Filters.lt("_id", "b-2")))).hasSize(1);
            assertThat(bookings.find()).hasSize(2);
            assertThat(server.scans()).hasSize(2);
        }
    }

    /** Without the field a document is not in a sparse index, so that index cannot answer who lacks it. */
    @Test
    void aSparseIndexIsNotAskedForWhatItLeavesOut() {
        try (EmbeddedDocumentServer server = EmbeddedDocumentServer.inMemory(0, new Scans(false));
                MongoClient client = MongoClients.create(server.uri())) {
            var bookings = client.getDatabase("test").getCollection("bookings");
            bookings.createIndex(Indexes.ascending("dueAt"), new IndexOptions().sparse(true));
            bookings.insertMany(List.of(new Document("_id", 1).append("dueAt", 5), new Document("_id", 2)));

            assertThat(bookings.find(Filters.eq("dueAt", null))).extracting(found -> found.get("_id")).containsExactly(2);
            assertThat(bookings.find().sort(Sorts.ascending("dueAt"))).extracting(found -> found.get("_id"))
                    .containsExactly(2, 1);
        }
    }

    /** An order that no index has: the pages of a list follow each other, equals too. */
    @Test
    void pagesOfWhatIsSortedAreThePartsOfTheWhole() {
        try (EmbeddedDocumentServer server = EmbeddedDocumentServer.inMemory(0);
                MongoClient client = MongoClients.create(server.uri())) {
            var bookings = client.getDatabase("test").getCollection("bookings");
            bookings.createIndex(Indexes.ascending("start"));
            var random = new Random(5);
            bookings.insertMany(IntStream.range(0, 300)
                    .mapToObj(id -> new Document("_id", id).append("start", random.nextInt(100)).append("requested", random.nextInt(20)))
                    .toList());
            Bson wanted = Filters.gte("start", 20);
            List<Document> all = bookings.find(wanted).sort(Sorts.descending("requested")).into(new ArrayList<>());

            for (int limit : List.of(1, 25, 400)) {
                var pages = new ArrayList<Document>();
                for (int skip = 0; skip <= all.size(); skip += limit) {
                    bookings.find(wanted).sort(Sorts.descending("requested")).skip(skip).limit(limit).into(pages);
                }
                assertThat(pages).as("by %d", limit).isEqualTo(all);
            }
        }
    }

    /** As texts are found by how their words begin. */
    @Test
    void aRangeThatOneElementLiesInIsAnsweredByTheIndex() {
        try (EmbeddedDocumentServer server = EmbeddedDocumentServer.inMemory(0, new Scans(true));
                MongoClient client = MongoClients.create(server.uri())) {
            var people = client.getDatabase("test").getCollection("people");
            people.createIndex(Indexes.ascending("tenant", "words"));
            people.insertOne(new Document("_id", "1").append("tenant", "t").append("words", List.of("asha", "rao")));
            people.insertOne(new Document("_id", "2").append("tenant", "t").append("words", List.of("ash", "zoe")));
            people.insertOne(new Document("_id", "3").append("tenant", "t").append("words", List.of("aaa", "zzz")));
            people.insertOne(new Document("_id", "4").append("tenant", "u").append("words", List.of("asha")));

            assertThat(people.find(Filters.and(Filters.eq("tenant", "t"), begins("ash"))).map(one -> one.getString("_id")))
                    .containsExactlyInAnyOrder("1", "2");
            assertThat(people.find(Filters.and(Filters.eq("tenant", "t"), begins("ash"), begins("ra")))
                            .map(one -> one.getString("_id")))
                    .containsExactly("1");
            assertThat(people.countDocuments(Filters.and(Filters.eq("tenant", "t"), begins("ash")))).isEqualTo(2);
        }
    }

    private static Bson begins(String letters) {
        return new Document(
                "words", new Document("$elemMatch", new Document("$gte", letters).append("$lt", letters + "\uFFFF")));
    }

    @Test
    void aSortByArraysIsWhatItIsWithoutAnIndex() {
        try (EmbeddedDocumentServer server = EmbeddedDocumentServer.inMemory(0, new Scans(false));
                MongoClient client = MongoClients.create(server.uri())) {
            for (String name : List.of("scanned", "indexed")) {
                var bookings = client.getDatabase("test").getCollection(name);
                if (name.equals("indexed")) {
                    bookings.createIndex(Indexes.ascending("a"));
                }
                bookings.insertMany(List.of(new Document("_id", 1).append("a", 2),
                        new Document("_id", 2).append("a", List.of(4, 1)), new Document("_id", 3).append("a", 3)));
                assertThat(bookings.find().sort(Sorts.ascending("a"))).as(name)
                        .extracting(found -> found.get("_id")).containsExactly(2, 1, 3);
                assertThat(bookings.find(Filters.gt("a", 2)).sort(Sorts.descending("a"))).as(name)
                        .extracting(found -> found.get("_id")).containsExactly(2, 3);
            }
        }
    }

    @Test
    void indexesAreThereAgainAfterAStart() {
        Path file = folder.resolve("holdfast.mv.db");
        try (EmbeddedDocumentServer server = EmbeddedDocumentServer.onFile(file, 0);
                MongoClient client = MongoClients.create(server.uri())) {
            var bookings = client.getDatabase("test").getCollection("bookings");
            bookings.createIndex(Indexes.ascending("tenant", "number"));
            for (int number = 0; number < 50; number++) {
                bookings.insertOne(new Document("_id", "b-" + number).append("tenant", "demo").append("number", number));
            }
        }
        try (EmbeddedDocumentServer server = EmbeddedDocumentServer.onFile(file, 0);
                MongoClient client = MongoClients.create(server.uri())) {
            var bookings = client.getDatabase("test").getCollection("bookings");
            bookings.deleteOne(Filters.eq("_id", "b-48"));
            assertThat(bookings.find(Filters.and(Filters.eq("tenant", "demo"), Filters.gt("number", 46)))
                            .sort(Sorts.descending("number")))
                    .extracting(found -> found.get("_id"))
                    .containsExactly("b-49", "b-47");
            assertThat(server.scans()).isEmpty();
        }
    }

    /** Left to the first query, reading them would hold up everybody's. */
    @Test
    void whatIsStoredIsInTheIndexesBeforeAnybodyAsks() {
        String file = folder.resolve("holdfast.mv.db").toString();
        try (EmbeddedDocumentServer server = EmbeddedDocumentServer.onFile(folder.resolve("holdfast.mv.db"), 0);
                MongoClient client = MongoClients.create(server.uri())) {
            for (String collection : List.of("bookings", "agendas")) {
                var stored = client.getDatabase("test").getCollection(collection);
                stored.createIndex(Indexes.ascending("number"));
                stored.insertOne(new Document("_id", "b-1").append("number", 1));
            }
        }
        var backend = DurableBackend.open(file, new Scans(true), DurableBackend.BETWEEN_CHECKPOINTS, cause -> { });
        try {
            assertThat(ordered(backend)).hasSize(2).noneMatch(OrderedIndex::isBuilt);
            backend.buildIndexes(step -> { });
            assertThat(ordered(backend)).allMatch(OrderedIndex::isBuilt);
        } finally {
            backend.close();
        }
    }

    private static List<OrderedIndex> ordered(DurableBackend backend) {
        return Stream.of("bookings", "agendas")
                .map(name -> (IndexedCollection) backend.resolveDatabase("test").resolveCollection(name, false))
                .flatMap(collection -> collection.ordered().stream())
                .toList();
    }

    /** Few different values, so that much is equal, and each way in which a value can be odd. */
    private static final class RandomDocuments {
        private static final List<String> FIELDS = List.of("a", "b", "c", "o.x", "o.y", "items.s", "items.n", "tags");

        private final Random random;
        private final boolean withArrays;

        RandomDocuments(Random random, boolean withArrays) {
            this.random = random;
            this.withArrays = withArrays;
        }

        void declareIndexes(MongoCollection<Document> collection) {
            collection.createIndex(Indexes.ascending("a"));
            collection.createIndex(Indexes.compoundIndex(Indexes.ascending("a"), Indexes.descending("b")));
            collection.createIndex(Indexes.ascending("b", "c", "o.x"));
            collection.createIndex(Indexes.descending("c"), new IndexOptions().sparse(true));
            collection.createIndex(Indexes.ascending("o.x", "o.y"), new IndexOptions().sparse(true));
            collection.createIndex(Indexes.ascending("items.s", "items.n"));
            collection.createIndex(Indexes.ascending("items.n"), new IndexOptions().sparse(true));
            collection.createIndex(Indexes.compoundIndex(Indexes.ascending("tags"), Indexes.descending("a")));
        }

        void change(List<MongoCollection<Document>> both) {
            Document inserted = document();
            Bson whose = Filters.eq("_id", id());
            String field = FIELDS.get(random.nextInt(5));
            Object value = value();
            Bson filter = filter(2);
            int kind = random.nextInt(12);
            List<String> outcomes = new ArrayList<>();
            for (MongoCollection<Document> collection : both) {
                outcomes.add(outcome(() -> change(kind, collection, inserted, whose, field, value, filter)));
            }
            assertThat(outcomes.getFirst()).isEqualTo(outcomes.getLast());
        }

        private static void change(int kind, MongoCollection<Document> collection, Document inserted, Bson whose,
                String field, Object value, Bson filter) {
            switch (kind) {
                case 0, 1, 2, 3 -> {
                    if (collection.find(Filters.eq("_id", inserted.get("_id"))).first() == null) {
                        collection.insertOne(new Document(inserted));
                    }
                }
                case 4 -> collection.replaceOne(whose, without(inserted, "_id"));
                case 5 -> collection.updateOne(whose, new Document("$set", new Document("b", value)));
                case 6 -> collection.updateOne(whose, new Document("$unset", new Document(field, "")));
                case 7 -> collection.bulkWrite(List.of(
                        new UpdateOneModel<>(whose, new Document("$set", new Document("a", value))),
                        new UpdateOneModel<>(whose, new Document("$pull",
                                new Document("items", new Document("s", "p"))))));
                case 8 -> collection.updateMany(filter, new Document("$set", new Document("c", value)));
                case 9 -> collection.findOneAndUpdate(filter, new Document("$push",
                                new Document("items", new Document("s", "q").append("n", 3))),
                        new FindOneAndUpdateOptions().sort(Sorts.ascending("_id")).returnDocument(ReturnDocument.AFTER));
                case 10 -> collection.deleteOne(whose);
                default -> collection.updateOne(whose, new Document("$set", new Document("c", value)));
            }
        }

        /** Not every change fits every document; then it has to be refused in both. */
        private static String outcome(Runnable change) {
            try {
                change.run();
                return "done";
            } catch (MongoException e) {
                return "refused with code " + e.getCode();
            }
        }

        /** 1 when something was found. */
        int ask(MongoCollection<Document> indexed, MongoCollection<Document> scanned) {
            Bson filter = filter(3);
            Document sort = random.nextInt(3) == 0 ? null : sort();
            int skip = random.nextInt(3) == 0 ? random.nextInt(4) : 0;
            int limit = random.nextInt(3) == 0 ? 1 + random.nextInt(5) : 0;
            String asked = filter.toBsonDocument() + " sort " + sort + " skip " + skip + " limit " + limit;

            assertThat(indexed.countDocuments(filter)).as("count of %s", asked).isEqualTo(scanned.countDocuments(filter));
            List<Document> expected;
            try {
                expected = find(scanned, filter, sort, skip, limit);
            } catch (MongoQueryException e) {
                // The server's own order of arrays contradicts itself now and then.
                assertThat(e).hasMessageContaining("Comparison method violates its general contract");
                return 0;
            }
            List<Document> found = find(indexed, filter, sort, skip, limit);
            if (!withArrays && sort != null && sort.containsKey("_id")) {
                assertThat(found).as(asked).isEqualTo(expected);
            } else if (skip > 0 || limit > 0) {
                // Which of equals comes first is nobody's promise.
                assertThat(found).as(asked).hasSameSizeAs(expected);
                assertThat(find(scanned, filter, null, 0, 0)).as(asked).containsAll(found);
                assertThat(new HashSet<>(found)).as(asked).hasSameSizeAs(found);
            } else {
                assertThat(found).as(asked).containsExactlyInAnyOrderElementsOf(expected);
            }
            return expected.isEmpty() ? 0 : 1;
        }

        private static List<Document> find(MongoCollection<Document> collection, Bson filter, Document sort, int skip, int limit) {
            FindIterable<Document> found = collection.find(filter).skip(skip).limit(limit);
            return (sort == null ? found : found.sort(sort)).into(new ArrayList<>());
        }

        private static Document without(Document document, String field) {
            Document rest = new Document(document);
            rest.remove(field);
            return rest;
        }

        private Document document() {
            Document document = new Document("_id", id());
            for (String field : List.of("a", "b", "c")) {
                if (random.nextInt(4) > 0) {
                    document.append(field, value());
                }
            }
            if (random.nextInt(3) > 0) {
                Document inner = new Document();
                if (random.nextBoolean()) {
                    inner.append("x", value());
                }
                document.append("o", inner.append("y", value()));
            }
            if (withArrays && random.nextInt(3) > 0) {
                List<Document> items = new ArrayList<>();
                for (int item = random.nextInt(4); item > 0; item--) {
                    Document one = new Document("s", random.nextBoolean() ? "p" : "q");
                    items.add(random.nextInt(4) == 0 ? one : one.append("n", random.nextInt(4)));
                }
                document.append("items", items);
            } else if (random.nextInt(3) == 0) {
                document.append("items", new Document("s", "p").append("n", 2));
            }
            if (withArrays && random.nextBoolean()) {
                document.append("tags", random.nextInt(4) == 0 ? List.of() : Arrays.asList(value(), scalar()));
            } else if (random.nextBoolean()) {
                document.append("tags", scalar());
            }
            return document;
        }

        private String id() {
            return "id-" + (100 + random.nextInt(150));
        }

        private Object value() {
            int kind = random.nextInt(withArrays ? 14 : 12);
            return switch (kind) {
                case 12 -> List.of(random.nextInt(4), "s" + random.nextInt(4));
                case 13 -> List.of(List.of(1, 2), 3);
                case 11 -> withArrays ? new Document("x", 1) : random.nextInt(4);
                default -> scalar();
            };
        }

        private Object scalar() {
            return switch (random.nextInt(10)) {
                case 0 -> null;
                case 1 -> (long) random.nextInt(4);
                case 2 -> random.nextInt(8) / 2.0;
                case 3, 4 -> "s" + random.nextInt(4);
                case 5 -> Date.from(Instant.ofEpochSecond(1_000_000 + random.nextInt(4)));
                case 6 -> random.nextBoolean();
                case 7 -> new ObjectId(random.nextInt(3), 1);
                default -> random.nextInt(4);
            };
        }

        private Document sort() {
            Document sort = new Document();
            List<String> fields = new ArrayList<>(FIELDS);
            Collections.shuffle(fields, random);
            int direction = random.nextBoolean() ? 1 : -1;
            for (String field : random.nextBoolean() ? List.of("a", "b") : fields.subList(0, 1 + random.nextInt(2))) {
                sort.append(field, random.nextInt(4) == 0 ? -direction : direction);
            }
            return random.nextBoolean() ? sort.append("_id", direction) : sort;
        }

        private Bson filter(int depth) {
            return switch (random.nextInt(depth > 0 ? 10 : 7)) {
                case 7 -> Filters.and(filter(depth - 1), filter(depth - 1));
                case 8 -> Filters.or(filter(depth - 1), filter(depth - 1));
                case 9 -> new Document("$and", List.of(filter(depth - 1),
                        new Document("$or", List.of(filter(depth - 1), filter(depth - 1)))));
                default -> demand();
            };
        }

        private Bson demand() {
            String field = random.nextInt(12) == 0 ? "_id" : FIELDS.get(random.nextInt(FIELDS.size()));
            Object value = field.equals("_id") ? id() : scalar();
            Object other = field.equals("_id") ? id() : scalar();
            return switch (random.nextInt(15)) {
                case 0, 1, 2 -> Filters.eq(field, value);
                case 3 -> Filters.in(field, value, other);
                case 4 -> Filters.gt(field, value);
                case 5 -> Filters.gte(field, value);
                case 6 -> Filters.lt(field, value);
                case 7 -> Filters.lte(field, value);
                case 8 -> new Document(field, new Document("$gte", value).append("$lt", other));
                case 9 -> Filters.exists(field, random.nextBoolean());
                case 10 -> Filters.ne(field, value);
                case 11 -> Filters.nin(field, value, other);
                case 12 -> withArrays && field.startsWith("items")
                        ? Filters.elemMatch("items", Filters.and(Filters.eq("s", "p"), Filters.gt("n", random.nextInt(3))))
                        : Filters.eq(field, value);
                case 13 -> new Document("tags", new Document("$elemMatch", new Document("$gte", value).append("$lt", other)));
                default -> new Document(field, new Document("$gt", value).append("$lte", other));
            };
        }
    }
}
