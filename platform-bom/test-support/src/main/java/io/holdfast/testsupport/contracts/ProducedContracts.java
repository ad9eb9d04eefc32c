package io.holdfast.testsupport.contracts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.holdfast.contracts.Catalogue;
import io.holdfast.contracts.EventType;
import io.holdfast.contracts.ProducedEvent;
import io.holdfast.contracts.Schemas;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The contracts of what a service says, made of what it says: {@code schema.json} is derived from the record of the
 * body, {@code examples.json} are bodies that the service's test makes. The ordinary build compares them with what is
 * published in event-contracts; {@code mvn -Papprove-contracts} publishes them.
 *
 * <p>Every body keeps the derived schema, has its topic's key, and every field of the schema is in some body: what is
 * declared is sent. Declined bookings once named no client, every body kept its contract, and nobody was told.
 */
public final class ProducedContracts {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private static final boolean BREAKING = System.getProperty("breaking") != null;

    private final Catalogue catalogue = Catalogue.listed();
    private final PublishedContracts published = PublishedContracts.find();
    private final List<String> faults = new ArrayList<>();
    /** Of the parts that recur in several events: it is enough that one of them has it. */
    private final Set<String> missingParts = new TreeSet<>();

    private final Set<String> sentParts = new HashSet<>();
    private final List<String> changes = new ArrayList<>();
    private final List<String> breaks = new ArrayList<>();
    private final List<Runnable> approvals = new ArrayList<>();

    private ProducedContracts() {}

    /**
     * Holds what a service says against what is published, or publishes it.
     *
     * @param made bodies of all its events that show every field between them, the same in every run
     */
    public static void check(String service, Stream<? extends ProducedEvent> made) {
        new ProducedContracts().checkAll(service, made);
    }

    private void checkAll(String service, Stream<? extends ProducedEvent> made) {
        Map<String, List<ProducedEvent>> byType =
                made.collect(Collectors.groupingBy(ProducedEvent::type, LinkedHashMap::new, Collectors.toList()));
        Set<String> declared =
                catalogue.producedBy(service).stream().map(EventType::type).collect(Collectors.toCollection(TreeSet::new));
        declared.stream()
                .filter(type -> !byType.containsKey(type))
                .forEach(type -> faults.add(type + " is in catalogue.yaml, and no body of it is made"));
        byType.keySet().stream()
                .filter(type -> !declared.contains(type))
                .forEach(type -> faults.add(type + " is not among what " + service + " says in catalogue.yaml"));
        byType.forEach((type, events) -> {
            if (declared.contains(type)) {
                checkType(catalogue.event(type), events);
            }
        });
        report(service);
    }

    private void checkType(EventType event, List<ProducedEvent> made) {
        List<Class<?>> bodies = made.stream().<Class<?>>map(one -> one.body().getClass()).distinct().toList();
        if (bodies.size() > 1 || !bodies.getFirst().isRecord()) {
            faults.add(event.type() + " has one record for its body, not " + bodies);
            return;
        }
        ObjectNode schema = DerivedSchema.of(event, bodies.getFirst());
        String key = catalogue.topicOf(event.type()).key();
        var closed = SCHEMAS.getSchema(Schemas.closed(schema));
        var paths = new SchemaPaths(schema);
        Set<String> neverSent = paths.declared();
        List<JsonNode> sent = new ArrayList<>();
        for (ProducedEvent one : made) {
            JsonNode body = JSON.readTree(one.json());
            sent.add(body);
            neverSent.removeAll(paths.sent(body));
            sentParts.addAll(paths.sent(body));
            for (Error error : closed.validate(body)) {
                faults.add(event.type() + ": " + error + " in " + body);
            }
            if (!body.path(key).asString("").equals(one.key())) {
                faults.add(event.type() + " has the key " + one.key() + " and the " + key + " " + body.path(key));
            }
        }
        neverSent.forEach(path -> {
            if (path.startsWith("#")) {
                missingParts.add(path);
            } else {
                faults.add(event.type() + " declares " + path + ", and no body that is made has it");
            }
        });
        compare(event, schema, JSON.valueToTree(paths.examples(sent)));
    }

    private void compare(EventType event, ObjectNode schema, JsonNode examples) {
        JsonNode before = published.schemaOf(event.type());
        ContractChange.differences(before, schema).forEach(line -> changes.add(event.type() + " schema " + line));
        ContractChange.differences(published.examplesOf(event.type()), examples)
                .forEach(line -> changes.add(event.type() + " examples " + line));
        ContractChange.breaks(before, schema).forEach(line -> breaks.add(event.type() + ": " + line
                + (event.consumers().isEmpty() ? "" : "; read by " + String.join(", ", event.consumers()))));
        approvals.add(() -> published.write(event.type(), schema, examples));
    }

    private void report(String service) {
        missingParts.removeAll(sentParts);
        missingParts.forEach(part -> faults.add(part.substring(1) + " is declared, and no body that is made has it"));
        if (!faults.isEmpty()) {
            throw new AssertionError("What " + service + " says contradicts itself:" + lines(faults));
        }
        if (PublishedContracts.APPROVING && (breaks.isEmpty() || BREAKING)) {
            approvals.forEach(Runnable::run);
        } else if (!changes.isEmpty()) {
            throw new AssertionError("What %s says is not what event-contracts publishes:%s%s"
                    .formatted(service, lines(changes), breaks.isEmpty()
                            ? "\nIf it is meant: mvn -Papprove-contracts"
                            : "\nThis breaks a published version:" + lines(breaks)
                                    + "\nAnother version is another event type. While nothing that says it was released:"
                                    + " mvn -Papprove-contracts -Dbreaking"));
        }
    }

    private static String lines(List<String> sentences) {
        return sentences.stream().map("\n- "::concat).collect(Collectors.joining());
    }
}
