package io.holdfast.contracts;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A Kafka topic as {@code catalogue.yaml} declares it.
 *
 * @param name the topic's name and address
 * @param key the field of every event on it that is the record's key and the event's {@code ce_subject}
 * @param partitions how many partitions it has, at least 1
 * @param compacted whether the last event per key stays for good instead of every event for a time
 * @param retention how long events are kept; null exactly when compacted
 * @param producer the one service that writes to it, or {@link #EVERY_SERVICE}
 * @param description what a reader finds there
 */
public record Topic(String name, String key, int partitions, boolean compacted, @Nullable Duration retention,
        String producer, String description) {

    /** The producer of a topic on which each service says the same, of what it does itself. */
    public static final String EVERY_SERVICE = "every-service";

    public Topic {
        if (compacted == (retention != null)) {
            throw new IllegalArgumentException("Topic '" + name + "' must be either compacted or kept for a time");
        }
    }

    /** Whether this service writes to it. */
    public boolean isWrittenBy(String service) {
        return producer.equals(service) || producer.equals(EVERY_SERVICE);
    }

    /** What to create the topic with, in Kafka's own names: {@code cleanup.policy} and {@code retention.ms}. */
    public Map<String, String> settings() {
        return retention == null
                ? Map.of("cleanup.policy", "compact")
                : Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(retention.toMillis()));
    }
}
