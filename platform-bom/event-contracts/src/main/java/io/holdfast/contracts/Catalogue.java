package io.holdfast.contracts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import tools.jackson.databind.node.ObjectNode;

import static java.util.stream.Collectors.toMap;

/**
 * Every topic and every event version on the wire, with their schemas and examples, as {@code catalogue.yaml} lists
 * them. Immutable and safe to share between threads.
 */
public final class Catalogue {

    private final List<String> services;
    private final Map<String, Topic> topics;
    private final Map<String, EventType> events;
    private final Map<String, Contract> contracts;

    /** What {@link CatalogueReader} has found to be sound: names are unique and every event has its contract. */
    Catalogue(List<String> services, List<Topic> topics, List<EventType> events, Map<String, Contract> contracts) {
        this.services = List.copyOf(services);
        this.topics = byName(topics, Topic::name);
        this.events = byName(events, EventType::type);
        this.contracts = Map.copyOf(contracts);
    }

    /**
     * Reads and checks the catalogue that this module ships.
     *
     * @throws BrokenCatalogueException listing every fault, when it contradicts itself
     */
    public static Catalogue load() {
        return load(ContractFiles.shipped());
    }

    /**
     * Reads and checks the catalogue whose files lie in the package of this class: for a system other than Holdfast
     * that speaks over the same library.
     *
     * @throws BrokenCatalogueException listing every fault, when it contradicts itself or is not there
     */
    public static Catalogue loadBeside(Class<?> neighbour) {
        return load(ContractFiles.beside(neighbour));
    }

    /**
     * What {@code catalogue.yaml} lists, without schemas and examples: for who derives those from what producers make.
     *
     * @throws BrokenCatalogueException listing every fault, when it contradicts itself
     */
    public static Catalogue listed() {
        return new CatalogueReader(ContractFiles.shipped()).readListed();
    }

    static Catalogue load(ContractFiles files) {
        return new CatalogueReader(files).read();
    }

    /** The services that produce or consume, in the catalogue's order. */
    public List<String> services() {
        return services;
    }

    /** All topics, in the catalogue's order. */
    public List<Topic> topics() {
        return List.copyOf(topics.values());
    }

    /** All event versions, in the catalogue's order. */
    public List<EventType> events() {
        return List.copyOf(events.values());
    }

    /**
     * The event version of this wire type.
     *
     * @throws UnknownEventTypeException when the catalogue does not list it
     */
    public EventType event(String type) {
        EventType event = events.get(type);
        if (event == null) {
            throw new UnknownEventTypeException(type);
        }
        return event;
    }

    /**
     * The topic that carries this wire type.
     *
     * @throws UnknownEventTypeException when the catalogue does not list the type
     */
    public Topic topicOf(String type) {
        return topic(event(type).topic());
    }

    /**
     * The topic of this name.
     *
     * @throws IllegalArgumentException when the catalogue does not list it
     */
    public Topic topic(String name) {
        Topic topic = topics.get(name);
        if (topic == null) {
            throw new IllegalArgumentException("Topic '" + name + "' is not in catalogue.yaml");
        }
        return topic;
    }

    /** The event versions that this service alone writes, or that {@link Topic#EVERY_SERVICE} does. */
    public List<EventType> producedBy(String service) {
        return events.values().stream().filter(event -> topic(event.topic()).producer().equals(service)).toList();
    }

    /** The event versions that this service reacts to. */
    public List<EventType> consumedBy(String service) {
        return events.values().stream().filter(event -> event.consumers().contains(service)).toList();
    }

    /**
     * The JSON Schema (2020-12) of this wire type, as consumers rely on it: it stands alone, all that it refers to is
     * inside it, and fields it does not name are allowed.
     *
     * @throws UnknownEventTypeException when the catalogue does not list the type
     */
    public String schemaOf(String type) {
        return contract(type).schema().toPrettyString();
    }

    /**
     * The same schema as producers are held to: a field that it does not name is refused, at every depth.
     *
     * @throws UnknownEventTypeException when the catalogue does not list the type
     */
    public String producerSchemaOf(String type) {
        return Schemas.closed(contract(type).schema()).toPrettyString();
    }

    /**
     * The fullest of the bodies of this wire type that its producer's tests make.
     *
     * @throws UnknownEventTypeException when the catalogue does not list the type
     */
    public String exampleOf(String type) {
        return examplesOf(type).getFirst();
    }

    /**
     * Bodies of this wire type as its producer's tests make them: the fullest, those that have what it lacks, so that
     * every field is in one of them, and the leanest. Who reads the type must be able to read each.
     *
     * @throws UnknownEventTypeException when the catalogue does not list the type
     */
    public List<String> examplesOf(String type) {
        return contract(type).examples().stream().map(ObjectNode::toPrettyString).toList();
    }

    Contract contract(String type) {
        Contract contract = contracts.get(type);
        if (contract == null) {
            throw new UnknownEventTypeException(type);
        }
        return contract;
    }

    private static <T> Map<String, T> byName(List<T> all, Function<T, String> name) {
        return all.stream().collect(toMap(name, Function.identity(), (one, other) -> {
            throw new IllegalArgumentException("Listed twice: " + name.apply(one));
        }, LinkedHashMap::new));
    }
}
