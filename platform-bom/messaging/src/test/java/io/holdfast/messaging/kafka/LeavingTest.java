package io.holdfast.messaging.kafka;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.holdfast.messaging.MessagingMetrics;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a member of a group does last. The client is Kafka's own stand-in: no broker lets a test into this moment. */
class LeavingTest {

    private static final TopicPartition TIMERS = new TopicPartition("timers", 0);

    @Test
    void whoLeavesIsNotInterruptedWhileItCommits() {
        var consumer = new SlowToLeave();
        var consumption = new KafkaConsumption(
                        "group", List.of("timers"), () -> consumer, message -> true, () -> true, Optional::empty,
                        MessagingMetrics.none())
                .start();
        consumer.schedulePollTask(() -> consumer.rebalance(List.of(TIMERS)));
        await().until(consumption::isRunning);

        consumption.close();

        assertThat(consumer.leftUndisturbed).isCompletedWithValue(true);
    }

    /** Its {@code wakeup} returns once the reader is leaving, so that whoever woke it goes on in the middle of that. */
    private static final class SlowToLeave extends MockConsumer<String, byte[]> {

        private final CountDownLatch leaving = new CountDownLatch(1);
        private final CompletableFuture<Boolean> leftUndisturbed = new CompletableFuture<>();

        SlowToLeave() {
            super("earliest");
            updateBeginningOffsets(Map.of(TIMERS, 0L));
        }

        @Override
        public void wakeup() {
            super.wakeup();
            await().until(() -> leaving.getCount() == 0);
        }

        @Override
        public void close(CloseOptions options) {
            leaving.countDown();
            try {
                // As long as a commit may take.
                leftUndisturbed.completeOnTimeout(true, 500, TimeUnit.MILLISECONDS).get();
            } catch (Exception e) {
                leftUndisturbed.complete(false);
            }
            super.close(options);
        }
    }
}
