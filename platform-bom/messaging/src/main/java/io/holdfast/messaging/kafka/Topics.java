package io.holdfast.messaging.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.holdfast.contracts.Catalogue;
import io.holdfast.contracts.Topic;
import io.holdfast.messaging.Subscriptions;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The catalogue's topics on the broker: created by whoever starts first in development, by deployment in production. */
final class Topics {

    private static final Logger log = LoggerFactory.getLogger(Topics.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);
    static final int LARGEST_REQUEST = 2 * 1024 * 1024;

    private final Catalogue catalogue;
    private final Map<String, Object> adminProperties;
    private final boolean create;

    Topics(Catalogue catalogue, Map<String, Object> adminProperties, boolean create) {
        this.catalogue = catalogue;
        this.adminProperties = Map.copyOf(adminProperties);
        this.create = create;
    }

    static String deadLetters(String topic, String group) {
        return topic + "." + group + ".dlt";
    }

    List<String> of(Subscriptions subscriptions) {
        Set<String> names = new TreeSet<>();
        subscriptions.types().forEach(type -> names.add(catalogue.topicOf(type).name()));
        return List.copyOf(names);
    }

    /** Returns once every topic that this service reads or writes is there, however long the broker is away. */
    void awaitReady(Subscriptions subscriptions) throws InterruptedException {
        while (!areReady(subscriptions)) {
            Thread.sleep(PAUSE);
        }
    }

    /** The same on a thread of its own, which ends when they are there. */
    Thread whenReady(Subscriptions subscriptions) {
        return Thread.ofVirtual().name("topics-" + subscriptions.group()).start(() -> {
            try {
                awaitReady(subscriptions);
            } catch (InterruptedException e) {
                log.debug("Stopped before the topics were there", e);
            }
        });
    }

    private boolean areReady(Subscriptions subscriptions) throws InterruptedException {
        List<NewTopic> wanted = wanted(subscriptions);
        Admin admin = Admin.create(adminProperties);
        try {
            Set<String> there = admin.listTopics().names().get(10, TimeUnit.SECONDS);
            List<NewTopic> missing =
                    wanted.stream().filter(topic -> !there.contains(topic.name())).toList();
            if (missing.isEmpty()) {
                return true;
            }
            if (!create) {
                log.warn("Topics are missing and this service may not create them: {}", missing);
                return false;
            }
            create(admin, missing);
            return true;
        } catch (ExecutionException | java.util.concurrent.TimeoutException | KafkaException e) {
            log.warn("The broker does not answer yet: {}", e.toString());
            return false;
        } finally {
            // By itself it would wait for its calls, and a service could not stop while the broker is away.
            admin.close(Duration.ZERO);
        }
    }

    private static void create(Admin admin, List<NewTopic> missing) throws InterruptedException, ExecutionException {
        for (var result : admin.createTopics(missing).values().entrySet()) {
            try {
                result.getValue().get();
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
            if (read.contains(topic.name()) || topic.producer().equals(subscriptions.group())) {
                wanted.add(newTopic(topic.name(), topic.partitions(), topic.settings()));
            }
        }
        var kept = Map.of(
                TopicConfig.RETENTION_MS_CONFIG, String.valueOf(DEAD_LETTER_RETENTION.toMillis()),
                // A dead letter is its message and a few headers more.
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(LARGEST_REQUEST));
        read.forEach(name -> wanted.add(newTopic(deadLetters(name, subscriptions.group()), 1, kept)));
        return wanted;
    }

    private static NewTopic newTopic(String name, int partitions, Map<String, String> settings) {
        // No replication named: the broker's default, 1 on a laptop and 3 in a cluster.
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
    }
}
