package io.holdfast.contracts;

import java.util.List;

/**
 * One version of one event as {@code catalogue.yaml} declares it.
 *
 * @param type the wire type, {@code <aggregate>.<past-tense>.v<N>}, as in {@code ce_type}
 * @param topic the name of the topic that carries it
 * @param summary what happened, in one sentence
 * @param consumers the services that react to it; none when it is there for the record only
 */
public record EventType(String type, String topic, String summary, List<String> consumers) {

    public EventType {
        consumers = List.copyOf(consumers);
    }
}
