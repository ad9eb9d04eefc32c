package io.holdfast.loadtests.saga;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;

/** Hears what every service of this JVM tells the store to write. */
@AutoConfiguration
class StoreCommands implements CommandListener {

    private static final Queue<Write> WRITES = new ConcurrentLinkedQueue<>();
    /** By what they ask, one of each: services ask the same few questions again and again. */
    private static final Map<String, Question> QUESTIONS = new ConcurrentHashMap<>();
    /** What a command says beside what it asks, and a question about it may not. */
    private static final Set<String> AROUND = Set.of(
            "$db", "lsid", "$clusterTime", "txnNumber", "writeConcern", "readConcern", "$readPreference", "ordered");

    /** What one write is. */
    enum Kind {
        INSERT, CHANGE, DELETE,
        /** Sent events are taken out of their document. */
        REMOVAL
    }

    /**
     * One document that is written.
     *
     * @param eventIds of the events that are in it and not sent, as far as all of it is written
     */
    record Write(String database, String collection, Kind kind, List<String> eventIds) {

        String place() {
            return database + "." + collection;
        }
    }

    /** A command that looks for documents. */
    record Question(String database, BsonDocument command) {}

    static List<Question> questions() {
        return List.copyOf(QUESTIONS.values());
    }

    @Bean
    MongoClientSettingsBuilderCustomizer hearing() {
        return settings -> settings.addCommandListener(this);
    }

    static List<Write> takeAll() {
        var all = new ArrayList<Write>();
        for (Write write = WRITES.poll(); write != null; write = WRITES.poll()) {
            all.add(write);
        }
        return all;
    }

    static int count() {
        return WRITES.size();
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        BsonDocument command = event.getCommand();
        String name = event.getCommandName();
        keepQuestion(event, name, command);
        switch (name) {
            case "insert" -> documents(command, "documents").forEach(document -> add(event, Kind.INSERT, document));
            case "update" -> documents(command, "updates").forEach(update -> {
                BsonDocument next = update.getDocument("u");
                add(event, next.containsKey("$pull") ? Kind.REMOVAL : Kind.CHANGE, next);
            });
            case "delete" -> documents(command, "deletes").forEach(delete -> add(event, Kind.DELETE, delete));
            case "findAndModify" -> add(event, Kind.CHANGE, command);
            default -> {
                // It writes nothing.
            }
        }
    }

    private static void keepQuestion(CommandStartedEvent event, String name, BsonDocument command) {
        String field = switch (name) {
            case "find" -> "filter";
            case "count", "distinct", "findAndModify" -> "query";
            case "aggregate" -> "pipeline";
            case "update" -> "updates";
            case "delete" -> "deletes";
            default -> null;
        };
        if (field == null || !command.containsKey(field)) {
            return;
        }
        var asked = new BsonDocument();
        command.forEach((key, value) -> {
            if (!AROUND.contains(key)) {
                // One of several changes says enough, and no more can be explained at once.
                boolean several = (key.equals("updates") || key.equals("deletes")) && value.asArray().size() > 1;
                asked.put(key, several ? new BsonArray(List.of(value.asArray().getFirst())) : value);
            }
        });
        String shape = event.getDatabaseName() + " " + name + " " + command.get(name) + " " + keys(command.get(field));
        // A copy: the command's own bytes are used again.
        QUESTIONS.computeIfAbsent(
                shape, unknown -> new Question(event.getDatabaseName(), BsonDocument.parse(asked.toJson())));
    }

    private static String keys(BsonValue value) {
        if (value.isArray()) {
            return value.asArray().stream().limit(1).map(StoreCommands::keys).toList().toString();
        }
        return value.isDocument()
                ? value.asDocument().entrySet().stream().map(each -> each.getKey() + keys(each.getValue())).toList().toString()
                : "";
    }

    private static void add(CommandStartedEvent event, Kind kind, BsonDocument document) {
        String collection = event.getCommand().getString(event.getCommandName()).getValue();
        WRITES.add(new Write(event.getDatabaseName(), collection, kind, unsent(document)));
    }

    private static Stream<BsonDocument> documents(BsonDocument command, String field) {
        return command.getArray(field, new BsonArray()).stream().map(BsonValue::asDocument);
    }

    private static List<String> unsent(BsonDocument document) {
        if (!document.isDocument("outbox")) {
            return List.of();
        }
        return documents(document.getDocument("outbox"), "unsent").map(event -> event.getString("eventId").getValue()).toList();
    }
}
