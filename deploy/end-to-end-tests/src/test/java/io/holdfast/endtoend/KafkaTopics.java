package io.holdfast.endtoend;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.holdfast.contracts.Catalogue;
import io.holdfast.contracts.EventType;

/**
 * Every topic that a deployment makes where services may not: those of the catalogue, what each group parks of them, and what each
 * group is given once more. As resources of Strimzi's topic operator they are {@code deploy/kubernetes/topics}.
 */
final class KafkaTopics {

    private static final Duration DEAD_LETTERS = Duration.ofDays(30);
    private static final Duration REPLAYS = Duration.ofDays(7);
    private static final String LARGEST_DEAD_LETTER = Integer.toString(2 * 1024 * 1024);

    /** @param settings in Kafka's own names */
    record Wanted(int partitions, Map<String, String> settings) {}

    private KafkaTopics() {}

    /** By name. */
    static Map<String, Wanted> of(Catalogue catalogue) {
        var wanted = new TreeMap<String, Wanted>();
        catalogue.topics().forEach(topic -> wanted.put(topic.name(), new Wanted(topic.partitions(), new TreeMap<>(topic.settings()))));
        Set<String> groups = new TreeSet<>();
        for (EventType event : catalogue.events()) {
            for (String group : event.groups()) {
                groups.add(group);
                wanted.put(event.topic() + "." + group + ".dlt", new Wanted(1, kept(DEAD_LETTERS)));
            }
        }
        groups.forEach(group -> wanted.put(group + ".replays", new Wanted(1, kept(REPLAYS))));
        return wanted;
    }

    private static Map<String, String> kept(Duration time) {
        return new TreeMap<>(Map.of(
                "max.message.bytes", LARGEST_DEAD_LETTER, "retention.ms", Long.toString(time.toMillis())));
    }

    static String yaml(Catalogue catalogue) {
        var yaml = new StringBuilder(
                "# Generated from catalogue.yaml by ManifestsTest (-Dholdfast.manifests.approve=true); not edited by hand.\n");
        of(catalogue).forEach((name, topic) -> {
            yaml.append("""
                    ---
                    apiVersion: kafka.strimzi.io/v1beta2
                    kind: KafkaTopic
                    metadata:
                      name: %s
                      labels: { strimzi.io/cluster: holdfast }
                    spec:
                      partitions: %d
                      config:
                    """.formatted(name, topic.partitions()));
            topic.settings().forEach((setting, value) -> yaml.append("    ").append(setting).append(": ")
                    .append(value.matches("\\d+") ? value : "\"" + value + "\"").append('\n'));
        });
        return yaml.toString();
    }
}
