package io.holdfast.contracts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

import tools.jackson.databind.node.ObjectNode;

/**
 * One version of one event as {@code catalogue.yaml} declares it.
 *
 * @param type the wire type, {@code <aggregate>.<past-tense>.v<N>}, as in {@code ce_type}
 * @param topic the name of the topic that carries it
 * @param summary what happened, in one sentence
 * @param reactions what each service does that hears it; none when it is there for the record only
 * @param publicFields which fields of its body the business's own systems may read; none when the event stays inside
 */
public record EventType(
        String type, String topic, String summary, SequencedMap<String, String> reactions, List<String> publicFields) {

    /** The consumer group that takes public events in for the feed, beside those of the services that react. */
    public static final String FEED = "event-feed";

    public EventType {
        publicFields = List.copyOf(publicFields);
        reactions = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(reactions));
    }

    /** The services that react to it. */
    public List<String> consumers() {
        return List.copyOf(reactions.keySet());
    }

    /** Whether the business's own systems hear of it. */
    public boolean isPublic() {
        return !publicFields.isEmpty();
    }

    /** The consumer groups that read it. */
    public List<String> groups() {
        return isPublic() ? Stream.concat(reactions.keySet().stream(), Stream.of(FEED)).toList() : consumers();
    }

    /** What of a body leaves the platform; a field that the body does not have is not in it either. */
    public ObjectNode publicPartOf(ObjectNode body) {
        ObjectNode part = body.objectNode();
        publicFields.forEach(field -> copy(field, body, part));
        return part;
    }

    private static void copy(String path, ObjectNode from, ObjectNode to) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        if (dot < 0 && from.has(name)) {
            to.set(name, from.get(name).deepCopy());
        } else if (dot > 0 && from.get(name) instanceof ObjectNode inner) {
            copy(path.substring(dot + 1), inner, to.get(name) instanceof ObjectNode begun ? begun : to.putObject(name));
        }
    }
}
