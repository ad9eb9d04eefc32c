package io.holdfast.loadtests.saga;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.holdfast.embedded.EmbeddedDocumentServer;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Fills the store of a stopped platform with bookings as it has made some itself: all documents that name one of them,
 * in whichever service's collection, are copied with other ids. What is due soon is left out of the copies, as it would
 * have been done long ago; their timers stay, since bookings lie ahead.
 */
final class StoredBookings {

    private static final int BATCH = 500;
    private static final Set<String> SYSTEM = Set.of("admin", "config", "local");
    /** The provider's ids; a UUID is told by itself. */
    private static final Pattern PROVIDERS_ID = Pattern.compile("(order|pay|rfnd)_[A-Za-z0-9]{8,}");
    private static final int DAYS_BETWEEN_COPIES = 62;

    private final MongoClient client;
    private final List<Found> found = new ArrayList<>();
    private final Map<String, Set<String>> idsByBooking = new LinkedHashMap<>();
    private final Map<MongoCollection<Document>, Set<String>> uniqueKeys = new HashMap<>();

    private StoredBookings(MongoClient client) {
        this.client = client;
    }

    /** @param ids of the bookings that it names: one, or several as in a calendar day */
    private record Found(MongoCollection<Document> collection, Document document, Set<String> ids) {}

    /** @param megabytes of the store's file afterwards */
    record Filled(int bookings, long documents, long megabytes) {

        String line() {
            return String.format(Locale.ROOT, "%,d bookings stored, %,d documents, %,d MB", bookings, documents, megabytes);
        }
    }

    /**
     * Copies until there are at least {@code wanted} bookings in all.
     *
     * @param home of a platform that is not running
     */
    static Filled fill(Path home, int wanted) throws IOException {
        Path file = home.resolve("data").resolve("documents").resolve("holdfast.mv.db");
        if (!Files.exists(file)) {
            throw new IllegalStateException("There is no embedded store in " + home + " to fill");
        }
        long documents;
        int bookings;
        try (EmbeddedDocumentServer server = EmbeddedDocumentServer.onFile(file, 0);
                MongoClient client = MongoClients.create(server.uri())) {
            var stored = new StoredBookings(client);
            stored.read();
            int originals = stored.idsByBooking.size();
            if (originals == 0) {
                throw new IllegalStateException("There is no booking in " + file + " to copy");
            }
            int copies = Math.max(0, (wanted - originals + originals - 1) / originals);
            documents = stored.found.size();
            for (int copy = 1; copy <= copies; copy++) {
                documents += stored.copy(copy);
            }
            bookings = originals * (copies + 1);
        }
        return new Filled(bookings, documents, Files.size(file) / 1_000_000);
    }

    private void read() {
        MongoCollection<Document> bookings = null;
        List<MongoCollection<Document>> all = new ArrayList<>();
        for (String database : client.listDatabaseNames()) {
            if (!SYSTEM.contains(database)) {
                for (String name : client.getDatabase(database).listCollectionNames()) {
                    MongoCollection<Document> collection = client.getDatabase(database).getCollection(name);
                    all.add(collection);
                    bookings = name.equals("bookings") ? collection : bookings;
                }
            }
        }
        if (bookings == null) {
            return;
        }
        for (Document booking : bookings.find()) {
            var ids = new TreeSet<String>();
            ids.add(booking.getString("_id"));
            addProvidersIds(booking, ids);
            idsByBooking.put(booking.getString("_id"), ids);
        }
        for (MongoCollection<Document> collection : all) {
            uniqueKeys.put(collection, uniqueKeysOf(collection));
            for (Document document : collection.find()) {
                List<Set<String>> named = namedBy(document);
                if (named.size() == 1 && !isDay(collection)) {
                    addProvidersIds(document, named.getFirst());
                    found.add(new Found(collection, document, named.getFirst()));
                } else if (!named.isEmpty()) {
                    var ids = new TreeSet<String>();
                    named.forEach(ids::addAll);
                    found.add(new Found(collection, document, ids));
                }
            }
        }
    }

