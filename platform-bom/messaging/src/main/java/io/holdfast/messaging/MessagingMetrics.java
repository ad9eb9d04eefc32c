package io.holdfast.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of messages. Tags are what the catalogue and the services' tables have in them, so there are as many time
 * series as these have rows; {@code deploy/observability/README.md} explains each.
 */
public final class MessagingMetrics {

    /** What became of a message that reached its handler. */
    enum Outcome {
        HANDLED,
        /** It failed and is delivered again. */
        RETRIED,
        PARKED;

        private String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Duration[] DELAYS = {
        Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(1)
    };

    private final MeterRegistry metrics;
    // As many as there are groups and topics.
    private final Map<TopicOfGroup, AtomicLong> lags = new ConcurrentHashMap<>();

    public MessagingMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** Where nobody counts. */
    public static MessagingMetrics none() {
        return new MessagingMetrics(new CompositeMeterRegistry());
    }

    /** The same as {@link #none} where there is no registry. */
    public static MessagingMetrics of(@Nullable MeterRegistry metrics) {
        return metrics == null ? none() : new MessagingMetrics(metrics);
    }

    void relays(Relay relay) {
        Gauge.builder("holdfast.outbox.unsent", relay, Relay::leftBehind)
                .description("Events that the last look found in the outboxes although they should have been sent")
                .register(metrics);
        Gauge.builder("holdfast.outbox.oldest.age", relay, each -> each.oldestLeftBehind().toMillis() / 1_000.0)
                .description("How long ago the oldest of them happened")
                .baseUnit("seconds")
                .register(metrics);
    }

    void sent(OutboxEntry event, Instant now) {
        Duration waited = Duration.between(event.at(), now);
        Timer.builder("holdfast.outbox.delay")
                .description("From the write that caused an event until the broker has it")
                .tag("type", event.type())
                .serviceLevelObjectives(DELAYS)
                .register(metrics)
                .record(waited.isNegative() ? Duration.ZERO : waited);
    }

    void handled(String type, String group, Outcome outcome, long nanos) {
        Timer.builder("holdfast.events.handled")
                .description("Messages by what became of them, with all tries")
                .tag("type", type)
                .tag("group", group)
                .tag("outcome", outcome.tag())
                .register(metrics)
                .record(Duration.ofNanos(nanos));
    }

    /** From zero on, so that a rise is seen. */
    public void reads(String group, Collection<String> topics) {
        for (String topic : topics) {
            deadLetters(topic, group);
            lag(group, topic, 0);
        }
    }

    public void parked(String topic, String group) {
        deadLetters(topic, group).increment();
    }

    private Counter deadLetters(String topic, String group) {
        return Counter.builder("holdfast.dead.letters")
                .description("Messages that a group could not take and has parked")
                .tag("topic", topic)
                .tag("group", group)
                .register(metrics);
    }

    /** @param lag messages of this instance's partitions that are not handled yet */
    public void lag(String group, String topic, long lag) {
        lags.computeIfAbsent(new TopicOfGroup(group, topic), this::lagGauge).set(lag);
    }

    private AtomicLong lagGauge(TopicOfGroup of) {
        var lag = new AtomicLong();
        Gauge.builder("holdfast.consumer.lag", lag, AtomicLong::get)
                .description("Messages of this instance's partitions that are not handled yet")
                .tag("group", of.group())
                .tag("topic", of.topic())
                .strongReference(true)
                .register(metrics);
        return lag;
    }

    private record TopicOfGroup(String group, String topic) {}
}
