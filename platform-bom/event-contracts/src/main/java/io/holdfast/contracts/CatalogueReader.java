package io.holdfast.contracts;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads the catalogue once and collects every fault before it gives up, so that one run shows all there is to mend. */
final class CatalogueReader {

    private static final Pattern TYPE = Pattern.compile("[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*\\.v[1-9][0-9]*");
    private static final ObjectMapper YAML =
            YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    private static final ObjectMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final ContractFiles files;
    private final List<String> faults = new ArrayList<>();
    private final List<String> services = new ArrayList<>();
    private final Map<String, Topic> topics = new HashMap<>();
    private final Map<String, Contract> contracts = new HashMap<>();

    CatalogueReader(ContractFiles files) {
        this.files = files;
    }

    Catalogue read() {
        return read(true);
    }

    /** Without the contracts. */
    Catalogue readListed() {
        return read(false);
    }

    private Catalogue read(boolean withContracts) {
        JsonNode root = object("catalogue.yaml", YAML);
        services.addAll(texts(root, "catalogue.yaml", "services"));
        List<Topic> readTopics = new ArrayList<>();
        for (JsonNode entry : entries(root, "topics")) {
            Topic topic = topic(entry);
            if (topic == null) {
                continue;
            }
            if (topics.put(topic.name(), topic) == null) {
                readTopics.add(topic);
            } else {
                faults.add("topic '" + topic.name() + "' is listed twice");
            }
        }
        List<EventType> events = new ArrayList<>();
        Set<String> types = new HashSet<>();
        for (JsonNode entry : entries(root, "events")) {
            EventType event = event(entry);
            if (types.add(event.type())) {
                events.add(event);
                if (withContracts) {
                    readContract(event);
                }
            } else {
                faults.add("event '" + event.type() + "' is listed twice");
            }
        }
        if (!faults.isEmpty()) {
            throw new BrokenCatalogueException(faults);
        }
        return new Catalogue(services, readTopics, events, contracts);
    }

    private @Nullable Topic topic(JsonNode entry) {
        String name = text(entry, "a topic", "name");
        String where = "topic '" + name + "'";
        JsonNode partitions = entry.path("partitions");
        if (!partitions.isInt() || partitions.intValue() < 1) {
            faults.add(where + " needs partitions, at least 1");
        }
        String producer = text(entry, where, "producer");
        if (!producer.equals(Topic.EVERY_SERVICE)) {
            requireService(where, "producer", producer);
        }
        String key = text(entry, where, "key");
        String description = text(entry, where, "description");
        boolean compacted = entry.path("compacted").booleanValue(false);
        Duration retention = retention(entry, where);
        if (compacted == (retention != null)) {
            faults.add(where + " must be either compacted or have a retention longer than nothing (ISO 8601, as P7D)");
            return null;
        }
        return new Topic(name, key, partitions.intValue(0), compacted, retention, producer, description);
    }

    private @Nullable Duration retention(JsonNode entry, String where) {
        String text = entry.path("retention").stringValue("");
        if (text.isEmpty()) {
            return null;
        }
        try {
            Duration retention = Duration.parse(text);
            return retention.isPositive() ? retention : null;
        } catch (DateTimeParseException e) {
            faults.add(where + " has a retention that is no ISO 8601 duration: " + e.getParsedString());
            return null;
        }
    }

    private EventType event(JsonNode entry) {
        String type = text(entry, "an event", "type");
        String where = "event '" + type + "'";
        if (!TYPE.matcher(type).matches()) {
            faults.add(where + " is not named <aggregate>.<past-tense>.v<N>");
        }
        String topic = text(entry, where, "topic");
        if (!topics.containsKey(topic)) {
            faults.add(where + " is on topic '" + topic + "', which is not listed");
        }
        if (!(entry.path("consumers") instanceof ObjectNode consumers)) {
            faults.add(where + " has no 'consumers', each with what it does ({} when nobody reacts)");
            return new EventType(type, topic, text(entry, where, "summary"), new LinkedHashMap<>(), List.of());
        }
        SequencedMap<String, String> reactions = new LinkedHashMap<>();
        consumers.propertyNames().forEach(consumer -> {
            requireService(where, "consumer", consumer);
            reactions.put(consumer, text(consumers, where, consumer));
        });
        List<String> publicFields = entry.has("public") ? texts(entry, where, "public") : List.of();
        return new EventType(type, topic, text(entry, where, "summary"), reactions, publicFields);
    }

