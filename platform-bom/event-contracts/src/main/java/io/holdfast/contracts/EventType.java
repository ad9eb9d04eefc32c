package io.holdfast.contracts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * One version of one event as {@code catalogue.yaml} declares it.
 *
 * @param type the wire type, {@code <aggregate>.<past-tense>.v<N>}, as in {@code ce_type}
 * @param topic the name of the topic that carries it
 * @param summary what happened, in one sentence
 * @param reactions what each service does that hears it; none when it is there for the record only
 */
public record EventType(String type, String topic, String summary, SequencedMap<String, String> reactions) {

    public EventType {
        reactions = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(reactions));
    }

    /** The services that react to it. */
    public List<String> consumers() {
        return List.copyOf(reactions.keySet());
    }
}
