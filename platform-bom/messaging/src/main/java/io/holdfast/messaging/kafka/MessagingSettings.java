package io.holdfast.messaging.kafka;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code holdfast.messaging.*}
 *
 * @param sweepInterval pause between looks for events that a crash left in their documents, while nothing says that there are some
 * @param removeAfter   for so long a sent event waits in its document for the next write to take it out, before it is by itself
 * @param gatherFor     for so long is gathered what messages say of projections that nobody waits for ({@code Gathering})
 * @param createTopics  whether missing topics are created at start; off in production, where deployment does it
 * @param instanceId    a name that only this instance has and keeps over restarts (a StatefulSet's pod name); with it a
 *     restarted instance takes its partitions back at once instead of waiting for {@code sessionTimeout}
 * @param sessionTimeout after how long without a heartbeat the partitions of a dead instance go to others
 */
@ConfigurationProperties("holdfast.messaging")
public record MessagingSettings(
        @DefaultValue("10s") Duration sweepInterval,
        @DefaultValue("1s") Duration removeAfter,
        @DefaultValue("1s") Duration gatherFor,
        @DefaultValue("true") boolean createTopics,
        @Nullable String instanceId,
        @DefaultValue("6s") Duration sessionTimeout) {

    public MessagingSettings {
        // An environment variable that is not set arrives as an empty text.
        instanceId = instanceId == null || instanceId.isBlank() ? null : instanceId;
    }
}