    /** Fields that are unique by themselves, such as an event's place in the feed. */
    private static Set<String> uniqueKeysOf(MongoCollection<Document> collection) {
        var keys = new TreeSet<String>();
        for (Document index : collection.listIndexes()) {
            Set<String> fields = index.get("key", Document.class).keySet();
            if (index.getBoolean("unique", false) && fields.size() == 1 && !fields.contains("_id")) {
                keys.addAll(fields);
            }
        }
        return keys;
    }

    private static boolean isDay(MongoCollection<Document> collection) {
        return collection.getNamespace().getCollectionName().equals("calendar_days");
    }

    private static void addProvidersIds(Object value, Set<String> ids) {
        for (String text : texts(value, new ArrayList<>())) {
            PROVIDERS_ID.matcher(text).results().forEach(result -> ids.add(result.group()));
        }
    }

    /** Of each booking that a document names, all ids. */
    private List<Set<String>> namedBy(Document document) {
        String all = String.join("\n", texts(document, new ArrayList<>()));
        return idsByBooking.values().stream().filter(ids -> ids.stream().anyMatch(all::contains)).toList();
    }

    private static List<String> texts(@Nullable Object value, List<String> texts) {
        switch (value) {
            case String text -> texts.add(text);
            case Document document -> document.values().forEach(part -> texts(part, texts));
            case List<?> parts -> parts.forEach(part -> texts(part, texts));
            case Binary binary -> texts.add(new String(binary.getData(), StandardCharsets.UTF_8));
            case null, default -> { }
        }
        return texts;
    }

    private long copy(int number) {
        var others = new HashMap<String, String>();
        idsByBooking.values().forEach(ids -> ids.forEach(id -> others.put(id, otherId(id, number))));
        var batches = new LinkedHashMap<MongoCollection<Document>, List<Document>>();
        for (Found original : found) {
            var copy = (Document) copyOf(original.document(), original.ids(), others);
            if (isDay(original.collection())) {
                String date = copy.getString("date");
                String moved = LocalDate.parse(date).minusDays((long) number * DAYS_BETWEEN_COPIES).toString();
                copy.put("date", moved);
                copy.put("_id", copy.getString("_id").replace(date, moved));
            } else if (Objects.equals(copy.get("_id"), original.document().get("_id"))) {
                copy.put("_id", copy.get("_id") + "-" + number);
            }
            for (String key : uniqueKeys.getOrDefault(original.collection(), Set.of())) {
                if (copy.get(key) instanceof String text && text.equals(original.document().get(key))) {
                    copy.put(key, text + "-" + number);
                }
            }
            copy.remove("nextTryAt");
            if (!original.collection().getNamespace().getCollectionName().equals("agendas")) {
                copy.remove("dueAt");
            }
            batches.computeIfAbsent(original.collection(), any -> new ArrayList<>()).add(copy);
        }
        batches.forEach((collection, documents) -> {
            for (int from = 0; from < documents.size(); from += BATCH) {
                collection.insertMany(documents.subList(from, Math.min(from + BATCH, documents.size())));
            }
        });
        return found.size();
    }

    private static Object copyOf(Object value, Set<String> ids, Map<String, String> others) {
        return switch (value) {
            case String text -> {
                String copy = text;
                for (String id : ids) {
                    if (copy.contains(id)) {
                        copy = copy.replace(id, others.getOrDefault(id, id));
                    }
                }
                yield copy;
            }
            case Document document -> {
                var copy = new Document();
                document.forEach((key, part) -> copy.put(key, part == null ? null : copyOf(part, ids, others)));
                yield copy;
            }
            case List<?> parts -> {
                var copy = new ArrayList<>();
                parts.forEach(part -> copy.add(part == null ? null : copyOf(part, ids, others)));
                yield copy;
            }
            default -> value;
        };
    }

    /** Of the same form, so that it sorts and weighs the same. */
    private static String otherId(String id, int number) {
        String hash = UUID.nameUUIDFromBytes((id + number).getBytes(StandardCharsets.UTF_8)).toString();
        int prefix = id.indexOf('_') + 1;
        return id.length() == hash.length() && prefix == 0
                ? hash
                : id.substring(0, prefix) + hash.replace("-", "").repeat(2).substring(0, Math.min(64, id.length() - prefix));
    }
}
