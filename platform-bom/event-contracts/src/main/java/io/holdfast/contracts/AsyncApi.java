package io.holdfast.contracts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

/** Derives the AsyncAPI 3.0.0 document of all topics from the catalogue, so that it cannot say anything else. */
public final class AsyncApi {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String KAFKA_BINDING = "0.5.0";

    private final Catalogue catalogue;

    private AsyncApi(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * The document as JSON. It names no servers, because brokers are not reachable from outside.
     *
     * @param catalogue what to describe
     * @param version the platform's version, for {@code info.version}
     */
    public static String document(Catalogue catalogue, String version) {
        return new AsyncApi(catalogue).document(version).toPrettyString();
    }

    private ObjectNode document(String version) {
        ObjectNode document = JSON.createObjectNode();
        document.put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Holdfast events")
                .put("version", version)
                .put("description", "What the services tell each other, as CloudEvents 1.0 in Kafka's binary mode.");
        document.put("defaultContentType", "application/json");
        ObjectNode channels = document.putObject("channels");
        catalogue.topics().forEach(topic -> channels.set(topic.name(), channel(topic)));
        ObjectNode operations = document.putObject("operations");
        catalogue.services().forEach(service -> addOperations(operations, service));
        addOperations(operations, Topic.EVERY_SERVICE);
        ObjectNode components = document.putObject("components");
        ObjectNode messages = components.putObject("messages");
        catalogue.events().forEach(event -> messages.set(event.type(), message(event)));
        components.set("schemas", sharedSchemas());
        return document;
    }

    private ObjectNode channel(Topic topic) {
        ObjectNode channel = JSON.createObjectNode();
        channel.put("address", topic.name()).put("description", topic.description());
        ObjectNode messages = channel.putObject("messages");
        catalogue.events().stream().filter(event -> event.topic().equals(topic.name()))
                .forEach(event -> messages.set(event.type(), reference("#/components/messages/" + event.type())));
        ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
        kafka.put("topic", topic.name()).put("partitions", topic.partitions());
        ObjectNode configuration = kafka.putObject("topicConfiguration");
        configuration.putArray("cleanup.policy").add(topic.compacted() ? "compact" : "delete");
        if (topic.retention() != null) {
            configuration.put("retention.ms", topic.retention().toMillis());
        }
        kafka.put("bindingVersion", KAFKA_BINDING);
        return channel;
    }

    private void addOperations(ObjectNode operations, String service) {
        byTopic(catalogue.producedBy(service)).forEach((topic, events) ->
                operations.set(service + ".send." + topic, operation("send", service, topic, events)));
        byTopic(catalogue.consumedBy(service)).forEach((topic, events) ->
                operations.set(service + ".receive." + topic, operation("receive", service, topic, events)));
    }

    private static Map<String, List<EventType>> byTopic(List<EventType> events) {
        return events.stream().collect(groupingBy(EventType::topic, LinkedHashMap::new, toList()));
    }

    private static ObjectNode operation(String action, String service, String topic, List<EventType> events) {
        ObjectNode operation = JSON.createObjectNode();
        operation.put("action", action);
        operation.set("channel", reference("#/channels/" + topic));
        operation.putArray("tags").addObject().put("name", service);
        ArrayNode messages = operation.putArray("messages");
        events.forEach(event -> messages.add(reference("#/channels/" + topic + "/messages/" + event.type())));
        return operation;
    }

    private ObjectNode message(EventType event) {
        Topic topic = catalogue.topicOf(event.type());
        Contract contract = catalogue.contract(event.type());
        ObjectNode message = JSON.createObjectNode();
        message.put("name", event.type());
        message.put("title", contract.schema().path("title").stringValue(event.type()));
        message.put("summary", event.summary());
        message.put("contentType", "application/json");
        if (event.isPublic()) {
            ArrayNode fields = message.putArray("x-public-fields");
            event.publicFields().forEach(fields::add);
        }
        message.set("headers", headers(event));
        message.set("payload", payload(contract));
        ObjectNode kafka = message.putObject("bindings").putObject("kafka");
        kafka.putObject("key").put("type", "string").put("description", "The " + topic.key() + ", as in ce_subject.");
        kafka.put("bindingVersion", KAFKA_BINDING);
        ArrayNode examples = message.putArray("examples");
        contract.examples().forEach(body -> examples.addObject().set("payload", body.deepCopy()));
        return message;
    }

    private ObjectNode headers(EventType event) {
        Topic topic = catalogue.topicOf(event.type());
        ObjectNode headers = JSON.createObjectNode();
        headers.put("type", "object");
        ArrayNode required = headers.putArray("required");
        ObjectNode properties = headers.putObject("properties");
        properties.putObject("ce_specversion").put("type", "string").put("const", "1.0");
        properties.putObject("ce_type").put("type", "string").put("const", event.type());
        described(properties, "ce_id", "Unique together with ce_source; a duplicate has the same.");
        described(properties, "ce_source", "The service that says so: " + topic.producer() + ".");
        described(properties, "ce_subject", "The " + topic.key() + "; also the record's key.");
        described(properties, "ce_time", "When it happened, in UTC.").put("format", "date-time");
        described(properties, "ce_tenantid", "The tenant whose event it is.");
        properties.propertyNames().forEach(required::add);
        described(properties, "ce_correlationid", "The X-Request-Id of the request that began it all.");
        described(properties, "ce_causationid", "The ce_id of the event that led to this one.");
        described(properties, "ce_sequence", "Grows with every event of one subject.");
        described(properties, "traceparent", "The W3C trace that it belongs to.");
        return headers;
    }

    private static ObjectNode described(ObjectNode properties, String name, String description) {
        return properties.putObject(name).put("type", "string").put("description", description);
    }

    // $id would give the references inside another base than this document, and shared definitions are its components.
    private static ObjectNode payload(Contract contract) {
        ObjectNode payload = contract.schema().deepCopy();
        payload.remove(List.of("$schema", "$id", "$defs"));
        turnToComponents(payload);
        return payload;
    }

    private ObjectNode sharedSchemas() {
        ObjectNode schemas = JSON.createObjectNode();
        for (EventType event : catalogue.events()) {
            catalogue.contract(event.type()).schema().path("$defs").properties().forEach(definition -> {
                ObjectNode schema = (ObjectNode) definition.getValue().deepCopy();
                turnToComponents(schema);
                schemas.set(definition.getKey(), schema);
            });
        }
        return schemas;
    }

    private static void turnToComponents(ObjectNode schema) {
        Schemas.turnReferences(schema, ref -> "#/components/schemas/" + ref.substring(Schemas.OWN.length()));
    }

    private static ObjectNode reference(String to) {
        return JSON.createObjectNode().put("$ref", to);
    }
}
