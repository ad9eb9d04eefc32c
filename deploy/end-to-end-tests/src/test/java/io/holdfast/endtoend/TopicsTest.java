package io.holdfast.endtoend;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.holdfast.contracts.Catalogue;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The topics that a deployment makes are those that the services would make themselves, setting by setting. */
@OnServicesApart
class TopicsTest {

    @Test
    void deploymentMakesWhatTheServicesWouldMake() throws Exception {
        Apart.running();
        Map<String, KafkaTopics.Wanted> wanted = KafkaTopics.of(Catalogue.load());

        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, Infrastructure.forTests().kafkaBootstrap()))) {
            Set<String> there = admin.listTopics().names().get().stream()
                    .filter(name -> !name.startsWith("__"))
                    .collect(Collectors.toSet());
            assertThat(there).containsAll(wanted.keySet());
            var made = new TreeMap<String, KafkaTopics.Wanted>();
            var partitions = admin.describeTopics(wanted.keySet()).allTopicNames().get();
            var settings = admin.describeConfigs(wanted.keySet().stream()
                            .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList()).all().get();
            settings.forEach((topic, config) -> made.put(topic.name(), new KafkaTopics.Wanted(
                    partitions.get(topic.name()).partitions().size(),
                    config.entries().stream()
                            .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                            .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value, (a, b) -> b, TreeMap::new)))));

            assertThat(made).isEqualTo(wanted);
        }
    }
}
