package io.holdfast.messaging;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Which messages need a look at all, by their type alone. */
class DispatcherTest {

    private final Dispatcher dispatcher = new Dispatcher(
            Subscriptions.of("booking-service").on("slot.reserved.v1", Map.class, event -> { }),
            RetryPolicy.DEFAULT,
            (raw, group, cause) -> { },
            MessagingMetrics.none());

    @Test
    void whatTheTableHasIsWanted() {
        assertThat(dispatcher.wants("slot.reserved.v1")).isTrue();
    }

    @Test
    void whatNobodyHandlesPassesBy() {
        assertThat(dispatcher.wants("slot.released.v1")).isFalse();
    }

    @Test
    void anotherVersionAndNoTypeAreWantedToBeParked() {
        assertThat(dispatcher.wants("slot.reserved.v2")).isTrue();
        assertThat(dispatcher.wants(null)).isTrue();
    }
}