    private void readContract(EventType event) {
        String where = "event '" + event.type() + "'";
        ObjectNode schema = object("events/" + event.type() + "/schema.json", JSON);
        Topic topic = topics.get(event.topic());
        // Without its key a record would land on any partition, and the order per booking would be lost.
        if (topic != null && !requires(schema, topic.key())) {
            faults.add(where + ": its schema does not require '" + topic.key() + "', the key of " + topic.name());
        }
        // Without it nobody outside could tell what the event is about.
        if (topic != null && event.isPublic() && !event.publicFields().contains(topic.key())) {
            faults.add(where + ": its public fields lack '" + topic.key() + "', the key of " + topic.name());
        }
        event.publicFields().stream().filter(field -> !has(schema, schema, field)).forEach(field ->
                faults.add(where + ": its schema has no '" + field + "', which is said to be public"));
        contracts.put(event.type(), new Contract(schema, examples("events/" + event.type() + "/examples.json")));
    }

    private List<ObjectNode> examples(String path) {
        List<ObjectNode> examples = new ArrayList<>();
        parse(path, JSON).forEach(body -> {
            if (body instanceof ObjectNode object) {
                examples.add(object);
            }
        });
        if (examples.isEmpty()) {
            faults.add(path + " has no body");
        }
        return examples;
    }

    private static boolean has(JsonNode root, JsonNode at, String path) {
        JsonNode schema = at.has("$ref") ? root.at(at.path("$ref").stringValue("").substring(1)) : at;
        int dot = path.indexOf('.');
        JsonNode property = schema.path("properties").path(dot < 0 ? path : path.substring(0, dot));
        return dot < 0 ? !property.isMissingNode() : has(root, property, path.substring(dot + 1));
    }

    private static boolean requires(ObjectNode schema, String field) {
        return schema.path("required").valueStream().anyMatch(name -> name.stringValue("").equals(field));
    }

    private ObjectNode object(String path, ObjectMapper mapper) {
        if (parse(path, mapper) instanceof ObjectNode object) {
            return object;
        }
        faults.add(path + " is no object");
        return mapper.createObjectNode();
    }

    private JsonNode parse(String path, ObjectMapper mapper) {
        String text = files.read(path);
        if (text == null) {
            faults.add(path + " is missing; mvn -Papprove-contracts writes those of new events");
            return mapper.createObjectNode();
        }
        try {
            return mapper.readTree(text);
        } catch (JacksonException e) {
            faults.add(path + " cannot be read: " + e.getOriginalMessage());
            return mapper.createObjectNode();
        }
    }

    private List<JsonNode> entries(JsonNode root, String field) {
        List<JsonNode> entries = root.path(field).valueStream().toList();
        if (entries.isEmpty()) {
            faults.add("catalogue.yaml lists no " + field);
        }
        return entries;
    }

    private List<String> texts(JsonNode entry, String where, String field) {
        JsonNode texts = entry.path(field);
        if (!texts.isArray()) {
            faults.add(where + " has no list '" + field + "'");
        }
        return texts.valueStream().map(text -> text.asString("")).toList();
    }

    private String text(JsonNode entry, String where, String field) {
        String text = entry.path(field).stringValue("");
        if (text.isBlank()) {
            faults.add(where + " has no '" + field + "'");
        }
        return text;
    }

    private void requireService(String where, String role, String service) {
        if (!services.contains(service)) {
            faults.add(where + " has the " + role + " '" + service + "', which is not among the services");
        }
    }
}
