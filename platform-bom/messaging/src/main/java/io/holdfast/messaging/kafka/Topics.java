package io.holdfast.messaging.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.holdfast.contracts.Catalogue;
import io.holdfast.contracts.EventType;
import io.holdfast.contracts.Topic;
import io.holdfast.messaging.BrokerState;
import io.holdfast.messaging.Subscriptions;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The catalogue's topics on the broker: created by whoever starts first in development, by deployment in production. */
final class Topics {

    private static final Logger log = LoggerFactory.getLogger(Topics.class);
    static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);
    private static final Duration REPLAY_RETENTION = Duration.ofDays(7);
    private static final String REPLAYS = ".replays";
    private static final long STATE_SECONDS = 2;
    static final int LARGEST_REQUEST = 2 * 1024 * 1024;

    private final Catalogue catalogue;
    private final Map<String, Object> adminProperties;
    private final boolean create;
    private volatile boolean told;

    Topics(Catalogue catalogue, Map<String, Object> adminProperties, boolean create) {
        this.catalogue = catalogue;
        this.adminProperties = Map.copyOf(adminProperties);
        this.create = create;
    }

    static String deadLetters(String topic, String group) {
        return topic + "." + group + ".dlt";
    }

    /** Where the messages come that a group is to handle once more, from all its topics. */
    static String replays(String group) {
        return group + REPLAYS;
    }

    static boolean isReplay(String topic) {
        return topic.endsWith(REPLAYS);
    }

    /** The catalogue's topics that these subscriptions read; empty for a service that only writes. */
    List<String> of(Subscriptions subscriptions) {
        Set<String> names = new TreeSet<>();
        subscriptions.types().forEach(type -> names.add(catalogue.topicOf(type).name()));
        return List.copyOf(names);
    }

    /** Everything that the services of the catalogue may park. */
    List<String> deadLetters() {
        Set<String> names = new TreeSet<>();
        for (EventType event : catalogue.events()) {
            event.groups().forEach(group -> names.add(deadLetters(event.topic(), group)));
        }
        return List.copyOf(names);
    }

    /** Looks again and again, on a thread of its own, which ends when the topics are there, however long the broker is away. */
    Thread whenReady(Subscriptions subscriptions) {
        return Thread.ofVirtual().name("topics-" + subscriptions.group()).start(() -> {
            try {
                while (!areReady(subscriptions)) {
                    Thread.sleep(PAUSE);
                }
            } catch (InterruptedException e) {
                log.debug("Stopped before the topics were there", e);
            }
        });
    }

    /** Whether every topic that this service reads or writes is there; missing ones are created where that is allowed. */
    boolean areReady(Subscriptions subscriptions) throws InterruptedException {
        return areReady(wanted(subscriptions));
    }

    /** The same for whoever reads all dead letters. */
    boolean areDeadLettersReady() throws InterruptedException {
        return areReady(deadLetters().stream().map(Topics::newDeadLetters).toList());
    }

    /** How the broker is, and how far behind the group. */
    BrokerState state(String group) throws InterruptedException, ExecutionException, TimeoutException {
        Admin admin = Admin.create(adminProperties);
        try {
            int brokers = admin.describeCluster().nodes().get(STATE_SECONDS, TimeUnit.SECONDS).size();
            Map<TopicPartition, OffsetAndMetadata> finished = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(STATE_SECONDS, TimeUnit.SECONDS);
            var wanted = new HashMap<TopicPartition, OffsetSpec>();
            finished.keySet().forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
            var latest = admin.listOffsets(wanted).all().get(STATE_SECONDS, TimeUnit.SECONDS);
            long lag = 0;
            for (var end : latest.entrySet()) {
                OffsetAndMetadata until = finished.get(end.getKey());
                lag += until == null ? 0 : Math.max(0, end.getValue().offset() - until.offset());
            }
            return new BrokerState(brokers, latest.size(), lag);
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private boolean areReady(List<NewTopic> wanted) throws InterruptedException {
        try {
            return areThere(wanted);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            // For example a name that cannot be resolved yet, after a reboot of the host.
            if (!told) {
                log.warn("The broker does not answer yet: {}", withCause(e));
                told = true;
            }
            return false;
        }
    }

    private static String withCause(Exception failure) {
        return failure.getCause() == null ? failure.toString() : failure + " because of " + failure.getCause();
    }

    private boolean areThere(List<NewTopic> wanted)
            throws InterruptedException, ExecutionException, TimeoutException {
        Admin admin = Admin.create(adminProperties);
        try {
            Set<String> there = admin.listTopics().names().get(10, TimeUnit.SECONDS);
            List<NewTopic> missing =
                    wanted.stream().filter(topic -> !there.contains(topic.name())).toList();
            if (missing.isEmpty()) {
                return true;
            }
            if (!create) {
                if (!told) {
                    log.warn("Topics are missing and this service may not create them: {}", missing);
                    told = true;
                }
                return false;
            }
            create(admin, missing);
            return true;
        } finally {
            // By itself it would wait for its calls, and a service could not stop while the broker is away.
            admin.close(Duration.ZERO);
        }
    }

    private static void create(Admin admin, List<NewTopic> missing)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (var result : admin.createTopics(missing).values().entrySet()) {
            try {
                result.getValue().get(10, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                // Another service started at the same moment.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private List<NewTopic> wanted(Subscriptions subscriptions) {
        var wanted = new ArrayList<NewTopic>();
        Set<String> read = Set.copyOf(of(subscriptions));
        for (Topic topic : catalogue.topics()) {
            if (read.contains(topic.name()) || topic.isWrittenBy(subscriptions.group())) {
                wanted.add(newTopic(topic.name(), topic.partitions(), topic.settings()));
            }
        }
        read.forEach(name -> wanted.add(newDeadLetters(deadLetters(name, subscriptions.group()))));
        if (!read.isEmpty()) {
            wanted.add(newTopic(replays(subscriptions.group()), 1, kept(REPLAY_RETENTION)));
        }
        return wanted;
    }

    private static NewTopic newDeadLetters(String name) {
        return newTopic(name, 1, kept(DEAD_LETTER_RETENTION));
    }

    private static Map<String, String> kept(Duration retention) {
        return Map.of(
                TopicConfig.RETENTION_MS_CONFIG, String.valueOf(retention.toMillis()),
                // A dead letter is its message and a few headers more.
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(LARGEST_REQUEST));
    }

    private static NewTopic newTopic(String name, int partitions, Map<String, String> settings) {
        // No replication named: the broker's default, 1 on a laptop and 3 in a cluster.
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
    }
}
