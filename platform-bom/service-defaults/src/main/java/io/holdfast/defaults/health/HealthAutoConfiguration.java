package io.holdfast.defaults.health;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.holdfast.defaults.health.HealthPart.State;
import io.holdfast.defaults.signals.Redis;
import io.holdfast.messaging.BrokerState;
import io.holdfast.messaging.EventTransport;
import io.holdfast.messaging.Heartbeat;
import io.holdfast.messaging.LoopOwner;
import io.holdfast.messaging.Messaging;
import io.micrometer.core.instrument.MeterRegistry;
import org.bson.Document;
import org.redisson.api.RedissonClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.mongodb.core.MongoOperations;

/** The health of a service that has a store, and the parts that all such services have: store, broker, cache, loops. */
@AutoConfiguration(
        after = DataMongoAutoConfiguration.class,
        afterName = {
            "io.holdfast.messaging.kafka.MessagingAutoConfiguration",
            "io.holdfast.defaults.signals.RedisAutoConfiguration"
        })
@ConditionalOnBean({MongoOperations.class, Messaging.class})
@Import(SystemHealthController.class)
class HealthAutoConfiguration {

    private static final long CACHE_SECONDS = 2;
    /** More than that is not caught up in a moment. */
    private static final long LONG_LAG = 1_000;
    private static final String ANY_KEY = "holdfast:watch";

    @Bean
    ServiceHealth serviceHealth(
            @Value("${spring.application.name}") String service,
            ObjectProvider<HealthPart> parts,
            ObjectProvider<MeterRegistry> metrics,
            Clock clock) {
        return new ServiceHealth(
                service, parts.stream().toList(), metrics.getIfAvailable(), clock.instant(), ServiceHealth.PATIENCE);
    }

    @Bean
    PartLooks measuredParts(ServiceHealth health) {
        return health.measured();
    }

    @Bean
    HealthPart storeHealthPart(MongoOperations mongo) {
        return part("store", () -> {
            mongo.executeCommand(new Document("ping", 1));
            return State.up();
        });
    }

    @Bean
    HealthPart brokerHealthPart(EventTransport transport, Messaging messaging) {
        return part("broker", () -> {
            if (!messaging.isConsuming()) {
                return State.down("Events are not read.");
            }
            long lag = 0;
            int brokers = 0;
            for (String group : messaging.groups()) {
                BrokerState state = transport.state(group).orElse(new BrokerState(0, 0, 0));
                lag += state.lag();
                brokers = Math.max(brokers, state.brokers());
            }
            Map<String, Object> figures = Map.of("brokers", brokers, "lag", lag);
            return lag > LONG_LAG
                    ? new State(HealthPart.Status.DEGRADED, lag + " events wait to be handled.", figures)
                    : State.up(figures);
        });
    }

    /** Nothing is wrong without it, only slower. */
    @Bean
    @ConditionalOnBean(Redis.class)
    HealthPart cacheHealthPart(Redis redis) {
        return part("cache", () -> {
            RedissonClient client = redis.client().orElse(null);
            if (client == null) {
                return State.degraded("It is away. Everything works without it, some of it slower.");
            }
            try {
                client.getBucket(ANY_KEY).isExistsAsync().toCompletableFuture().get(CACHE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                return State.degraded("It does not answer. Everything works without it, some of it slower.");
            }
            return State.up(Map.of("losses", redis.losses()));
        });
    }

    @Bean
    HealthPart loopsHealthPart(ObjectProvider<LoopOwner> owners) {
        return part("loops", () -> {
            List<String> still = owners.stream()
                    .flatMap(owner -> owner.heartbeats().stream())
                    .filter(Heartbeat::standsStill)
                    .map(Heartbeat::loop)
                    .toList();
            return still.isEmpty() ? State.up() : State.down("Standing still: " + String.join(", ", still) + ".");
        });
    }

    private interface Look {
        State look() throws Exception;
    }

    private static HealthPart part(String name, Look look) {
        return new HealthPart() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public State look(String tenant) throws Exception {
                return look.look();
            }
        };
    }
}
